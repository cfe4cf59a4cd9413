import { slowAnswer } from "../../src/rules/bot202-slow-answer.js";
import { testRule } from "../support/rule-tester.js";

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
  ],
  healthy: [
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
