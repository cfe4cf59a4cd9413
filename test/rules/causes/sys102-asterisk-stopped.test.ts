import { asteriskStopped } from "../../../src/rules/causes/sys102-asterisk-stopped.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(asteriskStopped, {
  faulty: [
    {
      name: "core stop now: flag 4, and the log says that it ends",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[13][C-00000002] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/gsm-gw-00000001", "voicebot,1000,79162539923") in new stack
        [Nov 22 15:52:01] VERBOSE[13][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/gsm-gw-00000001'
        [Nov 22 15:52:06] VERBOSE[13][C-00000002] res_musiconhold.c: Stopped music on hold on SIP/gsm-gw-00000001
        [Nov 22 15:52:07] VERBOSE[20] asterisk.c: Asterisk cleanly ending (0).
        [Nov 22 15:52:07] VERBOSE[20] asterisk.c: Executing last minute cleanups
      `,
      bot: `
        2026-11-22 15:52:00,120 - app.call - INFO - StasisStart channel=1795362720.1 caller=79162539923 exten=1000
        2026-11-22 15:52:01,000 - app.ari - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:06,555 - app.ari - INFO - ChannelHangupRequest channel=1795362720.1 cause=4
        2026-11-22 15:52:06,556 - app.ari - INFO - StasisEnd channel=1795362720.1
        2026-11-22 15:52:10,152 - app.ari - ERROR - POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
        Traceback (most recent call last):
          File "/app/bot.py", line 10, in play
        bot.AriError: 404, message='{"message":"Channel not found"}', url='http://127.0.0.1:8088/ari/channels/1795362720.1/play/x'
      `,
      confidence: "confirmed",
    },
    {
      name: "the bot alone hears the flag",
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(6.555, 4).stasisEnd(6.556),
      confidence: "likely",
    },
    {
      name: "Asterisk alone: the music stops as it ends",
      asterisk: asterisk.stasis(0).musicStarts(1).musicStops(6).cleanlyEnds(6),
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "the caller had hung up before the stop",
      asterisk: chanSip.stasis(0).musicStarts(1).musicStops(5).cleanlyEnds(6),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(5.555, 16).stasisEnd(5.556),
      cause: "caller-hangup",
    },
    {
      name: "Asterisk is stopped after a call that had been served",
      asterisk: chanSip.stasis(0).plays(3, "a.slin").cleanlyEnds(6),
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(3.1)
        .playbackFinished(5)
        .hangupRequest(5.3, 16)
        .stasisEnd(5.301),
      cause: "none",
    },
    {
      name: "the dialplan was through with the call in the second of the stop: it has lost nothing",
      asterisk: chanSip
        .runs(0, "Answer")
        .runs(0, "Playback", "a")
        .plays(0, "a.slin")
        .runs(6, "Hangup")
        .exits(6)
        .cleanlyEnds(6),
    },
  ],
  notEnoughEvidence: [
    {
      name: "stopped within seconds, but the hangup request is not the one that a stop sends",
      asterisk: chanSip.stasis(0).musicStarts(1).musicStops(5).cleanlyEnds(6),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(5.555, 1).stasisEnd(5.556),
      stands: /another reason/,
    },
    {
      name: "the same hangup request, and no stop",
      asterisk: chanSip.stasis(0).musicStarts(1).musicStops(5).consoleOpens(60),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(5.555, 1).stasisEnd(5.556),
      stands: "absent",
    },
    {
      name: "stopped as the call ends, but the bot would have heard of it and has no such request",
      asterisk: chanSip.stasis(0).musicStarts(1).musicStops(6).cleanlyEnds(6),
      bot: bot.stasisStart(0.12).hold(1).stasisEnd(6.1).playRefused(9),
      stands: "absent",
    },
    {
      name: "the music had stopped ten seconds before the stop: that was something else",
      asterisk: asterisk.stasis(0).musicStarts(1).musicStops(6).cleanlyEnds(16),
    },
  ],
});
