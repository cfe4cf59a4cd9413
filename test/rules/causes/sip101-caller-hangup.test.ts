import { callerHangup } from "../../../src/rules/causes/sip101-caller-hangup.js";
import { bot, chanSip } from "../../support/call-logs.js";
import { ari } from "../../support/captured-events.js";
import { testRule } from "../../support/rule-tester.js";

/** A bot whose HTTP client logs each request; before it, another call that it ended itself. */
const exclusion = (
  middle: string,
  earlier = `[2026-11-22T15:51:20.000Z] info: DELETE http://pbx:8088/ari/channels/1795362670.0 204`,
) => ({
  asterisk: `
    [Nov 22 15:51:10] NOTICE[4] res_pjsip_registrar.c: nothing of note
    [Nov 22 15:51:10] VERBOSE[8][C-00000001] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000000", "voicebot") in new stack
    [Nov 22 15:52:00] VERBOSE[9][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1000,79161110001") in new stack
    [Nov 22 15:52:02] VERBOSE[9][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000001'${middle}
    [Nov 22 15:52:07] VERBOSE[9][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000001
    [Nov 22 15:53:30] NOTICE[4] res_pjsip_registrar.c: nothing of note
  `,
  bot: `
    [2026-11-22T15:51:10.120Z] info: StasisStart channel=1795362670.0 caller=79161110000 exten=1000
    ${earlier}
    [2026-11-22T15:52:00.120Z] info: StasisStart channel=1795362720.1 caller=79161110001 exten=1000
    [2026-11-22T15:52:00.140Z] info: POST http://pbx:8088/ari/channels/1795362720.1/answer 204
    [2026-11-22T15:52:02.010Z] info: POST http://pbx:8088/ari/channels/1795362720.1/hold 204
    [2026-11-22T15:52:09.400Z] error: POST http://pbx:8088/ari/channels/1795362720.1/play/p-1?media=sound%3Aanswer 404 {"message":"Channel not found"}
    [2026-11-22T15:53:40.000Z] info: heartbeat
  `,
  call: "1795362720.1",
});

testRule(callerHangup, {
  faulty: [
    {
      name: "captured events show a request without a cause, of which the bot's log says nothing",
      bot: bot.stasisStart(0.2).answered(0.3).hold(1).playRefused(12),
      events: ari.created(0).answered(0.3).hangupRequest(5).ended(5.01, 0),
      confidence: "likely",
      says: /no cause/,
    },
    {
      name: "nothing else is left: each other end would have left a line, the bot's DELETE too",
      ...exclusion(""),
      confidence: "likely",
      says: /nothing else is left/,
    },
    {
      name: "cause 0 in the h extension, and nothing else that leaves 0",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[9][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000001", "voicebot,1000,79161110001") in new stack
        [Nov 22 15:52:02] VERBOSE[9][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000001'
        [Nov 22 15:52:07] VERBOSE[9][C-00000002] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000001
        [Nov 22 15:52:07] VERBOSE[9][C-00000002] pbx.c: Executing [h@from-trunk:1] NoOp("SIP/trunk-00000001", "HANGUPCAUSE=0") in new stack
        [Nov 22 15:52:30] NOTICE[4] chan_sip.c: Peer 'trunk' is now Reachable.
      `,
      bot: `
        [2026-11-22T15:52:00.120Z] info: StasisStart channel=1795362720.1 caller=79161110001 exten=1000
        [2026-11-22T15:52:02.010Z] info: Channel 1795362720.1 put on hold
        [2026-11-22T15:52:09.400Z] error: POST /ari/channels/1795362720.1/play/p-1?media=sound%3Aanswer failed: 404 {"message":"Channel not found"}
      `,
      confidence: "likely",
      says: /cause 0/,
    },
    {
      name: "the hangup request carries no cause: a BYE without Reason",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[9][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000001", "voicebot,1000,79161110001") in new stack
        [Nov 22 15:52:02] VERBOSE[9][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000001'
        [Nov 22 15:52:04] VERBOSE[9][C-00000002] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000001
      `,
      bot: `
        [2026-11-22T15:52:00.120Z] info: StasisStart channel=1795362720.1 caller=79161110001 exten=1000
        [2026-11-22T15:52:02.010Z] info: Channel 1795362720.1 put on hold
        [2026-11-22T15:52:04.020Z] info: ChannelHangupRequest channel=1795362720.1 cause=-
        [2026-11-22T15:52:04.021Z] info: StasisEnd channel=1795362720.1
        [2026-11-22T15:52:06.400Z] error: POST /ari/channels/1795362720.1/play/p-1?media=sound%3Aanswer failed: 404 {"message":"Channel not found"}
        [2026-11-22T15:52:09.000Z] info: ChannelHangupRequest channel=1795362725.9 cause=32
      `,
      call: "1795362720.1",
      others: { "1795362725.9": "undetermined" },
      confidence: "likely",
    },
    {
      name: "the event stands whole in the bot's log, without a cause",
      bot: `
        {"time": "2026-11-22T15:52:00.300Z", "level": "INFO", "msg": "ari event", "event": {"type": "StasisStart", "channel": {"id": "1795362721.1", "name": "PJSIP/desk-00000031", "state": "Up", "caller": {"number": "79161110001"}}}}
        {"time": "2026-11-22T15:52:00.700Z", "level": "INFO", "msg": "channel put on hold", "channel_id": "1795362721.1"}
        {"time": "2026-11-22T15:52:03.143Z", "level": "INFO", "msg": "ari event", "event": {"type": "ChannelHangupRequest", "channel": {"id": "1795362721.1", "name": "PJSIP/desk-00000031", "state": "Up"}}}
        {"time": "2026-11-22T15:52:03.145Z", "level": "INFO", "msg": "ari event", "event": {"type": "StasisEnd", "channel": {"id": "1795362721.1", "name": "PJSIP/desk-00000031", "state": "Up"}}}
      `,
      confidence: "likely",
    },
    {
      name: "chan_pjsip hands the Q.850 cause of the BYE's Reason on",
      bot: `
        {"event": "call_started", "level": "info", "channel_id": "1795362720.2", "caller": "79161110002", "timestamp": "2026-11-22T15:52:00.300Z"}
        {"event": "channel_hold", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:00.700Z"}
        {"event": "channel_hangup_request", "level": "info", "channel_id": "1795362720.2", "cause": 41, "timestamp": "2026-11-22T15:52:03.143Z"}
        {"event": "stasis_end", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:03.144Z"}
      `,
      confidence: "likely",
      says: /cause 41/,
    },
    {
      name: "its BYE is in chan_pjsip's SIP trace",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:127.0.0.11:40757 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        From: "79161110003" <sip:79161110003@127.0.0.11>;tag=310e
        Call-ID: 66d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
        [2026-11-22 15:52:00.012] VERBOSE[9][C-00000004] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000003", "voicebot,1000,79161110003") in new stack
        [2026-11-22 15:52:00.015] VERBOSE[38] ari/ari_websockets.c: <--- Sending ARI event to 127.0.0.1:57106 --->
        {
          "type": "StasisStart",
          "channel": {"id": "1795362720.3", "name": "PJSIP/trunk-00000003", "protocol_id": "66d14f15d7d6@127.0.0.11"}
        }
        [2026-11-22 15:52:01.000] VERBOSE[9][C-00000004] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000003'
        [2026-11-22 15:52:03.000] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (461 bytes) from UDP:127.0.0.11:40757 --->
        BYE sip:127.0.0.1:5060 SIP/2.0
        Call-ID: 66d14f15d7d6@127.0.0.11
        CSeq: 67 BYE
        [2026-11-22 15:52:03.002] VERBOSE[9][C-00000004] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000003
      `,
      bot: `
        2026-11-22 15:52:00,030 - bot - INFO - 🔔 Новый звонок: Channel=1795362720.3, Caller=79161110003
        2026-11-22 15:52:01,000 - bot - INFO - 🔒 Канал 1795362720.3 поставлен на hold
        2026-11-22 15:52:05,000 - bot - WARNING - ⚠️ Канал 1795362720.3 исчез перед воспроизведением chunk 0
      `,
      confidence: "confirmed",
      says: /BYE/,
    },
    {
      name: "the caller hung up while the answer was being played: the failed playback is the aftermath",
      asterisk: chanSip
        .stasis(0)
        .plays(3, "answer.slin")
        .inCall(5, "res_stasis_playback.c: 1795362720.4: Playback failed for sound:answer", "WARNING"),
      bot: bot
        .of({ channelId: "1795362720.4" })
        .stasisStart(0.12)
        .hold(1.12)
        .playbackStarted(3, "answer")
        .hangupRequest(5, 16)
        .playbackFinished(5.001, "failed")
        .stasisEnd(5.002),
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "the caller hangs up when the answer has been played",
      asterisk: chanSip.stasis(0).musicStarts(1).musicStops(3).plays(3, "answer.slin"),
      bot: bot
        .stasisStart(0.12)
        .hold(1.12)
        .playbackStarted(3, "answer")
        .playbackFinished(5)
        .says(6, "ChannelHangupRequest channel=1795362720.1 cause=-")
        .stasisEnd(6.002),
      cause: "none",
    },
    {
      name: "cause 16 of the bridged agent's leg is not the caller's",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=79161110006 exten=1000
        2026-11-22 15:52:01,120 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.6 media=sound:hello
        2026-11-22 15:52:02,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:03,000 - bot - INFO - Dialing SIP/1001, new channel agent-1795362720.6
        2026-11-22 15:52:04,000 - bot - INFO - Bridge d6f14a41-12cc-4056-8b95-366b9ca224d6 created, adding 1795362720.6
        2026-11-22 15:52:14,000 - bot - INFO - ChannelHangupRequest channel=agent-1795362720.6 cause=16
        2026-11-22 15:52:14,001 - bot - INFO - ChannelLeftBridge d6f14a41-12cc-4056-8b95-366b9ca224d6 channel=agent-1795362720.6
        2026-11-22 15:52:14,300 - bot - INFO - Hanging up channel 1795362720.6
        2026-11-22 15:52:14,302 - bot - INFO - StasisEnd channel=1795362720.6
      `,
      cause: "bridge-peer-hangup",
    },
    {
      name: "Asterisk sent the BYE, not the caller",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:127.0.0.11:40757 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: 77d14f15d7d6@127.0.0.11
        CSeq: 66 INVITE
        [2026-11-22 15:52:00.015] VERBOSE[38] ari/ari_websockets.c: <--- Sending ARI event to 127.0.0.1:57106 --->
        {
          "type": "StasisStart",
          "channel": {"id": "1795362720.7", "name": "PJSIP/trunk-00000007", "protocol_id": "77d14f15d7d6@127.0.0.11"}
        }
        [2026-11-22 15:52:01.000] VERBOSE[9][C-00000008] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000007'
        [2026-11-22 15:52:03.000] VERBOSE[9][C-00000008] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000007
        [2026-11-22 15:52:03.002] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP request (461 bytes) to UDP:127.0.0.11:40757 --->
        BYE sip:79161110007@127.0.0.11:40757 SIP/2.0
        Call-ID: 77d14f15d7d6@127.0.0.11
        CSeq: 31355 BYE
      `,
      cause: "undetermined",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the captured events hold no request at all, and an end with 0",
      bot: bot.stasisStart(0.2).answered(0.3).hold(1).playRefused(11.5),
      events: ari.created(0).answered(0.3).ended(5.01, 0),
      stands: /none before its end/,
    },
    {
      name: "a limit of the dialplan may have ended it",
      ...exclusion(
        "\n    [Nov 22 15:52:02] VERBOSE[9][C-00000002] func_timeout.c: Channel will hangup at 2026-11-22 15:58:00.000 UTC.",
      ),
      stands: "open",
    },
    {
      name: "Asterisk stopped as the channel ended",
      ...exclusion("\n    [Nov 22 15:52:07] VERBOSE[3] asterisk.c: Asterisk cleanly ending (0)."),
      stands: "open",
    },
    {
      name: "Asterisk threw lines away: a NOTICE may be one of them",
      ...exclusion(
        "\n    [Nov 22 15:52:03] WARNING[1] logger.c: Log queue threshold (1000) exceeded.  Discarding new messages.",
      ),
      stands: "open",
    },
    {
      name: "this bot has never logged a DELETE: it may have sent one",
      ...exclusion("", "[2026-11-22T15:51:20.000Z] info: StasisEnd channel=1795362670.0"),
      stands: "open",
    },
    {
      name: "somebody was at the CLI when the channel ended",
      ...exclusion("\n    [Nov 22 15:52:07] VERBOSE[3] asterisk.c: Remote UNIX connection"),
      stands: "open",
    },
    {
      name: "cause 0, which a Local channel passes on whatever ended its other half",
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(9, 0).stasisEnd(9.001),
      stands: "open",
    },
    {
      name: "music stops, the playback meets 404, and nobody says why",
      asterisk: chanSip.stasis(0).musicStarts(2).musicStops(4),
      bot: bot
        .says(0.12, "Incoming call on 1795362720.1 from 79160000001")
        .says(2, "Holding the channel 1795362720.1")
        .playRefused(6),
      stands: "open",
    },
    {
      name: "a soft hangup request (flag 32) is no BYE",
      bot: bot
        .says(0.12, "Incoming call on 1795362720.1 from 79160000001")
        .says(2, "Holding the channel 1795362720.1")
        .says(4, "ChannelHangupRequest 1795362720.1 cause=32")
        .says(4, "StasisEnd 1795362720.1"),
      stands: /cause 32, which a BYE from the caller does not bring/,
    },
    {
      name: "a bot that prints no cause of any hangup request",
      bot: bot
        .says(0.12, "Incoming call on 1795362720.1 from 79160000001")
        .answered(0.16)
        .hold(2)
        .says(4, "ChannelHangupRequest 1795362720.1 cause=-")
        .says(4, "StasisEnd 1795362720.1"),
      stands: "open",
    },
  ],
});
