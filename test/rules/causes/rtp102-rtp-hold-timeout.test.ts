import { rtpHoldTimeout } from "../../../src/rules/causes/rtp102-rtp-hold-timeout.js";
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
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[9][C-00000004] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000003", "voicebot,1000,79161110003") in new stack
        [Nov 22 15:52:05] VERBOSE[9][C-00000004] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000003'
        [Nov 22 15:52:36] NOTICE[2] chan_sip.c: Disconnecting call 'SIP/trunk-00000003' for lack of RTP activity in 31 seconds
        [Nov 22 15:52:36] VERBOSE[9][C-00000004] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000003
      `,
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
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[9][C-00000021] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/isp-00000020", "voicebot") in new stack
        [Nov 22 15:52:46] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/isp-00000020' for lack of audio RTP activity in 45 seconds
      `,
      pjsip: `
        [isp]
        type=endpoint
        rtp_timeout=15
        rtp_timeout_hold=45
      `,
      confidence: "likely",
      says: /By the configuration it was that for held calls \(45 s\), but no line shows a hold/,
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
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[9][C-00000005] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000004", "voicebot,1000,79161110004") in new stack
        [Nov 22 15:52:02] VERBOSE[9][C-00000005] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000004'
        [Nov 22 15:52:12] NOTICE[2] chan_sip.c: Disconnecting call 'SIP/trunk-00000004' for lack of RTP activity in 11 seconds
        [Nov 22 15:52:12] VERBOSE[9][C-00000005] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000004
      `,
      rtpTimeoutSeconds: 10,
      rtpHoldTimeoutSeconds: 300,
      cause: "rtp-timeout",
    },
    {
      name: "the caller had taken its hold back before its RTP stopped",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[9][C-00000006] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000005", "voicebot,1000,79161110005") in new stack
        [Nov 22 15:52:20] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000005' for lack of audio RTP activity in 10 seconds
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=79161110005 exten=1000
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHold event from 1795362720.5
        2026-11-22 15:52:06,000 - bot - INFO - ChannelUnhold event from 1795362720.5
        2026-11-22 15:52:08,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:52:20,010 - bot - INFO - ChannelHangupRequest channel=1795362720.5 cause=1
        2026-11-22 15:52:20,011 - bot - INFO - StasisEnd channel=1795362720.5
      `,
      cause: "rtp-timeout",
    },
    {
      name: "the caller holds, comes back and is served",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=79161110006 exten=1000
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHold event from 1795362720.6
        2026-11-22 15:52:33,000 - bot - INFO - ChannelUnhold event from 1795362720.6
        2026-11-22 15:52:34,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715bd started on channel 1795362720.6 media=sound:a
        2026-11-22 15:52:36,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715bd state=done
        2026-11-22 15:52:37,000 - bot - INFO - Hanging up channel 1795362720.6
        2026-11-22 15:52:37,010 - bot - INFO - StasisEnd channel=1795362720.6
      `,
      rtpTimeoutSeconds: 10,
      rtpHoldTimeoutSeconds: 20,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "held by the caller and gone, without Asterisk's log and without a cause",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7 caller=79161110007 exten=1000
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHold event from 1795362720.7
        2026-11-22 15:52:04,000 - bot - INFO - Channel 1795362720.7 put on hold
        2026-11-22 15:52:44,000 - bot - ERROR - POST /ari/channels/1795362720.7/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      rtpHoldTimeoutSeconds: 30,
    },
    {
      name: "held by the caller, and gone before the hold limit could pass",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.8 caller=79161110008 exten=1000
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHold event from 1795362720.8
        2026-11-22 15:52:04,000 - bot - INFO - Channel 1795362720.8 put on hold
        2026-11-22 15:52:09,000 - bot - ERROR - POST /ari/channels/1795362720.8/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      rtpHoldTimeoutSeconds: 30,
      stands: /the limit is 30 s/,
    },
  ],
});
