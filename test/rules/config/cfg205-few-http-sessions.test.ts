import { fewHttpSessions } from "../../../src/rules/config/cfg205-few-http-sessions.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

const oneCall = `
  [Nov 22 15:52:00] VERBOSE[41][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/berlin-00000000", "bot,1") in new stack
  [Nov 22 15:52:06] VERBOSE[41][C-00000001] file.c: <PJSIP/berlin-00000000> Playing 'a.slin' (language 'en')
`;

testConfigRule(fewHttpSessions, {
  faulty: [
    {
      name: "as many legs as sessions",
      files: { "http.conf": "[general]\nenabled=yes\nsessionlimit=1\n" },
      asterisk: oneCall,
      says: [/sessionlimit is 1; the logs show 1/],
    },
  ],
  healthy: [{ name: "the default is enough", files: { "http.conf": "[general]\nenabled=yes\n" }, asterisk: oneCall }],
  notEnoughEvidence: [{ name: "no logs", files: { "http.conf": "[general]\nsessionlimit=1\n" } }],
});
