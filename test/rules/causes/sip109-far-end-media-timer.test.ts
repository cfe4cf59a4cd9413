import { farEndMediaTimer } from "../../../src/rules/causes/sip109-far-end-media-timer.js";
import { asterisk, bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(farEndMediaTimer, {
  faulty: [
    {
      name: "cause 102, as an h extension prints it",
      asterisk: asterisk
        .stasis(0)
        .musicStarts(1)
        .musicStops(31)
        .inCall(31, 'pbx.c: Executing [h@from-trunk:1] NoOp("PJSIP/trunk-00000001", "HANGUPCAUSE=102") in new stack'),
      confidence: "likely",
    },
    {
      name: "cause 102 in a silent hold",
      asterisk: asterisk.stasis(0).inCall(1, "channel.c: Music class default requested but no musiconhold loaded."),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(21, 102).stasisEnd(21.001),
      confidence: "likely",
    },
    {
      name: "its BYE names the media",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:127.0.0.11:40757 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: b6d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
        [2026-11-22 15:52:22.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (461 bytes) from UDP:127.0.0.11:40757 --->
        BYE sip:127.0.0.1:5060 SIP/2.0
        Call-ID: b6d14f15d7d6@127.0.0.11
        CSeq: 67 BYE
        Reason: SIP;cause=200;text="RTP timeout"
      `,
      confidence: "confirmed",
      says: /RTP timeout/,
    },
  ],
  healthy: [
    {
      name: "a Reason that speaks of media it could not agree on",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:127.0.0.11:40757 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: e6d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
        [2026-11-22 15:52:22.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (461 bytes) from UDP:127.0.0.11:40757 --->
        BYE sip:127.0.0.1:5060 SIP/2.0
        Call-ID: e6d14f15d7d6@127.0.0.11
        CSeq: 67 BYE
        Reason: SIP;cause=488;text="Media not acceptable"
      `,
    },
    {
      name: "cause 16: a caller who has had enough",
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(21, 16).stasisEnd(21.001),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a BYE that gives no reason, eight seconds into a hold without music",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000005] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000004", "voicebot,1000,79160000004") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-00000005] channel.c: Music class default requested but no musiconhold loaded.
        [Nov 22 15:52:30] VERBOSE[44][C-00000006] pbx.c: Executing [1000@from-trunk:1] NoOp("SIP/trunk-00000005", "later") in new stack
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=79160000004 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:09,000 - bot - INFO - ChannelHangupRequest channel=1795362720.4 cause=-
        2026-11-22 15:52:09,001 - bot - INFO - StasisEnd channel=1795362720.4
        2026-11-22 15:52:30,000 - bot - INFO - LLM answered in 28.9s
        2026-11-22 15:52:31,000 - bot - INFO - ChannelHangupRequest channel=1795362750.5 cause=32
      `,
      call: "1795362720.4",
      others: { "SIP/trunk-00000005": "undetermined" },
      stands: "open",
    },
    {
      name: "a silent hold and 404, and nothing that tells the cause",
      asterisk: asterisk.stasis(0).inCall(1, "channel.c: Music class default requested but no musiconhold loaded."),
      bot: bot
        .says(0.12, "Incoming call 1795362720.1 caller=79160000001")
        .hold(1)
        .says(21, 'POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}'),
    },
  ],
});
