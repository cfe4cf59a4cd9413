// Values that Asterisk takes as written but that defeat the option's purpose.
import { rtpLimits } from "../../asterisk/config/rtp-limits.js";
import { reloadOf } from "../../asterisk/reload.js";
import { defineConfig } from "../rule.js";
import { changeOption, isGenerated, writtenOptions } from "../shared/config-options.js";
import { undoes } from "../shared/purpose.js";

export const valueDefeatsPurpose = defineConfig({
  code: "CFG211",
  name: "value-defeats-purpose",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "An option has a value that Asterisk accepts, but that defeats the purpose of the option.",
    impact:
      "A held call is cut no later than one that talks; a far end that is gone is noticed only after half an hour or more; or something that is on by default is off.",
    evidence:
      "`rtp_timeout_hold` above 0 and not above `rtp_timeout`; `qualify_frequency` or `qualifyfreq` of 1800 s or more; 0 for an option that is on by default and that 0 turns off.",
    excludedBy:
      "A value that is not known. A hold limit without the other limit: in chan_pjsip it acts alone. chan_sip's hold limit has a finding of its own, hold-timeout-without-effect. 0 if that is the default.",
    fix: "Set the hold limit well above the other limit, qualify every 60 s or so, and remove a 0 that was meant as `no limit`.",
    references: [
      "res/res_pjsip_sdp_rtp.c:rtp_check_timeout",
      "res/res_pjsip/pjsip_options.c:schedule_qualify",
      "channels/chan_sip.c:sip_poke_peer",
    ],
  },
  *check({ tree }) {
    const told = new Set<string>();
    for (const { driver, scope, rtpTimeoutSeconds, rtpHoldTimeoutSeconds, hold } of rtpLimits(tree).rows) {
      const { file, line } = hold;
      if (driver !== "chan_pjsip" || !rtpTimeoutSeconds || !rtpHoldTimeoutSeconds || file === null || line === null)
        continue;
      if (rtpHoldTimeoutSeconds > rtpTimeoutSeconds || told.has(`${file}:${line}`)) continue;
      told.add(`${file}:${line}`);
      const reason = `rtp_timeout is ${rtpTimeoutSeconds} s, so a call that the far end holds, and then often sends nothing, is cut no later than one that talks`;
      yield {
        message: `rtp_timeout_hold=${rtpHoldTimeoutSeconds} of [${scope}] is not above the limit for calls that talk: ${reason}.`,
        places: [{ file, line }],
        advice: isGenerated(file)
          ? []
          : [
              {
                kind: "config",
                title: "Give held calls more time than calls that talk",
                reason: `${reason}.`,
                risk: reloadOf("pjsip.conf").runningCalls,
                file,
                section: scope,
                option: "rtp_timeout_hold",
                current: String(rtpHoldTimeoutSeconds),
                proposed: String(Math.max(300, rtpTimeoutSeconds * 5)),
                apply: [...reloadOf("pjsip.conf").apply],
                verify: [...reloadOf("pjsip.conf").verify],
              },
            ],
      };
    }
    for (const written of writtenOptions(tree)) {
      const undone = undoes(written.option, written.entry.value);
      if (undone === null) continue;
      const { object, entry } = written;
      yield {
        message: `${entry.key}=${entry.value} in ${object.file} [${object.name}]: ${undone.reason}`,
        places: [entry],
        advice: [
          changeOption(written, {
            title: `Give ${entry.key} a value that serves its purpose`,
            reason: undone.reason,
            proposed: undone.proposed,
          }),
        ],
      };
    }
  },
});
