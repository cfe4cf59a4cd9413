import { configRefused } from "../../../src/rules/config/cfg101-config-refused.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(configRefused, {
  faulty: [
    {
      name: "a section name that is not closed",
      files: { "sip.conf": "[general]\nrtptimeout=45\n\n[berlin\ntype=peer\n" },
      says: [/no closing \]/],
    },
    {
      name: "an include that is not there",
      files: { "pjsip.conf": '#include "pjsip_berlin.conf"\n' },
      says: [/pjsip_berlin\.conf.*does not exist/],
    },
    {
      name: "two endpoints of one name",
      files: { "pjsip.conf": "[berlin]\ntype=endpoint\n\n[berlin]\ntype=endpoint\n" },
      says: [/berlin is defined twice/],
    },
  ],
  healthy: [
    {
      name: "an endpoint and its aor share a name",
      files: { "pjsip.conf": "[berlin]\ntype=endpoint\naors=berlin\n\n[berlin]\ntype=aor\n" },
    },
  ],
  notEnoughEvidence: [
    {
      name: "only the custom part was given, which adds to a section that stands elsewhere",
      files: { "pjsip.endpoint_custom_post.conf": "[2001](+)\nrtp_timeout=60\n" },
    },
  ],
});
