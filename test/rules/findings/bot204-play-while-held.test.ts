import { playWhileHeld } from "../../../src/rules/findings/bot204-play-while-held.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(playWhileHeld, {
  faulty: [
    {
      name: "it unholds in another call, and not in this",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.21 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.21 put on hold
        2026-11-22 15:52:02,000 - bot - INFO - Channel 1795362720.21 taken off hold
        2026-11-22 15:52:03,000 - bot - INFO - StasisEnd channel=1795362720.21
        2026-11-22 15:52:04,120 - bot - INFO - StasisStart channel=1795362724.22 caller=1 exten=1000
        2026-11-22 15:52:04,150 - bot - INFO - Channel 1795362724.22 answered
        2026-11-22 15:52:05,000 - bot - INFO - Channel 1795362724.22 put on hold
        2026-11-22 15:52:07,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362724.22 media=sound:a
        2026-11-22 15:52:09,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:10,000 - bot - INFO - Hanging up channel 1795362724.22
        2026-11-22 15:52:10,001 - bot - INFO - StasisEnd channel=1795362724.22
      `,
      call: "1795362724.22",
      others: { "1795362720.21": "undetermined" },
    },
    {
      name: "its unhold failed and it played all the same",
      bot: bot
        .stasisStart(0.12)
        .answered(0.15)
        .hold(1)
        .says(3, 'POST /ari/channels/1795362720.1/unhold failed: 404 {"message":"Resource not found"}')
        .served(3.01),
    },
  ],
  healthy: [
    {
      name: "unheld first",
      bot: bot.stasisStart(0.12).answered(0.15).hold(1).unhold(3).served(3.01),
      cause: "none",
    },
    {
      name: "the playback was refused: there was no channel",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(3, 'DELETE /ari/channels/1795362720.1/hold failed: 404 {"message":"Channel not found"}')
        .says(
          3.01,
          'POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}',
        ),
      cause: "undetermined",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a bot that logs no unhold may well have done it",
      bot: bot.stasisStart(0.12).hold(1).served(3.01),
      cause: "none",
    },
  ],
});
