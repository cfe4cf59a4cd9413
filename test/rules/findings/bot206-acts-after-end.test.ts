import { actsAfterEnd } from "../../../src/rules/findings/bot206-acts-after-end.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(actsAfterEnd, {
  faulty: [
    {
      name: "2 s after StasisEnd",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .hangupRequest(3, 16)
        .stasisEnd(3.001)
        .says(5, 'POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}'),
      says: /had known for 2\.0 s/,
    },
  ],
  healthy: [
    {
      name: "what was on its way when the event came",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .hangupRequest(3, 16)
        .stasisEnd(3.001)
        .says(
          3.051,
          'POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}',
        ),
      cause: "caller-hangup",
    },
    {
      name: "served, and nothing after the end",
      bot: bot.stasisStart(0.12).answered(0.15).hold(1).unhold(3).served(3.01),
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "404 without any word that the channel had ended",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(5, 'POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}'),
    },
  ],
});
