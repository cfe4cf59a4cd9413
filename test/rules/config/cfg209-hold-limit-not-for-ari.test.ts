import { holdLimitNotForAri } from "../../../src/rules/config/cfg209-hold-limit-not-for-ari.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

const timedOut = `
  [Nov 22 15:52:38] VERBOSE[501][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/berlin-00000000", "bot,1") in new stack
  [Nov 22 15:52:40] VERBOSE[501][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/berlin-00000000'
  [Nov 22 15:52:50] NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/berlin-00000000' for lack of audio RTP activity in 10 seconds
  [Nov 22 15:52:50] VERBOSE[501][C-00000001] res_musiconhold.c: Stopped music on hold on PJSIP/berlin-00000000
`;
const endpoint = (options: string) => ({ "pjsip.conf": `[berlin]\ntype=endpoint\n${options}\n` });

testConfigRule(holdLimitNotForAri, {
  faulty: [
    {
      name: "the long hold timeout did not help",
      files: endpoint("rtp_timeout=10\nrtp_timeout_hold=300"),
      asterisk: timedOut,
      says: [/rtp_timeout \(10 s\) ended calls on \w+\. rtp_timeout_hold=300 did not apply/],
    },
  ],
  healthy: [
    {
      name: "no call was cut",
      files: endpoint("rtp_timeout=10\nrtp_timeout_hold=300"),
      asterisk: timedOut.split("\n").slice(0, 2).join("\n"),
    },
    { name: "no hold timeout", files: endpoint("rtp_timeout=10"), asterisk: timedOut },
  ],
  notEnoughEvidence: [{ name: "no logs", files: endpoint("rtp_timeout=10\nrtp_timeout_hold=300") }],
});
