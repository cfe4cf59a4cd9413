import { slowStep } from "../../../src/rules/findings/bot214-slow-step.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(slowStep, {
  faulty: [
    {
      name: "model and speech, by their own durations",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(12, "LLM answered for channel 1795362720.1 in 11.00s")
        .says(35, "TTS chunk 0 of channel 1795362720.1 ready in 23.00s")
        .playbackStarted(35.1)
        .stasisEnd(51.001),
      says: /Of the 34 s before the answer, the model took 11 s, the speech 23 s: the speech took the most time/,
    },
    {
      name: "the model never answers",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(1.001, "LLM request started for channel 1795362720.1")
        .says(41.001, "ChannelHangupRequest channel=1795362720.1 cause=-")
        .stasisEnd(41.002),
      says: /before the end, the model took 40 s and had not answered/,
    },
  ],
  healthy: [
    {
      name: "within the budget",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(12, "LLM answered for channel 1795362720.1 in 11.00s")
        .playbackStarted(15.1)
        .stasisEnd(51.001),
    },
  ],
  notEnoughEvidence: [
    {
      name: "a bot that says nothing of its model",
      bot: bot.stasisStart(0.12).hold(1).playbackStarted(35.1).stasisEnd(51.001),
    },
    {
      name: "a model's line without a channel that fits no step of this call",
      bot: bot.stasisStart(0.12).hold(1).says(22, "LLM answered in 9.00s").playbackStarted(35.1).stasisEnd(51.001),
    },
  ],
});
