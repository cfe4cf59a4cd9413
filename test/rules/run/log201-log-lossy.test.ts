import { logLossy } from "../../../src/rules/run/log201-log-lossy.js";
import { testRunRule } from "../../support/run-rule-tester.js";

testRunRule(logLossy, {
  faulty: [
    {
      name: "messages were discarded twice",
      asterisk: `
        [2026-11-22 12:03:40] WARNING[9] logger: Log queue threshold (1000) exceeded.  Discarding new messages.
        [2026-11-22 12:03:41] WARNING[9] logger: Logging resumed.  52 messages discarded.
        [2026-11-22 12:05:16] WARNING[9] logger: Log queue threshold (1000) exceeded.  Discarding new messages.
        [2026-11-22 12:05:18] WARNING[9] logger: Logging resumed.  308 messages discarded.
      `,
      says: ["The log has holes: Asterisk discarded messages 2 times."],
      cites: ["12:03:40", "12:05:16"],
    },
    {
      name: "the log begins within the hole",
      asterisk: `
        [2026-11-22 12:03:41] WARNING[9] logger: Logging resumed.  52 messages discarded.
      `,
      says: ["The log has holes: Asterisk discarded messages once."],
      cites: ["52 messages"],
    },
  ],
  healthy: [
    {
      name: "the log was rotated",
      asterisk: `
        [2026-11-22 12:03:40] VERBOSE[9] logger.c: Asterisk Queue Logger restarted
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "nothing for ten minutes: a hole, or a quiet time",
      asterisk: `
        [2026-11-22 12:03:40] VERBOSE[61] stasis/app.c: Creating Stasis app 'desk'
        [2026-11-22 12:13:40] VERBOSE[61] stasis/app.c: Activating Stasis app 'desk'
      `,
    },
  ],
});
