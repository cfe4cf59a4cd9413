// sip.conf on an Asterisk that no longer has chan_sip.

import { configObjects } from "../../asterisk/config/objects.js";
import { fileNamed } from "../../asterisk/config/sections.js";
import { defineConfig } from "../rule.js";

/** The first major version without chan_sip. */
const WITHOUT_CHAN_SIP = 21;

export const chanSipGone = defineConfig({
  code: "CFG107",
  name: "chan-sip-gone",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "There is a sip.conf, but this Asterisk has no chan_sip, which was removed in version 21.",
    impact: "Nothing in sip.conf is read, including timeouts and keepalives.",
    evidence: "A sip.conf with [general] or peers, and a log that names Asterisk 21 or later.",
    excludedBy: "A log that names an earlier version, or no log.",
    fix: "Move peers to pjsip.conf (contrib/scripts/sip_to_pjsip makes a start), and remove sip.conf so that nobody edits it.",
    references: ["channels/chan_sip.c:load_module", "ari-doctor: present in 20.20.1, absent in 21.0.0"],
  },
  *check({ tree, version }) {
    const file = fileNamed(tree, "sip.conf");
    const [first] = configObjects(tree).filter((object) => object.file === "sip.conf");
    if (file === null || first === undefined || version === null || version[0] < WITHOUT_CHAN_SIP) return;
    yield {
      message: `Asterisk ${version.join(".")} has no chan_sip, so nothing in sip.conf is read.`,
      places: [first.at],
      advice: [
        {
          kind: "config",
          title: "Configure SIP in pjsip.conf",
          reason: "Asterisk 21 and later have chan_pjsip only.",
          risk: "Dialplan that dials SIP/… must then dial PJSIP/….",
          file: first.at.file,
          current: null,
          proposed: "endpoints, aors and auths in pjsip.conf",
          apply: ['asterisk -rx "pjsip reload"'],
          verify: ['asterisk -rx "pjsip show endpoints"'],
        },
      ],
    };
  },
});
