// A cause that is frequent on one endpoint.

import { defineRun } from "../rule.js";
import { COUNTED, compareEndpoints, GROUP_EVIDENCE, GROUP_EXCLUDED, patternOf } from "../shared/pattern-in-words.js";
import { groupsThatStandOut } from "../shared/pattern-search.js";

export const oneEndpoint = defineRun({
  code: "SIP201",
  name: "cause-repeats-on-endpoint",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "A cause comes far more often on one endpoint or trunk than on the others.",
    impact: "Look first at what the calls of that endpoint have in common: its network, its configuration.",
    evidence: GROUP_EVIDENCE,
    excludedBy: GROUP_EXCLUDED,
    fix: "Compare the endpoint's settings with those of one that works; trace SIP and RTP for one call of each.",
    references: [COUNTED],
  },
  *check(facts) {
    for (const found of groupsThatStandOut(facts, "endpoint"))
      yield {
        ...patternOf(facts, found, `calls of endpoint ${found.group}`, "calls of other endpoints"),
        advice: compareEndpoints(found.group),
      };
  },
});
