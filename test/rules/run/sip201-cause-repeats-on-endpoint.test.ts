import { oneEndpoint } from "../../../src/rules/run/sip201-cause-repeats-on-endpoint.js";
import { casesOfGroup, logOf, many } from "../../support/many-calls.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const group = { endpoint: "gw-east" };
const cases = casesOfGroup(group);

testRunRule(oneEndpoint, {
  faulty: [
    {
      ...cases.faulty,
      says: [
        "6 of 6 calls of endpoint gw-east ended with rtp-timeout (likely), against 0 of 12 calls of other endpoints. In the run 6 of 18 calls went wrong.",
      ],
    },
    {
      // music that stops and nothing after it: the channel died, and no line says why
      name: "what the logs do not explain is a pattern too, and stays unexplained",
      asterisk: logOf([...many(7, { ...group, fails: "unexplained" }, 40), ...many(20, {})]),
      wentWrong: { undetermined: 7 },
      says: [
        "7 of 7 calls of endpoint gw-east were lost for a reason that the logs do not show, against 0 of 20 calls of other endpoints. In the run 7 of 27 calls went wrong.",
      ],
      cites: Array(3).fill("Stopped music"),
    },
  ],
  healthy: [cases.healthy, { name: "no call fails", asterisk: logOf([...many(20, group), ...many(20, {}, 50)]) }],
  notEnoughEvidence: cases.notEnoughEvidence,
});
