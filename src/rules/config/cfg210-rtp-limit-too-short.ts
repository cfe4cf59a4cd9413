// A short RTP limit cut calls, and nothing shows a fault on the path. Reports the limit that would have outlasted them.
import { consoleCommand } from "../../asterisk/console-command.js";
import { reloadOf } from "../../asterisk/reload.js";
import { defineConfig } from "../rule.js";
import { withValue } from "../shared/config-options.js";
import { longerLimits } from "../shared/longer-limit.js";

export const rtpLimitTooShort = defineConfig({
  code: "CFG210",
  name: "rtp-limit-too-short",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "An RTP limit below 60 to 120 s ended calls, and the logs show no fault in the path of the RTP.",
    impact: "If the far end only pauses its RTP, calls are cut that were alive.",
    evidence:
      "Every call that the limit ended has Asterisk's NOTICE, with a silence that fits the limit as it stands. The proposal takes the longest silence (the NOTICE's, plus the time until the bot wanted to play) or the longest time from hold to playback, whichever is longer. It adds 10 s and stays between 60 and 120 s.",
    excludedBy:
      "One call under that limit for which the logs show why RTP stopped (no packet ever, no ACK, NAT, ICE or DTLS, moh_passthrough); a NOTICE that fits another limit; a limit that is long enough.",
    fix: "First make sure that the far end pauses and comes back; then raise the limit. Calls whose caller has vanished stay up that much longer.",
    references: [
      "channels/chan_sip.c:check_rtp_timeout",
      "res/res_pjsip_sdp_rtp.c:rtp_check_timeout",
      "ari-doctor: the longest silence and 10 s, within 60 and 120 s",
    ],
  },
  *check({ tree, run }) {
    if (run === null) return;
    for (const raise of longerLimits(tree, run.silences).raises) {
      const { place, driver, option, scopes, calls, stoppedEarly, fromSeconds, toSeconds, sum, settings } = raise;
      const file = driver === "chan_sip" ? "sip.conf" : "pjsip.conf";
      const [scope = ""] = scopes;
      yield {
        message: `${option}=${fromSeconds} ended ${calls === 1 ? "1 call" : `${calls} calls`} on ${scopes.join(", ")}. The logs show no network fault${early(calls, stoppedEarly)}. If the far end only pauses, ${toSeconds} s would do: ${sum}.`,
        places: [place],
        advice: [
          {
            kind: "config",
            title: "Give callers that pause their RTP more time",
            reason: `${sum[0]?.toUpperCase()}${sum.slice(1)}. It does not bring back RTP that a firewall or NAT blocks.`,
            risk: `Calls whose caller has vanished stay up that much longer. ${reloadOf(file).runningCalls}`,
            file: place.file,
            section: scope,
            option,
            current: String(fromSeconds),
            proposed: String(toSeconds),
            appliesTo: driver === "chan_sip" ? "chan_sip, Asterisk up to 20" : "chan_pjsip, all versions since 13.5",
            apply: [...reloadOf(file).apply],
            verify: [
              consoleCommand(
                driver === "chan_pjsip"
                  ? `pjsip show endpoint ${scope}`
                  : scope === "general"
                    ? "sip show settings"
                    : `sip show peer ${scope}`,
              ),
            ],
          },
        ],
        settings,
        changes: settings.flatMap((setting) => withValue({ entry: setting.place }, setting.value, tree)),
      };
    }
  },
});

function early(calls: number, stoppedEarly: number): string {
  if (stoppedEarly === 0) return "";
  const where = calls === 1 ? "" : `in ${stoppedEarly} of them `;
  return `, but ${where}RTP stopped seconds after the start, which is rarely just a pause`;
}
