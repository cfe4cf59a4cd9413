import { iceFailed } from "../../../src/rules/causes/rtp107-ice-failed.js";
import { testRule } from "../../support/rule-tester.js";

const held = `
        [2026-11-22 15:52:00.100] VERBOSE[41][C-00000021] pbx.c: Executing [1000@web:1] Stasis("PJSIP/browser-00000020", "voicebot,1000,1") in new stack
        [2026-11-22 15:52:01.000] VERBOSE[41][C-00000021] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/browser-00000020'`;
const dropped = `
        [2026-11-22 15:52:02.000] WARNING[41][C-00000021] res_rtp_asterisk.c: 1795362720.32: DTLS packet from 192.0.2.9:40000 dropped. ICE not completed yet.`;
const end = `
        [2026-11-22 15:52:12.000] VERBOSE[41][C-00000021] res_musiconhold.c: Stopped music on hold on PJSIP/browser-00000020
      `;
const botLeft = `
        2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=1795362720.32 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.32 put on hold
        2026-11-22 15:52:12,010 - bot - INFO - ChannelHangupRequest channel=1795362720.32 cause=-
        2026-11-22 15:52:12,011 - bot - INFO - StasisEnd channel=1795362720.32
      `;

testRule(iceFailed, {
  faulty: [
    {
      name: "DTLS packets are dropped because ICE is not completed, and the caller leaves",
      asterisk: held + dropped + end,
      bot: botLeft,
      confidence: "likely",
      says: /no audio reached Asterisk/,
    },
    {
      name: "no candidates at all",
      asterisk: `${held}
        [2026-11-22 15:52:02.000] WARNING[41][C-00000021] res_rtp_asterisk.c: (0x7f2170028230) ICE no RTP candidates; skipping checklist${end}`,
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "an RTP timeout ended the call: ICE is why, and is said so there",
      asterisk: `${held}${dropped}
        [2026-11-22 15:52:12.000] NOTICE[12] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/browser-00000020' for lack of audio RTP activity in 10 seconds${end}`,
      cause: "rtp-timeout",
    },
  ],
  notEnoughEvidence: [
    {
      name: "media came after all",
      asterisk: `${held}${dropped}
        [2026-11-22 15:52:03.000] VERBOSE[41][C-00000021] res_rtp_asterisk.c: 0x7f2170119100 -- Strict RTP learning complete - Locking on source address 192.0.2.9:40000${end}`,
      stands: "open",
    },
  ],
});
