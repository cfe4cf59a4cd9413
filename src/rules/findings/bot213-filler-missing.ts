// The model or the speech was at work longer than the budget, and the bot played nothing meanwhile: no filler, no "one moment".
// BOT202 says that the caller waited; this says that nothing was done about it.

import { defineFinding } from "../rule.js";
import { inSeconds, proofOf } from "../shared/evidence.js";
import { fillWhileThinking } from "../shared/snippets.js";
import { waitsOverBudget, workIn } from "../shared/waits.js";

export const fillerMissing = defineFinding({
  code: "BOT213",
  name: "filler-missing",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "The bot let the caller wait longer than the budget, and played nothing while its model or speech worked.",
    impact: "The caller hears only music, or nothing at all, and thinks the line is dead.",
    evidence:
      "A wait of --answer-budget or more in which the bot's log shows the model or the speech at work, and no playback since the previous answer.",
    excludedBy: "Any sound that the bot played in that turn, including before the hold.",
    fix: "Start the model, wait 1.5 s, and play a filler if it has not answered. Play another after ten seconds.",
    references: [
      "ari-doctor: the budget is --answer-budget, 30 s by default",
      "res/res_stasis_playback.c:play_on_channel",
    ],
  },
  *check(subject) {
    for (const wait of waitsOverBudget(subject)) {
      const { model, speech } = workIn(subject, wait);
      const work = [model, speech].flatMap((part) => part?.proof ?? []);
      if (wait.filler || work.length === 0 || !subject.call.botUnderstood) continue;
      yield {
        message: `The bot played no filler in a wait of ${inSeconds((wait.toMs - wait.fromMs) / 1000)}.`,
        proof: proofOf([wait.from, work[0], wait.to]) ?? [wait.from],
        advice: [
          {
            kind: "bot",
            title: "Play a filler while the model works",
            reason:
              "People take a second and a half of silence for a pause. After that they want to hear that somebody is there.",
            risk: "A channel's commands run one after the other: keep fillers short, because the answer waits for their end.",
            snippets: fillWhileThinking,
            apply: [],
            verify: [],
          },
        ],
      };
    }
  },
});
