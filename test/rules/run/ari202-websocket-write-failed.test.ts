import { botReadsSlowly } from "../../../src/rules/run/ari202-websocket-write-failed.js";
import { testRunRule } from "../../support/run-rule-tester.js";

testRunRule(botReadsSlowly, {
  faulty: [
    {
      name: "twice, on the thread that serves events",
      asterisk: `
        [2026-11-22 11:20:31] WARNING[61] ari_websockets.c: Problem occurred during websocket write to 192.0.2.30:41022, websocket closed
        [2026-11-22 11:27:09] WARNING[61] ari_websockets.c: Problem occurred during websocket write to 192.0.2.30:41170, websocket closed
      `,
      says: ["Asterisk gave up on the bot's websocket 2 times, because the bot did not read in time."],
      cites: ["192.0.2.30:41022", "192.0.2.30:41170"],
    },
  ],
  healthy: [
    {
      name: "the bot's end of the websocket went away",
      asterisk: `
        [2026-11-22 11:20:31] WARNING[61] res_http_websocket.c: Web socket closed abruptly
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "only the bot says that its websocket is closed",
      bot: `
        2026-11-22 11:20:30,100 - bot - INFO - Connected to ARI WebSocket, app desk
        2026-11-22 11:20:31,400 - bot - WARNING - ARI WebSocket closed: code 1006
      `,
    },
  ],
});
