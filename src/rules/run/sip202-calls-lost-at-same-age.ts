// Calls that ended at the same age, as a timer would end them.

import { defineRun } from "../rule.js";
import { ageInWords, COUNTED } from "../shared/pattern-in-words.js";
import { agesThatStandOut } from "../shared/pattern-search.js";

export const sameAge = defineRun({
  code: "SIP202",
  name: "calls-lost-at-same-age",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Calls with one cause ended at the same age. A timer does that; people do not.",
    impact: "If a timer is behind it, every call that lasts that long is lost.",
    evidence:
      "At least three calls with one cause that ended within two seconds of age, counted from the answer or from the start, twice as many as in the half minute around them, and more than chance would put there. Only calls whose end a line shows.",
    excludedBy:
      "Ends whose moment no line shows: the bot's failed request then only says how long the bot thought. Ages below ten seconds.",
    fix: "Look for the timer of that length: 32 s is 64*T1 without an ACK, session timers, Dial or absolute limits, RTP timeouts on either side, a watchdog of the bot.",
    references: ["RFC 3261 section 13.3.1.4 (32 s)", "RFC 4028 section 10 (session timers)", COUNTED],
  },
  *check(facts) {
    for (const found of agesThatStandOut(facts))
      yield { message: ageInWords(facts, found), proof: [], evidence: found.evidence, advice: [] };
  },
});
