// Calls that ended by one line, or at one moment.

import { defineRun } from "../rule.js";
import { COUNTED, ofRun, sentence, share, utc } from "../shared/pattern-in-words.js";
import { momentsThatStandOut, sharedEvents } from "../shared/pattern-search.js";

export const endedTogether = defineRun({
  code: "SYS204",
  name: "calls-lost-together",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Several calls were lost by one event, or with one cause at the same moment.",
    impact: "One thing probably ended them all, so it is enough to look for that.",
    evidence:
      "At least three verdicts that rest on the same line; or at least three calls with one cause that ended within two seconds, twice as many as in the half minute around them, and more than chance would put there.",
    excludedBy: "Calls with different causes, which ended together by chance.",
    fix: "Look at what happened to Asterisk, the bot or the network at that moment.",
    references: [COUNTED],
  },
  *check(facts) {
    for (const { cause, evidence, ...found } of sharedEvents(facts))
      yield {
        message: `One event is behind ${share(facts, cause, found.count)}. ${ofRun(facts)}`,
        proof: [],
        evidence: evidence.slice(0, 1),
        advice: [],
      };
    for (const { cause, second, count, evidence } of momentsThatStandOut(facts))
      yield {
        message: `${sentence(share(facts, cause, count))} ended within two seconds, at ${utc(second)}. ${ofRun(facts)}`,
        proof: [],
        evidence,
        advice: [],
      };
  },
});
