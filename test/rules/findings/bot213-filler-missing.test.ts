import { fillerMissing } from "../../../src/rules/findings/bot213-filler-missing.js";
import { testRule } from "../../support/rule-tester.js";

testRule(fillerMissing, {
  faulty: [
    {
      name: "the model takes 32 s, and nothing is played",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:01,001 - bot - INFO - LLM request started for channel 1795362720.1
        2026-11-22 15:52:33,000 - bot - INFO - LLM answered for channel 1795362720.1 in 32.00s
        2026-11-22 15:52:34,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      says: /no filler in a wait of 33 s/,
    },
    {
      name: "the second turn has none; the first one's does not count",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:00,200 - bot - INFO - Filler played on 1795362720.2
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.2 media=sound:a
        2026-11-22 15:52:10,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:10,001 - bot - INFO - LLM request started for channel 1795362720.2
        2026-11-22 15:52:55,000 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.2 media=sound:b
        2026-11-22 15:52:59,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
    },
  ],
  healthy: [
    {
      name: "a filler before the hold",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:00,200 - bot - INFO - Filler played on 1795362720.3
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:01,001 - bot - INFO - LLM request started for channel 1795362720.3
        2026-11-22 15:52:34,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.3 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
    },
    {
      name: "an answer within the budget",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:01,001 - bot - INFO - LLM request started for channel 1795362720.4
        2026-11-22 15:52:14,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.4
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "what the bot waited for is not logged: it may be the caller",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:52:34,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.5 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.5
      `,
    },
  ],
});
