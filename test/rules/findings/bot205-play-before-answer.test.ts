import { playBeforeAnswer } from "../../../src/rules/findings/bot205-play-before-answer.js";
import { testRule } from "../../support/rule-tester.js";

testRule(playBeforeAnswer, {
  faulty: [
    {
      name: "a greeting before the answer",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:hi
        2026-11-22 15:52:01,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
    },
    {
      name: "the answer was asked for and not waited for",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=1 exten=1000
        2026-11-22 15:52:00,131 - bot - INFO - POST /ari/channels/1795362720.5/play?media=sound:hi 201
        2026-11-22 15:52:00,143 - bot - INFO - POST /ari/channels/1795362720.5/answer 204
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.5
      `,
      says: /without waiting for its answer, which was through 12 ms later/,
    },
  ],
  healthy: [
    {
      name: "an application of the dialplan had answered by itself",
      asterisk: `
        [2026-11-22 15:51:50.000] WARNING[3] taskprocessor.c: The 'stasis/m:manager' task processor queue reached 500 scheduled tasks.
        [2026-11-22 15:52:00.010] VERBOSE[41][C-00000003] pbx.c: Executing [1000@from-trunk:1] Playback("SIP/trunk-00000002", "hello") in new stack
        [2026-11-22 15:52:02.000] VERBOSE[41][C-00000003] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000002", "voicebot,1795362720.6") in new stack
      `,
      bot: `
        2026-11-22 15:52:02,020 - bot - INFO - StasisStart channel=1795362720.6 caller=1 exten=1000
        2026-11-22 15:52:02,131 - bot - INFO - POST /ari/channels/1795362720.6/play?media=sound:hi 201
        2026-11-22 15:52:04,143 - bot - INFO - POST /ari/channels/1795362720.6/answer 204
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.6
      `,
    },
    {
      name: "answered first",
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
      cause: "none",
    },
    {
      name: "the dialplan had answered, by a stamp of the same second",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000003] pbx.c: Executing [1000@from-trunk:1] Answer("SIP/trunk-00000002", "") in new stack
        [Nov 22 15:52:00] VERBOSE[41][C-00000003] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000002", "voicebot,1000,1") in new stack
        [Nov 22 15:52:00] VERBOSE[41][C-00000003] file.c: <SIP/trunk-00000002> Playing 'hi.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,400 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:00,420 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.2 media=sound:hi
        2026-11-22 15:52:01,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.2
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "no answer is logged at all: the dialplan may have",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:hi
        2026-11-22 15:52:01,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.4
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.4
      `,
      cause: "none",
    },
  ],
});
