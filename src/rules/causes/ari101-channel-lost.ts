// What the report says when a call was lost and the logs do not tell why. Only its texts are here; findings/diagnose.ts raises
// it once all causes have been judged.
import type { OpenRule } from "../rule.js";

/** A loss for which no cause is confirmed or likely. */
export const lostWithoutCause: OpenRule = {
  kind: "open",
  code: "ARI101",
  name: "channel-lost",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning:
      "The channel was gone before the bot was done with it, or while the caller waited, and the logs do not say why: cause undetermined.",
    impact: "The caller did not get the answer, and a guess at the cause would send you the wrong way.",
    evidence:
      "Asterisk answered 404 for the call's own channel, or the call ended during a hold, during a playback or because Asterisk itself ended it. In addition, no cause is confirmed or likely, or two are and they contradict each other.",
    excludedBy: "A single cause that is confirmed or likely: then that one is reported.",
    fix: "Look at the report's candidates and at what it says would have decided between them. Log that for the next call: `ari-doctor capture-plan` prints it all, ready to copy. Meanwhile, have the bot treat 404 on play as the end of the call.",
    references: ["res/ari/resource_channels.c:find_control", "ari-doctor: the verdict over all causes"],
  },
};
