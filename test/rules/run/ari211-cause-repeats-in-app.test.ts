import { oneApp } from "../../../src/rules/run/ari211-cause-repeats-in-app.js";
import { casesOfGroup } from "../../support/many-calls.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const cases = casesOfGroup({ app: "survey" });

testRunRule(oneApp, {
  faulty: [
    {
      ...cases.faulty,
      says: [
        "6 of 6 calls of app survey ended with rtp-timeout (likely), against 0 of 12 calls of other apps. In the run 6 of 18 calls went wrong.",
      ],
    },
  ],
  healthy: [cases.healthy],
  notEnoughEvidence: cases.notEnoughEvidence,
});
