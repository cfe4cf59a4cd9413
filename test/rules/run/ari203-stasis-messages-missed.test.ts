import { eventsMissed } from "../../../src/rules/run/ari203-stasis-messages-missed.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const missed = "WARNING[61] stasis/app.c: Inactive Stasis app 'desk' missed message";

testRunRule(eventsMissed, {
  faulty: [
    {
      name: "four events; the first three are cited",
      asterisk: `
        [2026-11-22 11:31:02] ${missed}
        [2026-11-22 11:31:03] ${missed}
        [2026-11-22 11:31:05] ${missed}
        [2026-11-22 11:31:08] ${missed}
      `,
      says: ["4 events for the bot were lost while it was away."],
      cites: ["11:31:02", "11:31:03", "11:31:05"],
    },
  ],
  healthy: [
    {
      name: "the app went and came back, and nothing happened meanwhile",
      asterisk: `
        [2026-11-22 11:31:02] VERBOSE[61] stasis/app.c: Deactivating Stasis app 'desk'
        [2026-11-22 11:31:04] VERBOSE[62] stasis/app.c: Activating Stasis app 'desk'
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "only the app's end is in the log",
      asterisk: `
        [2026-11-22 11:31:02] VERBOSE[61] stasis/app.c: Deactivating Stasis app 'desk'
      `,
    },
  ],
});
