import { playbackNeverStarted } from "../../../src/rules/findings/bot209-playback-never-started.js";
import { testRule } from "../../support/rule-tester.js";

testRule(playbackNeverStarted, {
  faulty: [
    {
      name: "Asterisk's log shows the dialplan and no sound",
      asterisk: `
        [2026-11-22 15:52:00.101] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Answer("PJSIP/trunk-00000001", "") in new stack
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-00000001", "voicebot,1795362720.1") in new stack
        [2026-11-22 15:52:30.000] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:3] Hangup("PJSIP/trunk-00000001", "") in new stack
        [2026-11-22 15:52:30.001] VERBOSE[41][C-00000002] pbx.c: Spawn extension (from-trunk, 1000, 3) exited non-zero on 'PJSIP/trunk-00000001'
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:05,300 - bot - INFO - POST /ari/channels/1795362720.1/play?media=sound:welcome 201
        2026-11-22 15:52:29,990 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      says: /never ran, although the channel was there for another 25 s/,
    },
    {
      name: "the bot logs the end of its first playback, and none of the second",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.2 media=sound:hi
        2026-11-22 15:52:01,900 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:02,000 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.2 media=recording:gone
        2026-11-22 15:52:12,000 - bot - INFO - ChannelHangupRequest channel=1795362720.2 cause=16
        2026-11-22 15:52:12,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
    },
  ],
  healthy: [
    {
      name: "the sound starts",
      asterisk: `
        [2026-11-22 15:51:50.000] WARNING[3] taskprocessor.c: The 'stasis/m:manager' task processor queue reached 500 scheduled tasks.
        [2026-11-22 15:52:00.101] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Answer("PJSIP/trunk-00000001", "") in new stack
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-00000001", "voicebot,1795362720.3") in new stack
        [2026-11-22 15:52:05.299] VERBOSE[41][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'welcome.slin' (language 'en')
        [2026-11-22 15:52:30.000] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:3] Hangup("PJSIP/trunk-00000001", "") in new stack
        [2026-11-22 15:52:30.001] VERBOSE[41][C-00000002] pbx.c: Spawn extension (from-trunk, 1000, 3) exited non-zero on 'PJSIP/trunk-00000001'
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:05,300 - bot - INFO - POST /ari/channels/1795362720.3/play?media=sound:welcome 201
        2026-11-22 15:52:29,990 - bot - INFO - StasisEnd channel=1795362720.3
      `,
    },
    {
      name: "the channel ended before the command was due",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:hi
        2026-11-22 15:52:01,900 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:02,000 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.4 media=sound:a
        2026-11-22 15:52:02,100 - bot - INFO - StasisEnd channel=1795362720.4
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "no end is logged of any playback",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.5 media=sound:hi
        2026-11-22 15:52:12,000 - bot - INFO - ChannelHangupRequest channel=1795362720.5 cause=16
        2026-11-22 15:52:12,001 - bot - INFO - StasisEnd channel=1795362720.5
      `,
    },
    {
      name: "the caller interrupted: the bot may have stopped listening for the end",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.6 media=sound:hi
        2026-11-22 15:52:01,900 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:02,000 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.6 media=sound:a
        2026-11-22 15:52:04,000 - bot - INFO - ASR final for 1795362720.6: "wait"
        2026-11-22 15:52:12,000 - bot - INFO - StasisEnd channel=1795362720.6
      `,
      cause: "none",
    },
    {
      name: "a log without verbose lines shows no sound of anybody",
      asterisk: `
        [2026-11-22 15:52:00.101] NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (4ms / 2000ms)
        [2026-11-22 15:52:30.000] NOTICE[3] chan_sip.c: Peer 'trunk' is now Lagged. (2004ms / 2000ms)
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7 caller=1 exten=1000
        2026-11-22 15:52:05,300 - bot - INFO - POST /ari/channels/1795362720.7/play?media=sound:welcome 201
        2026-11-22 15:52:29,990 - bot - INFO - StasisEnd channel=1795362720.7
      `,
    },
  ],
});
