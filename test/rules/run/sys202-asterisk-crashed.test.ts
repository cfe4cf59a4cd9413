import { asteriskCrashed } from "../../../src/rules/run/sys202-asterisk-crashed.js";
import { asterisk } from "../../support/call-logs.js";
import { testRunRule } from "../../support/run-rule-tester.js";

testRunRule(asteriskCrashed, {
  faulty: [
    {
      name: "a second start, and no end between",
      asterisk: asterisk.isReady(0).isReady(690),
      says: ["Asterisk crashed or was killed once."],
      cites: ["16:03:30"],
    },
  ],
  healthy: [
    {
      name: "a planned restart",
      asterisk: asterisk.isReady(0).cleanlyEnds(660).isReady(690),
      besides: ["SYS201"],
    },
  ],
  notEnoughEvidence: [
    { name: "the log begins with a start: what was before it is not in the log", asterisk: asterisk.isReady(0) },
  ],
});
