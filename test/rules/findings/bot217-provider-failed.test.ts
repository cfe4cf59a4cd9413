import { providerFailed } from "../../../src/rules/findings/bot217-provider-failed.js";
import { testRule } from "../../support/rule-tester.js";

const served = (n: number): string => `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.${n} caller=5550100
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.${n} answered`;

testRule(providerFailed, {
  faulty: [
    {
      name: "the key is not taken",
      bot: `${served(86)}
        2026-11-22 15:52:03,300 - brain.chat - ERROR - Anthropic answered 401 for call 1795362720.86
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.86
      `,
      says: /Anthropic: 401.*key is missing or not accepted/,
    },
    {
      name: "only the logger names the service, and the words are of another language",
      bot: `${served(87)}
        2026-11-22 15:52:03,300 - brain.tts - ERROR - Anfrage für 1795362720.87 abgelehnt: 429
        2026-11-22 15:52:04,300 - brain.tts - ERROR - Anfrage für 1795362720.87 abgelehnt: 429
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.87
      `,
      says: /tts: 429, 2 such lines.*too many requests/,
    },
    {
      name: "the recognition's websocket ends with 1011",
      bot: `${served(88)}
        2026-11-22 15:52:03,300 - bot - WARNING - Deepgram closed the stream of 1795362720.88 (1011)
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.88
      `,
      says: /Deepgram: 1011.*fault in the service itself/,
    },
    {
      name: "what went wrong stands in members",
      bot: `
        {"level":"info","time":"2026-11-22T15:52:00.120Z","msg":"StasisStart","channel_id":"1795362720.89"}
        {"level":"error","time":"2026-11-22T15:52:03.120Z","msg":"llm call failed","err":{"code":"ECONNREFUSED"},"channel_id":"1795362720.89"}
        {"level":"info","time":"2026-11-22T15:52:20.120Z","msg":"StasisEnd","channel_id":"1795362720.89"}
      `,
      says: /ECONNREFUSED.*no connection/,
    },
    {
      name: "an answer that is an error is no answer of the model",
      bot: `${served(90)}
        2026-11-22 15:52:03,300 - bot - ERROR - LLM response error for 1795362720.90: 503 Service Unavailable
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.90
      `,
      says: /503/,
    },
  ],
  healthy: [
    {
      name: "a client notes a refusal, tries again, and the model answers",
      bot: `${served(94)}
        2026-11-22 15:52:03,300 - httpx - INFO - [1795362720.94] HTTP Request: POST https://brain.example.net/v1/chat "HTTP/1.1 429 Too Many Requests"
        2026-11-22 15:52:04,300 - bot - INFO - LLM answered in 0.52s for 1795362720.94
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.94
      `,
    },
    {
      name: "a slow answer is no failure",
      bot: `${served(91)}
        2026-11-22 15:52:03,300 - bot - WARNING - LLM answered in 429 ms for 1795362720.91
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.91
      `,
    },
    {
      name: "a watchdog that waits for the model hangs up: that is the bot's doing",
      bot: `${served(92)}
        2026-11-22 15:52:02,000 - bot - INFO - Channel 1795362720.92 put on hold
        2026-11-22 15:52:12,300 - bot - WARNING - LLM timed out after 10 s, hanging up channel 1795362720.92
        2026-11-22 15:52:12,310 - bot - INFO - StasisEnd channel=1795362720.92
      `,
      cause: "bot-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the connection that is refused may be ARI's",
      bot: `${served(95)}
        2026-11-22 15:52:03,300 - bot - ERROR - [1795362720.95] connect ECONNREFUSED 127.0.0.1:8088
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.95
      `,
    },
    {
      name: "an error that names no service",
      bot: `${served(93)}
        2026-11-22 15:52:03,300 - bot - ERROR - customer card of 1795362720.93: 401
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.93
      `,
    },
  ],
});
