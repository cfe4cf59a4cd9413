import { silentHold } from "../../../src/rules/findings/ari201-silent-hold.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const served = bot.stasisStart(0.12).answered(0.15).hold(1).unhold(3).served(3.01);

testRule(silentHold, {
  faulty: [
    {
      name: "no class is loaded",
      asterisk: chanSip
        .stasis(0)
        .inCall(1, "channel.c: Music class default requested but no musiconhold loaded.")
        .plays(3, "a.slin"),
      bot: served,
      says: /no music class is loaded/,
    },
    {
      name: "the class has no files",
      asterisk: asterisk
        .stasis(0)
        .inCall(1, "res_musiconhold.c: No files available for class 'jazz'", "WARNING")
        .plays(3, "a.slin"),
      bot: served,
      says: /'jazz' has no files/,
    },
    {
      name: "the music's codec has no path to the call's: music that stops as it starts was not heard",
      asterisk: chanSip
        .stasis(0)
        .musicStarts(1)
        .inCall(1, "channel.c: Unable to find a codec translation path: (g723) -> (ulaw)", "WARNING")
        .inCall(1, "res_musiconhold.c: Unable to open file '/srv/moh/waltz': Function not implemented", "WARNING")
        .musicStops(1)
        .plays(3, "a.slin"),
      bot: served,
      says: /waltz from .?g723.? to .?ulaw/,
    },
  ],
  healthy: [
    {
      name: "music played",
      asterisk: chanSip.stasis(0).musicStarts(1).musicStops(3).plays(3, "a.slin"),
      bot: served,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot alone cannot hear the music",
      bot: served,
      cause: "none",
    },
  ],
});
