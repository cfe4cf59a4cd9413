import { botRefusedCall } from "../../../src/rules/findings/bot216-bot-refused-call.js";
import { asterisk, bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(botRefusedCall, {
  faulty: [
    {
      name: "it only notes why, and Asterisk stamps the end in whole seconds",
      asterisk: asterisk
        .of({ name: "PJSIP/gw-00000032", logCallId: "C-00000022" })
        .inCall(0, 'pbx.c: Executing [5550000@in:1] Stasis("PJSIP/gw-00000032", "hub") in new stack')
        .inCall(0, "pbx.c: Spawn extension (in, 5550000, 1) exited non-zero on 'PJSIP/gw-00000032'")
        .consoleOpens(100),
      bot: bot
        .says(0.42, "StasisStart channel=1795362720.1 name=PJSIP/gw-00000032 caller=5550100 exten=5550000")
        .says(0.44, "[1795362720.1] nessun cliente per 5550000")
        .says(0.45, "DELETE /ari/channels/1795362720.1 -> 204")
        .stasisEnd(0.5)
        .says(100, "idle"),
      says: /said right before: .*nessun cliente/,
    },
    {
      name: "the number is of no customer",
      bot: bot
        .stasisStart(0.12)
        .says(0.14, "5550000 belongs to nobody, turning 1795362720.1 away", "WARNING")
        .says(0.15, "DELETE /ari/channels/1795362720.1?reason=normal -> 204")
        .stasisEnd(0.2),
      says: /5550000 belongs to nobody/,
    },
    {
      name: "a quota is used up, in another language",
      bot: `
        {"level":"info","time":"2026-11-22T15:52:00.120Z","msg":"StasisStart","channel_id":"1795362720.83"}
        {"level":"error","time":"2026-11-22T15:52:00.320Z","msg":"Kontingent von Mandant 7 ist aufgebraucht","channel_id":"1795362720.83"}
        {"level":"info","time":"2026-11-22T15:52:00.340Z","msg":"DELETE /ari/channels/1795362720.83 204","channel_id":"1795362720.83"}
        {"level":"info","time":"2026-11-22T15:52:00.400Z","msg":"StasisEnd","channel_id":"1795362720.83"}
      `,
      says: /Kontingent/,
    },
  ],
  healthy: [
    {
      name: "a timer that ran out after a minute turned nobody away",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .answered(0.22)
        .says(60.24, "nobody spoke for 60 s, ending 1795362720.1", "WARNING")
        .says(60.26, "DELETE /ari/channels/1795362720.1 -> 204")
        .stasisEnd(60.3),
    },
    {
      name: "a talk over a bridge, and a note before the end",
      bot: `
        2026-11-22 15:52:00,120 - hub - INFO - StasisStart channel=1795362720.86 caller=5550100
        2026-11-22 15:52:00,150 - hub - INFO - Bridge 5de18f32-2356-4893-91c3-525f5d2710ad created, adding 1795362720.86
        2026-11-22 15:52:02,000 - hub - INFO - [1795362720.86] riepilogo salvato
        2026-11-22 15:52:02,010 - hub - INFO - DELETE /ari/channels/1795362720.86 -> 204
        2026-11-22 15:52:02,030 - hub - INFO - StasisEnd channel=1795362720.86
      `,
    },
    {
      name: "the caller was served before the bot hung up",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .answered(0.15)
        .playbackStarted(1)
        .playbackFinished(5)
        .says(5.9, "card of 1795362720.1 is stale", "WARNING")
        .hangsUp(6)
        .stasisEnd(6.01),
    },
  ],
  notEnoughEvidence: [
    {
      name: "the caller had gone before the bot said anything",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .says(1, "ChannelHangupRequest channel=1795362720.1 cause=-")
        .says(1.1, "card of 1795362720.1 is stale", "WARNING")
        .says(1.15, "DELETE /ari/channels/1795362720.1 -> 204")
        .stasisEnd(1.2),
      cause: "caller-cancel",
    },
  ],
});
