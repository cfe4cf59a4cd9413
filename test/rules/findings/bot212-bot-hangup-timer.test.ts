import { timerWords } from "../../../src/events/lexicon/timers.js";
import { botHangupTimer } from "../../../src/rules/findings/bot212-bot-hangup-timer.js";
import { asterisk, bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

/** A timer of each language, in words that no other lexicon has, beside the bot's DELETE. */
const inAllLanguages = timerWords.map(({ language, samples: [first = ""] }, i) => ({
  name: `in ${language}, noted and not warned of`,
  bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.${50 + i} caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.${50 + i} put on hold
        2026-11-22 15:52:13,000 - bot - INFO - [1795362720.${50 + i}] ${first}
        2026-11-22 15:52:13,004 - bot - INFO - DELETE /ari/channels/1795362720.${50 + i} -> 204
        2026-11-22 15:52:13,009 - bot - INFO - StasisEnd channel=1795362720.${50 + i}
      `,
  says: /hung up 12 s after the hold/,
}));

testRule(botHangupTimer, {
  faulty: [
    {
      name: "a call that the bot says is over, by a timer, before it hangs up",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(13, "[1795362720.1] durée limite atteinte, fin de l'appel")
        .says(13.004, "DELETE /ari/channels/1795362720.1 -> 204")
        .stasisEnd(13.009),
      says: /hung up 12 s after the hold/,
    },
    {
      name: "the request is not logged, and the bot's line of the end follows at once",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(13, "[1795362720.1] Zeitlimit von 12 s erreicht", "WARNING")
        .stasisEnd(13.029),
      says: /\(12 s\) hung up/,
    },
    {
      name: "the timer ends a call whose answer was played",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(3)
        .playbackFinished(5)
        .says(35, "Watchdog: no speech on 1795362720.1 for 30s, dropping the call")
        .stasisEnd(35.005),
      says: /\(30 s\) ended the call; no answer from the bot was on its way/,
    },
    {
      name: "in words that nothing knows: a warning with a round time, and a DELETE",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(13, "1795362720.1: 12 s ilman ääntä, lopetetaan", "WARNING")
        .says(13.004, "DELETE /ari/channels/1795362720.1 -> 204")
        .stasisEnd(13.009)
        .playRefused(19),
      says: /12 s/,
    },
    {
      name: "in words that nothing knows, and the hangup request of a DELETE that is not logged",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(9, "1795362720.1: 8 秒无语音", "WARNING")
        .hangupRequest(9.006, 32)
        .stasisEnd(9.007),
      says: /8 s/,
    },
    {
      name: "a limit of time, with its length in the message",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(16.002, "Hanging up channel 1795362720.1: max call duration of 15 seconds reached", "WARNING")
        .stasisEnd(16.005)
        .playRefused(19),
      says: /A timer in the bot \(15 s\) hung up 15 s after the hold/,
    },
    {
      name: "a field that holds it, in milliseconds",
      bot: `
        {"event": "call_started", "level": "info", "channel_id": "1795362720.2", "caller": "79161110003", "timestamp": "2026-11-22T15:52:00.300Z"}
        {"event": "channel_hold", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:00.700Z"}
        {"event": "watchdog_timeout", "level": "warning", "channel_id": "1795362720.2", "timeout_ms": 8000, "timestamp": "2026-11-22T15:52:08.302Z"}
        {"event": "stasis_end", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:08.305Z"}
      `,
      says: /\(8 s\) hung up 7.6 s after the hold/,
    },
    {
      name: "a length that is the call's, not the timer's",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(16.302, "Dropping the call 1795362720.1 after 16.2s: idle", "WARNING")
        .stasisEnd(16.305),
      says: /A timer in the bot hung up 15 s after the hold/,
    },
    ...inAllLanguages,
  ],
  healthy: [
    {
      name: "a warning with a round time, and a caller who leaves then",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(9, "1795362720.1: 8 segundos sin respuesta", "WARNING")
        .hangupRequest(9.006, 16)
        .stasisEnd(9.007),
      cause: "caller-hangup",
    },
    {
      name: "a timer right before an RTP timeout of Asterisk's",
      asterisk: asterisk
        .of({ name: "PJSIP/gw-00000031", logCallId: "C-00000021" })
        .inCall(0, 'pbx.c: Executing [1000@in:1] Stasis("PJSIP/gw-00000031", "bot") in new stack')
        .endsForLackOfRtp(13, 12)
        .inCall(13, "pbx.c: Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/gw-00000031'")
        .consoleOpens(100),
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 name=PJSIP/gw-00000031 caller=1 exten=1000")
        .hold(1)
        .says(13.1, "[1795362720.1] silence depuis 12 s", "WARNING")
        .stasisEnd(13.15)
        .says(100, "idle"),
      cause: "rtp-timeout",
    },
    {
      name: "the caller hangs up first, the watchdog cleans up after",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .hangupRequest(3, 16)
        .stasisEnd(3.001)
        .says(31, "Watchdog: no speech on 1795362720.1 for 30s, dropping the call"),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "flag 32, and no word of who or why",
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(16, 32).stasisEnd(16.001),
    },
  ],
});
