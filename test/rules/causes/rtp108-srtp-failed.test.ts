import { srtpFailed } from "../../../src/rules/causes/rtp108-srtp-failed.js";
import { testRule } from "../../support/rule-tester.js";

const held = `
        [2026-11-22 15:52:00.100] VERBOSE[41][C-00000031] pbx.c: Executing [1000@web:1] Stasis("PJSIP/phone-00000030", "voicebot,1000,1") in new stack
        [2026-11-22 15:52:01.000] VERBOSE[41][C-00000031] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/phone-00000030'`;
const undecrypted = (count: number, at: string): string => `
        [2026-11-22 15:52:${at}] VERBOSE[41][C-00000031] res_srtp.c: SRTP unprotect failed on SSRC 305419896 because of authentication failure ${count}`;
const end = `
        [2026-11-22 15:52:12.000] VERBOSE[41][C-00000031] res_musiconhold.c: Stopped music on hold on PJSIP/phone-00000030
      `;

testRule(srtpFailed, {
  faulty: [
    {
      name: "seconds of audio that could not be decrypted, and the caller leaves",
      asterisk: held + undecrypted(10, "02.000") + undecrypted(160, "05.000") + end,
      confidence: "likely",
      says: /authentication failure/,
    },
  ],
  healthy: [
    {
      name: "an RTP timeout ended the call: packets that cannot be decrypted do not cause one",
      asterisk: `${held}${undecrypted(10, "02.000")}${undecrypted(160, "05.000")}
        [2026-11-22 15:52:12.000] NOTICE[12] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/phone-00000030' for lack of audio RTP activity in 5 seconds${end}`,
      cause: "rtp-timeout",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a few packets, as when a key changes",
      asterisk: held + undecrypted(10, "02.000") + end,
      stands: "open",
    },
  ],
});
