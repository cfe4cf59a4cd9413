import { tooFewPorts } from "../../../src/rules/config/cfg204-too-few-rtp-ports.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

const twoAtOnce = `
  [Nov 22 15:52:00] VERBOSE[41][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/berlin-00000000", "bot,1") in new stack
  [Nov 22 15:52:02] VERBOSE[42][C-00000002] pbx.c: Executing [1000@in:1] Stasis("PJSIP/berlin-00000001", "bot,2") in new stack
  [Nov 22 15:52:06] VERBOSE[41][C-00000001] file.c: <PJSIP/berlin-00000000> Playing 'a.slin' (language 'en')
  [Nov 22 15:52:07] VERBOSE[42][C-00000002] file.c: <PJSIP/berlin-00000001> Playing 'a.slin' (language 'en')
`;
const oneAfterTheOther = `
  [Nov 22 15:52:00] VERBOSE[41][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/berlin-00000000", "bot,1") in new stack
  [Nov 22 15:52:02] VERBOSE[41][C-00000001] file.c: <PJSIP/berlin-00000000> Playing 'a.slin' (language 'en')
  [Nov 22 15:53:02] VERBOSE[42][C-00000002] pbx.c: Executing [1000@in:1] Stasis("PJSIP/berlin-00000001", "bot,2") in new stack
  [Nov 22 15:53:07] VERBOSE[42][C-00000002] file.c: <PJSIP/berlin-00000001> Playing 'a.slin' (language 'en')
`;
const narrow = { "rtp.conf": "[general]\nrtpstart=10000\nrtpend=10003\n" };

testConfigRule(tooFewPorts, {
  faulty: [
    {
      name: "two legs take it all",
      files: narrow,
      asterisk: twoAtOnce,
      says: [/room for 2 legs; the logs show 2 at once/],
    },
  ],
  healthy: [
    { name: "one leg at a time", files: narrow, asterisk: oneAfterTheOther },
    { name: "room for more", files: { "rtp.conf": "[general]\nrtpstart=10000\nrtpend=10005\n" }, asterisk: twoAtOnce },
  ],
  notEnoughEvidence: [{ name: "no logs", files: narrow }],
});
