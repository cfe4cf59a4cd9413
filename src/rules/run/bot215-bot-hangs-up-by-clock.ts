// A timer of the bot that no line names. It shows as the same whole number of seconds in many calls.
import { defineRun } from "../rule.js";
import { timerThatKnows } from "../shared/snippets.js";

/** This many make a pattern. */
const PATTERN = 3;

export const hangsUpByClock = defineRun({
  code: "BOT215",
  name: "bot-hangs-up-by-clock",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The bot cut off many calls after the same whole number of seconds: a timer of its own does it.",
    impact: "Every turn that takes that long is lost, whatever Asterisk's settings are.",
    evidence:
      "Three calls or more with the cause bot-hangup, at least half of all such calls, hung up within 0.12 s of the same whole second after the hold, or after the start of the call.",
    fix: "Find the timer of that length (watchdog, clean-up, a task's timeout) and stop it while an answer is on its way.",
    references: ["ari-doctor: counted over the calls of this run"],
  },
  *check({ botCuts }) {
    const [most] = [botCuts.afterHold, botCuts.afterStart]
      .flatMap((table, i) =>
        [...table].map(([seconds, tally]) => ({ seconds, tally, from: i === 0 ? "hold" : "start" })),
      )
      .sort((a, b) => b.tally.count - a.tally.count);
    if (!most || most.tally.count < PATTERN || most.tally.count < botCuts.count / 2) return;
    yield {
      message: `The bot hung up ${most.tally.count} of the ${botCuts.count} calls that it cut off ${most.seconds} s after the ${most.from}: a timer of its own.`,
      proof: [],
      evidence: most.tally.evidence,
      advice: [
        {
          kind: "bot",
          title: `Find the bot's timer of ${most.seconds} s`,
          reason: "Stop it while the model or the speech works, and restart it when the playback has finished.",
          risk: "A call whose model never answers stays up until the model's own deadline.",
          snippets: timerThatKnows,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});
