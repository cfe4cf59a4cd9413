// The range of RTP ports, compared with the legs that were up at once.
import { fileNamed, firstEntry, sectionNamed } from "../../asterisk/config/sections.js";
import { reloadOf } from "../../asterisk/reload.js";
import { defineConfig } from "../rule.js";

/** One for RTP, one for RTCP. With rtcp-mux the second stays free all the same. */
const PORTS_PER_LEG = 2;
const DEFAULTS = { rtpstart: 5000, rtpend: 31_000 };

export const tooFewPorts = defineConfig({
  code: "CFG204",
  name: "too-few-rtp-ports",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The RTP port range has room for hardly more legs than were up at once.",
    impact: "Asterisk refuses the next call with 488, without a line of its own.",
    evidence: "`rtpstart` and rtpend of rtp.conf, and the most legs with RTP that the logs show at one time.",
    excludedBy: "No logs, no rtp.conf, or a range with room for more legs than that.",
    fix: "Widen the range, and the firewall with it: two ports per leg, and room for twice the busiest hour.",
    references: ["res/res_rtp_asterisk.c:rtp_allocate_transport"],
  },
  *check({ tree, run }) {
    const file = fileNamed(tree, "rtp.conf");
    const general = file === null ? null : sectionNamed(file, "general");
    if (run === null || general === null) return;
    const start = firstEntry(general.entries, "rtpstart");
    const end = firstEntry(general.entries, "rtpend");
    const from = Number.parseInt(start?.value ?? String(DEFAULTS.rtpstart), 10);
    const to = Number.parseInt(end?.value ?? String(DEFAULTS.rtpend), 10);
    const legs = run.peakLegs;
    const room = Math.floor((to - from + 1) / PORTS_PER_LEG);
    // also false if a value is no number
    if (!(from < to && room <= legs)) return;
    const entry = end ?? start;
    yield {
      message: `Ports ${from} to ${to} have room for ${room} legs; the logs show ${legs} at once.`,
      places: [start, end].filter((one) => one !== null),
      advice: [
        {
          kind: "config",
          title: "Widen the RTP port range",
          reason: `${legs} legs at once need ${legs * PORTS_PER_LEG} ports; twice as many leave room.`,
          risk: "The firewall has to let the new ports through.",
          file: entry?.file ?? general.file,
          section: "general",
          option: "rtpend",
          current: end?.value ?? null,
          proposed: String(from + legs * PORTS_PER_LEG * 2),
          apply: [...reloadOf("rtp.conf").apply],
          verify: [...reloadOf("rtp.conf").verify],
        },
      ],
    };
  },
});
