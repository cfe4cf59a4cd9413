import { httpSessionLimit } from "../../../src/rules/causes/ari109-http-session-limit.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(httpSessionLimit, {
  faulty: [
    {
      name: "the request was closed unanswered as Asterisk counted its sessions",
      asterisk: chanSip.stasis(0).logs(3, "WARNING[7] http.c: HTTP session count exceeded 100 sessions."),
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(3, "POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: Server disconnected", "ERROR")
        .hangsUp(6)
        .stasisEnd(6.001),
      confidence: "confirmed",
      says: /100 HTTP sessions/,
    },
  ],
  healthy: [
    {
      name: "the request met no answer, and Asterisk carried it out",
      asterisk: chanSip
        .inCall(0, 'pbx.c: Executing [1000@in:1] Stasis("SIP/trunk-00000001", "voicebot,1000,7") in new stack')
        .logs(3, "WARNING[7] http.c: HTTP session count exceeded 100 sessions.")
        .plays(3, "a.slin"),
      bot: bot
        .of({ caller: "7" })
        .stasisStart(0.12)
        .answered(1)
        .says(3, "POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: Server disconnected", "ERROR")
        .hangsUp(6)
        .stasisEnd(6.001),
    },
    {
      name: "the limit was met a minute before, by somebody else",
      asterisk: asterisk
        .logs(-60, "WARNING[7] http.c: HTTP session count exceeded 100 sessions.")
        .stasis(0)
        .plays(3, "a.slin"),
      bot: bot.stasisStart(0.12).answered(0.15).hold(1).unhold(3).served(3.01),
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot alone: closed without an answer",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(3, "POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: ECONNRESET", "ERROR")
        .hangsUp(6)
        .stasisEnd(6.001),
      stands: "open",
    },
  ],
});
