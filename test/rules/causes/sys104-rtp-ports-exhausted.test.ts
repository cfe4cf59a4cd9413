import { rtpPortsExhausted } from "../../../src/rules/causes/sys104-rtp-ports-exhausted.js";
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
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000004] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000003", "voicebot,1000,1") in new stack
        [Nov 22 15:52:03] VERBOSE[41][C-00000004] file.c: <SIP/trunk-00000003> Playing 'a.slin' (language 'en')
        [Nov 22 15:52:03] ERROR[38] res_rtp_asterisk.c: Oh dear... we couldn't allocate a port for RTP instance '0x7f2170028230'
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.3 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.3 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.3 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.3
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      call: "1795362720.3",
      cause: "none",
    },
  ],
});
