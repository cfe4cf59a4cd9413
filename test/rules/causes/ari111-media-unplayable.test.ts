import { mediaUnplayable } from "../../../src/rules/causes/ari111-media-unplayable.js";
import { asterisk, bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const held = asterisk.stasis(0).musicStarts(1).musicStops(4);
const unplayable = held.inCall(
  4,
  "res_stasis_playback.c: Attempted to play URI '/srv/tts/8.wav' on channel 'PJSIP/trunk-00000000' but scheme is unsupported",
  "ERROR",
);
const asked = bot.stasisStart(0.12).answered(0.2).hold(1).unhold(4).playbackStarted(4.1, "a");

testRule(mediaUnplayable, {
  faulty: [
    {
      name: "a path without a scheme: the bot waits for the end of the playback until the caller hangs up",
      asterisk: unplayable.exits(40),
      bot: asked.hangupRequest(40, 16).stasisEnd(40.001),
      confidence: "confirmed",
      says: /\/srv\/tts\/8\.wav: scheme is unsupported/,
    },
    {
      name: "a recording that is not there, by Asterisk's log alone",
      asterisk: held
        .inCall(
          4,
          "res_stasis_playback.c: Attempted to play recording 'greeting' on channel 'PJSIP/trunk-00000000' but recording does not exist",
          "ERROR",
        )
        .exits(40),
      confidence: "confirmed",
      says: /greeting: recording does not exist/,
    },
  ],
  healthy: [
    {
      name: "the scheme is right, and the file is missing",
      asterisk: held
        .inCall(4, "file.c: File /srv/tts/8 does not exist in any format", "WARNING")
        .inCall(4, "res_stasis_playback.c: 1795362720.0: Playback failed for sound:/srv/tts/8", "WARNING")
        .exits(40),
      cause: "sound-missing",
    },
    {
      name: "the bot noticed, and played something else",
      asterisk: unplayable.plays(6, "sorry.slin").exits(9),
      bot: asked.playbackStarted(6, "sorry").playbackFinished(8).hangsUp(9).stasisEnd(9.001),
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot alone: a playback without an end, and a caller who hangs up",
      bot: asked.hangupRequest(40, 16).stasisEnd(40.001),
      stands: "absent",
    },
  ],
});
