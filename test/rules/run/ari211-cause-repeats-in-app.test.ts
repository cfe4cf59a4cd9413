import { oneApp } from "../../../src/rules/run/ari211-cause-repeats-in-app.js";
import {
  bothGroupsFailAlike,
  onlyTheGroupIsLost,
  sixCallsInAll,
  theGroupIsAll,
  twoLostAmongMany,
} from "../../support/call-logs.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const group = { app: "survey" };

testRunRule(oneApp, {
  faulty: [
    {
      ...onlyTheGroupIsLost(group),
      says: [
        "6 of 6 calls of app survey ended with rtp-timeout (likely), against 0 of 12 calls of other apps. In the run 6 of 18 calls went wrong.",
      ],
    },
  ],
  healthy: [{ ...bothGroupsFailAlike(group) }],
  notEnoughEvidence: [{ ...theGroupIsAll(group) }, { ...sixCallsInAll(group) }, { ...twoLostAmongMany(group) }],
});
