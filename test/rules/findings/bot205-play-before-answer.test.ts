import { playBeforeAnswer } from "../../../src/rules/findings/bot205-play-before-answer.js";
import { bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(playBeforeAnswer, {
  faulty: [
    {
      name: "a greeting before the answer",
      bot: bot
        .stasisStart(0.12)
        .playbackStarted(0.15, "hi")
        .playbackFinished(1)
        .answered(3)
        .hangsUp(6)
        .stasisEnd(6.001),
    },
    {
      name: "the answer was asked for and not waited for",
      bot: bot
        .stasisStart(0.12)
        .says(0.131, "POST /ari/channels/1795362720.1/play?media=sound:hi 201")
        .says(0.143, "POST /ari/channels/1795362720.1/answer 204")
        .stasisEnd(6.001),
      says: /without waiting for its answer, which was complete 12 ms later/,
    },
  ],
  healthy: [
    {
      name: "an application of the dialplan had answered by itself",
      asterisk: chanSip
        .logs(
          -10,
          "WARNING[3] taskprocessor.c: The 'stasis/m:manager' task processor queue reached 500 scheduled tasks.",
        )
        .runs(0.01, "Playback", "hello")
        .runs(2, "Stasis", "voicebot,1795362720.6"),
      bot: bot
        .of({ channelId: "1795362720.6" })
        .stasisStart(2.02)
        .says(2.131, "POST /ari/channels/1795362720.6/play?media=sound:hi 201")
        .says(4.143, "POST /ari/channels/1795362720.6/answer 204")
        .stasisEnd(6.001),
    },
    {
      name: "answered first",
      bot: bot.stasisStart(0.12).answered(0.15).hold(1).unhold(3).served(3.01),
      cause: "none",
    },
    {
      name: "the dialplan had answered, by a stamp of the same second",
      asterisk: chanSip.runs(0, "Answer").stasis(0).plays(0, "hi.slin"),
      bot: bot.stasisStart(0.4).playbackStarted(0.42, "hi").playbackFinished(1).hangsUp(6).stasisEnd(6.001),
    },
  ],
  notEnoughEvidence: [
    {
      name: "no answer is logged at all: the dialplan may have",
      bot: bot.stasisStart(0.12).playbackStarted(0.15, "hi").playbackFinished(1).hangsUp(6).stasisEnd(6.001),
      cause: "none",
    },
  ],
});
