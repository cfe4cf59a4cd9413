import { taskprocessorOverload } from "../../../src/rules/causes/sys106-taskprocessor-overload.js";
import { testRule } from "../../support/rule-tester.js";

const invite = (transport: string): string => `
        [2026-11-22 15:52:03.000] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from ${transport}:192.0.2.9:40757 --->
        INVITE sip:1000@192.0.2.1:5060 SIP/2.0
        Call-ID: flood-7d6@192.0.2.9
        CSeq: 66 INVITE
      `;
const full = `
        [2026-11-22 15:52:01.000] WARNING[12] taskprocessor.c: Taskprocessor 'pjsip/distributor-0000001f' queue reached 500 scheduled tasks (high water mark: 500).`;
const answered = (status: string): string => `
        [2026-11-22 15:52:03.010] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (312 bytes) to UDP:192.0.2.9:40757 --->
        SIP/2.0 ${status}
        Call-ID: flood-7d6@192.0.2.9
        CSeq: 66 INVITE
      `;

testRule(taskprocessorOverload, {
  faulty: [
    {
      name: "an INVITE that nobody answers, two seconds after a queue was full",
      asterisk: full + invite("UDP"),
      call: "flood-7d6@192.0.2.9",
      confidence: "likely",
      says: /unanswered: pjsip\/distributor-0000001f was full \(500 tasks\) 2\.0 s before/,
    },
    {
      name: "the older wording, and 503 over TCP",
      asterisk: `
        [2026-11-22 15:52:01.000] WARNING[12] taskprocessor.c: The 'pjsip/distributor-0000001f' task processor queue reached 500 scheduled tasks.${invite("TCP")}${answered("503 Service Unavailable")}`,
      call: "flood-7d6@192.0.2.9",
      confidence: "likely",
      says: /refused the INVITE with 503/,
    },
  ],
  healthy: [
    {
      name: "the INVITE was answered all the same",
      asterisk: full + invite("UDP") + answered("488 Not Acceptable Here"),
      call: "flood-7d6@192.0.2.9",
      cause: "no-common-codec",
    },
  ],
  notEnoughEvidence: [
    {
      name: "no answer, and nothing that shows an overload",
      asterisk: invite("UDP"),
      call: "flood-7d6@192.0.2.9",
    },
    {
      name: "the overload was long before",
      asterisk: full.replace("15:52:01", "15:50:01") + invite("UDP"),
      call: "flood-7d6@192.0.2.9",
    },
  ],
});
