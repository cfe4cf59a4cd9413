import { callLimitReached } from "../../../src/rules/causes/sys108-call-limit-reached.js";
import { asterisk } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(callLimitReached, {
  faulty: [
    {
      name: "over maxcalls",
      asterisk: asterisk.inCall(
        0,
        "pbx.c: Maximum call limit of 100 calls exceeded by 'PJSIP/trunk-00000001'!",
        "WARNING",
      ),
      confidence: "confirmed",
      says: /call limit of 100 calls/,
    },
  ],
  healthy: [
    {
      name: "another channel was turned away",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000092] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000091", "voicebot,1000,1") in new stack
        [Nov 22 15:52:01] WARNING[43][C-00000093] pbx.c: Maximum loadavg limit of 8.000000 load exceeded by 'PJSIP/trunk-00000092' (currently 8.300000)!
        [Nov 22 15:52:03] VERBOSE[41][C-00000092] file.c: <PJSIP/trunk-00000091> Playing 'a.slin' (language 'en')
      `,
      call: "PJSIP/trunk-00000091",
      others: { "PJSIP/trunk-00000092": "call-limit-reached" },
    },
  ],
  notEnoughEvidence: [
    {
      name: "a call that ends and no limit in sight",
      asterisk: asterisk.runs(0, "Stasis", "voicebot,1000,1").musicStarts(1).musicStops(9),
    },
  ],
});
