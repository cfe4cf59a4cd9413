import { holdTimeoutWithoutEffect } from "../../../src/rules/config/cfg201-hold-timeout-without-effect.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(holdTimeoutWithoutEffect, {
  faulty: [
    {
      name: "without rtptimeout; the peer that inherits it is the same line",
      files: { "sip.conf": "[general]\nrtpholdtimeout=240\n\n[berlin]\ntype=peer\n" },
      says: [/\[general\].*rtptimeout is 0/],
    },
    {
      name: "not greater, for one peer",
      files: { "sip.conf": "[general]\nrtptimeout=45\n\n[berlin]\ntype=peer\nrtpholdtimeout=45\n" },
      says: [/\[berlin\].*rtptimeout is 45 s/],
    },
  ],
  healthy: [
    { name: "greater than rtptimeout", files: { "sip.conf": "[general]\nrtptimeout=45\nrtpholdtimeout=240\n" } },
    {
      name: "chan_pjsip's acts by itself",
      files: { "pjsip.conf": "[berlin]\ntype=endpoint\nrtp_timeout_hold=240\n" },
    },
  ],
  notEnoughEvidence: [
    {
      name: "what #exec prints may set rtptimeout",
      files: { "sip.conf": "[general]\nrtpholdtimeout=240\n#exec /usr/local/bin/settings\n" },
    },
    { name: "rtptimeout may stand elsewhere", files: { "sip_general_custom.conf": "rtpholdtimeout=240\n" } },
  ],
});
