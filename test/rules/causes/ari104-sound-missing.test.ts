import { soundMissing } from "../../../src/rules/causes/ari104-sound-missing.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(soundMissing, {
  faulty: [
    {
      name: "no such file in any format, and the playback fails",
      asterisk: `
        [Nov 22 18:52:00] VERBOSE[72][C-00000004] pbx.c: Executing [1010@from-trunk:3] Stasis("SIP/trunk-00000003", "voicebot,1010,79161110003") in new stack
        [Nov 22 18:52:02] WARNING[72][C-00000004] file.c: File /tmp/tts/1051671 does not exist in any format
        [Nov 22 18:52:02] WARNING[72][C-00000004] file.c: Unable to open /tmp/tts/1051671 (format (ulaw)): No such file or directory
        [Nov 22 18:52:02] WARNING[72][C-00000004] res_stasis_playback.c: 1795362720.3: Playback failed for sound:/tmp/tts/1051671
      `,
      bot: `
        {"event": "call_started", "level": "info", "channel_id": "1795362720.3", "caller": "79161110003", "timestamp": "2026-11-22T15:52:00.300Z"}
        {"event": "channel_hold", "level": "info", "channel_id": "1795362720.3", "timestamp": "2026-11-22T15:52:00.700Z"}
        {"event": "playback_started", "level": "info", "channel_id": "1795362720.3", "playback_id": "2b64fcd8-fe1d-478b-af0b-55f13cb7bd08", "media": "sound:/tmp/tts/1051671", "timestamp": "2026-11-22T15:52:02.144Z"}
        {"event": "playback_failed", "level": "warning", "channel_id": "1795362720.3", "playback_id": "2b64fcd8-fe1d-478b-af0b-55f13cb7bd08", "state": "failed", "timestamp": "2026-11-22T15:52:02.146Z"}
        {"event": "channel_hangup", "level": "info", "channel_id": "1795362720.3", "timestamp": "2026-11-22T15:52:04.000Z"}
      `,
      confidence: "confirmed",
      says: /\/tmp\/tts\/1051671/,
    },
    {
      name: "the file is there but cannot be opened",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .inCall(2, "file.c: Unable to open /srv/tts/7 (format (alaw)): Permission denied", "WARNING")
        .inCall(2, "res_stasis_playback.c: 1795362720.4: Playback failed for sound:/srv/tts/7", "WARNING"),
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "the playback failed because the caller hung up",
      asterisk: chanSip
        .stasis(0)
        .plays(2, "a.slin")
        .inCall(3, "res_stasis_playback.c: 1795362720.5: Playback failed for sound:a", "WARNING"),
      bot: bot
        .of({ channelId: "1795362720.5" })
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(2)
        .hangupRequest(3.5, 16)
        .playbackFinished(3.501, "failed")
        .stasisEnd(3.502),
      cause: "caller-hangup",
    },
    {
      name: "the missing file is another call's, in the same second",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[72][C-00000007] pbx.c: Executing [1010@from-trunk:3] Stasis("SIP/trunk-00000006", "voicebot,1010,79161110006") in new stack
        [Nov 22 15:52:00] VERBOSE[73][C-00000008] pbx.c: Executing [1010@from-trunk:3] Stasis("SIP/trunk-00000007", "voicebot,1010,79161110007") in new stack
        [Nov 22 15:52:02] VERBOSE[72][C-00000007] file.c: <SIP/trunk-00000006> Playing 'a.slin' (language 'en')
        [Nov 22 15:52:02] WARNING[73][C-00000008] file.c: File b does not exist in any format
        [Nov 22 15:52:02] WARNING[73][C-00000008] res_stasis_playback.c: 1795362720.7: Playback failed for sound:b
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=79161110006 exten=1010
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:02,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.6 media=sound:a
        2026-11-22 15:52:04,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:05,000 - bot - INFO - Hanging up channel 1795362720.6
        2026-11-22 15:52:05,001 - bot - INFO - StasisEnd channel=1795362720.6
      `,
      call: "1795362720.6",
      others: { "1795362720.7": "sound-missing" },
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot alone: failed, on a channel that stayed up",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(2)
        .playbackFinished(2.003, "failed")
        .hangsUp(6)
        .stasisEnd(6.003),
      stands: "open",
    },
  ],
});
