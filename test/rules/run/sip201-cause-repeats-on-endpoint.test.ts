import { oneEndpoint } from "../../../src/rules/run/sip201-cause-repeats-on-endpoint.js";
import { logOf, many } from "../../support/call-logs.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const lost = { fails: "rtp-timeout" } as const;
const group = { endpoint: "gw-east" };

testRunRule(oneEndpoint, {
  faulty: [
    {
      name: "all calls of one group are lost, and none of the others",
      asterisk: logOf([...many(6, { ...group, ...lost }, 40), ...many(12, {})]),
      wentWrong: { "rtp-timeout": 6 },
      says: [
        "6 of 6 calls of endpoint gw-east ended with rtp-timeout (likely), against 0 of 12 calls of other endpoints. In the run 6 of 18 calls went wrong.",
      ],
      cites: Array(3).fill("lack of audio RTP"),
    },
    {
      // music that stops and nothing after it: the channel died, and no line says why
      name: "what the logs do not explain is a pattern too, and stays unexplained",
      asterisk: logOf([...many(7, { ...group, fails: "unexplained" }, 40), ...many(20, {})]),
      wentWrong: { undetermined: 7 },
      says: [
        "7 of 7 calls of endpoint gw-east were lost for a reason that the logs do not tell, against 0 of 20 calls of other endpoints. In the run 7 of 27 calls went wrong.",
      ],
      cites: Array(3).fill("Stopped music"),
    },
  ],
  healthy: [
    {
      name: "both groups fail alike",
      asterisk: logOf([
        ...many(4, { ...group, ...lost }, 40),
        ...many(4, lost, 70),
        ...many(5, group, 20),
        ...many(5, {}, 90),
      ]),
      wentWrong: { "rtp-timeout": 8 },
    },
    {
      name: "no call fails",
      asterisk: logOf([...many(20, group), ...many(20, {}, 50)]),
    },
  ],
  notEnoughEvidence: [
    {
      name: "one group carries all calls",
      asterisk: logOf([...many(6, { ...group, ...lost }, 40), ...many(12, group)]),
      wentWrong: { "rtp-timeout": 6 },
    },
    {
      name: "six calls in all",
      asterisk: logOf([...many(3, { ...group, ...lost }, 40), ...many(3, {}, 3000)]),
      wentWrong: { "rtp-timeout": 3 },
    },
    {
      name: "two lost calls among many",
      asterisk: logOf([...many(2, { ...group, ...lost }, 40), ...many(40, {}, 3000)]),
      wentWrong: { "rtp-timeout": 2 },
    },
  ],
});
