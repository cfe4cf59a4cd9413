import { httpSessionsRanOut } from "../../../src/rules/run/ari204-http-sessions-used-up.js";
import { testRunRule } from "../../support/run-rule-tester.js";

testRunRule(httpSessionsRanOut, {
  faulty: [
    {
      name: "the limit is met once",
      asterisk: `
        [2026-11-22 11:42:17] WARNING[15] http.c: HTTP session count exceeded 60 sessions.
      `,
      says: ["Asterisk was at its session limit and closed HTTP connections once."],
      cites: ["exceeded 60 sessions"],
    },
  ],
  healthy: [
    {
      name: "a request is answered",
      asterisk: `
        [2026-11-22 11:42:17] VERBOSE[71] res_ari.c: <--- ARI request received from: 192.0.2.30:40110 --->
        [2026-11-22 11:42:17] VERBOSE[71] res_ari.c: <--- Sending ARI response to 192.0.2.30:40110 --->
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot's connection is closed, and Asterisk's log names no limit",
      bot: `
        2026-11-22 11:42:17,310 - bot - ERROR - GET /ari/channels failed: Server disconnected
      `,
    },
  ],
});
