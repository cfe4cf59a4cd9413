import { rtpHoldTimeout } from "../../../src/rules/causes/rtp102-rtp-hold-timeout.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(rtpHoldTimeout, {
  faulty: [
    {
      name: "the caller's ChannelHold in the bot's log, then the NOTICE",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[9][C-00000003] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000002", "voicebot,1000,79161110002") in new stack
        [2026-11-22 15:52:05] VERBOSE[9][C-00000003] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000002'
        [2026-11-22 15:52:26] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000002' for lack of audio RTP activity in 22 seconds
        [2026-11-22 15:52:26] VERBOSE[9][C-00000003] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000002
      `,
      bot: `
        [2026-11-22T15:52:00.120Z] info: StasisStart channel=1795362720.2 caller=79161110002 exten=1000
        [2026-11-22T15:52:04.000Z] info: ChannelHold event from 1795362720.2
        [2026-11-22T15:52:05.010Z] info: Channel 1795362720.2 put on hold
        [2026-11-22T15:52:26.020Z] info: ChannelHangupRequest channel=1795362720.2 cause=1
        [2026-11-22T15:52:26.021Z] info: StasisEnd channel=1795362720.2
        [2026-11-22T15:52:28.400Z] error: POST /ari/channels/1795362720.2/play/p-1?media=sound%3Aanswer failed: 404 {"message":"Channel not found"}
      `,
      confidence: "confirmed",
      says: /far end held/,
    },
    {
      name: "chan_sip: which limit fired is told by the silence that the NOTICE prints",
      asterisk: chanSip.stasis(0).musicStarts(5).endsForLackOfRtp(36, 31).musicStops(36),
      rtpTimeoutSeconds: 10,
      rtpHoldTimeoutSeconds: 30,
      confidence: "confirmed",
      says: /31 s/,
    },
    {
      name: "no configuration: another call of the same endpoint was ended after a shorter silence",
      asterisk: `
        [Nov 22 15:50:00] VERBOSE[8][C-00000010] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/isp-0000000f", "voicebot") in new stack
        [Nov 22 15:50:09] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/isp-0000000f' for lack of audio RTP activity in 8 seconds
        [Nov 22 15:52:00] VERBOSE[9][C-00000011] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/isp-00000010", "voicebot") in new stack
        [Nov 22 15:52:26] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/isp-00000010' for lack of audio RTP activity in 24 seconds
      `,
      call: "PJSIP/isp-00000010",
      others: { "PJSIP/isp-0000000f": "rtp-timeout" },
      confidence: "likely",
      says: /after 8 s of silence/,
    },
    {
      name: "the silence is that of the hold limit to the second, and nothing else shows a hold: another host's may be so by chance",
      asterisk: asterisk
        .of({ name: "PJSIP/isp-00000020", logCallId: "C-00000021" })
        .stasis(0, "voicebot")
        .endsForLackOfRtp(46, 45),
      pjsip: `
        [isp]
        type=endpoint
        rtp_timeout=15
        rtp_timeout_hold=45
      `,
      confidence: "likely",
      says: /According to the configuration it was the limit for held calls \(45 s\), but no line shows a hold/,
    },
    {
      name: "the same, where another call of the endpoint was ended by its ordinary limit to the second",
      asterisk: `
        [Nov 22 15:50:00] VERBOSE[8][C-00000022] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/isp-00000021", "voicebot") in new stack
        [Nov 22 15:50:17] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/isp-00000021' for lack of audio RTP activity in 15 seconds
        [Nov 22 15:52:00] VERBOSE[9][C-00000023] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/isp-00000022", "voicebot") in new stack
        [Nov 22 15:52:46] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/isp-00000022' for lack of audio RTP activity in 45 seconds
      `,
      pjsip: `
        [isp]
        type=endpoint
        rtp_timeout=15
        rtp_timeout_hold=45
      `,
      call: "PJSIP/isp-00000022",
      others: { "PJSIP/isp-00000021": "rtp-timeout" },
      confidence: "confirmed",
      says: /while the far end held the call for 45 s/,
    },
  ],
  healthy: [
    {
      name: "the shorter silence was another endpoint's, which has a limit of its own",
      asterisk: `
        [Nov 22 15:50:00] VERBOSE[8][C-00000012] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/desk-00000011", "voicebot") in new stack
        [Nov 22 15:50:09] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/desk-00000011' for lack of audio RTP activity in 8 seconds
        [Nov 22 15:52:00] VERBOSE[9][C-00000013] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/isp-00000012", "voicebot") in new stack
        [Nov 22 15:52:26] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/isp-00000012' for lack of audio RTP activity in 24 seconds
      `,
      call: "PJSIP/isp-00000012",
      cause: "rtp-timeout",
    },
    {
      name: "an ARI hold is no hold of the caller's: the ordinary timeout fired",
      asterisk: chanSip.stasis(0).musicStarts(2).endsForLackOfRtp(12, 11).musicStops(12),
      rtpTimeoutSeconds: 10,
      rtpHoldTimeoutSeconds: 300,
      cause: "rtp-timeout",
    },
    {
      name: "the caller had taken its hold back before its RTP stopped",
      asterisk: asterisk.stasis(0).endsForLackOfRtp(20, 10),
      bot: bot
        .stasisStart(0.12)
        .says(3, "ChannelHold event from 1795362720.1")
        .says(6, "ChannelUnhold event from 1795362720.1")
        .hold(8)
        .hangupRequest(20.01, 1)
        .stasisEnd(20.011),
      cause: "rtp-timeout",
    },
    {
      name: "the caller holds, comes back and is served",
      bot: bot
        .stasisStart(0.12)
        .says(3, "ChannelHold event from 1795362720.1")
        .says(33, "ChannelUnhold event from 1795362720.1")
        .served(34),
      rtpTimeoutSeconds: 10,
      rtpHoldTimeoutSeconds: 20,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "held by the caller and gone, without Asterisk's log and without a cause",
      bot: bot.stasisStart(0.12).says(3, "ChannelHold event from 1795362720.1").hold(4).playRefused(44),
      rtpHoldTimeoutSeconds: 30,
    },
    {
      name: "held by the caller, and gone before the hold limit could pass",
      bot: bot.stasisStart(0.12).says(3, "ChannelHold event from 1795362720.1").hold(4).playRefused(9),
      rtpHoldTimeoutSeconds: 30,
      stands: /the limit is 30 s/,
    },
  ],
});
