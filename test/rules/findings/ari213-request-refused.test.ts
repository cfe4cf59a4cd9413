import { requestRefused } from "../../../src/rules/findings/ari213-request-refused.js";
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
      says: /403.*2 times.*may only read/,
    },
    {
      name: "a play is refused since the channel still rings",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.77 caller=5550100
        2026-11-22 15:52:00,300 - bot - ERROR - POST /ari/channels/1795362720.77/play?media=sound:a failed: 412 {"message":"Channel in invalid state"}
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.77
      `,
      says: /412 \(Channel in invalid state\).*play.*not in a state/,
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
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.79 caller=5550100
        2026-11-22 15:52:01,000 - bot - WARNING - playback of 1795362720.79 took 503 ms to start
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.79
      `,
    },
    {
      name: "404 tells of the channel",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.80 caller=5550100
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.80 put on hold
        2026-11-22 15:52:20,010 - bot - ERROR - POST /ari/channels/1795362720.80/play failed: 404 {"message":"Channel not found"}
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "the channel had ended before",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.81 caller=5550100
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.81 put on hold
        2026-11-22 15:52:09,010 - bot - INFO - StasisEnd channel=1795362720.81
        2026-11-22 15:52:09,300 - bot - ERROR - POST /ari/channels/1795362720.81/play failed: 503
      `,
    },
  ],
});
