import { playWhileHeld } from "../../../src/rules/findings/bot204-play-while-held.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const entered = bot.stasisStart(0.12).answered(0.15);

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
      name: "it unholds after the first wait, and not after the second",
      bot: entered.hold(1).unhold(2).playbackStarted(2.1).playbackFinished(4).hold(5).served(7),
    },
    {
      name: "it unholds only when the playback has begun",
      bot: entered.hold(1).playbackStarted(3).unhold(3.2).playbackFinished(5).hangsUp(6).stasisEnd(6.001),
    },
    {
      name: "its unhold failed and it played all the same",
      bot: entered
        .hold(1)
        .says(3, 'POST /ari/channels/1795362720.1/unhold failed: 404 {"message":"Resource not found"}')
        .served(3.01),
    },
  ],
  healthy: [
    {
      name: "the unhold is only announced, and the playback runs",
      bot: entered.hold(1).says(2.9, "Unholding 1795362720.1").served(3.01),
      cause: "none",
    },
    {
      name: "another request of the same wait failed, and the unhold did not",
      bot: entered
        .hold(1)
        .says(
          2,
          'GET /ari/channels/1795362720.1/variable?variable=X failed: 404 {"message":"Provided variable was not found"}',
        )
        .unhold(3)
        .served(3.01),
    },
    {
      name: "its first unhold failed, and the second was carried out",
      bot: entered
        .hold(0.5)
        .says(1, 'POST /ari/channels/1795362720.1/unhold failed: 404 {"message":"Resource not found"}')
        .unhold(1.1)
        .playbackStarted(1.2)
        .playbackFinished(2)
        .hold(3)
        .unhold(5)
        .served(5.01),
    },
    {
      name: "unheld first",
      bot: entered.hold(1).unhold(3).served(3.01),
      cause: "none",
    },
    {
      name: "the playback was refused: there was no channel",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .unhold(1.5)
        .hold(2)
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
