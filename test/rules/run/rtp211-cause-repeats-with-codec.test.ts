import { oneCodec } from "../../../src/rules/run/rtp211-cause-repeats-with-codec.js";
import {
  bothGroupsFailAlike,
  onlyTheGroupIsLost,
  sixCallsInAll,
  theGroupIsAll,
  twoLostAmongMany,
} from "../../support/call-logs.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const group = { sound: "welcome.g729" };

testRunRule(oneCodec, {
  faulty: [
    {
      ...onlyTheGroupIsLost(group),
      says: [
        "6 of 6 calls with g729 sounds ended with rtp-timeout (likely), against 0 of 12 calls with others. In the run 6 of 18 calls went wrong.",
      ],
    },
  ],
  healthy: [{ ...bothGroupsFailAlike(group) }],
  notEnoughEvidence: [{ ...theGroupIsAll(group) }, { ...sixCallsInAll(group) }, { ...twoLostAmongMany(group) }],
});
