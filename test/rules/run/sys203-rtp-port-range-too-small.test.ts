import { portsRanOut } from "../../../src/rules/run/sys203-rtp-port-range-too-small.js";
import { testRunRule } from "../../support/run-rule-tester.js";

testRunRule(portsRanOut, {
  faulty: [
    {
      name: "no port twice, and no socket once",
      asterisk: `
        [2026-11-22 13:30:01] ERROR[37] res_rtp_asterisk.c: Oh dear... we couldn't allocate a port for RTP instance '0x55d0c41b0010'
        [2026-11-22 13:30:04] ERROR[38] res_rtp_asterisk.c: Oh dear... we couldn't allocate a port for RTP instance '0x55d0c41b0990'
        [2026-11-22 13:34:00] ERROR[37] res_rtp_asterisk.c: Failed to create a new socket for RTP instance '0x55d0c41b1230'
      `,
      says: [
        "Asterisk had no RTP port left 2 times.",
        "Asterisk failed to open a file or socket once: check its limit on open files.",
      ],
      cites: ["13:30:01", "13:30:04", "13:34:00"],
    },
  ],
  healthy: [
    {
      name: "a port was there, and nobody listens at the other end",
      asterisk: `
        [2026-11-22 13:30:01] WARNING[37] res_rtp_asterisk.c: RTP Read error: Connection refused.  Hanging up.
      `,
      besides: ["LOG202"],
    },
  ],
  notEnoughEvidence: [
    {
      name: "a call is refused with 488, as it would be for want of a port, and no line names one",
      asterisk: `
        [2026-11-22 13:30:01.000] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:192.0.2.9:40757 --->
        INVITE sip:1000@192.0.2.1:5060 SIP/2.0
        Call-ID: portless-77@192.0.2.9
        CSeq: 12 INVITE

        [2026-11-22 13:30:01.010] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (312 bytes) to UDP:192.0.2.9:40757 --->
        SIP/2.0 488 Not Acceptable Here
        Call-ID: portless-77@192.0.2.9
        CSeq: 12 INVITE
      `,
      wentWrong: { "no-common-codec": 1 },
    },
  ],
});
