import { botRefusedCall } from "../../../src/rules/findings/bot216-bot-refused-call.js";
import { testRule } from "../../support/rule-tester.js";

testRule(botRefusedCall, {
  faulty: [
    {
      name: "it only notes why, and Asterisk stamps the end in whole seconds",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[61][C-00000022] pbx.c: Executing [5550000@in:1] Stasis("PJSIP/gw-00000032", "hub") in new stack
        [2026-11-22 15:52:00] VERBOSE[61][C-00000022] pbx.c: Spawn extension (in, 5550000, 1) exited non-zero on 'PJSIP/gw-00000032'
        [2026-11-22 15:53:40] VERBOSE[99] asterisk.c: Remote UNIX connection
      `,
      bot: `
        2026-11-22 15:52:00,420 - hub - INFO - StasisStart channel=1795362720.87 name=PJSIP/gw-00000032 caller=5550100 exten=5550000
        2026-11-22 15:52:00,440 - hub - INFO - [1795362720.87] nessun cliente per 5550000
        2026-11-22 15:52:00,450 - hub - INFO - DELETE /ari/channels/1795362720.87 -> 204
        2026-11-22 15:52:00,500 - hub - INFO - StasisEnd channel=1795362720.87
        2026-11-22 15:53:40,000 - hub - INFO - idle
      `,
      says: /said right before: .*nessun cliente/,
    },
    {
      name: "the number is of no customer",
      bot: `
        2026-11-22 15:52:00,120 - hub - INFO - StasisStart channel=1795362720.82 caller=5550100 exten=5550000
        2026-11-22 15:52:00,140 - hub - WARNING - 5550000 belongs to nobody, turning 1795362720.82 away
        2026-11-22 15:52:00,150 - hub - INFO - DELETE /ari/channels/1795362720.82?reason=normal -> 204
        2026-11-22 15:52:00,200 - hub - INFO - StasisEnd channel=1795362720.82
      `,
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
      bot: `
        2026-11-22 15:52:00,120 - hub - INFO - StasisStart channel=1795362720.88 caller=5550100
        2026-11-22 15:52:00,220 - hub - INFO - Channel 1795362720.88 answered
        2026-11-22 15:53:00,240 - hub - WARNING - nobody spoke for 60 s, ending 1795362720.88
        2026-11-22 15:53:00,260 - hub - INFO - DELETE /ari/channels/1795362720.88 -> 204
        2026-11-22 15:53:00,300 - hub - INFO - StasisEnd channel=1795362720.88
      `,
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
      bot: `
        2026-11-22 15:52:00,120 - hub - INFO - StasisStart channel=1795362720.84 caller=5550100
        2026-11-22 15:52:00,150 - hub - INFO - Channel 1795362720.84 answered
        2026-11-22 15:52:01,000 - hub - INFO - Playback 8689be8d-0248-4f24-9d70-7b6087671a84 started on channel 1795362720.84 media=sound:a
        2026-11-22 15:52:05,000 - hub - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b6087671a84 state=done
        2026-11-22 15:52:05,900 - hub - WARNING - card of 1795362720.84 is stale
        2026-11-22 15:52:06,000 - hub - INFO - Hanging up channel 1795362720.84
        2026-11-22 15:52:06,010 - hub - INFO - StasisEnd channel=1795362720.84
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "the caller had gone before the bot said anything",
      bot: `
        2026-11-22 15:52:00,120 - hub - INFO - StasisStart channel=1795362720.85 caller=5550100
        2026-11-22 15:52:01,000 - hub - INFO - ChannelHangupRequest channel=1795362720.85 cause=-
        2026-11-22 15:52:01,100 - hub - WARNING - card of 1795362720.85 is stale
        2026-11-22 15:52:01,150 - hub - INFO - DELETE /ari/channels/1795362720.85 -> 204
        2026-11-22 15:52:01,200 - hub - INFO - StasisEnd channel=1795362720.85
      `,
      cause: "caller-cancel",
    },
  ],
});
