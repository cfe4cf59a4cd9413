// chan_sip's hold timeout, set where it can never act.
import { rtpLimits } from "../../asterisk/config/rtp-limits.js";
import { reloadOf } from "../../asterisk/reload.js";
import { defineConfig } from "../rule.js";
import { isGenerated } from "../shared/config-options.js";

export const holdTimeoutWithoutEffect = defineConfig({
  code: "CFG201",
  name: "hold-timeout-without-effect",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The chan_sip option rtpholdtimeout is set, but rtptimeout is off or not smaller, so it never acts.",
    impact: "Nothing cuts a call that the far end holds, or only rtptimeout does.",
    evidence:
      "The two values in force for [general] or a peer: rtpholdtimeout above 0 with rtptimeout 0, or with one that is not smaller.",
    excludedBy:
      "Endpoints of chan_pjsip, whose rtp_timeout_hold acts by itself. A value that is not known, because the file that may set it was not read.",
    fix: "Set rtptimeout as well, below rtpholdtimeout, or remove rtpholdtimeout. Neither acts on a hold through ARI.",
    references: ["channels/chan_sip.c:check_rtp_timeout"],
  },
  *check({ tree }) {
    const told = new Set<string>();
    for (const { driver, scope, rtpTimeoutSeconds, rtpHoldTimeoutSeconds, hold } of rtpLimits(tree).rows) {
      if (driver !== "chan_sip" || rtpTimeoutSeconds === null || !rtpHoldTimeoutSeconds) continue;
      if (rtpTimeoutSeconds > 0 && rtpHoldTimeoutSeconds > rtpTimeoutSeconds) continue;
      const { file, line } = hold;
      // peers inherit it from [general]: one line, one finding
      const place = `${file}:${line} ${rtpTimeoutSeconds}`;
      if (file === null || line === null || told.has(place)) continue;
      told.add(place);
      const why =
        rtpTimeoutSeconds === 0
          ? "rtptimeout is 0 (off), and chan_sip looks at rtpholdtimeout only if rtptimeout is on"
          : `rtptimeout is ${rtpTimeoutSeconds} s, and a held call is cut only after both`;
      yield {
        message: `rtpholdtimeout=${rtpHoldTimeoutSeconds} of [${scope}] has no effect: ${why}.`,
        places: [{ file, line }],
        advice: [
          {
            kind: "config",
            title: "Remove rtpholdtimeout, or set rtptimeout below it",
            reason: `${why[0]?.toUpperCase()}${why.slice(1)}.`,
            risk: "With rtptimeout on, calls whose RTP stops are cut.",
            file,
            section: scope,
            option: "rtpholdtimeout",
            current: String(rtpHoldTimeoutSeconds),
            proposed: "the line removed",
            appliesTo: "chan_sip, Asterisk up to 20",
            apply: [...reloadOf("sip.conf").apply],
            verify: [...reloadOf("sip.conf").verify],
          },
        ],
        changes: isGenerated(file) ? [] : [{ file, line, after: null }],
      };
    }
  },
});
