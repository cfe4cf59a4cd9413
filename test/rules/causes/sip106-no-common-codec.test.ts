import { noCommonCodec } from "../../../src/rules/causes/sip106-no-common-codec.js";
import { testRule } from "../../support/rule-tester.js";

testRule(noCommonCodec, {
  faulty: [
    {
      name: "chan_sip says so, with a C- id and without a channel",
      asterisk: `
        [Nov 22 15:52:00] NOTICE[50][C-0000000a] chan_sip.c: No compatible codecs, not accepting this offer!
        [Nov 22 15:53:00] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
      confidence: "confirmed",
    },
    {
      name: "chan_pjsip shows it in a trace only",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:127.0.0.11:40757 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: 88d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
        [2026-11-22 15:52:00.012] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (312 bytes) to UDP:127.0.0.11:40757 --->
        SIP/2.0 488 Not Acceptable Here
        Call-ID: 88d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
      `,
      confidence: "likely",
      says: /488/,
    },
  ],
  healthy: [
    {
      name: "a 488 that we received for our own re-INVITE is none of the caller's offer",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:127.0.0.11:40757 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: 98d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
        [2026-11-22 15:52:01.012] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP response (312 bytes) from UDP:127.0.0.11:40757 --->
        SIP/2.0 488 Not Acceptable Here
        Call-ID: 98d14f15d7d6@127.0.0.11
        CSeq: 102 INVITE
        [2026-11-22 15:53:00.012] VERBOSE[37] asterisk.c: Remote UNIX connection
      `,
    },
    {
      name: "the NOTICE is of another C- id",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[35][C-00000009] pbx.c: Executing [1010@from-trunk:1] Stasis("SIP/trunk-00000003", "voicebot,1010,79161110003") in new stack
        [Nov 22 15:52:00] NOTICE[50][C-0000000a] chan_sip.c: No compatible codecs, not accepting this offer!
        [Nov 22 15:52:02] VERBOSE[35][C-00000009] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000003'
        [Nov 22 15:52:04] VERBOSE[35][C-00000009] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000003
        [Nov 22 15:52:04] VERBOSE[35][C-00000009] file.c: <SIP/trunk-00000003> Playing 'a.slin' (language 'en')
        [Nov 22 15:52:40] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
      call: "SIP/trunk-00000003",
      others: { "C-0000000a": "no-common-codec" },
    },
  ],
  notEnoughEvidence: [
    {
      name: "488 as an answer to something else than an INVITE",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:127.0.0.11:40757 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: a8d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
        [2026-11-22 15:52:01.012] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (312 bytes) to UDP:127.0.0.11:40757 --->
        SIP/2.0 488 Not Acceptable Here
        Call-ID: a8d14f15d7d6@127.0.0.11
        CSeq: 67 UPDATE
      `,
    },
  ],
});
