import { requestsIgnored } from "../../../src/rules/run/sys109-sip-requests-ignored.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const invite = `
        [2026-11-22 13:02:03.000] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:192.0.2.9:40757 --->
        INVITE sip:1000@192.0.2.1:5060 SIP/2.0
        Call-ID: unheard-4c1@192.0.2.9
        CSeq: 66 INVITE
      `;

testRunRule(requestsIgnored, {
  faulty: [
    {
      name: "the calls left no line",
      asterisk: `
        [2026-11-22 13:02:01.000] WARNING[12] taskprocessor.c: Taskprocessor 'pjsip/distributor-0000001a' queue reached 500 scheduled tasks (high water mark: 500).
        [2026-11-22 13:02:05.000] WARNING[12] taskprocessor.c: Taskprocessor 'pjsip/distributor-0000001a' queue reached 500 scheduled tasks (high water mark: 500) again.
      `,
      says: [
        "Task processors were full 2 times within 4.0 s, pjsip/distributor-0000001a first: PJSIP ignores new calls while that lasts, and such calls leave no line.",
      ],
      cites: ["13:02:01", "13:02:05"],
    },
  ],
  healthy: [
    {
      name: "an INVITE is answered",
      asterisk: `${invite.trimEnd()}
        [2026-11-22 13:02:03.010] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (312 bytes) to UDP:192.0.2.9:40757 --->
        SIP/2.0 488 Not Acceptable Here
        Call-ID: unheard-4c1@192.0.2.9
        CSeq: 66 INVITE
      `,
      wentWrong: { "no-common-codec": 1 },
    },
  ],
  notEnoughEvidence: [
    {
      name: "an INVITE that nobody answers, and no queue that was full",
      asterisk: invite,
    },
  ],
});
