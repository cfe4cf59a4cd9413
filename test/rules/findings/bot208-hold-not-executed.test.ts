import { holdNotExecuted } from "../../../src/rules/findings/bot208-hold-not-executed.js";
import { testRule } from "../../support/rule-tester.js";

testRule(holdNotExecuted, {
  faulty: [
    {
      name: "the hold waited behind a playback and never began",
      asterisk: `
        [Nov 22 15:51:00] VERBOSE[41][C-00000001] pbx.c: Executing [9@from-trunk:1] MusicOnHold("SIP/trunk-00000000", "") in new stack
        [Nov 22 15:51:00] VERBOSE[41][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000000'
        [Nov 22 15:52:00] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000001", "voicebot,1000,1") in new stack
        [Nov 22 15:52:00] VERBOSE[41][C-00000002] file.c: <SIP/trunk-00000001> Playing 'long.slin' (language 'en')
        [Nov 22 15:52:08] VERBOSE[41][C-00000002] file.c: <SIP/trunk-00000001> Playing 'b.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:00,200 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:long
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:08,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:08,100 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.1 media=sound:b
        2026-11-22 15:52:10,000 - bot - INFO - PlaybackFinished 9789be8d-0248-4f24-9d70-7b60876715b2 state=done
        2026-11-22 15:52:11,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:52:11,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      call: "1795362720.1",
    },
  ],
  healthy: [
    {
      name: "moh_passthrough leaves the music to the far end",
      pjsip: `
        [gate]
        type = endpoint
        moh_passthrough = yes
      `,
      asterisk: `
        [Nov 22 15:51:00] VERBOSE[41][C-00000001] pbx.c: Executing [9@from-trunk:1] MusicOnHold("SIP/trunk-00000000", "") in new stack
        [Nov 22 15:51:00] VERBOSE[41][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000000'
        [Nov 22 15:52:00] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/gate-00000001", "voicebot,1000,1") in new stack
        [Nov 22 15:52:08] VERBOSE[41][C-00000002] file.c: <PJSIP/gate-00000001> Playing 'b.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:08,100 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.1 media=sound:b
        2026-11-22 15:52:10,000 - bot - INFO - PlaybackFinished 9789be8d-0248-4f24-9d70-7b60876715b2 state=done
        2026-11-22 15:52:11,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:52:11,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      call: "1795362720.1",
    },
    {
      name: "music started",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1000,1") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000001'
        [Nov 22 15:52:08] VERBOSE[41][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000001
        [Nov 22 15:52:08] VERBOSE[41][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'b.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:00,200 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:long
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:08,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:08,100 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.1 media=sound:b
        2026-11-22 15:52:10,000 - bot - INFO - PlaybackFinished 9789be8d-0248-4f24-9d70-7b60876715b2 state=done
        2026-11-22 15:52:11,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:52:11,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "a log without verbose lines shows no music of anybody",
      asterisk: `
        [Nov 22 15:51:30] NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (4ms / 2000ms)
        [Nov 22 15:52:30] NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (5ms / 2000ms)
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:00,200 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:long
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:08,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:08,100 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.1 media=sound:b
        2026-11-22 15:52:10,000 - bot - INFO - PlaybackFinished 9789be8d-0248-4f24-9d70-7b60876715b2 state=done
        2026-11-22 15:52:11,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:52:11,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      call: "1795362720.1",
      cause: "none",
    },
  ],
});
