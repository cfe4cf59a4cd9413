// A cause that is frequent with one codec.

import { defineRun } from "../rule.js";
import { COUNTED, GROUP_EVIDENCE, GROUP_EXCLUDED, patternOf } from "../shared/pattern-in-words.js";
import { groupsThatStandOut } from "../shared/pattern-search.js";

export const oneCodec = defineRun({
  code: "RTP211",
  name: "cause-repeats-with-codec",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "A cause comes far more often with one codec, or one format of sounds, than with the others.",
    impact: "Look first at translation, and at sounds that exist only in some formats.",
    evidence: `${GROUP_EVIDENCE} Only calls whose codec a line shows: the SDP of a SIP trace, a translation warning, the suffix in Playing '….ulaw'.`,
    excludedBy: GROUP_EXCLUDED,
    fix: "Look at `core show translation`, and at the formats in which the sounds exist.",
    references: [COUNTED, "main/file.c:ast_streamfile", "RFC 3264 section 6.1"],
  },
  *check(facts) {
    for (const found of groupsThatStandOut(facts, "codec"))
      yield {
        ...patternOf(facts, found, `calls with ${found.group}`, "calls with others"),
        advice: [],
      };
  },
});
