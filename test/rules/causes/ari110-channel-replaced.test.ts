import { channelReplaced } from "../../../src/rules/causes/ari110-channel-replaced.js";
import { testRule } from "../../support/rule-tester.js";

const joined = `
        [2026-11-22 15:52:00.100] VERBOSE[41][C-00000051] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000050", "voicebot,1000,1") in new stack
        [2026-11-22 15:52:01.000] VERBOSE[41][C-00000051] bridge_channel.c: Channel PJSIP/trunk-00000050 joined 'simple_bridge' stasis-bridge <5de18f32-2356-4893-91c3-525f5d2710ad>`;
const bot = `
        2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=1795362720.80 caller=1 exten=1000
        2026-11-22 15:52:00,900 - bot - INFO - Channel 1795362720.80 put on hold
        2026-11-22 15:52:09,000 - bot - ERROR - POST /ari/channels/1795362720.80/play/p1?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `;

testRule(channelReplaced, {
  faulty: [
    {
      name: "a transfer swapped the bot's channel for another",
      asterisk: `${joined}
        [2026-11-22 15:52:06.000] VERBOSE[43][C-00000051] bridge_channel.c: Channel PJSIP/1001-00000052 swapped with PJSIP/trunk-00000050 into 'simple_bridge' stasis-bridge <5de18f32-2356-4893-91c3-525f5d2710ad>
        [2026-11-22 15:52:06.001] VERBOSE[41][C-00000051] bridge_channel.c: Channel PJSIP/trunk-00000050 left 'simple_bridge' stasis-bridge <5de18f32-2356-4893-91c3-525f5d2710ad>
      `,
      bot,
      call: "1795362720.80",
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "the swap was between two other channels",
      asterisk: `${joined}
        [2026-11-22 15:52:06.000] VERBOSE[43][C-00000053] bridge_channel.c: Channel PJSIP/1001-00000052 swapped with PJSIP/1002-00000051 into 'simple_bridge' basic-bridge <6de18f32-2356-4893-91c3-525f5d2710ad>
      `,
      bot,
      call: "1795362720.80",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the far end asked for a transfer, and nothing shows what became of it",
      asterisk: `${joined}
        [2026-11-22 15:52:05.000] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:192.0.2.9:40757 --->
        REFER sip:1000@192.0.2.1:5060 SIP/2.0
        Call-ID: refer-50@192.0.2.9
        CSeq: 67 REFER
      `,
      bot: bot.replace("caller=1", "caller=1 call_id=refer-50@192.0.2.9"),
      call: "1795362720.80",
    },
    {
      name: "404 and no line that shows a replacement",
      bot,
      call: "1795362720.80",
    },
  ],
});
