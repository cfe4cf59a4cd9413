import { slowAnswer } from "../../../src/rules/findings/bot202-slow-answer.js";
import { asterisk, bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(slowAnswer, {
  faulty: [
    {
      name: "31 s from hold to answer",
      bot: bot
        .stasisStart(0.12)
        .answered(0.15)
        .hold(1)
        .playbackStarted(32.1)
        .playbackFinished(110)
        .hangsUp(111)
        .stasisEnd(111.001),
      says: /31 s for the answer; the budget is 30 s/,
    },
    {
      name: "the caller left after 40 s",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(41, "ChannelHangupRequest channel=1795362720.1 cause=-")
        .stasisEnd(41.001),
      says: /left without an answer/,
    },
    {
      name: "music for all of it, by Asterisk's log",
      asterisk: asterisk
        .logs(
          -10,
          "WARNING[3] taskprocessor.c: The 'stasis/m:manager' task processor queue reached 500 scheduled tasks.",
        )
        .runs(0.11, "Stasis", "voicebot,1795362720.5")
        .musicStarts(1.001)
        .musicStops(34)
        .plays(34.001, "a.slin"),
      bot: bot.of({ channelId: "1795362720.5" }).stasisStart(0.12).hold(1).playbackStarted(34).stasisEnd(51.001),
      says: /There was music meanwhile/,
    },
    {
      name: "a hold without music, in a log that shows others' music",
      asterisk: `
        [2026-11-22 15:51:00.000] VERBOSE[40][C-00000001] pbx.c: Executing [9@from-trunk:1] MusicOnHold("PJSIP/trunk-00000000", "") in new stack
        [2026-11-22 15:51:00.001] VERBOSE[40][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000000'
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1795362720.6") in new stack
        [2026-11-22 15:52:34.001] VERBOSE[41][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:34,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.6 media=sound:a
        2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=1795362720.6
      `,
      call: "1795362720.6",
      says: /There was silence meanwhile, no music/,
    },
    {
      name: "a bot that never holds: 35 s from what the caller said to the answer",
      bot: bot
        .stasisStart(0.12)
        .says(4, 'ASR final for 1795362720.1: "where is it"')
        .says(4.001, "LLM request started for channel 1795362720.1")
        .playbackStarted(39)
        .stasisEnd(51.001),
      says: /waited 35 s for the answer/,
    },
  ],
  healthy: [
    {
      name: "a pause of the caller's: nothing worked for the answer",
      bot: bot
        .stasisStart(0.12)
        .says(4, 'ASR final for 1795362720.1: "wait a moment"')
        .says(
          39,
          "Playback 1689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:still-there",
        )
        .stasisEnd(51.001),
    },
    {
      name: "music of a queue",
      asterisk: asterisk
        .runs(0.11, "Queue", "sales")
        .musicStarts(1.001)
        .musicStops(154)
        .plays(154.001, "queue-youarenext.slin"),
    },
    {
      name: "29 s",
      bot: bot
        .stasisStart(0.12)
        .answered(0.15)
        .hold(1)
        .playbackStarted(30)
        .playbackFinished(110)
        .hangsUp(111)
        .stasisEnd(111.001),
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "held, and the log ends: nobody knows for how long",
      bot: bot.stasisStart(0.12).hold(1),
    },
  ],
});
