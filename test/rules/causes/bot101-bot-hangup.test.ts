import { botHangupRule } from "../../../src/rules/causes/bot101-bot-hangup.js";
import { asterisk, bot } from "../../support/call-logs.js";
import { ami } from "../../support/captured-events.js";
import { testRule } from "../../support/rule-tester.js";

testRule(botHangupRule, {
  faulty: [
    {
      name: "captured events show flag 32, and an end with cause 16",
      bot: bot.stasisStart(0.2).answered(0.3).hold(1).playRefused(12),
      events: ami.created(0).answered(0.3).hangupRequest(5, { cause: 32, soft: true }).ended(5.01, 16),
      confidence: "likely",
      says: /cause 16, which a DELETE sets/,
    },
    {
      name: "a request without its answer, and StasisEnd at once",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(5, "-> DELETE /ari/channels/1795362720.1")
        .stasisEnd(5.006)
        .playRefused(7),
      confidence: "confirmed",
    },
    {
      name: "an announcement that no end follows",
      bot: bot.stasisStart(0.12).hold(1).says(5, "Ending call 1795362720.1").playRefused(9),
      confidence: "likely",
      says: /no line shows/,
    },
    {
      name: "it hangs up in the middle of its own playback, which fails at that moment",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(3)
        .playbackFinished(5, "failed")
        .hangsUp(5.005)
        .hangupRequest(5.006, 32)
        .stasisEnd(5.007),
      confidence: "confirmed",
    },
    {
      name: "its speech had been ready for seconds when it hung up: it may have played it",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(3, "TTS ready for 1795362720.1 in 800 ms")
        .hangsUp(6)
        .hangupRequest(6.004, 32)
        .stasisEnd(6.005),
      confidence: "likely",
      says: /with its answer ready/,
    },
    {
      name: "an open hold is all that was lost: the playback that ended it may be missing",
      bot: bot.stasisStart(0.12).hold(1).hangsUp(6).hangupRequest(6.004, 32).stasisEnd(6.005),
      confidence: "likely",
    },
    {
      name: "its watchdog deletes the channel, then its answer is ready",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(5, "Watchdog: no speech on 1795362720.1 for 4s, dropping the call", "WARNING")
        .hangupRequest(5.004, 32)
        .stasisEnd(5.005)
        .playRefused(7),
      confidence: "confirmed",
      says: /by itself/,
    },
    {
      name: "a Russian bot sweeps channels that it takes for stale",
      asterisk: `
        [Nov 22 18:52:00] VERBOSE[95][C-00000003] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000002", "voicebot,1000,79160000002") in new stack
        [Nov 22 18:52:01] VERBOSE[95][C-00000003] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000002'
        [Nov 22 18:52:06] VERBOSE[95][C-00000003] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000002
      `,
      bot: `
        2026-11-22 18:52:00,120 - бот - INFO - 🔔 Новый звонок: Channel=1795362720.2, Caller=79160000002
        2026-11-22 18:52:01,000 - бот - INFO - 🔒 Канал 1795362720.2 поставлен на hold
        2026-11-22 18:52:06,000 - бот - INFO - 🧹 Канал 1795362720.2 принудительно завершен (очистка висящих каналов)
        2026-11-22 18:52:08,000 - бот - WARNING - ⚠️ Канал 1795362720.2 исчез перед воспроизведением chunk 0
      `,
      confidence: "confirmed",
    },
    {
      name: "a DELETE in the bot's own request log",
      bot: `
        {"event": "call_started", "level": "info", "channel_id": "1795362720.3", "caller": "79161110003", "timestamp": "2026-11-22T15:52:00.300Z"}
        {"event": "channel_hold", "level": "info", "channel_id": "1795362720.3", "timestamp": "2026-11-22T15:52:00.700Z"}
        {"event": "http_request", "level": "info", "method": "DELETE", "path": "/ari/channels/1795362720.3", "status": 204, "timestamp": "2026-11-22T15:52:04.000Z"}
        {"event": "stasis_end", "level": "info", "channel_id": "1795362720.3", "timestamp": "2026-11-22T15:52:04.003Z"}
        {"event": "channel_not_found", "level": "error", "channel_id": "1795362720.3", "timestamp": "2026-11-22T15:52:06.003Z"}
      `,
      confidence: "confirmed",
    },
    {
      name: "its second code path logs nothing: flag 32, and nobody was on the CLI or AMI",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[95][C-00000005] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-00000004", "voicebot,1000,79160000004") in new stack
        [Nov 22 15:52:01] VERBOSE[95][C-00000005] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000004'
        [Nov 22 15:52:06] VERBOSE[95][C-00000005] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000004
        [Nov 22 15:52:40] VERBOSE[7] netsock2.c: Using SIP RTP CoS mark 5
      `,
      bot: `
        [2026-11-22T15:52:00.120Z] info: StasisStart channel=1795362720.4 caller=79160000004 exten=1000
        [2026-11-22T15:52:01.010Z] info: Channel 1795362720.4 put on hold
        [2026-11-22T15:52:06.020Z] info: ChannelHangupRequest channel=1795362720.4 cause=32
        [2026-11-22T15:52:06.021Z] info: StasisEnd channel=1795362720.4
        [2026-11-22T15:52:08.400Z] error: POST /ari/channels/1795362720.4/play/p-1?media=sound%3Aanswer failed: 404 {"message":"Channel not found"}
      `,
      confidence: "likely",
      says: /flag 32/,
    },
  ],
  healthy: [
    {
      name: "lost in a dialplan without a bot: a queue",
      asterisk: asterisk.runs(0, "Answer").runs(1, "Queue", "support").musicStarts(1).musicStops(40).exits(40),
    },
    {
      name: "started anew during the hold, it sweeps up what it finds: it had been away",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(19, "Voice bot starting, ARI http://127.0.0.1:8088/ari")
        .hangsUp(19.1)
        .hangupRequest(19.104, 32)
        .stasisEnd(19.105),
      cause: "undetermined",
    },
    {
      name: "the playback fails, and only then it hangs up",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(3)
        .playbackFinished(3.01, "failed")
        .hangsUp(3.6)
        .hangupRequest(3.604, 32)
        .stasisEnd(3.605),
      cause: "undetermined",
    },
    {
      name: "404 on /unhold, a path that ARI does not have, is no lost channel; then it hangs up, as it should",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[9][C-00000032] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000032", "voicebot,1000,79161110032") in new stack
        [Nov 22 15:52:01] VERBOSE[9][C-00000032] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000032'
        [Nov 22 15:52:03] VERBOSE[9][C-00000032] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000032
        [Nov 22 15:52:03] VERBOSE[9][C-00000032] file.c: <PJSIP/trunk-00000032> Playing 'bot/reply.slin' (language 'en')
        [Nov 22 15:53:30] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.32 caller=79161110032 exten=1000
        2026-11-22 15:52:01,010 - bot - INFO - Channel 1795362720.32 put on hold
        2026-11-22 15:52:03,010 - httpx - INFO - HTTP Request: POST http://127.0.0.1:8088/ari/channels/1795362720.32/unhold "HTTP/1.1 404 Not Found"
        2026-11-22 15:52:03,030 - bot - INFO - Playback p-1 started on channel 1795362720.32 media=sound:bot/reply
        2026-11-22 15:52:06,000 - bot - INFO - PlaybackFinished p-1 state=done
        2026-11-22 15:52:07,000 - httpx - INFO - HTTP Request: DELETE http://127.0.0.1:8088/ari/channels/1795362720.32 "HTTP/1.1 204 No Content"
        2026-11-22 15:52:07,001 - bot - INFO - ChannelHangupRequest channel=1795362720.32 cause=32
        2026-11-22 15:52:07,002 - bot - INFO - StasisEnd channel=1795362720.32
        2026-11-22 15:53:00,000 - bot - INFO - heartbeat
      `,
      cause: "none",
    },
    {
      name: "it hangs up in the very millisecond of its StasisEnd, on the line behind it: clean-up",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .hangupRequest(5, 16)
        .stasisEnd(5.001)
        .says(5.001, "Hung up channel 1795362720.1")
        .playRefused(7),
      cause: "caller-hangup",
    },
    {
      name: "its clean-up after StasisEnd deletes what has ended already",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .stasisEnd(6)
        .hangsUp(6.025)
        .says(6.041, 'DELETE /ari/channels/1795362720.1 failed: 404 {"message":"Channel not found"}', "WARNING"),
      cause: "undetermined",
    },
    {
      name: "404 for a channel variable is no channel that is gone",
      bot: bot
        .stasisStart(0.12)
        .says(
          0.15,
          'GET /ari/channels/1795362720.1/variable?variable=X failed: 404 {"message":"Provided variable was not found"}',
          "ERROR",
        )
        .hold(1)
        .served(3),
      cause: "none",
    },
    {
      name: "it hangs up when its playback is done",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(3)
        .playbackFinished(5)
        .hangsUp(6)
        .hangupRequest(6.004, 32)
        .stasisEnd(6.005),
      cause: "none",
    },
    {
      name: "it hangs up a channel that the caller has left already",
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(3, 16).stasisEnd(3.001).playRefused(5).hangsUp(5.01),
      cause: "caller-hangup",
    },
    {
      name: "it hangs up another call of its own at that moment",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7 caller=1 exten=1000
        2026-11-22 15:52:00,220 - bot - INFO - StasisStart channel=1795362720.8 caller=2 exten=1000
        2026-11-22 15:52:00,500 - bot - INFO - Channel 1795362720.8 put on hold
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.7 put on hold
        2026-11-22 15:52:01,500 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.8 media=sound:a
        2026-11-22 15:52:02,500 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:02,999 - bot - INFO - Hanging up channel 1795362720.8
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHangupRequest channel=1795362720.8 cause=32
        2026-11-22 15:52:03,001 - bot - INFO - StasisEnd channel=1795362720.8
        2026-11-22 15:52:03,002 - bot - INFO - ChannelHangupRequest channel=1795362720.7 cause=16
        2026-11-22 15:52:03,003 - bot - INFO - StasisEnd channel=1795362720.7
        2026-11-22 15:52:05,000 - bot - ERROR - POST /ari/channels/1795362720.7/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      call: "1795362720.7",
      others: { "1795362720.8": "none" },
      cause: "caller-hangup",
    },
    {
      name: "it only failed to hang up",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .hangupRequest(3, 16)
        .stasisEnd(3.001)
        .says(3.3, 'DELETE /ari/channels/1795362720.1 failed: 404 {"message":"Channel not found"}', "ERROR"),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a playback had failed, and it gave up while the caller was on hold again",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(3)
        .playbackFinished(3.01, "failed")
        .hold(4)
        .hangsUp(6)
        .hangupRequest(6.004, 32)
        .stasisEnd(6.005),
      stands: "open",
    },
    {
      name: "it found the channel as an orphan and deleted it",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(20, "Orphaned channel 1795362720.1 found, nobody serves it", "WARNING")
        .hangsUp(20.1)
        .hangupRequest(20.104, 32)
        .stasisEnd(20.105),
      cause: "bot-disconnected",
      stands: "open",
    },
    {
      name: "flag 32, and somebody was at the CLI",
      asterisk: asterisk.stasis(0).musicStarts(1).consoleOpens(5).musicStops(5).consoleOpens(60),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(5.004, 32).stasisEnd(5.005),
      cause: "operator-hangup",
      stands: "open",
    },
    {
      name: "lost in Stasis(), and no line of a DELETE, a cause or a timer",
      asterisk: asterisk.stasis(0).musicStarts(1).musicStops(5),
      stands: "open",
    },
    {
      name: "a timer ended a call that had been served: no line says whether the caller wanted more",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(3)
        .playbackFinished(5)
        .says(35, "Idle timeout of 30 s reached, hanging up channel 1795362720.1", "WARNING")
        .hangupRequest(35.004, 32)
        .stasisEnd(35.005),
      stands: "open",
    },
    {
      name: "a clean-up behind StasisEnd, and nothing that tells the end",
      bot: bot.stasisStart(0.12).hold(1).stasisEnd(5).hangsUp(5.003).playRefused(7),
      stands: "open",
    },
    {
      name: "a clean-up a second behind the end of the music in Asterisk's log",
      asterisk: asterisk.stasis(0.01).musicStarts(1).musicStops(5),
      bot: bot.stasisStart(0.03).hold(1).says(6.4, "Terminated channel 1795362720.1").playRefused(7),
      stands: "open",
    },
    {
      name: "flag 32, without Asterisk's log: the bot or the CLI",
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(5.004, 32).stasisEnd(5.005),
      stands: "open",
    },
    {
      name: "a hangup request with a cause that no DELETE brings",
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(25.004, 18).stasisEnd(25.005),
      stands: /flag 32/,
    },
  ],
});
