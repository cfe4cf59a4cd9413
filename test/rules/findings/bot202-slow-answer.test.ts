import { slowAnswer } from "../../../src/rules/findings/bot202-slow-answer.js";
import { testRule } from "../../support/rule-tester.js";

testRule(slowAnswer, {
  faulty: [
    {
      name: "31 s from hold to answer",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:32,100 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:a
        2026-11-22 15:53:50,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:53:51,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:53:51,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      says: /31 s for the answer; the budget is 30 s/,
    },
    {
      name: "the caller left after 40 s",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:41,000 - bot - INFO - ChannelHangupRequest channel=1795362720.2 cause=-
        2026-11-22 15:52:41,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      says: /left without an answer/,
    },
    {
      name: "music for all of it, by Asterisk's log",
      asterisk: `
        [2026-11-22 15:51:50.000] WARNING[3] taskprocessor.c: The 'stasis/m:manager' task processor queue reached 500 scheduled tasks.
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1795362720.5") in new stack
        [2026-11-22 15:52:01.001] VERBOSE[41][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000001'
        [2026-11-22 15:52:34.000] VERBOSE[41][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000001
        [2026-11-22 15:52:34.001] VERBOSE[41][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:52:34,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.5 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.5
      `,
      says: /There was music meanwhile/,
    },
    {
      name: "a hold without music, in a log that shows others' music",
      asterisk: `
        [2026-11-22 15:51:00.000] VERBOSE[40][C-00000001] pbx.c: Executing [9@from-trunk:1] MusicOnHold("PJSIP/trunk-00000000", "") in new stack
        [2026-11-22 15:51:00.001] VERBOSE[40][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000000'
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1795362720.6") in new stack
        [2026-11-22 15:52:34.001] VERBOSE[41][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:34,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.6 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.6
      `,
      call: "1795362720.6",
      says: /There was silence meanwhile, no music/,
    },
    {
      name: "a bot that never holds: 35 s from what the caller said to the answer",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7 caller=1 exten=1000
        2026-11-22 15:52:04,000 - bot - INFO - ASR final for 1795362720.7: "where is it"
        2026-11-22 15:52:04,001 - bot - INFO - LLM request started for channel 1795362720.7
        2026-11-22 15:52:39,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.7 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.7
      `,
      says: /waited 35 s for the answer/,
    },
  ],
  healthy: [
    {
      name: "a pause of the caller's: nothing worked for the answer",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.8 caller=1 exten=1000
        2026-11-22 15:52:04,000 - bot - INFO - ASR final for 1795362720.8: "wait a moment"
        2026-11-22 15:52:39,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.8 media=sound:still-there
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.8
      `,
    },
    {
      name: "music of a queue",
      asterisk: `
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Queue("PJSIP/trunk-00000001", "sales") in new stack
        [2026-11-22 15:52:01.001] VERBOSE[41][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000001'
        [2026-11-22 15:54:34.000] VERBOSE[41][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000001
        [2026-11-22 15:54:34.001] VERBOSE[41][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'queue-youarenext.slin' (language 'en')
      `,
    },
    {
      name: "29 s",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.3 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:30,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.3 media=sound:a
        2026-11-22 15:53:50,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:53:51,000 - bot - INFO - Hanging up channel 1795362720.3
        2026-11-22 15:53:51,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "held, and the log ends: nobody knows for how long",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
      `,
    },
  ],
});
