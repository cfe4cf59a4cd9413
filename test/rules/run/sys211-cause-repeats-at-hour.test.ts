import { oneHour } from "../../../src/rules/run/sys211-cause-repeats-at-hour.js";
import { logOf, many } from "../../support/many-calls.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const lost = { fails: "rtp-timeout" } as const;
/** Six calls in each of eight hours, from 9:00 UTC on. */
const served = Array.from({ length: 8 }, (_, hour) => many(6, {}, hour * 3600)).flat();

testRunRule(oneHour, {
  faulty: [
    {
      name: "the lost calls are all of one hour",
      asterisk: logOf([...served, ...many(5, lost, 5 * 3600 + 900, 311)]),
      wentWrong: { "rtp-timeout": 5 },
      says: [
        "5 of 11 calls that ended between 14:00 and 14:59 UTC ended with rtp-timeout (likely), against 0 of 42 calls of other hours. In the run 5 of 53 calls went wrong.",
      ],
      cites: Array(3).fill("lack of audio RTP"),
    },
  ],
  healthy: [
    {
      name: "lost in every hour",
      asterisk: logOf([...served, ...many(8, lost, 900, 3600)]),
      wentWrong: { "rtp-timeout": 8 },
    },
    {
      name: "all in one moment, which is another pattern",
      asterisk: logOf([
        ...served,
        ...[3, 11, 18, 30, 44].map((age) => ({ at: 20_000 - age, lastsSeconds: age, ...lost })),
      ]),
      wentWrong: { "rtp-timeout": 5 },
      besides: ["SYS204"],
    },
  ],
  notEnoughEvidence: [
    {
      name: "two lost calls",
      asterisk: logOf([...served, ...many(2, lost, 5 * 3600 + 900, 311)]),
      wentWrong: { "rtp-timeout": 2 },
    },
  ],
});
