import { sessionTimer } from "../../../src/rules/causes/sip104-session-timer.js";
import { bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(sessionTimer, {
  faulty: [
    {
      name: "chan_sip: its warning comes at this call's end",
      asterisk: chanSip
        .runs(0, "Answer")
        .stasis(0, "voicebot")
        .musicStarts(2)
        .logs(60, "WARNING[14] chan_sip.c: Session-Timer expired - 2b92bcd013e7@127.0.0.11")
        .musicStops(60),
      confidence: "confirmed",
    },
    {
      name: "chan_pjsip, Session-Expires 90: cause 18 at 60 s; a Russian bot",
      bot: `
        2026-11-22 15:52:00,120 - бот - INFO - 🔔 Новый звонок: Channel=1795362720.1, Caller=79160000001
        2026-11-22 15:52:00,140 - бот - INFO - ✅ Канал 1795362720.1 успешно отвечен
        2026-11-22 15:52:10,000 - бот - INFO - 🔒 Канал 1795362720.1 поставлен на hold
        2026-11-22 15:53:00,150 - бот - INFO - 📞 ChannelHangupRequest для 1795362720.1, cause=18
        2026-11-22 15:53:00,151 - бот - INFO - 🔚 StasisEnd: канал 1795362720.1 покинул приложение
      `,
      confidence: "likely",
      says: /60\.0 s/,
    },
    {
      name: "Session-Expires 1800: cause 18 at 1768 s",
      bot: bot.stasisStart(0.12).answered(0.14).hold(1760).hangupRequest(1768.15, 18).stasisEnd(1768.151),
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "cause 18 at 32 s is a missing ACK",
      bot: bot.stasisStart(0.12).answered(0.14).hold(20).hangupRequest(32.15, 18).stasisEnd(32.151),
      cause: "no-ack",
    },
    {
      name: "60 s after the answer, but the request carries no cause: the caller's BYE",
      bot: bot.stasisStart(0.12).answered(0.14).hold(50).hangupRequest(60.15, 16).stasisEnd(60.151),
      cause: "caller-hangup",
    },
    {
      name: "another dialog's session expired in the second in which this caller said BYE",
      asterisk: chanSip
        .stasis(0)
        .musicStarts(2)
        .logs(60, "WARNING[14] chan_sip.c: Session-Timer expired - 9992bcd013e7@127.0.0.12")
        .musicStops(60),
      bot: bot.stasisStart(0.12).hold(2).hangupRequest(60.15, 16).stasisEnd(60.151),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "cause 18 at 45 s fits no session that is common",
      bot: bot.stasisStart(0.12).answered(0.14).hold(40).hangupRequest(45.15, 18).stasisEnd(45.151),
    },
  ],
});
