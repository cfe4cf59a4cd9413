import { asteriskRestarted } from "../../../src/rules/run/sys201-asterisk-restarted.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const ready = (time: string): string => `
        [2026-11-22 ${time}] VERBOSE[1] asterisk.c: Asterisk Ready.`;
const ended = `
        [2026-11-22 13:21:02] VERBOSE[1] asterisk.c: Asterisk cleanly ending (0).`;

testRunRule(asteriskRestarted, {
  faulty: [
    {
      name: "an end, and a start after it",
      asterisk: ready("13:10:00") + ended + ready("13:21:30"),
      says: ["Asterisk was stopped and started again once."],
      cites: ["13:21:30"],
    },
  ],
  healthy: [
    {
      name: "a start that no end precedes is a crash",
      asterisk: ready("13:10:00") + ready("13:21:30"),
      besides: ["SYS202"],
    },
  ],
  notEnoughEvidence: [
    { name: "the log begins with a start", asterisk: ready("13:21:30") },
    { name: "the log ends with the end", asterisk: ready("13:10:00") + ended },
  ],
});
