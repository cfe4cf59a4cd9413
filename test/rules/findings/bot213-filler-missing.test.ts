import { fillerMissing } from "../../../src/rules/findings/bot213-filler-missing.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(fillerMissing, {
  faulty: [
    {
      name: "the model takes 32 s, and nothing is played",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(1.001, "LLM request started for channel 1795362720.1")
        .says(33, "LLM answered for channel 1795362720.1 in 32.00s")
        .playbackStarted(34)
        .stasisEnd(51.001),
      says: /no filler in a wait of 33 s/,
    },
    {
      name: "the second turn has none; the first one's does not count",
      bot: bot
        .stasisStart(0.12)
        .says(0.2, "Filler played on 1795362720.1")
        .hold(1)
        .playbackStarted(3)
        .hold(10)
        .says(10.001, "LLM request started for channel 1795362720.1")
        .playbackStarted(55, "b")
        .stasisEnd(59.001),
    },
  ],
  healthy: [
    {
      name: "a filler before the hold",
      bot: bot
        .stasisStart(0.12)
        .says(0.2, "Filler played on 1795362720.1")
        .hold(1)
        .says(1.001, "LLM request started for channel 1795362720.1")
        .playbackStarted(34)
        .stasisEnd(51.001),
    },
    {
      name: "an answer within the budget",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(1.001, "LLM request started for channel 1795362720.1")
        .playbackStarted(14)
        .stasisEnd(51.001),
    },
  ],
  notEnoughEvidence: [
    {
      name: "what the bot waited for is not logged: it may be the caller",
      bot: bot.stasisStart(0.12).hold(1).playbackStarted(34).stasisEnd(51.001),
    },
  ],
});
