import { mediaNotSetUp } from "../../../src/rules/run/rtp109-media-set-up-failed.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const dtls =
  "res_rtp_asterisk.c: DTLS failure occurred on RTP instance '0x55d0c41a7e08' due to reason 'no shared cipher', terminating";

testRunRule(mediaNotSetUp, {
  faulty: [
    {
      name: "ICE once and DTLS twice, from threads that serve no call",
      asterisk: `
        [2026-11-22 12:41:10] WARNING[88] res_rtp_asterisk.c: (0x55d0c41a7e08) ICE no RTP candidates; skipping checklist
        [2026-11-22 12:41:12] ERROR[88] ${dtls}
        [2026-11-22 12:44:50] ERROR[89] ${dtls}
      `,
      says: [
        "ICE failed once in lines that name no call.",
        "A DTLS handshake failed 2 times in lines that name no call.",
      ],
      cites: ["ICE no RTP candidates", "12:41:12", "12:44:50"],
    },
  ],
  healthy: [
    {
      name: "a handshake of a call is the call's",
      asterisk: `
        [2026-11-22 12:41:09] VERBOSE[90][C-00000061] pbx.c: Executing [710@in:1] Stasis("PJSIP/lab-00000060", "desk") in new stack
        [2026-11-22 12:41:12] ERROR[90][C-00000061] ${dtls}
        [2026-11-22 12:41:12] VERBOSE[90][C-00000061] pbx.c: Spawn extension (in, 710, 1) exited non-zero on 'PJSIP/lab-00000060'
      `,
      wentWrong: { "media-socket-failed": 1 },
    },
  ],
  notEnoughEvidence: [
    {
      name: "RTP cannot be read, which may come of anything",
      asterisk: `
        [2026-11-22 12:41:12] WARNING[88] res_rtp_asterisk.c: RTP Read error: Connection refused.  Hanging up.
      `,
      besides: ["LOG202"],
    },
  ],
});
