import { valueDefeatsPurpose } from "../../../src/rules/config/cfg211-value-defeats-purpose.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

const endpoint = (options: string) => ({ "pjsip.conf": `[oslo]\ntype=endpoint\n${options}\n` });

testConfigRule(valueDefeatsPurpose, {
  faulty: [
    {
      name: "a hold limit below the normal one",
      files: endpoint("rtp_timeout=40\nrtp_timeout_hold=40"),
      says: [/rtp_timeout_hold=40 of \[oslo\] is not above.*rtp_timeout is 40 s/],
    },
    {
      name: "milliseconds where seconds are counted",
      files: { "pjsip.conf": "[oslo]\ntype=aor\nqualify_frequency=30000\n" },
      says: [/qualify_frequency=30000.*every 500 minutes/],
    },
    {
      name: "a qualify every hour of chan_sip",
      files: { "sip.conf": "[general]\nqualifyfreq=3600\n" },
      says: [/qualifyfreq=3600.*every 60 minutes/],
    },
    {
      name: "0 turns off what is on by default",
      files: { "http.conf": "[general]\nsession_keep_alive=0\n", "pjsip.conf": "[global]\nkeep_alive_interval=0\n" },
      says: [/session_keep_alive=0.*it is 15000 ms/, /keep_alive_interval=0.*it is 90 s/],
    },
  ],
  healthy: [
    { name: "a hold limit above the normal one", files: endpoint("rtp_timeout=40\nrtp_timeout_hold=41") },
    { name: "a hold limit alone", files: endpoint("rtp_timeout=0\nrtp_timeout_hold=40") },
    { name: "0 that is the default", files: endpoint("rtp_timeout=0\nrtp_keepalive=0") },
    { name: "qualified often", files: { "pjsip.conf": "[oslo]\ntype=aor\nqualify_frequency=1799\n" } },
    { name: "not qualified", files: { "pjsip.conf": "[oslo]\ntype=aor\nqualify_frequency=0\n" } },
  ],
  notEnoughEvidence: [{ name: "no number", files: { "sip.conf": "[general]\nqualifyfreq=often\n" } }],
});
