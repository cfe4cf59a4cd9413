import { timerWords } from "../../../src/events/lexicon/timers.js";
import { botHangupTimer } from "../../../src/rules/findings/bot212-bot-hangup-timer.js";
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
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.44 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.44 put on hold
        2026-11-22 15:52:13,000 - bot - INFO - [1795362720.44] durée limite atteinte, fin de l'appel
        2026-11-22 15:52:13,004 - bot - INFO - DELETE /ari/channels/1795362720.44 -> 204
        2026-11-22 15:52:13,009 - bot - INFO - StasisEnd channel=1795362720.44
      `,
      says: /hung up 12 s after the hold/,
    },
    {
      name: "the request is not logged, and the bot's line of the end follows at once",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.45 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.45 put on hold
        2026-11-22 15:52:13,000 - bot - WARNING - [1795362720.45] Zeitlimit von 12 s erreicht
        2026-11-22 15:52:13,029 - bot - INFO - StasisEnd channel=1795362720.45
      `,
      says: /\(12 s\) hung up/,
    },
    {
      name: "the timer ends a call whose answer was played",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:35,000 - bot - INFO - Watchdog: no speech on 1795362720.4 for 30s, dropping the call
        2026-11-22 15:52:35,005 - bot - INFO - StasisEnd channel=1795362720.4
      `,
      says: /\(30 s\) ended the call; no answer of the bot was on its way/,
    },
    {
      name: "in words that nothing knows: a warning with a round time, and a DELETE",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.41 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.41 put on hold
        2026-11-22 15:52:13,000 - bot - WARNING - 1795362720.41: 12 s ilman ääntä, lopetetaan
        2026-11-22 15:52:13,004 - bot - INFO - DELETE /ari/channels/1795362720.41 -> 204
        2026-11-22 15:52:13,009 - bot - INFO - StasisEnd channel=1795362720.41
        2026-11-22 15:52:19,000 - bot - ERROR - POST /ari/channels/1795362720.41/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      says: /12 s/,
    },
    {
      name: "in words that nothing knows, and the hangup request of a DELETE that is not logged",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.42 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.42 put on hold
        2026-11-22 15:52:09,000 - bot - WARNING - 1795362720.42: 8 秒无语音
        2026-11-22 15:52:09,006 - bot - INFO - ChannelHangupRequest channel=1795362720.42 cause=32
        2026-11-22 15:52:09,007 - bot - INFO - StasisEnd channel=1795362720.42
      `,
      says: /8 s/,
    },
    {
      name: "a limit of time, with its length in the message",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:16,002 - bot - WARNING - Hanging up channel 1795362720.1: max call duration of 15 seconds reached
        2026-11-22 15:52:16,005 - bot - INFO - StasisEnd channel=1795362720.1
        2026-11-22 15:52:19,000 - bot - ERROR - POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      says: /A timer of the bot \(15 s\) hung up 15 s after the hold/,
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
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:16,302 - bot - WARNING - Dropping the call 1795362720.3 after 16.2s: idle
        2026-11-22 15:52:16,305 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      says: /A timer of the bot hung up 15 s after the hold/,
    },
    ...inAllLanguages,
  ],
  healthy: [
    {
      name: "a warning with a round time, and a caller who leaves then",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.43 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.43 put on hold
        2026-11-22 15:52:09,000 - bot - WARNING - 1795362720.43: 8 segundos sin respuesta
        2026-11-22 15:52:09,006 - bot - INFO - ChannelHangupRequest channel=1795362720.43 cause=16
        2026-11-22 15:52:09,007 - bot - INFO - StasisEnd channel=1795362720.43
      `,
      cause: "caller-hangup",
    },
    {
      name: "a timer right before an RTP timeout of Asterisk's",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[61][C-00000021] pbx.c: Executing [1000@in:1] Stasis("PJSIP/gw-00000031", "bot") in new stack
        [2026-11-22 15:52:13] NOTICE[62] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/gw-00000031' for lack of audio RTP activity in 12 seconds
        [2026-11-22 15:52:13] VERBOSE[61][C-00000021] pbx.c: Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/gw-00000031'
        [2026-11-22 15:53:40] VERBOSE[99] asterisk.c: Remote UNIX connection
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.46 name=PJSIP/gw-00000031 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.46 put on hold
        2026-11-22 15:52:13,100 - bot - WARNING - [1795362720.46] silence depuis 12 s
        2026-11-22 15:52:13,150 - bot - INFO - StasisEnd channel=1795362720.46
        2026-11-22 15:53:40,000 - bot - INFO - idle
      `,
      cause: "rtp-timeout",
    },
    {
      name: "the caller hangs up first, the watchdog cleans up after",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHangupRequest channel=1795362720.5 cause=16
        2026-11-22 15:52:03,001 - bot - INFO - StasisEnd channel=1795362720.5
        2026-11-22 15:52:31,000 - bot - INFO - Watchdog: no speech on 1795362720.5 for 30s, dropping the call
      `,
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "flag 32, and no word of who or why",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:16,000 - bot - INFO - ChannelHangupRequest channel=1795362720.6 cause=32
        2026-11-22 15:52:16,001 - bot - INFO - StasisEnd channel=1795362720.6
      `,
    },
  ],
});
