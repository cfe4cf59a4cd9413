import { botHangupRule } from "../../../src/rules/causes/bot101-bot-hangup.js";
import { testRule } from "../../support/rule-tester.js";

testRule(botHangupRule, {
  faulty: [
    {
      name: "a request without its answer, and StasisEnd at once",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.34 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.34 put on hold
        2026-11-22 15:52:05,000 - bot - INFO - -> DELETE /ari/channels/1795362720.34
        2026-11-22 15:52:05,006 - bot - INFO - StasisEnd channel=1795362720.34
        2026-11-22 15:52:07,000 - bot - ERROR - POST /ari/channels/1795362720.34/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      confidence: "confirmed",
    },
    {
      name: "an announcement that no end follows",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.35 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.35 put on hold
        2026-11-22 15:52:05,000 - bot - INFO - Ending call 1795362720.35
        2026-11-22 15:52:09,000 - bot - ERROR - POST /ari/channels/1795362720.35/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      confidence: "likely",
      says: /no line shows/,
    },
    {
      name: "an open hold is all that was lost: the playback that ended it may be missing",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.36 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.36 put on hold
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.36
        2026-11-22 15:52:06,004 - bot - INFO - ChannelHangupRequest channel=1795362720.36 cause=32
        2026-11-22 15:52:06,005 - bot - INFO - StasisEnd channel=1795362720.36
      `,
      confidence: "likely",
    },
    {
      name: "its watchdog deletes the channel, then its answer is ready",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:05,000 - bot - WARNING - Watchdog: no speech on 1795362720.1 for 4s, dropping the call
        2026-11-22 15:52:05,004 - bot - INFO - ChannelHangupRequest channel=1795362720.1 cause=32
        2026-11-22 15:52:05,005 - bot - INFO - StasisEnd channel=1795362720.1
        2026-11-22 15:52:07,000 - bot - ERROR - POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
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
      name: "started anew during the hold, it sweeps up what it finds: it had been away",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.37 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.37 put on hold
        2026-11-22 15:52:19,000 - bot - INFO - Voice bot starting, ARI http://127.0.0.1:8088/ari
        2026-11-22 15:52:19,100 - bot - INFO - Hanging up channel 1795362720.37
        2026-11-22 15:52:19,104 - bot - INFO - ChannelHangupRequest channel=1795362720.37 cause=32
        2026-11-22 15:52:19,105 - bot - INFO - StasisEnd channel=1795362720.37
      `,
      cause: "undetermined",
    },
    {
      name: "the playback fails, and only then it hangs up",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.38 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.38 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Playback 5b1d8d1c-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.38 media=sound:a
        2026-11-22 15:52:03,010 - bot - INFO - PlaybackFinished 5b1d8d1c-0248-4f24-9d70-7b60876715b1 state=failed
        2026-11-22 15:52:03,600 - bot - INFO - Hanging up channel 1795362720.38
        2026-11-22 15:52:03,604 - bot - INFO - ChannelHangupRequest channel=1795362720.38 cause=32
        2026-11-22 15:52:03,605 - bot - INFO - StasisEnd channel=1795362720.38
      `,
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
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.31 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.31 put on hold
        2026-11-22 15:52:05,000 - bot - INFO - ChannelHangupRequest channel=1795362720.31 cause=16
        2026-11-22 15:52:05,001 - bot - INFO - StasisEnd channel=1795362720.31
        2026-11-22 15:52:05,001 - bot - INFO - Hung up channel 1795362720.31
        2026-11-22 15:52:07,000 - bot - ERROR - POST /ari/channels/1795362720.31/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      cause: "caller-hangup",
    },
    {
      name: "its clean-up after StasisEnd deletes what has ended already",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.15 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.15 put on hold
        2026-11-22 15:52:06,000 - bot - INFO - StasisEnd channel=1795362720.15
        2026-11-22 15:52:06,025 - bot - INFO - Hanging up channel 1795362720.15
        2026-11-22 15:52:06,041 - bot - WARNING - DELETE /ari/channels/1795362720.15 failed: 404 {"message":"Channel not found"}
      `,
      cause: "undetermined",
    },
    {
      name: "404 for a channel variable is no channel that is gone",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.16 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - ERROR - GET /ari/channels/1795362720.16/variable?variable=X failed: 404 {"message":"Provided variable was not found"}
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.16 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715c1 started on channel 1795362720.16 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715c1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.16
        2026-11-22 15:52:06,010 - bot - INFO - StasisEnd channel=1795362720.16
      `,
      cause: "none",
    },
    {
      name: "it hangs up when its playback is done",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.5 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.5
        2026-11-22 15:52:06,004 - bot - INFO - ChannelHangupRequest channel=1795362720.5 cause=32
        2026-11-22 15:52:06,005 - bot - INFO - StasisEnd channel=1795362720.5
      `,
      cause: "none",
    },
    {
      name: "it hangs up a channel that the caller has left already",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHangupRequest channel=1795362720.6 cause=16
        2026-11-22 15:52:03,001 - bot - INFO - StasisEnd channel=1795362720.6
        2026-11-22 15:52:05,000 - bot - ERROR - POST /ari/channels/1795362720.6/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
        2026-11-22 15:52:05,010 - bot - INFO - Hanging up channel 1795362720.6
      `,
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
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.9 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.9 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHangupRequest channel=1795362720.9 cause=16
        2026-11-22 15:52:03,001 - bot - INFO - StasisEnd channel=1795362720.9
        2026-11-22 15:52:03,300 - bot - ERROR - DELETE /ari/channels/1795362720.9 failed: 404 {"message":"Channel not found"}
      `,
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a clean-up behind StasisEnd, and nothing that tells the end",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.32 caller=79161110032 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.32 put on hold
        2026-11-22 15:52:05,000 - bot - INFO - StasisEnd channel=1795362720.32
        2026-11-22 15:52:05,003 - bot - INFO - Hanging up channel 1795362720.32
        2026-11-22 15:52:07,000 - bot - ERROR - POST /ari/channels/1795362720.32/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      stands: "open",
    },
    {
      name: "a clean-up a second behind the end of the music in Asterisk's log",
      asterisk: `
        [2026-11-22 15:52:00.010] VERBOSE[95][C-00000033] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-00000032", "voicebot,1000,79160000033") in new stack
        [2026-11-22 15:52:01.000] VERBOSE[95][C-00000033] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000032'
        [2026-11-22 15:52:05.000] VERBOSE[95][C-00000033] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000032
      `,
      bot: `
        2026-11-22 15:52:00,030 - bot - INFO - StasisStart channel=1795362720.33 caller=79160000033 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.33 put on hold
        2026-11-22 15:52:06,400 - bot - INFO - Terminated channel 1795362720.33
        2026-11-22 15:52:07,000 - bot - ERROR - POST /ari/channels/1795362720.33/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      stands: "open",
    },
    {
      name: "flag 32, without Asterisk's log: the bot or the CLI",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.10 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.10 put on hold
        2026-11-22 15:52:05,004 - bot - INFO - ChannelHangupRequest channel=1795362720.10 cause=32
        2026-11-22 15:52:05,005 - bot - INFO - StasisEnd channel=1795362720.10
      `,
      stands: "open",
    },
    {
      name: "a hangup request with a cause that no DELETE brings",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.11 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.11 put on hold
        2026-11-22 15:52:25,004 - bot - INFO - ChannelHangupRequest channel=1795362720.11 cause=18
        2026-11-22 15:52:25,005 - bot - INFO - StasisEnd channel=1795362720.11
      `,
      stands: /flag 32/,
    },
  ],
});
