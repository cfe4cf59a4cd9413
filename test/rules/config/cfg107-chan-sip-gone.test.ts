import { chanSipGone } from "../../../src/rules/config/cfg107-chan-sip-gone.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

const files = { "sip.conf": "[general]\nrtptimeout=45\n" };

testConfigRule(chanSipGone, {
  faulty: [
    { name: "Asterisk 21", files, version: "21.0.0", says: [/Asterisk 21\.0\.0 has no chan_sip/] },
    {
      name: "the log's banner names 22",
      files,
      asterisk: `
        [Nov 22 15:26:07] Asterisk 22.4.1 built by root @ host on a x86_64 running Linux on 2026-11-20 10:00:00 UTC
        [Nov 22 15:26:08] VERBOSE[1] asterisk.c: Asterisk Ready.
      `,
      says: [/Asterisk 22\.4\.1/],
    },
  ],
  healthy: [
    { name: "the last with chan_sip", files, version: "20.20.1" },
    { name: "no sip.conf", files: { "pjsip.conf": "[berlin]\ntype=endpoint\n" }, version: "23.0.0" },
  ],
  notEnoughEvidence: [{ name: "the version is not known", files }],
});
