import { unholdWrongEndpoint } from "../../../src/rules/findings/bot203-unhold-wrong-endpoint.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(unholdWrongEndpoint, {
  faulty: [
    {
      name: "POST /channels/{id}/unhold: Resource not found, on a live channel",
      bot: bot
        .stasisStart(0.12)
        .answered(0.15)
        .hold(1)
        .says(2.9, 'POST /ari/channels/1795362720.1/unhold failed: 404 {"message":"Resource not found"}')
        .unhold(3)
        .served(3.01),
      says: /unhold/,
    },
    {
      name: "a Russian bot's words for it",
      bot: `
        2026-11-22 15:52:00,120 - бот - INFO - 🔔 Новый звонок: Channel=1795362720.2, Caller=79160000001
        2026-11-22 15:52:01,000 - бот - INFO - 🔒 Канал 1795362720.2 поставлен на hold
        2026-11-22 15:52:03,000 - бот - ERROR - ❌ Ошибка ARI POST /ari/channels/1795362720.2/unhold: 404 - {"message":"Resource not found"}
        2026-11-22 15:52:03,010 - бот - INFO - 🔊 REAL ARI playback: eb073f10-0352-49d6-9ee2-78f52373bda4 for chunk 0 на канале 1795362720.2
        2026-11-22 15:52:05,010 - бот - INFO - ✅ Playback eb073f10... завершен
        2026-11-22 15:52:06,010 - бот - INFO - ✅ Завершаем звонок 1795362720.2
      `,
    },
  ],
  healthy: [
    {
      name: "DELETE /channels/{id}/hold of a channel that is gone",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .hangupRequest(2, 16)
        .stasisEnd(2.001)
        .says(3, 'DELETE /ari/channels/1795362720.1/hold failed: 404 {"message":"Channel not found"}'),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a failed unhold whose path is not in the log",
      bot: bot
        .stasisStart(0.12)
        .answered(0.15)
        .hold(1)
        .says(2.9, "could not unhold 1795362720.1")
        .unhold(3)
        .served(3.01),
      cause: "none",
    },
  ],
});
