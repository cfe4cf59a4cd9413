import { oneApp } from "../../../src/rules/run/ari211-cause-repeats-in-app.js";
import { logOf, many } from "../../support/call-logs.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const lost = { fails: "rtp-timeout" } as const;
const group = { app: "survey" };

testRunRule(oneApp, {
  faulty: [
    {
      name: "all calls of one group are lost, and none of the others",
      asterisk: logOf([...many(6, { ...group, ...lost }, 40), ...many(12, {})]),
      wentWrong: { "rtp-timeout": 6 },
      says: [
        "6 of 6 calls of app survey ended with rtp-timeout (likely), against 0 of 12 calls of other apps. In the run 6 of 18 calls went wrong.",
      ],
      cites: Array(3).fill("lack of audio RTP"),
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
