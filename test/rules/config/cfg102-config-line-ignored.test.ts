import { configLineIgnored } from "../../../src/rules/config/cfg102-config-line-ignored.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(configLineIgnored, {
  faulty: [
    {
      name: "no equal sign, and a second [general]",
      files: { "sip.conf": "[general]\nrtptimeout 45\n\n[general]\nrtpkeepalive=3\n" },
      says: [/no equal sign/, /first \[general\] only/],
    },
    {
      name: "a file that includes itself",
      files: { "rtp.conf": '[general]\n#include "rtp.conf"\nrtpstart=10000\n' },
      says: [/into itself/],
    },
  ],
  healthy: [
    {
      name: "what is added to [general] with (+) is read",
      files: { "sip.conf": "[general]\nrtptimeout=45\n\n[general](+)\nrtpkeepalive=3\n" },
    },
  ],
  notEnoughEvidence: [
    {
      name: "what #exec prints is not known",
      files: { "sip.conf": "[general]\n#exec /usr/local/bin/peers\n" },
    },
  ],
});
