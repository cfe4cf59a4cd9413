import { valueNotTaken } from "../../../src/rules/config/cfg106-value-not-taken.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(valueNotTaken, {
  faulty: [
    {
      name: "no number, out of range, and ports the wrong way round",
      files: {
        "sip.conf": "[general]\nrtptimeout=soon\nrtpkeepalive=-3\nsession-minse=30\n",
        "rtp.conf": "[general]\nrtpstart=20000\nrtpend=10000\n",
        "logger.conf": "[general]\nlogger_queue_limit=2\n",
      },
      says: [/minimum is 10/, /not a number/, /minimum is 0/, /minimum is 90/, /not below rtpend/],
    },
    {
      name: "seconds for milliseconds, and the other way round",
      files: {
        "pjsip.conf": "[berlin]\ntype=endpoint\nrtp_timeout=45000\n",
        "ari.conf": "[general]\nwebsocket_write_timeout=5\n",
      },
      says: [/milliseconds.*0\.005 s/, /counts seconds.*12\.5 hours/],
    },
  ],
  healthy: [
    {
      name: "numbers in their units; chan_sip reads 45s as 45",
      files: {
        "sip.conf": "[general]\nrtptimeout=45s\nrtpholdtimeout=600\n",
        "pjsip.conf": "[berlin]\ntype=endpoint\nrtp_timeout=45\n",
        "ari.conf": "[general]\nwebsocket_write_timeout=500\n",
        "http.conf": "[general]\nsession_keep_alive=0\n",
        "rtp.conf": "[general]\nrtpstart=10000\nrtpend=20000\n",
      },
    },
  ],
  notEnoughEvidence: [
    { name: "an empty value", files: { "sip.conf": "[general]\nrtptimeout=\n" } },
    { name: "one end of the range", files: { "rtp.conf": "[general]\nrtpstart=20000\n" } },
  ],
});
