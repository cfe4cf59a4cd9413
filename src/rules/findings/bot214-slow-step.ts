// Which step took the time of a wait over the budget: the model, the speech, or neither. The bot's log tells by its own
// durations, or by the lines at which a step began and was done.

import { defineFinding } from "../rule.js";
import { inSeconds, proofOf } from "../shared/evidence.js";
import { deadlines } from "../shared/snippets.js";
import { waitsOverBudget, workIn } from "../shared/waits.js";

export const slowStep = defineFinding({
  code: "BOT214",
  name: "slow-step",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning:
      "Shows how a wait over the budget divides: what the model took, what the speech took, and what neither did.",
    impact: "The longest step is the one to shorten; the others hardly matter.",
    evidence:
      "Lines of the bot about its model and speech within the wait: a duration, or the request and the answer. The speech counts up to the first playback.",
    excludedBy: "A bot's log that says nothing about its model or speech.",
    fix: "Give each step a deadline and log how long it took. Stream the model. Speak the first sentence alone. Keep frequent phrases as files.",
    references: ["ari-doctor: the budget is --answer-budget, 30 s by default"],
  },
  *check(subject) {
    for (const wait of waitsOverBudget(subject)) {
      const { model, speech } = workIn(subject, wait);
      if (!model && !speech) continue;
      const totalMs = wait.toMs - wait.fromMs;
      const restMs = Math.max(0, totalMs - (model?.ms ?? 0) - (speech?.ms ?? 0));
      const modelMost = (model?.ms ?? 0) >= (speech?.ms ?? 0);
      const most = restMs > (model?.ms ?? 0) + (speech?.ms ?? 0) ? null : modelMost ? "model" : "speech";
      const told = [
        ...(model ? [`the model took ${inSeconds(model.ms / 1000)}${model.open ? " and had not answered" : ""}`] : []),
        ...(speech ? [`the speech ${model ? "" : "took "}${inSeconds(speech.ms / 1000)}`] : []),
      ].join(", ");
      const verdict = model && speech && most !== null ? `: the ${most} took the most time` : "";
      // two lines of a log are never at exactly the same time
      const untold =
        restMs < 500 ? "" : `; the log does not say what happened in the other ${inSeconds(restMs / 1000)}`;
      yield {
        message: `Of the ${inSeconds(totalMs / 1000)} before the ${wait.answered ? "answer" : "end"}, ${told}${verdict}${untold}.`,
        proof: proofOf([
          wait.from,
          ...(model?.proof ?? []).slice(0, 2),
          ...(speech?.proof ?? []).slice(0, 2),
          wait.to,
        ]) ?? [wait.from],
        advice: [
          {
            kind: "bot",
            title:
              most === null
                ? "Log what the bot does between its steps"
                : `Shorten the ${most}, which took the most time`,
            reason:
              "A deadline for each step bounds the wait; streaming the model and speaking its first sentence alone shortens both.",
            risk: null,
            snippets: deadlines,
            apply: [],
            verify: [],
          },
        ],
      };
    }
  },
});
