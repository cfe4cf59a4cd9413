import { keepaliveNeverSent } from "../../../src/rules/config/cfg202-keepalive-never-sent.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(keepaliveNeverSent, {
  faulty: [
    {
      name: "above the default interval",
      files: { "pjsip.conf": "[berlin]\ntype=endpoint\nrtp_keepalive=10\n" },
      says: [/every 5 s/],
    },
    {
      name: "above an interval of its own",
      files: {
        "pjsip.conf": "[berlin]\ntype=endpoint\nrtp_keepalive=3\n",
        "rtp.conf": "[general]\nrtcpinterval=2000\n",
      },
      says: [/every 2 s/],
    },
  ],
  healthy: [
    { name: "below it", files: { "pjsip.conf": "[berlin]\ntype=endpoint\nrtp_keepalive=4\n" } },
    { name: "chan_sip counts what it writes itself", files: { "sip.conf": "[general]\nrtpkeepalive=10\n" } },
  ],
  notEnoughEvidence: [{ name: "not set", files: { "pjsip.conf": "[berlin]\ntype=endpoint\n" } }],
});
