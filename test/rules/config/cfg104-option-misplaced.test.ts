import { optionMisplaced } from "../../../src/rules/config/cfg104-option-misplaced.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(optionMisplaced, {
  faulty: [
    {
      name: "the other driver's name, a file that has no such option, and a section that does not read it",
      files: {
        "sip.conf": `
          [general]
          rtp_timeout=45
          [berlin]
          type=peer
          t1min=200
        `,
        "rtp.conf": "[general]\nrtpstart=10000\nrtpend=12000\nrtptimeout=45\n",
      },
      says: [
        /^rtptimeout in rtp\.conf .* \[general\] and of peers in sip\.conf\. /,
        /^rtp_timeout .*type=endpoint in pjsip\.conf; here it is rtptimeout\./,
        /^t1min in sip\.conf \[berlin\] is an option of \[general\]\./,
      ],
    },
  ],
  healthy: [
    {
      name: "each where it is read",
      files: {
        "sip.conf": "[general]\nt1min=200\nrtptimeout=45\n",
        "rtp.conf": "[general]\nrtpstart=10000\nrtpend=12000\n",
      },
    },
  ],
  notEnoughEvidence: [
    {
      name: "what a file of another module reads is not known here",
      files: { "modules.conf": "[modules]\nautoload=yes\nrtptimeout=45\n" },
    },
  ],
});
