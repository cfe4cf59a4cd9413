import { dialLimit } from "../../../src/rules/causes/sip110-dial-limit.js";
import { asterisk, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(dialLimit, {
  faulty: [
    {
      name: "12 s after both had joined",
      asterisk: chanSip
        .runs(0, "Dial", "SIP/1001,30,S(12)")
        .inCall(0, "app_dial.c: Setting call duration limit to 12.000 seconds.")
        .inCall(2, "app_dial.c: SIP/1001-000000a1 answered SIP/trunk-00000001")
        .joins(2, "SIP/1001-000000a1")
        .joins(2)
        .leaves(14, "SIP/1001-000000a1")
        .leaves(14)
        .exits(14),
      confidence: "confirmed",
      says: /12 s/,
    },
    {
      name: "L(x:y): with a warning the limits are printed one a line",
      asterisk: asterisk
        .runs(0, "Dial", "PJSIP/1001,30,L(20000:5000)")
        .inCall(0, "features.c: Limit Data for this call:")
        .inCall(0, "features.c: timelimit      = 20000 ms (20.000 s)")
        .inCall(2, "app_dial.c: PJSIP/1001-000000b1 answered PJSIP/trunk-00000001")
        .joins(2, "PJSIP/1001-000000b1")
        .joins(2)
        .leaves(22, "PJSIP/1001-000000b1")
        .leaves(22),
      confidence: "confirmed",
      says: /20 s/,
    },
  ],
  healthy: [
    {
      name: "the agent hung up long before the limit",
      asterisk: chanSip
        .runs(0, "Dial", "SIP/1001,30,S(12)")
        .inCall(0, "app_dial.c: Setting call duration limit to 12.000 seconds.")
        .inCall(2, "app_dial.c: SIP/1001-000000a2 answered SIP/trunk-00000001")
        .joins(2, "SIP/1001-000000a2")
        .joins(2)
        .leaves(7, "SIP/1001-000000a2")
        .leaves(7)
        .exits(7),
      cause: "bridge-peer-hangup",
    },
    {
      name: "the caller left long before the limit",
      asterisk: chanSip
        .runs(0, "Dial", "SIP/1001,30,S(12)")
        .inCall(0, "app_dial.c: Setting call duration limit to 12.000 seconds.")
        .inCall(2, "app_dial.c: SIP/1001-000000a3 answered SIP/trunk-00000001")
        .joins(2, "SIP/1001-000000a3")
        .joins(2)
        .leaves(7)
        .leaves(7, "SIP/1001-000000a3")
        .exits(7)
        .consoleOpens(100),
    },
  ],
  notEnoughEvidence: [
    {
      name: "a limit is set, and the log ends while they talk",
      asterisk: chanSip
        .runs(0, "Dial", "SIP/1001,30,S(12)")
        .inCall(0, "app_dial.c: Setting call duration limit to 12.000 seconds.")
        .inCall(2, "app_dial.c: SIP/1001-000000a4 answered SIP/trunk-00000001")
        .joins(2, "SIP/1001-000000a4")
        .joins(2),
    },
  ],
});
