import { noTranslationPath } from "../../../src/rules/causes/rtp103-no-translation-path.js";
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
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000003] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/gsm-gw-00000002", "voicebot") in new stack
        [Nov 22 15:52:02] WARNING[41][C-00000003] channel.c: No path to translate from PJSIP/gsm-gw-00000002 to SIP/x
        [Nov 22 15:52:02] WARNING[41][C-00000003] translate.c: No translator path from slin to g723
        [Nov 22 15:52:02] WARNING[41][C-00000003] res_stasis_playback.c: 1795362720.2: Playback failed for sound:answer
      `,
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "only the music lacks a path, and the caller hangs up in the silence: the end is not the music's stop",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000014] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/gw-00000013", "voicebot") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-00000014] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gw-00000013'
        [Nov 22 15:52:01] WARNING[41][C-00000014] channel.c: Unable to find a codec translation path: (g723) -> (ulaw)
        [Nov 22 15:52:01] WARNING[41][C-00000014] res_musiconhold.c: Unable to open file '/srv/moh/waltz': Function not implemented
        [Nov 22 15:52:01] VERBOSE[41][C-00000014] res_musiconhold.c: Stopped music on hold on PJSIP/gw-00000013
        [Nov 22 15:53:01] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.19 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.19 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.19 put on hold
        2026-11-22 15:52:14,000 - bot - INFO - ChannelHangupRequest 1795362720.19 cause=16
        2026-11-22 15:52:14,100 - bot - INFO - StasisEnd channel=1795362720.19
        2026-11-22 15:52:19,000 - bot - ERROR - POST /ari/channels/1795362720.19/play failed: 404 {"message":"Channel not found"}
      `,
      cause: "caller-hangup",
    },
    {
      name: "the file really is missing: no word of a codec",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000004] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/gsm-gw-00000003", "voicebot") in new stack
        [Nov 22 15:52:02] WARNING[41][C-00000004] file.c: File /tmp/tts/77 does not exist in any format
        [Nov 22 15:52:02] WARNING[41][C-00000004] file.c: Unable to open /tmp/tts/77 (format (ulaw)): No such file or directory
        [Nov 22 15:52:02] WARNING[41][C-00000004] res_stasis_playback.c: 1795362720.3: Playback failed for sound:/tmp/tts/77
      `,
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
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000015] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/gw-00000014", "voicebot") in new stack
        [Nov 22 15:52:04] WARNING[41][C-00000015] channel.c: Unable to find a codec translation path: (slin16) -> (g729)
        [Nov 22 15:52:09] VERBOSE[41][C-00000015] file.c: <PJSIP/gw-00000014> Playing 'desk/reply.g729' (language 'en')
      `,
      stands: "open",
    },
    {
      name: "the bot alone sees a playback that failed",
      bot: `
        2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=1795362720.6 caller=79160000016 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:02,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.6 media=sound:a
        2026-11-22 15:52:02,003 - bot - WARNING - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b2 state=failed
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.6
      `,
    },
  ],
});
