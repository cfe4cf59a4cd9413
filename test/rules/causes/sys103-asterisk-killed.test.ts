import { asteriskKilled } from "../../../src/rules/causes/sys103-asterisk-killed.js";
import { asterisk, bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const start = `
  [2026-11-22 15:52:14] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC
  [2026-11-22 15:52:15] VERBOSE[13] asterisk.c: Asterisk Ready.`;

testRule(asteriskKilled, {
  faulty: [
    {
      name: "a new start that no end precedes; the bot's websocket drops, then 404",
      asterisk: `
  [2026-11-22 15:52:00] VERBOSE[36][C-00000004] pbx.c: Executing [1010@from-trunk:3] Stasis("PJSIP/trunk-00000003", "voicebot,1010,79160000003") in new stack
  [2026-11-22 15:52:01] VERBOSE[36][C-00000004] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000003'${start}
`,
      bot: `
        2026-11-22 15:52:00,120 - app - INFO - 🔔 Новый звонок: Channel=1795362720.3, Caller=79160000003
        2026-11-22 15:52:01,000 - app - INFO - 🔒 Канал 1795362720.3 поставлен на hold
        2026-11-22 15:52:11,697 - app - ERROR - ❌ WebSocket ARI закрыт: 0 bytes read on a total of 2 expected bytes
        2026-11-22 15:52:16,090 - app - INFO - ✅ Подключено к ARI WebSocket, приложение voicebot
        2026-11-22 15:52:20,602 - app - ERROR - ❌ Ошибка ARI POST /ari/channels/1795362720.3/play/x?media=sound%3Aa: 404 - {"message":"Channel not found"}
      `,
      confidence: "likely",
    },
    {
      name: "chan_sip, Asterisk alone: the call's last line is its hold",
      asterisk: `
  [2026-11-22 15:52:00] VERBOSE[36][C-00000005] pbx.c: Executing [1010@from-trunk:3] Stasis("SIP/trunk-00000004", "voicebot") in new stack
  [2026-11-22 15:52:01] VERBOSE[36][C-00000005] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000004'${start}
`,
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "a log rotation opens the file anew, and is no start",
      asterisk: asterisk
        .stasis(0)
        .musicStarts(1)
        .logs(3, "Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC")
        .logs(3, "VERBOSE[21] logger.c: Asterisk Queue Logger restarted")
        .musicStops(5),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(5.1, 16).stasisEnd(5.101),
      cause: "caller-hangup",
    },
    {
      name: "the call had been served, and had ended, before the kill",
      asterisk: `
  [2026-11-22 15:52:00] VERBOSE[36][C-00000007] pbx.c: Executing [1010@from-trunk:3] Stasis("SIP/trunk-00000006", "voicebot,1010,79160000006") in new stack
  [2026-11-22 15:52:03] VERBOSE[36][C-00000007] file.c: <SIP/trunk-00000006> Playing 'a.slin' (language 'en')${start}
`,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=79160000006 exten=1010
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:03,100 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.6 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.6
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.6
      `,
      cause: "none",
    },
    {
      name: "the bot's log ends in the hold, but Asterisk's shows the playback before the kill",
      asterisk: `
  [2026-11-22 15:52:00] VERBOSE[36][C-00000008] pbx.c: Executing [1010@from-trunk:3] Stasis("SIP/trunk-00000007", "voicebot,1010,79160000007") in new stack
  [2026-11-22 15:52:01] VERBOSE[36][C-00000008] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000007'
  [2026-11-22 15:52:03] VERBOSE[36][C-00000008] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000007
  [2026-11-22 15:52:03] VERBOSE[36][C-00000008] file.c: <SIP/trunk-00000007> Playing 'a.slin' (language 'en')${start}
`,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7 caller=79160000007 exten=1010
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.7 put on hold
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "the websocket drops and comes back: a network's fault, or a kill; Asterisk's log is not there",
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .says(5, "ARI websocket closed: 0 bytes read on a total of 2 expected bytes", "ERROR")
        .says(7, "Connected to ARI websocket, app=voicebot")
        .playRefused(9),
    },
  ],
});
