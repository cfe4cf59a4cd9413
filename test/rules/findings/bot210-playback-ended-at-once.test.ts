import { playbackEndedAtOnce } from "../../../src/rules/findings/bot210-playback-ended-at-once.js";
import { bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(playbackEndedAtOnce, {
  faulty: [
    {
      name: "done 9 ms after the unhold",
      bot: bot
        .stasisStart(0.12)
        .answered(0.15)
        .hold(1)
        .unhold(3)
        .playbackStarted(3.004, "tts/41")
        .playbackFinished(3.009)
        .says(8, "ChannelHangupRequest channel=1795362720.1 cause=-")
        .stasisEnd(8.001),
      says: /within 9 ms/,
    },
    {
      name: "the event overtakes the response",
      bot: bot
        .stasisStart(0.12)
        .says(1, "TTS chunk 0 of 1795362720.1 ready in 0.40s")
        .playbackFinished(1.011, "done", 1)
        .playbackStarted(1.012, "tts/42")
        .stasisEnd(8.001),
    },
  ],
  healthy: [
    {
      name: "600 ms",
      bot: bot.stasisStart(0.12).answered(0.15).playbackStarted(0.152, "hm").playbackFinished(0.752).stasisEnd(8.001),
      cause: "none",
    },
    {
      name: "the sound is missing, which is said already",
      asterisk: chanSip
        .stasis(0, "voicebot")
        .inCall(2, "file.c: File tts/43 does not exist in any format", "WARNING")
        .inCall(2, "res_stasis_playback.c: 1795362720.4: Playback failed for sound:tts/43", "WARNING"),
      bot: bot
        .of({ channelId: "1795362720.4" })
        .stasisStart(0.12)
        .unhold(2)
        .playbackStarted(2.004, "tts/43")
        .says(2.009, "PlaybackFinished 1689be8d-0248-4f24-9d70-7b60876715b1")
        .stasisEnd(8.001),
      cause: "sound-missing",
    },
    {
      name: "cut off by the end of its channel",
      bot: bot
        .stasisStart(0.12)
        .unhold(2)
        .playbackStarted(2.004)
        .says(2.05, "PlaybackFinished 1689be8d-0248-4f24-9d70-7b60876715b1")
        .stasisEnd(2.051),
    },
  ],
  notEnoughEvidence: [
    {
      name: "a busy bot reads the 201 and the end together: when it asked is not known",
      bot: bot.stasisStart(0.12).answered(0.15).playbackStarted(4).playbackFinished(4.001).stasisEnd(8.001),
      cause: "none",
    },
    {
      name: "stamps of whole seconds",
      bot: `
        2026-11-22 15:52:00 - bot - INFO - StasisStart channel=1795362720.7 caller=1 exten=1000
        2026-11-22 15:52:01 - bot - INFO - Channel 1795362720.7 answered
        2026-11-22 15:52:01 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b7 started on channel 1795362720.7 media=sound:a
        2026-11-22 15:52:01 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b7 state=done
        2026-11-22 15:52:08 - bot - INFO - StasisEnd channel=1795362720.7
      `,
      cause: "none",
    },
  ],
});
