import { slowStep } from "../../../src/rules/findings/bot214-slow-step.js";
import { testRule } from "../../support/rule-tester.js";

testRule(slowStep, {
  faulty: [
    {
      name: "model and speech, by their own durations",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:12,000 - bot - INFO - LLM answered for channel 1795362720.1 in 11.00s
        2026-11-22 15:52:35,000 - bot - INFO - TTS chunk 0 of channel 1795362720.1 ready in 23.00s
        2026-11-22 15:52:35,100 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      says: /Of the 34 s before the answer, the model took 11 s, the speech 23 s: the speech took most/,
    },
    {
      name: "the model never answers",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:01,001 - bot - INFO - LLM request started for channel 1795362720.2
        2026-11-22 15:52:41,001 - bot - INFO - ChannelHangupRequest channel=1795362720.2 cause=-
        2026-11-22 15:52:41,002 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      says: /before the end, the model took 40 s and had not answered/,
    },
  ],
  healthy: [
    {
      name: "within the budget",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:12,000 - bot - INFO - LLM answered for channel 1795362720.3 in 11.00s
        2026-11-22 15:52:15,100 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.3 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "a bot that says nothing of its model",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:35,100 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.4
      `,
    },
    {
      name: "a model's line without a channel that fits no step of this call",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:52:22,000 - bot - INFO - LLM answered in 9.00s
        2026-11-22 15:52:35,100 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.5 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.5
      `,
    },
  ],
});
