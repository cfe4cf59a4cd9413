import { noSuchOption } from "../../../src/rules/config/cfg103-no-such-option.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(noSuchOption, {
  faulty: [
    {
      name: "advice from a forum, and a slip",
      files: {
        "sip.conf": `
          [general]
          rtptimeout=45
          channel_ttl=900
          [berlin]
          type=peer
          rtpkeepalve=3
        `,
      },
      says: [
        /^channel_ttl in sip\.conf \[general\] is not an option in any version.*18 to 23\. /,
        /did you mean rtpkeepalive\?/,
      ],
    },
    {
      name: "a switch that only the sample file names",
      files: { "logger.conf": "[general]\nuse_callids=yes\n" },
      says: [/did you mean display_callids/],
    },
    {
      name: "an option that this version no longer knows",
      files: { "logger.conf": "[general]\nrotatetimestamp=yes\n" },
      version: "23.0.0",
      says: [/not known to Asterisk 23\.0\.0/],
    },
  ],
  healthy: [
    {
      name: "upper case, old spellings, and what FreePBX writes",
      files: {
        "sip.conf": `
          [general]
          RTPTimeout=45
          canreinvite=no
          externip=203.0.113.7
          callevents=yes
          #include "sip_additional.conf"
        `,
        "sip_additional.conf": "[2001]\ntype=friend\ndial=SIP/2001\nsipdriver=chan_sip\n",
      },
    },
  ],
  notEnoughEvidence: [
    {
      name: "sections whose options are not all known",
      files: {
        "stasis.conf": "[threadpool]\nbrand_new=1\n",
        "musiconhold.conf": "[default]\nmode=files\nbrand_new=1\n",
        "sip.conf": "[authentication]\nbrand_new=1\n",
      },
    },
  ],
});
