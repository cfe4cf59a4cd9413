// The RTP timeout cut calls, and a longer hold timeout is set. But that one is for a hold by the far end, not by ARI.
import { rtpLimits } from "../../asterisk/config/rtp-limits.js";
import { LIMIT_OPTIONS } from "../../calls/facts/limits-in-force.js";
import { defineConfig } from "../rule.js";

export const holdLimitNotForAri = defineConfig({
  code: "CFG209",
  name: "hold-limit-not-for-ari",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "The RTP timeout ended calls. A longer hold timeout is set, but it does not apply to a hold through ARI.",
    impact: "Raising the hold timeout for the bot's holds changes nothing.",
    evidence: "A call with the cause rtp-timeout, and a hold timeout above the RTP timeout for its endpoint or peer.",
    excludedBy: "No call with that cause, or no hold timeout that is longer.",
    fix: "Find out why no RTP came; only then raise the RTP timeout itself, above the longest silence that is normal.",
    references: ["channels/chan_sip.c:check_rtp_timeout", "res/res_pjsip_sdp_rtp.c:rtp_check_timeout"],
  },
  *check({ tree, run }) {
    const timedOut = run?.groups.endpoint.causes.get("rtp-timeout");
    if (timedOut === undefined) return;
    const told = new Set<string>();
    for (const { driver, scope, rtpTimeoutSeconds, rtpHoldTimeoutSeconds, hold } of rtpLimits(tree).rows) {
      const { file, line } = hold;
      const longer = (rtpHoldTimeoutSeconds ?? 0) > (rtpTimeoutSeconds ?? Number.POSITIVE_INFINITY);
      if (!longer || !timedOut.has(scope) || file === null || line === null || told.has(`${file}:${line}`)) continue;
      told.add(`${file}:${line}`);
      const names = LIMIT_OPTIONS[driver];
      yield {
        message: `${names.rtp} (${rtpTimeoutSeconds} s) ended calls on ${scope}. ${names.hold}=${rtpHoldTimeoutSeconds} did not apply: it is for a hold by the far end, not for one through ARI.`,
        places: [{ file, line }],
        advice: [],
      };
    }
  },
});
