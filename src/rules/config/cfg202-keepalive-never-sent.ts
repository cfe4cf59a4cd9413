// rtp_keepalive of chan_pjsip above the RTCP interval. RTCP counts as sending, so the keepalive is never due
// (docs/asterisk/rtp-timeouts.md#keepalive).

import type { ConfigTree } from "../../asterisk/config/read.js";
import { rtpLimits } from "../../asterisk/config/rtp-limits.js";
import { fileNamed, firstEntry, sectionNamed } from "../../asterisk/config/sections.js";
import { settingsAt } from "../../asterisk/config/setting.js";
import { consoleCommand } from "../../asterisk/console-command.js";
import { reloadOf } from "../../asterisk/reload.js";
import { defineConfig } from "../rule.js";
import { withValue } from "../shared/config-options.js";

/** RTCP_DEFAULT_INTERVALMS. */
const DEFAULT_RTCP_INTERVAL_MS = 5000;

export const keepaliveNeverSent = defineConfig({
  code: "CFG202",
  name: "keepalive-never-sent",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "The rtp_keepalive of a PJSIP endpoint is longer than the RTCP interval.",
    impact:
      "RTCP that Asterisk sends counts as sending, so the keepalive may never be due: a far end that waits for RTP still gets none.",
    evidence: "`rtp_keepalive` above rtcpinterval of rtp.conf (default 5000 ms).",
    excludedBy:
      "`rtp_keepalive` 0 (off), or one that is not above the interval. chan_sip counts what it writes itself.",
    fix: "Set rtp_keepalive to 4 or less, or send real media while the bot thinks.",
    references: ["res/res_rtp_asterisk.c:__rtp_sendto", "res/res_pjsip_sdp_rtp.c:send_keepalive"],
  },
  *check({ tree }) {
    const intervalSeconds = rtcpIntervalMs(tree) / 1000;
    const proposed = Math.max(1, Math.ceil(intervalSeconds) - 1);
    const told = new Set<string>();
    for (const { driver, scope, rtpKeepaliveSeconds, keepalive } of rtpLimits(tree).rows) {
      const { file, line } = keepalive;
      if (driver !== "chan_pjsip" || rtpKeepaliveSeconds === null || file === null || line === null) continue;
      if (rtpKeepaliveSeconds <= intervalSeconds || told.has(`${file}:${line}`)) continue;
      told.add(`${file}:${line}`);
      yield {
        message: `rtp_keepalive=${rtpKeepaliveSeconds} of [${scope}] may never send anything: RTCP goes out every ${intervalSeconds} s and counts as sending.`,
        places: [{ file, line }],
        advice: [
          {
            kind: "config",
            title: "Send keepalives more often than RTCP",
            reason: "The keepalive is due only if nothing, including RTCP, was sent for that long.",
            risk: "A little comfort noise to the far end.",
            file,
            section: scope,
            option: "rtp_keepalive",
            current: String(rtpKeepaliveSeconds),
            proposed: String(proposed),
            appliesTo: "chan_pjsip, all versions",
            apply: [...reloadOf("pjsip.conf").apply],
            verify: [consoleCommand(`pjsip show endpoint ${scope}`)],
          },
        ],
        settings: settingsAt(tree, { file, line }, "keepalive", String(proposed)),
        changes: withValue({ entry: { file, line } }, String(proposed), tree),
      };
    }
  },
});

function rtcpIntervalMs(tree: ConfigTree): number {
  const file = fileNamed(tree, "rtp.conf");
  const general = file === null ? null : sectionNamed(file, "general");
  const written = general === null ? null : firstEntry(general.entries, "rtcpinterval");
  const value = Number.parseInt(written?.value ?? "", 10);
  return Number.isNaN(value) ? DEFAULT_RTCP_INTERVAL_MS : Math.min(60_000, Math.max(500, value));
}
