import { botRefusedCall } from "../../src/rules/bot216-bot-refused-call.js";
import { testRule } from "../support/rule-tester.js";

testRule(botRefusedCall, {
  faulty: [
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
