import { objectRejected } from "../../../src/rules/config/cfg105-object-rejected.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(objectRejected, {
  faulty: [
    {
      name: "chan_sip's name, a slip, and a number with its unit",
      files: {
        "pjsip.conf": `
          [berlin]
          type=endpoint
          rtptimeout=45
          [bonn]
          type=endpoint
          rtp_timout=45
          [kiel]
          type=endpoint
          rtp_timeout=45s
        `,
      },
      says: [
        /^rtptimeout=45 in \[berlin\] \(type=endpoint\) is an option .*sip\.conf; here it is rtp_timeout/,
        /^rtp_timout=45 .*did you mean rtp_timeout\?.* rejects the whole object/,
        /^rtp_timeout=45s .*not a plain number/,
      ],
    },
    {
      name: "an option that is younger than this Asterisk, and one of the endpoint in its aor",
      files: {
        "pjsip.conf": "[berlin]\ntype=endpoint\nrtp_port_start=20000\n\n[berlin]\ntype=aor\nrtp_timeout=45\n",
      },
      version: "20.19.0",
      says: [/not known to Asterisk 20\.19\.0 \(it came with 20\.20\.0/, /option of type=endpoint/],
    },
    {
      name: "a type of object that is younger than this Asterisk, said once",
      files: { "websocket_client.conf": "[bot]\ntype=websocket_client\nuri=ws://bot:8080\nreconnect_attempts=9\n" },
      version: "20.14.0",
      says: [/^type=websocket_client in \[bot\].* not known to Asterisk 20\.14\.0/],
    },
    {
      name: "an option that somebody made up, for ARI",
      files: { "ari.conf": "[general]\nenabled=yes\ntimeout=30\n" },
      says: [/^timeout=30 in \[general\] \(ari\.conf\) is not an option in any version/],
    },
    {
      name: "a slip in the name of a secret, which is not repeated",
      files: { "pjsip.conf": "[berlin]\ntype=auth\npasword=hunter2\n" },
      says: [/^pasword=… in \[berlin\] \(type=auth\).*did you mean password\?/],
    },
    {
      name: "through the wizard, and one line that two endpoints inherit",
      files: {
        "pjsip.conf": "[base](!)\ntype=endpoint\nrtpkeepalive=3\n\n[a](base)\n\n[b](base)\n",
        "pjsip_wizard.conf": "[bonn]\ntype=wizard\nremote_hosts=198.51.100.9\nendpoint/rtp_timout=45\n",
      },
      says: [/rtpkeepalive=3/, /rtp_timout=45/],
    },
  ],
  healthy: [
    {
      name: "many types of objects, an extended field, and an option that this version has",
      files: {
        "pjsip.conf": `
          [global]
          max_forwards=70
          [udp]
          type=transport
          bind=0.0.0.0
          [berlin]
          type=endpoint
          100rel=no
          rtp_timeout=45
          rtp_port_start=20000
          @note=anything
          [berlin]
          type=aor
          qualify_frequency=60
          contact=sip:198.51.100.9
          [berlin]
          type=identify
          match=198.51.100.9
        `,
        "ari.conf": "[general]\nenabled=yes\nallowed_origins=*\n\n[bot]\ntype=user\nread_only=no\npassword=x\n",
      },
      version: "20.20.1",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a type whose options are not all known, and a version that is not known",
      files: {
        "pjsip.conf": "[x]\ntype=phoneprov\nanything=1\n\n[berlin]\ntype=endpoint\nrtp_port_start=20000\n",
      },
    },
  ],
});
