import { playWhilePlaying } from "../../../src/rules/findings/bot207-play-while-playing.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const playing = bot.stasisStart(0.12).answered(0.15).playbackStarted(1, "a");

testRule(playWhilePlaying, {
  faulty: [
    {
      name: "the second playback is asked for a second before the first has ended",
      bot: playing
        .playbackStarted(3, "b")
        .playbackFinished(4, "done", 1)
        .playbackFinished(6)
        .hangsUp(7)
        .stasisEnd(7.001),
      says: /1\.0 s before/,
    },
  ],
  healthy: [{ name: "one after the other", bot: playing.playbackFinished(3).served(3.1, "b"), cause: "none" }],
  notEnoughEvidence: [{ name: "the end of the first is not in the log", bot: playing.served(3.1, "b"), cause: "none" }],
});
