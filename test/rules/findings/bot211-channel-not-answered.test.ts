import { channelNotAnswered } from "../../../src/rules/findings/bot211-channel-not-answered.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(channelNotAnswered, {
  faulty: [
    {
      name: "the answer was refused, and the bot went on",
      bot: bot
        .stasisStart(0.12)
        .says(
          0.131,
          'POST /ari/channels/1795362720.1/answer failed: 500 {"message":"Failed to answer channel"}',
          "ERROR",
        )
        .says(0.143, "POST /ari/channels/1795362720.1/hold 204")
        .stasisEnd(20.001),
      says: /held a channel that was never answered/,
    },
    {
      name: "ARI's debug shows the channel ringing, and nobody asks for an answer",
      asterisk: `
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot") in new stack
        [2026-11-22 15:52:00.115] VERBOSE[20] ari/ari_websockets.c: <--- Sending ARI event to 127.0.0.1:55716 --->
        {
          "type": "StasisStart",
          "channel": { "id": "1795362720.2", "name": "PJSIP/trunk-00000001", "state": "Ring" }
        }
        [2026-11-22 15:52:00.300] VERBOSE[21] res_ari.c: <--- ARI request received from: 127.0.0.1:55730 --->
        POST channels/1795362720.2/play/da242444-a434-4264-8f9b-b70f488d9e49
      `,
      says: /played to a channel/,
    },
    {
      name: "our final answer to the INVITE was 487",
      asterisk: `
        [2026-11-22 15:51:50.000] WARNING[3] taskprocessor.c: The 'stasis/m:manager' task processor queue reached 500 scheduled tasks.
        [2026-11-22 15:52:00.000] VERBOSE[50] chan_sip.c: 
        <--- SIP read from UDP:192.0.2.11:46208 --->
        INVITE sip:1000@192.0.2.1:5060 SIP/2.0
        Call-ID: 41f1819d336@192.0.2.11
        CSeq: 145 INVITE
        [2026-11-22 15:52:00.010] VERBOSE[95][C-00000006] chan_sip.c: 
        <--- Transmitting (no NAT) to 192.0.2.11:46208 --->
        SIP/2.0 100 Trying
        Call-ID: 41f1819d336@192.0.2.11
        CSeq: 145 INVITE
        [2026-11-22 15:52:00.020] VERBOSE[95][C-00000006] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000005", "voicebot,1795362720.3") in new stack
        [2026-11-22 15:52:22.000] VERBOSE[50][C-00000006] chan_sip.c: 
        <--- SIP read from UDP:192.0.2.11:46208 --->
        CANCEL sip:1000@192.0.2.1:5060 SIP/2.0
        Call-ID: 41f1819d336@192.0.2.11
        CSeq: 145 CANCEL
        [2026-11-22 15:52:22.001] VERBOSE[50][C-00000006] chan_sip.c: 
        <--- Reliably Transmitting (no NAT) to 192.0.2.11:46208 --->
        SIP/2.0 487 Request Terminated
        Call-ID: 41f1819d336@192.0.2.11
        CSeq: 145 INVITE
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.3 media=sound:hi
        2026-11-22 15:52:22,010 - bot - INFO - StasisEnd channel=1795362720.3
      `,
    },
  ],
  healthy: [
    {
      name: "ARI's debug shows the channel up",
      asterisk: `
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot") in new stack
        [2026-11-22 15:52:00.115] VERBOSE[20] ari/ari_websockets.c: <--- Sending ARI event to 127.0.0.1:55716 --->
        {
          "type": "StasisStart",
          "channel": { "id": "1795362720.4", "name": "PJSIP/trunk-00000001", "state": "Up" }
        }
        [2026-11-22 15:52:00.300] VERBOSE[21] res_ari.c: <--- ARI request received from: 127.0.0.1:55730 --->
        POST channels/1795362720.4/play/da242444-a434-4264-8f9b-b70f488d9e49
      `,
    },
    {
      name: "refused first, answered then",
      bot: bot
        .stasisStart(0.12)
        .says(
          0.131,
          'POST /ari/channels/1795362720.1/answer failed: 500 {"message":"Failed to answer channel"}',
          "ERROR",
        )
        .says(0.331, "POST /ari/channels/1795362720.1/answer 204")
        .says(0.443, "POST /ari/channels/1795362720.1/hold 204")
        .stasisEnd(20.001),
    },
  ],
  notEnoughEvidence: [
    {
      name: "no answer is logged: the bot may not log it, or the dialplan may have answered",
      bot: bot.stasisStart(0.12).playbackStarted(0.15, "hi").playbackFinished(1).stasisEnd(6.001),
      cause: "none",
    },
  ],
});
