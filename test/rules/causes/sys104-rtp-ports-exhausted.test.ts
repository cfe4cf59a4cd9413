import { rtpPortsExhausted } from "../../../src/rules/causes/sys104-rtp-ports-exhausted.js";
import { bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(rtpPortsExhausted, {
  faulty: [
    {
      name: "no port, and the INVITE is refused with 488 in that moment",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:127.0.0.11:40757 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: c6d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
        [2026-11-22 15:52:00.011] ERROR[38] res_rtp_asterisk.c: Oh dear... we couldn't allocate a port for RTP instance '0x7f2170028230'
        [2026-11-22 15:52:00.012] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (312 bytes) to UDP:127.0.0.11:40757 --->
        SIP/2.0 488 Not Acceptable Here
        Call-ID: c6d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
      `,
      confidence: "confirmed",
      call: "c6d14f15d7d6@127.0.0.11",
    },
  ],
  healthy: [
    {
      name: "488 and ports enough",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:127.0.0.11:40757 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: d6d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
        [2026-11-22 15:52:00.012] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (312 bytes) to UDP:127.0.0.11:40757 --->
        SIP/2.0 488 Not Acceptable Here
        Call-ID: d6d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
      `,
      cause: "no-common-codec",
    },
  ],
  notEnoughEvidence: [
    {
      name: "no port for some call, while this one is served",
      asterisk: chanSip
        .stasis(0)
        .plays(3, "a.slin")
        .logs(
          3,
          "ERROR[38] res_rtp_asterisk.c: Oh dear... we couldn't allocate a port for RTP instance '0x7f2170028230'",
        ),
      bot: bot.stasisStart(0.12).answered(0.15).hold(1).unhold(3).served(3.01),
      cause: "none",
    },
  ],
});
