import { configOfAnotherServer } from "../../../src/rules/run/cfg108-config-of-another-server.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const asterisk = `
        [2026-11-22 13:40:03] VERBOSE[401][C-00000001] pbx.c: Executing [700@in:1] Stasis("PJSIP/tromso-00000001", "desk") in new stack
        [2026-11-22 13:40:05] VERBOSE[401][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/tromso-00000001'
        [2026-11-22 13:40:46] NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/tromso-00000001' for lack of audio RTP activity in 41 seconds
        [2026-11-22 13:40:46] VERBOSE[401][C-00000001] res_musiconhold.c: Stopped music on hold on PJSIP/tromso-00000001
      `;
const endpoint = (name: string): string => `
        [${name}]
        type=endpoint
        rtp_timeout=41
      `;

// every way of not fitting, and what becomes of the limits: test/judging/config-fit.test.ts
testRunRule(configOfAnotherServer, {
  faulty: [
    {
      name: "no endpoint of the log is in it",
      asterisk,
      pjsip: endpoint("narvik"),
      wentWrong: { "rtp-timeout": 1 },
      says: [
        "The configuration does not fit the logs: it has no endpoint of those that the log's channels name (tromso). Its limits are treated as unknown.",
      ],
      cites: ['Stasis("PJSIP/tromso-00000001"'],
    },
  ],
  healthy: [
    {
      name: "its endpoint, and its limit",
      asterisk,
      pjsip: endpoint("tromso"),
      wentWrong: { "rtp-timeout": 1 },
      // said only of a configuration that fits: its limit is short
      besides: ["CFG210"],
    },
  ],
  notEnoughEvidence: [
    {
      name: "the log names no channel",
      asterisk: `
        [2026-11-22 13:40:03] VERBOSE[61] stasis/app.c: Activating Stasis app 'desk'
      `,
      pjsip: endpoint("narvik"),
    },
  ],
});
