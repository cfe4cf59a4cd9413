import { dialogGone } from "../../../src/rules/causes/sip111-dialog-gone.js";
import { testRule } from "../../support/rule-tester.js";

const held = `
        [Nov 22 15:52:00] VERBOSE[41][C-00000081] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000080", "voicebot,1000,1") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-00000081] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000080'`;
const gone = `
        [Nov 22 15:52:45] WARNING[9] chan_sip.c: Re-invite to non-existing call leg on other UA. SIP dialog '5b92bcd013@192.0.2.9'. Giving up.`;
const end = `
        [Nov 22 15:52:45] VERBOSE[41][C-00000081] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000080
      `;
const bot = (cause: string): string => `
        2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=1795362720.128 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.128 put on hold
        2026-11-22 15:52:45,100 - bot - INFO - ChannelHangupRequest channel=1795362720.128 cause=${cause}
        2026-11-22 15:52:45,101 - bot - INFO - StasisEnd channel=1795362720.128
      `;

testRule(dialogGone, {
  faulty: [
    {
      name: "chan_sip: the line comes as the call ends, and the request has cause 127",
      asterisk: held + gone + end,
      bot: bot("127"),
      confidence: "likely",
    },
    {
      name: "chan_pjsip: the trace shows 481 to the re-INVITE",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:192.0.2.9:40757 --->
        INVITE sip:1000@192.0.2.1:5060 SIP/2.0
        Call-ID: gone-82@192.0.2.9
        CSeq: 66 INVITE
        [2026-11-22 15:52:45.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP response (312 bytes) from UDP:192.0.2.9:40757 --->
        SIP/2.0 481 Call/Transaction Does Not Exist
        Call-ID: gone-82@192.0.2.9
        CSeq: 12 INVITE
      `,
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "the caller hung up in the same second as another's dialog was lost",
      asterisk: held + gone + end,
      bot: bot("16"),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    { name: "the line comes as the call ends, and nothing ties the two", asterisk: held + gone + end, stands: "open" },
    { name: "the call ends and no line says why", asterisk: held + end },
  ],
});
