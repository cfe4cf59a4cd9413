import { websocketSlow } from "../../../src/rules/findings/ari210-websocket-slow.js";
import { testRule } from "../../support/rule-tester.js";

testRule(websocketSlow, {
  faulty: [
    {
      name: "given up in the middle of the call",
      asterisk: `
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1795362720.1") in new stack
        [2026-11-22 15:52:05.000] NOTICE[20] ari/ari_websockets.c: Problem occurred during websocket write to 192.0.2.7:55716, websocket closed
        [2026-11-22 15:52:30.000] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:2] Hangup("PJSIP/trunk-00000001", "") in new stack
      `,
      says: /during this call/,
    },
  ],
  healthy: [
    {
      name: "given up a minute after the call",
      asterisk: `
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1795362720.2") in new stack
        [2026-11-22 15:52:30.000] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:2] Hangup("PJSIP/trunk-00000001", "") in new stack
        [2026-11-22 15:53:30.000] NOTICE[20] ari/ari_websockets.c: Problem occurred during websocket write to 192.0.2.7:55716, websocket closed
      `,
    },
    {
      name: "a call that never met a bot",
      asterisk: `
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Queue("PJSIP/trunk-00000001", "sales") in new stack
        [2026-11-22 15:52:05.000] NOTICE[20] ari/ari_websockets.c: Problem occurred during websocket write to 192.0.2.7:55716, websocket closed
        [2026-11-22 15:52:30.000] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:2] Hangup("PJSIP/trunk-00000001", "") in new stack
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "a message that could not be queued is no websocket given up",
      asterisk: `
        [2026-11-22 15:52:00.110] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1795362720.3") in new stack
        [2026-11-22 15:52:05.000] WARNING[20] ari/ari_websockets.c: voicebot: Queued 'ChannelVarset' message for Stasis app 'voicebot'; websocket is not ready
        [2026-11-22 15:52:30.000] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:2] Hangup("PJSIP/trunk-00000001", "") in new stack
      `,
    },
  ],
});
