import { noTranslationPath } from "../../../src/rules/causes/rtp103-no-translation-path.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(noTranslationPath, {
  faulty: [
    {
      name: "chan_sip with g729: the message that no file is there misleads",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/gsm-gw-00000001", "voicebot,1000,79169434535") in new stack
        [Nov 22 15:52:02] WARNING[41][C-00000002] channel.c: Unable to find a codec translation path: (slin) -> (g729)
        [Nov 22 15:52:02] WARNING[41][C-00000002] file.c: Unable to open bot/answer_long (format (g729)): No such file or directory
        [Nov 22 15:52:02] WARNING[41][C-00000002] res_stasis_playback.c: 1795362720.1: Playback failed for sound:bot/answer_long
      `,
      bot: `
        {"event": "call_started", "level": "info", "channel_id": "1795362720.1", "caller": "79169434535", "timestamp": "2026-11-22T15:52:00.300Z"}
        {"event": "channel_hold", "level": "info", "channel_id": "1795362720.1", "timestamp": "2026-11-22T15:52:00.700Z"}
        {"event": "channel_unhold", "level": "info", "channel_id": "1795362720.1", "timestamp": "2026-11-22T15:52:02.143Z"}
        {"event": "playback_started", "level": "info", "channel_id": "1795362720.1", "playback_id": "2b64fcd8-fe1d-478b-af0b-55f13cb7bd08", "media": "sound:bot/answer_long", "timestamp": "2026-11-22T15:52:02.144Z"}
        {"event": "playback_failed", "level": "warning", "channel_id": "1795362720.1", "playback_id": "2b64fcd8-fe1d-478b-af0b-55f13cb7bd08", "state": "failed", "timestamp": "2026-11-22T15:52:02.146Z"}
        {"event": "channel_hangup", "level": "info", "channel_id": "1795362720.1", "timestamp": "2026-11-22T15:52:04.000Z"}
      `,
      confidence: "confirmed",
      says: /slin.*g729/,
    },
    {
      name: "chan_pjsip, Asterisk alone, the wording of translate.c",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .inCall(2, "channel.c: No path to translate from PJSIP/trunk-00000001 to SIP/x", "WARNING")
        .inCall(2, "translate.c: No translator path from slin to g723", "WARNING")
        .inCall(2, "res_stasis_playback.c: 1795362720.2: Playback failed for sound:answer", "WARNING"),
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "only the music lacks a path, and the caller hangs up in the silence: the end is not the music's stop",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .musicStarts(1)
        .inCall(1, "channel.c: Unable to find a codec translation path: (g723) -> (ulaw)", "WARNING")
        .inCall(1, "res_musiconhold.c: Unable to open file '/srv/moh/waltz': Function not implemented", "WARNING")
        .musicStops(1)
        .consoleOpens(61),
      bot: bot
        .stasisStart(0.12)
        .answered(0.15)
        .hold(1)
        .says(14, "ChannelHangupRequest 1795362720.1 cause=16")
        .stasisEnd(14.1)
        .says(19, 'POST /ari/channels/1795362720.1/play failed: 404 {"message":"Channel not found"}', "ERROR"),
      cause: "caller-hangup",
    },
    {
      name: "the file really is missing: no word of a codec",
      asterisk: chanSip
        .stasis(0, "voicebot")
        .inCall(2, "file.c: File /tmp/tts/77 does not exist in any format", "WARNING")
        .inCall(2, "file.c: Unable to open /tmp/tts/77 (format (ulaw)): No such file or directory", "WARNING")
        .inCall(2, "res_stasis_playback.c: 1795362720.3: Playback failed for sound:/tmp/tts/77", "WARNING"),
      cause: "sound-missing",
    },
    {
      name: "the trouble is another call's",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000005] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/gsm-gw-00000004", "voicebot,1000,79160000014") in new stack
        [Nov 22 15:52:00] VERBOSE[42][C-00000006] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/gsm-gw-00000005", "voicebot,1000,79160000015") in new stack
        [Nov 22 15:52:02] WARNING[42][C-00000006] channel.c: Unable to find a codec translation path: (slin) -> (g729)
        [Nov 22 15:52:02] WARNING[42][C-00000006] res_stasis_playback.c: 1795362720.5: Playback failed for sound:a
        [Nov 22 15:52:02] VERBOSE[41][C-00000005] file.c: <SIP/gsm-gw-00000004> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=1795362720.4 caller=79160000014 exten=1000
        2026-11-22 15:52:00,300 - bot - INFO - StasisStart channel=1795362720.5 caller=79160000015 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:02,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:a
        2026-11-22 15:52:04,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:05,000 - bot - INFO - Hanging up channel 1795362720.4
        2026-11-22 15:52:05,001 - bot - INFO - StasisEnd channel=1795362720.4
      `,
      call: "1795362720.4",
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the next sound was played, so it was not that sound's path",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .inCall(4, "channel.c: Unable to find a codec translation path: (slin16) -> (g729)", "WARNING")
        .plays(9, "desk/reply.g729"),
      stands: "open",
    },
    {
      name: "the bot alone sees a playback that failed",
      bot: bot.stasisStart(0.2).hold(1).playbackStarted(2).playbackFinished(2.003, "failed").hangsUp(6),
    },
  ],
});
