import { asteriskCrashed } from "../../../src/rules/run/sys202-asterisk-crashed.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const ready = (time: string): string => `
        [2026-11-22 ${time}] VERBOSE[1] asterisk.c: Asterisk Ready.`;
const ended = `
        [2026-11-22 13:21:02] VERBOSE[1] asterisk.c: Asterisk cleanly ending (0).`;

testRunRule(asteriskCrashed, {
  faulty: [
    {
      name: "a second start, and no end between",
      asterisk: ready("13:10:00") + ready("13:21:30"),
      says: ["Asterisk crashed or was killed once."],
      cites: ["13:21:30"],
    },
  ],
  healthy: [
    {
      name: "a planned restart",
      asterisk: ready("13:10:00") + ended + ready("13:21:30"),
      besides: ["SYS201"],
    },
  ],
  notEnoughEvidence: [
    { name: "the log begins with a start: what was before it is not in the log", asterisk: ready("13:21:30") },
  ],
});
