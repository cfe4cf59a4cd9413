import { botDisconnected } from "../../../src/rules/causes/bot103-bot-disconnected.js";
import { testRule } from "../../support/rule-tester.js";

testRule(botDisconnected, {
  faulty: [
    {
      name: "the process dies, the call hears music, the new process sweeps it",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[83][C-00000004] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-00000003", "voicebot,1000,79169037972") in new stack
        [Nov 22 15:52:01] VERBOSE[83][C-00000004] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000003'
        [Nov 22 15:52:04] WARNING[19] res_http_websocket.c: Web socket closed abruptly
        [Nov 22 15:52:04] VERBOSE[19] stasis/app.c: Deactivating Stasis app 'voicebot'
        [Nov 22 15:52:18] VERBOSE[60] stasis/app.c: Activating Stasis app 'voicebot'
        [Nov 22 15:52:18] VERBOSE[83][C-00000004] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000003
      `,
      bot: `
        [2026-11-22T15:52:00.293Z] info: StasisStart channel=1795362720.3 caller=79169037972 exten=1000
        [2026-11-22T15:52:01.000Z] info: Channel 1795362720.3 put on hold
        [2026-11-22T15:52:18.800Z] info: Voice bot starting, ARI http://127.0.0.1:8088/ari
        [2026-11-22T15:52:18.896Z] warn: Found orphan channel 1795362720.3 in state Up
        [2026-11-22T15:52:18.897Z] info: Hanging up channel 1795362720.3
        [2026-11-22T15:52:18.898Z] info: ChannelHangupRequest channel=1795362720.3 cause=32
        [2026-11-22T15:52:18.899Z] info: StasisEnd channel=1795362720.3
      `,
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "the bot is stopped when the call has been served",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[83][C-00000005] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000004", "voicebot,1000,79169037973") in new stack
        [Nov 22 15:52:01] VERBOSE[83][C-00000005] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000004'
        [Nov 22 15:52:03] VERBOSE[83][C-00000005] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000004
        [Nov 22 15:52:03] VERBOSE[83][C-00000005] file.c: <SIP/trunk-00000004> Playing 'a.slin' (language 'en')
        [Nov 22 15:52:08] VERBOSE[19] stasis/app.c: Deactivating Stasis app 'voicebot'
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=79169037973 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:03,100 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.4
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.4
        2026-11-22 15:52:08,000 - bot - INFO - SIGTERM received, shutting down
      `,
      cause: "none",
    },
    {
      name: "the bot's log ends in the hold, but Asterisk's shows that it went on and played",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[83][C-00000006] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000005", "voicebot,1000,79169037974") in new stack
        [Nov 22 15:52:01] VERBOSE[83][C-00000006] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000005'
        [Nov 22 15:52:03] VERBOSE[83][C-00000006] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000005
        [Nov 22 15:52:03] VERBOSE[83][C-00000006] file.c: <SIP/trunk-00000005> Playing 'a.slin' (language 'en')
        [Nov 22 15:53:08] VERBOSE[19] stasis/app.c: Deactivating Stasis app 'voicebot'
        [Nov 22 15:53:09] VERBOSE[1] asterisk.c: Asterisk cleanly ending (0).
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=79169037974 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.5 put on hold
      `,
    },
    {
      name: "the app goes down with Asterisk itself",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[83][C-00000007] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000006", "voicebot,1000,79169037975") in new stack
        [Nov 22 15:52:01] VERBOSE[83][C-00000007] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000006'
        [Nov 22 15:52:08] VERBOSE[83][C-00000007] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000006
        [Nov 22 15:52:08] VERBOSE[19] stasis/app.c: Deactivating Stasis app 'voicebot'
        [Nov 22 15:52:09] VERBOSE[1] asterisk.c: Asterisk cleanly ending (0).
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=79169037975 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.6 put on hold
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot's log stops in the hold, and nothing says that the bot went",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7 caller=7 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.7 put on hold
        2026-11-22 15:52:01,500 - bot - INFO - LLM request started for channel 1795362720.7
      `,
    },
  ],
});
