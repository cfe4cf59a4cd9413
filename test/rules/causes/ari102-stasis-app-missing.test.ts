import { stasisAppMissing } from "../../../src/rules/causes/ari102-stasis-app-missing.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(stasisAppMissing, {
  faulty: [
    {
      name: "20.15 and later: the app does not exist",
      asterisk: chanSip
        .runs(0, "Stasis", "salesbot")
        .inCall(0, "app_stasis.c: SIP/trunk-00000001: Stasis app 'salesbot' doesn't exist", "ERROR")
        .runs(0, "Hangup")
        .exits(0),
      confidence: "confirmed",
      says: /salesbot/,
    },
    {
      name: "registered, but its bot is away",
      asterisk: asterisk
        .runs(0, "Stasis", "voicebot,1000,7916")
        .inCall(0, "res_stasis.c: Stasis app 'voicebot' not active", "WARNING")
        .inCall(0, "pbx.c: Auto fallthrough, channel 'PJSIP/trunk-00000001' status is 'UNKNOWN'"),
      confidence: "confirmed",
      says: /not connected/,
    },
    {
      name: "older versions: not registered",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .inCall(0, "res_stasis.c: Stasis app 'voicebot' not registered", "ERROR")
        .runs(0, "Playback", "sorry")
        .inCall(3, "pbx.c: Auto fallthrough, channel 'PJSIP/trunk-00000001' status is 'UNKNOWN'"),
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "another call of the same second found no app",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000009] pbx.c: Executing [1600@from-trunk:1] Stasis("SIP/trunk-00000008", "salesbot") in new stack
        [Nov 22 15:52:00] ERROR[10][C-00000009] app_stasis.c: SIP/trunk-00000008: Stasis app 'salesbot' doesn't exist
        [Nov 22 15:52:00] VERBOSE[11][C-0000000a] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000009", "voicebot,1000,79161110009") in new stack
        [Nov 22 15:52:02] VERBOSE[11][C-0000000a] file.c: <SIP/trunk-00000009> Playing 'a.slin' (language 'en')
      `,
      bot: bot
        .of({ channelId: "1795362720.9", caller: "79161110009" })
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(2)
        .playbackFinished(4)
        .hangsUp(5)
        .stasisEnd(5.001),
      call: "1795362720.9",
      others: { "SIP/trunk-00000008": "stasis-app-missing" },
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "Stasis() entered, and the log ends there",
      asterisk: asterisk.stasis(0, "voicebot"),
    },
  ],
});
