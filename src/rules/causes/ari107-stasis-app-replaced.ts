// A second client registered the same app: the first one's calls stay in Stasis with nobody driving them.

import { likely, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingDeparture } from "../shared/advice.js";
import { abandonment } from "../shared/orphans.js";

export const stasisAppReplaced = defineCause({
  code: "ARI107",
  name: "stasis-app-replaced",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "bot-disconnected", "dialplan-hangup"],
  docs: {
    meaning:
      "Another client took over the Stasis app, so events of this call no longer reached the bot that served it.",
    impact: "The call stays up in silence or music until somebody hangs up.",
    evidence:
      "Never confirmed. Likely if another client took over the app (`Replacing Stasis app`, or the bot's ApplicationReplaced) while the call was held for an answer, nothing was done for it afterwards, and a later line shows that it was still up. A candidate if no line shows that.",
    excludedBy:
      "An answer to the caller, or any work of the bot for this call, after the takeover. A call that was not held at that moment or had already ended.",
    fix: "Use one app name per bot: give each instance its own, or make sure that the old one has ended before the new one connects. On ApplicationReplaced, hand the calls over. `ari show apps` lists the apps.",
    references: ["res/stasis/app.c:app_update"],
  },
  judge: (subject) => {
    const left = abandonment(subject);
    if (left?.departure.event.type !== "stasis-app-replaced" && left?.departure.event.type !== "bot-app-replaced")
      return null;
    if (!left.outlived)
      return possible(0.75, "another bot took over the app, perhaps while this call was still waiting for its answer");
    return likely(
      "A second bot took over the app while this call was waiting, and nobody served it any more.",
      left.departure,
      left.hold,
    );
  },
  advise: () => [
    {
      kind: "bot",
      title: "Use one app name per bot",
      reason:
        "Give each instance its own app name, or make sure that the old one has ended before the new one connects; on ApplicationReplaced, hand the calls over.",
      risk: null,
      apply: [],
      verify: ['asterisk -rx "ari show apps"'],
    },
  ],
  missing: () => [missingDeparture],
});
