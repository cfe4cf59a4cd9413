import { oneCodec } from "../../../src/rules/run/rtp211-cause-repeats-with-codec.js";
import { casesOfGroup } from "../../support/many-calls.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const cases = casesOfGroup({ sound: "welcome.g729" });

testRunRule(oneCodec, {
  faulty: [
    {
      ...cases.faulty,
      says: [
        "6 of 6 calls with g729 sounds ended with rtp-timeout (likely), against 0 of 12 calls with others. In the run 6 of 18 calls went wrong.",
      ],
    },
  ],
  healthy: [cases.healthy],
  notEnoughEvidence: cases.notEnoughEvidence,
});
