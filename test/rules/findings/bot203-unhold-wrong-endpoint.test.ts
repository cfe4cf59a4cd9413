import { unholdWrongEndpoint } from "../../../src/rules/findings/bot203-unhold-wrong-endpoint.js";
import { testRule } from "../../support/rule-tester.js";

testRule(unholdWrongEndpoint, {
  faulty: [
    {
      name: "POST /channels/{id}/unhold: Resource not found, on a live channel",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:02,900 - bot - INFO - POST /ari/channels/1795362720.1/unhold failed: 404 {"message":"Resource not found"}
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.1 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
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
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:02,000 - bot - INFO - ChannelHangupRequest channel=1795362720.3 cause=16
        2026-11-22 15:52:02,001 - bot - INFO - StasisEnd channel=1795362720.3
        2026-11-22 15:52:03,000 - bot - INFO - DELETE /ari/channels/1795362720.3/hold failed: 404 {"message":"Channel not found"}
      `,
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a failed unhold whose path is not in the log",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.4 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:02,900 - bot - INFO - could not unhold 1795362720.4
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.4 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.4
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.4
      `,
      cause: "none",
    },
  ],
});
