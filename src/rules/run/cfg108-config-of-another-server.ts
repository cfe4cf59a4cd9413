// The configuration does not fit the logs. Nothing is based on it, and the report says so.
import { defineRun } from "../rule.js";

export const configOfAnotherServer = defineRun({
  code: "CFG108",
  name: "config-of-another-server",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The configuration that was given does not fit the logs: it is from another server, or from another time.",
    impact:
      "Its limits would decide about calls that never had them. They are treated as unknown, and nothing else is said about that configuration.",
    evidence:
      "None of the peers or endpoints that the log's channels name is in it; or all channels use a driver that it does not configure; or every NOTICE of an RTP timeout contradicts the limits that it gives for that peer or endpoint (they are off, or longer than the silence that the NOTICE prints), and none fits; or it was printed by another major version.",
    excludedBy:
      "One peer or endpoint, or one NOTICE, that fits. Guests of chan_sip, which are in no file; peers that may be in a database (extconfig.conf); autocreatepeer; a file that was given only in part.",
    fix: "Give the configuration of the server that wrote the log, as it was then: `--config`, or `--rtp-timeout` and `--rtp-hold-timeout` with the values of `sip show settings` or `pjsip show endpoint`.",
    references: [
      "channels/chan_sip.c:check_rtp_timeout",
      "res/res_pjsip_sdp_rtp.c:rtp_check_timeout",
      "ari-doctor: names, limits and versions, held against each other",
    ],
  },
  *check({ misfit }) {
    if (misfit === null) return;
    yield {
      message: `The configuration does not fit the logs: ${misfit.says}. Its limits are treated as unknown.`,
      proof: misfit.proof === null ? [] : [misfit.proof],
      evidence: [],
      advice: [],
    };
  },
});
