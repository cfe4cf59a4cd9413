import { websocketTimeoutMet } from "../../../src/rules/config/cfg206-websocket-timeout-met.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

const failed = `
  [Nov 22 15:52:00] VERBOSE[41][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/berlin-00000000", "bot,1") in new stack
  [Nov 22 15:52:03] ERROR[55] ari/ari_websockets.c: Problem occurred during websocket write to 127.0.0.1:40212, websocket closed
`;
const fine = failed.split("\n").slice(0, 2).join("\n");

testConfigRule(websocketTimeoutMet, {
  faulty: [
    {
      name: "the default",
      files: { "ari.conf": "[general]\nenabled=yes\n" },
      asterisk: failed,
      says: [/100 ms \(the default\).*once/],
    },
    {
      name: "as written",
      files: { "ari.conf": "[general]\nwebsocket_write_timeout=200\n" },
      asterisk: failed,
      says: [/is 200 ms, and/],
    },
  ],
  healthy: [
    { name: "the bot read in time", files: { "ari.conf": "[general]\nenabled=yes\n" }, asterisk: fine },
    {
      name: "there is time enough",
      files: { "ari.conf": "[general]\nwebsocket_write_timeout=1500\n" },
      asterisk: failed,
    },
  ],
  notEnoughEvidence: [
    { name: "ari.conf not read", files: { "rtp.conf": "[general]\n" }, asterisk: failed },
    { name: "no logs", files: { "ari.conf": "[general]\nenabled=yes\n" } },
  ],
});
