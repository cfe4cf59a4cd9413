// The caller waited for the answer for longer than the budget: from the hold to the playback, or to the caller's leaving.
import { inSeconds } from "./evidence.js";
import { defineFinding } from "./rule.js";
import { fillWhileThinking } from "./snippets.js";

export const slowAnswer = defineFinding({
  code: "BOT202",
  name: "slow-answer",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Between the hold and the answer, or the end of the call, more time passed than a caller should wait.",
    impact: "The caller hears music or nothing and hangs up.",
    evidence:
      "The line of the hold (of the music, without the bot's log) and the one of the playback, or of the call's end where none came: as far apart as the budget or further (`--answer-budget`, 30 s by default).",
    fix: "Stream the model's answer, speak its first sentence while the rest is made, and play a short filler after a second and a half.",
    references: ["ari-doctor: the budget is --answer-budget, 30 s by default"],
  },
  *check({ story, answerBudgetSeconds }) {
    for (const { hold, attempt } of story.turns) {
      const end = attempt ?? story.death?.by;
      if (!end || end.atMs === null || hold.atMs === null) continue;
      const seconds = (end.atMs - hold.atMs) / 1000;
      if (seconds < answerBudgetSeconds) continue;
      yield {
        message: `The caller waited ${inSeconds(seconds)} ${attempt ? "for the answer" : "and left without an answer"}; the budget is ${answerBudgetSeconds} s.`,
        proof: [hold, end],
        advice: [
          {
            kind: "bot",
            title: "Answer sooner, or let the caller hear that you are at it",
            reason:
              "Stream the model's answer, speak its first sentence while the rest is made, and play a short filler after a second and a half.",
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
