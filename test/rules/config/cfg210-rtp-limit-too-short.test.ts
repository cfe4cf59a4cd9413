import { rtpLimitTooShort } from "../../../src/rules/config/cfg210-rtp-limit-too-short.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

const calls = (notice: string): string => `
  [Nov 22 15:51:00] VERBOSE[41][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/berlin-00000000", "bot,1") in new stack
  [Nov 22 15:51:04] VERBOSE[41][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/berlin-00000000'
  [Nov 22 15:51:55] VERBOSE[41][C-00000001] res_musiconhold.c: Stopped music on hold on PJSIP/berlin-00000000
  [Nov 22 15:51:55] VERBOSE[41][C-00000001] file.c: <PJSIP/berlin-00000000> Playing 'tt-weasels.slin' (language 'en')
  [Nov 22 15:52:05] VERBOSE[41][C-00000001] pbx.c: Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/berlin-00000000'
  [Nov 22 15:53:00] VERBOSE[42][C-00000002] pbx.c: Executing [1000@in:1] Stasis("PJSIP/berlin-00000001", "bot,1") in new stack
  [Nov 22 15:53:04] VERBOSE[42][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/berlin-00000001'
  ${notice}
  [Nov 22 15:53:18] VERBOSE[42][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/berlin-00000001
  [Nov 22 15:53:18] VERBOSE[42][C-00000002] pbx.c: Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/berlin-00000001'
  [Nov 22 15:58:10] NOTICE[43] chan_sip.c: Peer 'bonn' is now Lagged. (2012ms / 2000ms)
`;
const notice = (seconds: number): string =>
  `[Nov 22 15:53:18] NOTICE[22] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/berlin-00000001' for lack of audio RTP activity in ${seconds} seconds`;
const ice =
  "[Nov 22 15:53:02] DEBUG[42][C-00000002] res_rtp_asterisk.c: (0x7f1c) ICE no RTP candidates; skipping checklist";
const pjsip = (seconds: number) => ({ "pjsip.conf": `[berlin]\ntype=endpoint\nrtp_timeout=${seconds}\n` });

testConfigRule(rtpLimitTooShort, {
  faulty: [
    {
      name: "the longest gap of any call, and a margin",
      files: pjsip(14),
      asterisk: calls(notice(14)),
      says: [/rtp_timeout=14 ended 1 call on berlin.*61 s would do: longest time from hold to playback 51.*61 s\.$/],
    },
    {
      name: "no less than 60 s",
      files: pjsip(14),
      asterisk: calls(notice(14)).replace("15:51:04", "15:51:50"),
      says: [/60 s would do: longest silence 14 s; 14 s plus a margin of 10 s is 24 s, raised to the minimum of 60 s/],
    },
  ],
  healthy: [
    { name: "no call was cut", files: pjsip(14), asterisk: calls("") },
    { name: "the path is at fault", files: pjsip(14), asterisk: calls(`${ice}\n  ${notice(14)}`) },
    { name: "the limit is long enough", files: pjsip(118), asterisk: calls(notice(118)) },
  ],
  notEnoughEvidence: [
    { name: "the log was written under another limit", files: pjsip(30), asterisk: calls(notice(14)) },
    { name: "no logs", files: pjsip(14) },
    { name: "the limit stands nowhere", files: { "rtp.conf": "[general]\n" }, asterisk: calls(notice(14)) },
  ],
});
