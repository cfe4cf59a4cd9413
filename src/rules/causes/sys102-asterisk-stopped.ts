// Asterisk was stopped while the call was up. `core stop now` hangs up every call, waits for them and then says "cleanly"
// (main/asterisk.c:really_quit). Its hangup requests have the soft flag 4.

import { confirmed, likely, ruledOut } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingHangupEvent, missingVerbose } from "../shared/advice.js";
import { around, wasLost } from "../shared/evidence.js";
import { hangupRequest, SOFT } from "../shared/hangup-evidence.js";

/** core stop now waits at most 15 s for channels to end. */
const STOP_WAIT_MS = 16_000;

/**
 * Without the bot's events, only an end this close to the stop can be attributed to it. Asterisk checks once a second whether its
 * channels are gone.
 */
const AT_ONCE_MS = 2_000;

export const asteriskStopped = defineCause({
  code: "SYS102",
  name: "asterisk-stopped",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "operator-hangup", "bot-disconnected"],
  docs: {
    meaning: "Asterisk was stopped or restarted while the call was up.",
    impact: "All calls end at once.",
    evidence:
      "Confirmed by a hangup request with flag 4 and Asterisk's `Asterisk ... ending` within 16 s of it. Likely by flag 4 alone or, if there is only Asterisk's log, by that line within 3 s of the call's end.",
    excludedBy:
      "A hangup request with any other cause: the call had ended for another reason, whatever Asterisk did then.",
    fix: "Let calls end first: `core stop gracefully` or `core restart gracefully` instead of `now`, and move calls away from the bot first.",
    references: ["main/asterisk.c:can_safely_quit", "main/asterisk.c:really_quit", "main/channel.c:ast_begin_shutdown"],
  },
  judge: (subject) => {
    if (!wasLost(subject)) return null;
    const request = hangupRequest(subject);
    const [stop] = around(subject, "asterisk-ended", subject.facts.death?.atMs ?? null, 1_500, STOP_WAIT_MS);
    if (request?.cause === SOFT.shutdown)
      return stop
        ? confirmed("Asterisk was stopped while the call was up.", stop, request.at)
        : likely("Asterisk was shutting down: its hangup request carries the flag for that (4).", request.at);
    if (request)
      return stop
        ? ruledOut("Asterisk stopped, but this call had ended for another reason: a shutdown sends flag 4.", request.at)
        : null;
    const { death } = subject.facts;
    const [atOnce] = around(subject, "asterisk-ended", death?.atMs ?? null, 1_500, AT_ONCE_MS);
    return atOnce && death && !subject.call.botUnderstood
      ? likely("Asterisk was stopped at the moment the call ended.", atOnce, death.by)
      : null;
  },
  advise: () => [
    {
      kind: "bot",
      title: "Let calls end before a stop",
      reason: "Use core stop gracefully, and move calls away from the bot first.",
      risk: "It waits for the last call.",
      apply: ['asterisk -rx "core stop gracefully"'],
      verify: ['asterisk -rx "core show channels count"'],
    },
  ],
  missing: () => [missingVerbose("The lines that Asterisk logs when it ends"), missingHangupEvent],
});
