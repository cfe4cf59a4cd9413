import { stasisAppReplaced } from "../../../src/rules/causes/ari107-stasis-app-replaced.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(stasisAppReplaced, {
  faulty: [
    {
      name: "a second bot takes the app while the call waits; the caller gives up",
      asterisk: `
        [Nov 22 16:01:41] VERBOSE[41][C-0000000a] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-00000009", "voicebot,1000,79161110009") in new stack
        [Nov 22 16:01:42] VERBOSE[41][C-0000000a] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000009'
        [Nov 22 16:01:43] VERBOSE[77] stasis/app.c: Replacing Stasis app 'voicebot'
        [Nov 22 16:01:53] VERBOSE[41][C-0000000a] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000009
      `,
      bot: `
        [2026-11-22T16:01:41.100Z] info: StasisStart channel=1795363301.9 caller=79161110009 exten=1000
        [2026-11-22T16:01:42.000Z] info: Channel 1795363301.9 put on hold
        [2026-11-22T16:01:43.422Z] info: Voice bot starting, ARI http://127.0.0.1:8088/ari
        [2026-11-22T16:01:43.423Z] warn: ApplicationReplaced received for app voicebot, another instance took over
        [2026-11-22T16:01:43.424Z] info: Connected to ARI websocket, app=voicebot
        [2026-11-22T16:01:53.432Z] info: ChannelHangupRequest channel=1795363301.9 cause=-
        [2026-11-22T16:01:53.433Z] info: StasisEnd channel=1795363301.9
      `,
      confidence: "likely",
      says: /second bot/,
    },
  ],
  healthy: [
    {
      name: "the app was taken over after the call had been served",
      asterisk: chanSip
        .stasis(0)
        .musicStarts(1)
        .musicStops(3)
        .plays(3, "a.slin")
        .logs(9, "VERBOSE[77] stasis/app.c: Replacing Stasis app 'voicebot'"),
      bot: bot.stasisStart(0.1).hold(1).served(3),
      cause: "none",
    },
    {
      name: "the bot went away, nobody took its place",
      asterisk: asterisk
        .stasis(0)
        .musicStarts(1)
        .logs(2, "WARNING[76] res_http_websocket.c: Web socket closed abruptly")
        .logs(2, "VERBOSE[76] stasis/app.c: Deactivating Stasis app 'voicebot'")
        .musicStops(12),
      bot: bot.stasisStart(0.1).hold(1),
      cause: "bot-disconnected",
    },
  ],
  notEnoughEvidence: [
    {
      name: "taken over, and the first bot went on with its call all the same: REST keeps working",
      asterisk: asterisk
        .stasis(0)
        .musicStarts(1)
        .logs(2, "VERBOSE[77] stasis/app.c: Replacing Stasis app 'voicebot'")
        .musicStops(5),
      bot: bot.says(0.1, "Incoming call 1795362720.1 caller=79160000001").hold(1).playRefused(8),
    },
  ],
});
