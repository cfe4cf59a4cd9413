import { botDisconnected } from "../../../src/rules/causes/bot103-bot-disconnected.js";
import { bot, chanSip } from "../../support/call-logs.js";
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
      asterisk: chanSip
        .stasis(0)
        .musicStarts(1)
        .musicStops(3)
        .plays(3, "a.slin")
        .logs(8, "VERBOSE[19] stasis/app.c: Deactivating Stasis app 'voicebot'"),
      bot: bot.stasisStart(0.12).hold(1).served(3.1).says(8, "SIGTERM received, shutting down"),
      cause: "none",
    },
    {
      name: "the bot's log ends in the hold, but Asterisk's shows that it went on and played",
      asterisk: chanSip
        .stasis(0)
        .musicStarts(1)
        .musicStops(3)
        .plays(3, "a.slin")
        .logs(68, "VERBOSE[19] stasis/app.c: Deactivating Stasis app 'voicebot'")
        .cleanlyEnds(69),
      bot: bot.stasisStart(0.12).hold(1),
    },
    {
      name: "the app goes down with Asterisk itself",
      asterisk: chanSip
        .stasis(0)
        .musicStarts(1)
        .musicStops(8)
        .logs(8, "VERBOSE[19] stasis/app.c: Deactivating Stasis app 'voicebot'")
        .cleanlyEnds(9),
      bot: bot.stasisStart(0.12).hold(1),
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot's log stops in the hold, and nothing says that the bot went",
      bot: bot.stasisStart(0.12).hold(1).says(1.5, "LLM request started for channel 1795362720.1"),
    },
  ],
});
