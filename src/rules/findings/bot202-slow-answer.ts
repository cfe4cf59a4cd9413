// The caller waited for the answer longer than the budget: from the hold, or from the caller's last words, to the playback or to
// the caller's leaving. Music and silence are distinguished, for a caller hangs up on silence first.

import { defineFinding } from "../rule.js";
import { inSeconds } from "../shared/evidence.js";
import { fillWhileThinking } from "../shared/snippets.js";
import { heardInWords, waitsOverBudget } from "../shared/waits.js";

export const slowAnswer = defineFinding({
  code: "BOT202",
  name: "slow-answer",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "More time passed between the hold and the answer, or the end of the call, than a caller should wait.",
    impact: "The caller hears music or nothing and hangs up.",
    evidence:
      "A hold, followed by the playback or the end of the call only after --answer-budget or more. For a bot that never holds, the wait starts at the caller's last words, if the model or the speech was at work.",
    excludedBy: "Music from an application other than Stasis(), and bots whose speech does not go out as playbacks.",
    fix: "Stream the model's answer, speak its first sentence while the rest is made, and play a short filler after 1.5 s.",
    references: ["ari-doctor: the budget is --answer-budget, 30 s by default"],
  },
  *check(subject) {
    for (const wait of waitsOverBudget(subject)) {
      const waited = inSeconds((wait.toMs - wait.fromMs) / 1000);
      const what =
        wait.goneMs !== null
          ? `The answer took ${waited}, and the channel was gone after ${inSeconds((wait.goneMs - wait.fromMs) / 1000)}`
          : `The caller waited ${waited} ${wait.answered ? "for the answer" : "and left without an answer"}`;
      yield {
        message: `${what}; the budget is ${subject.settings.answerBudgetSeconds} s.${heardInWords(wait)}`,
        proof: [wait.from, wait.to],
        advice: [
          {
            kind: "bot",
            title: "Answer sooner, or let the caller hear that the bot is at work",
            reason:
              "Stream the model's answer, speak its first sentence while the rest is made, and play a short filler after 1.5 s.",
            risk: null,
            snippets: fillWhileThinking,
            apply: [],
            verify: [],
          },
        ],
      };
    }
  },
});
