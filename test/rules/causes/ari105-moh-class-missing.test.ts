import { mohClassMissing } from "../../../src/rules/causes/ari105-moh-class-missing.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const served = bot.stasisStart(0.12).hold(1).served(3);

testRule(mohClassMissing, {
  faulty: [
    {
      name: "the class default plays instead",
      asterisk: asterisk
        .stasis(0)
        .inCall(
          1,
          "res_musiconhold.c: Music on Hold class 'corporate-ru' not found in memory. Verify your configuration.",
          "WARNING",
        )
        .musicStarts(1)
        .musicStops(3)
        .plays(3, "a.slin"),
      bot: served,
      confidence: "confirmed",
      says: /corporate-ru/,
    },
    {
      name: "no class is loaded at all, and one was asked for by name: silence",
      asterisk: chanSip
        .stasis(0)
        .inCall(1, "channel.c: Music class vip requested but no musiconhold loaded.")
        .inCall(1, "channel.c: Music class default requested but no musiconhold loaded.")
        .plays(3, "a.slin"),
      bot: served,
      confidence: "confirmed",
      says: /vip/,
    },
  ],
  healthy: [
    {
      name: "no class is loaded, and nobody asked for one: a silent hold, not a missing class",
      asterisk: chanSip
        .stasis(0)
        .inCall(1, "channel.c: Music class default requested but no musiconhold loaded.")
        .plays(3, "a.slin"),
      bot: served,
      cause: "none",
    },
    {
      name: "the class is missing, but what ended the call is the caller",
      asterisk: asterisk
        .stasis(0)
        .inCall(
          1,
          "res_musiconhold.c: Music on Hold class 'vip' not found in memory. Verify your configuration.",
          "WARNING",
        )
        .musicStarts(1)
        .musicStops(3),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(3.1, 16).stasisEnd(3.101),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot alone asks for a class: whether it exists, only Asterisk's log shows",
      bot: bot
        .stasisStart(0.12)
        .says(1, "Music on hold corporate-ru started on 1795362720.1")
        .hold(1.002)
        .playbackStarted(3)
        .playbackFinished(5)
        .stasisEnd(6.001),
    },
  ],
});
