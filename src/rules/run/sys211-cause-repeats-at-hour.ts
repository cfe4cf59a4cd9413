// A cause that is frequent in one hour of the day.

import { defineRun } from "../rule.js";
import { COUNTED, GROUP_EVIDENCE, GROUP_EXCLUDED, patternOf } from "../shared/pattern-in-words.js";
import { endedInOneMoment, groupsThatStandOut } from "../shared/pattern-search.js";

export const oneHour = defineRun({
  code: "SYS211",
  name: "cause-repeats-at-hour",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "A cause comes far more often in one hour of the day than in the others.",
    impact: "Look first at load, at a job that runs then, or at a change made then.",
    evidence: `${GROUP_EVIDENCE} Calls that ended at one moment are left out: they are a pattern of their own.`,
    excludedBy: GROUP_EXCLUDED,
    fix: "Look at what runs at that hour: backups, log rotation, load of the model and of the network.",
    references: [COUNTED],
  },
  *check(facts) {
    for (const found of groupsThatStandOut(facts, "hour", endedInOneMoment(facts)))
      yield {
        ...patternOf(
          facts,
          found,
          `calls that ended between ${found.group}:00 and ${found.group}:59 UTC`,
          "calls of other hours",
        ),
        advice: [],
      };
  },
});
