import { silentHold } from "../../../src/rules/findings/ari201-silent-hold.js";
import { testRule } from "../../support/rule-tester.js";

testRule(silentHold, {
  faulty: [
    {
      name: "no class is loaded",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000001", "voicebot,1000,1") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-00000002] channel.c: Music class default requested but no musiconhold loaded.
        [Nov 22 15:52:03] VERBOSE[41][C-00000002] file.c: <SIP/trunk-00000001> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.1 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      says: /no music class is loaded/,
    },
    {
      name: "the class has no files",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000003] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000002", "voicebot,1000,1") in new stack
        [Nov 22 15:52:01] WARNING[41][C-00000003] res_musiconhold.c: No files available for class 'jazz'
        [Nov 22 15:52:03] VERBOSE[41][C-00000003] file.c: <PJSIP/trunk-00000002> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.2 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.2 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.2 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.2
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      says: /'jazz' has no files/,
    },
    {
      name: "the music's codec has no path to the call's: music that stops as it starts was not heard",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-0000000b] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-0000000a", "voicebot,1000,1") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-0000000b] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-0000000a'
        [Nov 22 15:52:01] WARNING[41][C-0000000b] channel.c: Unable to find a codec translation path: (g723) -> (ulaw)
        [Nov 22 15:52:01] WARNING[41][C-0000000b] res_musiconhold.c: Unable to open file '/srv/moh/waltz': Function not implemented
        [Nov 22 15:52:01] VERBOSE[41][C-0000000b] res_musiconhold.c: Stopped music on hold on SIP/trunk-0000000a
        [Nov 22 15:52:03] VERBOSE[41][C-0000000b] file.c: <SIP/trunk-0000000a> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.10 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.10 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.10 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.10 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.10 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.10
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.10
      `,
      says: /waltz from .?g723.? into .?ulaw/,
    },
  ],
  healthy: [
    {
      name: "music played",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000004] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000003", "voicebot,1000,1") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-00000004] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000003'
        [Nov 22 15:52:03] VERBOSE[41][C-00000004] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000003
        [Nov 22 15:52:03] VERBOSE[41][C-00000004] file.c: <SIP/trunk-00000003> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.3 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.3 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.3 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.3
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot alone cannot hear the music",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.4 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.4 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.4
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.4
      `,
      cause: "none",
    },
  ],
});
