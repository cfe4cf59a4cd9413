import { endedTogether } from "../../../src/rules/run/sys204-calls-lost-together.js";
import { logOf, many, type Shown } from "../../support/many-calls.js";
import { testRunRule } from "../../support/run-rule-tester.js";

/** Calls of these ages that end in the same second, at 9:10:00 UTC. */
const dying = (fails: NonNullable<Shown["fails"]>, ages: readonly number[]): Shown[] =>
  ages.map((age) => ({ at: 600 - age, lastsSeconds: age, fails }));
const stopped = `[Nov 22 09:10:00] VERBOSE[1] asterisk.c: Asterisk cleanly ending (0).
[Nov 22 09:10:30] VERBOSE[1] asterisk.c: Asterisk Ready.
`;

testRunRule(endedTogether, {
  faulty: [
    {
      name: "one cause in one moment, said once",
      asterisk: logOf([...dying("rtp-timeout", [12, 25, 41]), ...many(6, {}, 800)]),
      wentWrong: { "rtp-timeout": 3 },
      says: [
        "All 3 calls that ended with rtp-timeout (likely) ended within two seconds, at 2026-11-22 09:10:00 UTC. In the run 3 of 9 calls went wrong.",
      ],
      cites: Array(3).fill("lack of audio RTP"),
    },
    {
      name: "verdicts that rest on the same line are one event",
      asterisk: logOf(dying("unexplained", [12, 25, 41])) + stopped,
      wentWrong: { "asterisk-stopped": 3 },
      besides: ["SYS201"],
      says: [
        "One event is behind all 3 calls that ended with asterisk-stopped (likely). In the run 3 of 3 calls went wrong.",
      ],
      cites: ["cleanly ending"],
    },
  ],
  healthy: [
    {
      name: "causes that differ: that they ended together is chance",
      asterisk: logOf([
        ...dying("rtp-timeout", [12, 25]),
        ...dying("absolute-timeout", [33]),
        ...dying("sound-missing", [17]),
        ...many(6, {}, 800),
      ]),
      wentWrong: { "rtp-timeout": 2, "absolute-timeout": 1, "sound-missing": 1 },
    },
  ],
  notEnoughEvidence: [
    {
      name: "two calls",
      asterisk: logOf([...dying("rtp-timeout", [12, 25]), ...many(6, {}, 800)]),
      wentWrong: { "rtp-timeout": 2 },
    },
  ],
});
