import { botLostMidCall } from "../../../src/rules/findings/bot218-bot-lost-mid-call.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const answered = (n: number): string => `
        [Nov 22 15:52:00] VERBOSE[41][C-000000${n}] pbx.c: Executing [7@in:1] Answer("PJSIP/gw-000000${n}", "") in new stack
        [Nov 22 15:52:00] VERBOSE[41][C-000000${n}] pbx.c: Executing [7@in:2] Stasis("PJSIP/gw-000000${n}", "desk") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-000000${n}] file.c: <PJSIP/gw-000000${n}> Playing 'hi.slin' (language 'en')`;
const timeout = (n: number): string => `
        [Nov 22 15:52:51] NOTICE[12] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/gw-000000${n}' for lack of audio RTP activity in 30 seconds
      `;

testRule(botLostMidCall, {
  faulty: [
    {
      name: "the websocket breaks, nobody registers again, and an RTP timeout ends what was lost",
      asterisk: `${answered(21)}
        [Nov 22 15:52:16] WARNING[9] ari/ari_websockets.c: WebSocket read error: Success
        [Nov 22 15:52:16] VERBOSE[9] stasis/app.c: Deactivating Stasis app 'desk'${timeout(21)}`,
    },
    {
      name: "only the bot tells",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .answered(0.15)
        .says(9, "ARI websocket closed: 1006", "ERROR")
        .stasisEnd(20.01),
    },
  ],
  healthy: [
    {
      name: "the bot is back at once",
      asterisk: `${answered(22)}
        [Nov 22 15:52:16] VERBOSE[9] stasis/app.c: Deactivating Stasis app 'desk'
        [Nov 22 15:52:17] VERBOSE[9] stasis/app.c: Activating Stasis app 'desk'${timeout(22)}`,
    },
    {
      name: "another app is deactivated",
      asterisk: `${answered(23)}
        [Nov 22 15:52:16] VERBOSE[9] stasis/app.c: Deactivating Stasis app 'survey'${timeout(23)}`,
    },
    {
      name: "the app goes down with Asterisk",
      asterisk: `${answered(24)}
        [Nov 22 15:52:16] VERBOSE[9] stasis/app.c: Deactivating Stasis app 'desk'
        [Nov 22 15:52:17] NOTICE[12] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/gw-00000024' for lack of audio RTP activity in 15 seconds
        [Nov 22 15:52:17] VERBOSE[1] asterisk.c: Asterisk cleanly ending (0).
      `,
    },
    {
      name: "the caller is served all the same",
      asterisk: `${answered(25)}
        [Nov 22 15:52:16] VERBOSE[9] stasis/app.c: Deactivating Stasis app 'desk'
        [Nov 22 15:52:20] VERBOSE[41][C-00000025] file.c: <PJSIP/gw-00000025> Playing 'answer.slin' (language 'en')${timeout(25)}`,
    },
  ],
  notEnoughEvidence: [
    {
      name: "the call ended with the bot, or nearly",
      asterisk: `${answered(26)}
        [Nov 22 15:52:50] VERBOSE[9] stasis/app.c: Deactivating Stasis app 'desk'${timeout(26)}`,
      cause: "rtp-timeout",
    },
  ],
});
