import { requestRefused } from "../../../src/rules/findings/ari213-request-refused.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(requestRefused, {
  faulty: [
    {
      name: "every play is forbidden, and told in words",
      bot: `
        2026-11-22 15:52:00.120 INFO Desk.Ari StasisStart channel 1795362720.76 caller 5550100
        2026-11-22 15:52:01.100 ERROR Desk.Ari Playback on 1795362720.76 failed: 403 Forbidden
        2026-11-22 15:52:03.100 ERROR Desk.Ari Playback on 1795362720.76 failed: 403 Forbidden
        2026-11-22 15:52:20.010 INFO Desk.Ari StasisEnd channel 1795362720.76
      `,
      says: /403.*2 such answers.*is read-only/,
    },
    {
      name: "a play is refused since the channel still rings",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .says(
          0.3,
          'POST /ari/channels/1795362720.1/play?media=sound:a failed: 412 {"message":"Channel in invalid state"}',
          "ERROR",
        )
        .stasisEnd(20.01),
      says: /412 \(Channel in invalid state\).*play.*a state that does not allow it/,
    },
    {
      name: "the bot's lines are of another language, and JSON",
      bot: `
        {"level":"info","time":"2026-11-22T15:52:00.120Z","msg":"StasisStart","channel_id":"1795362720.78"}
        {"level":"error","time":"2026-11-22T15:52:01.120Z","msg":"Wiedergabe abgelehnt","status":503,"channel_id":"1795362720.78"}
        {"level":"info","time":"2026-11-22T15:52:20.120Z","msg":"StasisEnd","channel_id":"1795362720.78"}
      `,
      says: /503.*not fully booted/,
    },
  ],
  healthy: [
    {
      name: "a number in an error is no status of a request",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .says(1, "playback of 1795362720.1 took 503 ms to start", "WARNING")
        .stasisEnd(20.01),
    },
    {
      name: "404 tells of the channel",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .hold(1)
        .says(20.01, 'POST /ari/channels/1795362720.1/play failed: 404 {"message":"Channel not found"}', "ERROR"),
    },
  ],
  notEnoughEvidence: [
    {
      name: "the channel had ended before",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .hold(1)
        .stasisEnd(9.01)
        .says(9.3, "POST /ari/channels/1795362720.1/play failed: 503", "ERROR"),
    },
  ],
});
