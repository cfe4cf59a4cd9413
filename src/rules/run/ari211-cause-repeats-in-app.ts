// A cause that is frequent in one Stasis app.

import { defineRun } from "../rule.js";
import { COUNTED, GROUP_EVIDENCE, GROUP_EXCLUDED, patternOf } from "../shared/pattern-in-words.js";
import { groupsThatStandOut } from "../shared/pattern-search.js";

export const oneApp = defineRun({
  code: "ARI211",
  name: "cause-repeats-in-app",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "A cause comes far more often in one Stasis app than in the others.",
    impact: "Look first at the bot behind that app, and at what the dialplan does before it.",
    evidence: GROUP_EVIDENCE,
    excludedBy: GROUP_EXCLUDED,
    fix: "Compare the bot and the dialplan of that app with those of one that works.",
    references: [COUNTED],
  },
  *check(facts) {
    for (const found of groupsThatStandOut(facts, "app"))
      yield { ...patternOf(facts, found, `calls of app ${found.group}`, "calls of other apps"), advice: [] };
  },
});
