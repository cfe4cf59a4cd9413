import { asteriskRestarted } from "../../../src/rules/run/sys201-asterisk-restarted.js";
import { asterisk } from "../../support/call-logs.js";
import { testRunRule } from "../../support/run-rule-tester.js";

testRunRule(asteriskRestarted, {
  faulty: [
    {
      name: "an end, and a start after it",
      asterisk: asterisk.isReady(0).cleanlyEnds(660).isReady(690),
      says: ["Asterisk was stopped and started again once."],
      cites: ["16:03:30"],
    },
  ],
  healthy: [
    {
      name: "a start that no end precedes is a crash",
      asterisk: asterisk.isReady(0).isReady(690),
      besides: ["SYS202"],
    },
  ],
  notEnoughEvidence: [
    { name: "the log begins with a start", asterisk: asterisk.isReady(0) },
    { name: "the log ends with the end", asterisk: asterisk.isReady(0).cleanlyEnds(660) },
  ],
});
