import { playbackNeverStarted } from "../../../src/rules/findings/bot209-playback-never-started.js";
import { asterisk, bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(playbackNeverStarted, {
  faulty: [
    {
      name: "Asterisk's log shows the dialplan and no sound",
      asterisk: asterisk
        .runs(0.101, "Answer")
        .runs(0.11, "Stasis", "voicebot,1795362720.1")
        .runs(30, "Hangup")
        .exits(30.001),
      bot: bot
        .stasisStart(0.12)
        .says(5.3, "POST /ari/channels/1795362720.1/play?media=sound:welcome 201")
        .stasisEnd(29.99),
      says: /never ran, although the channel was there for another 25 s/,
    },
    {
      name: "the bot logs the end of its first playback, and none of the second",
      bot: bot
        .stasisStart(0.12)
        .playbackStarted(0.15, "hi")
        .playbackFinished(1.9)
        .says(2, "Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.1 media=recording:gone")
        .hangupRequest(12, 16)
        .stasisEnd(12.001),
    },
  ],
  healthy: [
    {
      name: "the sound starts",
      asterisk: asterisk
        .logs(
          -10,
          "WARNING[3] taskprocessor.c: The 'stasis/m:manager' task processor queue reached 500 scheduled tasks.",
        )
        .runs(0.101, "Answer")
        .runs(0.11, "Stasis", "voicebot,1795362720.3")
        .plays(5.299, "welcome.slin")
        .runs(30, "Hangup")
        .exits(30.001),
      bot: bot
        .of({ channelId: "1795362720.3" })
        .stasisStart(0.12)
        .says(5.3, "POST /ari/channels/1795362720.3/play?media=sound:welcome 201")
        .stasisEnd(29.99),
    },
    {
      name: "the channel ended before the command was due",
      bot: bot.stasisStart(0.12).playbackStarted(0.15, "hi").playbackFinished(1.9).playbackStarted(2).stasisEnd(2.1),
    },
  ],
  notEnoughEvidence: [
    {
      name: "no end is logged of any playback",
      bot: bot.stasisStart(0.12).playbackStarted(0.15, "hi").hangupRequest(12, 16).stasisEnd(12.001),
    },
    {
      name: "the caller interrupted: the bot may have stopped listening for the end",
      bot: bot
        .stasisStart(0.12)
        .playbackStarted(0.15, "hi")
        .playbackFinished(1.9)
        .playbackStarted(2)
        .says(4, 'ASR final for 1795362720.1: "wait"')
        .stasisEnd(12),
      cause: "none",
    },
    {
      name: "a log without verbose lines shows no sound of anybody",
      asterisk: `
        [2026-11-22 15:52:00.101] NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (4ms / 2000ms)
        [2026-11-22 15:52:30.000] NOTICE[3] chan_sip.c: Peer 'trunk' is now Lagged. (2004ms / 2000ms)
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7 caller=1 exten=1000
        2026-11-22 15:52:05,300 - bot - INFO - POST /ari/channels/1795362720.7/play?media=sound:welcome 201
        2026-11-22 15:52:29,990 - bot - INFO - StasisEnd channel=1795362720.7
      `,
    },
  ],
});
