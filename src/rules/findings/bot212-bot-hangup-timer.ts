// A timer of the bot (watchdog, time limit, no speech) hung up while the caller waited for the answer. BOT101 names the bot.
// This names the timer, so that it can be found and set.
import type { TimedEvent } from "../../calls/timed-event.js";
import type { Recommendation } from "../../verdict/verdict.js";
import type { Subject } from "../judgement.js";
import { defineFinding } from "../rule.js";
import { inSeconds, proofOf, wasLost } from "../shared/evidence.js";
import { botHangup, hangupRequest, SOFT } from "../shared/hangup-evidence.js";
import { timerThatKnows } from "../shared/snippets.js";
import { timerBefore, timerBeforeEnd } from "../shared/timer-evidence.js";

export const botHangupTimer = defineFinding({
  code: "BOT212",
  name: "bot-hangup-timer",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "A timer in the bot itself ended the call, mostly while its answer was on the way.",
    impact: "The caller is cut off at the same moment of every slow turn, and no Asterisk setting changes that.",
    evidence:
      "The bot's own line about the hangup mentions a watchdog, a timeout, or a limit of time or of silence, in any of the languages that the tool reads. Or such a line comes next to its DELETE, right before a hangup request with flag 32, or within half a second before the bot's line about an end that nothing explains. Or a warning of the bot that names a round time comes there, whatever its words. The message says whether an answer was still to come.",
    excludedBy:
      "An end that came before the timer's line: then the timer only cleans up. A hangup request with another cause.",
    fix: "Stop the timer while the model or the speech works, and restart it when the playback has finished; log its length with the hangup. A timer that ends a call after the answer was played may be intended: let the bot say goodbye first.",
    references: ["res/ari/resource_channels.c:ast_ari_channels_hangup"],
  },
  *check(subject) {
    const found = firedTimer(subject);
    if (!found) return;
    const { hangup, timer, timerSeconds, done } = found;
    const length = timerSeconds === null ? "" : ` (${timerSeconds} s)`;
    if (!cutsTheAnswer(subject, hangup)) {
      yield {
        message: `A timer in the bot${length} ended the call; no answer from the bot was on its way. No line says whether the caller wanted more.`,
        proof: proofOf([timer, hangup, done]) ?? [hangup],
        advice: [sayGoodbye],
      };
      return;
    }
    const turn = subject.facts.turns.findLast(
      ({ hold }) => hold.atMs !== null && hangup.atMs !== null && hold.atMs <= hangup.atMs,
    );
    const after =
      turn && turn.hold.atMs !== null && hangup.atMs !== null
        ? ` ${inSeconds((hangup.atMs - turn.hold.atMs) / 1000)} after the hold`
        : "";
    yield {
      message: `A timer in the bot${length} hung up${after}, while the caller waited for the answer.`,
      proof: proofOf([turn?.hold, timer, hangup, done]) ?? [hangup],
      advice: [
        {
          kind: "bot",
          title: `Stop ${timerSeconds === null ? "the timer" : `the timer of ${timerSeconds} s`} while an answer is on its way`,
          reason:
            "A watchdog is for calls that nobody works on. If it must stay, make it longer than the longest answer, and let it play an apology before it hangs up.",
          risk: "A call whose model never answers stays up until the model's own deadline.",
          snippets: timerThatKnows,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});

const sayGoodbye: Recommendation = {
  kind: "bot",
  title: "Let the timer say goodbye before it hangs up",
  reason:
    "A caller who is cut off without a word takes it for a fault. Play a sentence, wait for its PlaybackFinished, and log the timer's length with the hangup.",
  risk: null,
  apply: [],
  verify: [],
};

/** A timer of the bot that hung up. */
interface FiredTimer {
  /** The bot's line about its hang-up, or a DELETE's hangup request. */
  readonly hangup: TimedEvent;
  /** The bot's line about the timer, if it is another one. */
  readonly timer: TimedEvent | null;
  readonly timerSeconds: number | null;
  /** The line that says that the hang-up happened, if it is another one. */
  readonly done: TimedEvent | null;
}

function firedTimer(subject: Subject): FiredTimer | null {
  const found = botHangup(subject);
  if (found && found.at.event.type !== "ari-request" && found.at.event.timer)
    return { hangup: found.at, timer: null, timerSeconds: found.at.event.timerSeconds, done: found.done };
  const request = hangupRequest(subject);
  const hangup = found?.at ?? (request?.cause === SOFT.explicit ? request.at : null);
  const before = hangup && timerBefore(subject, hangup);
  if (before) return { hangup, timer: before.at, timerSeconds: before.seconds, done: found?.done ?? null };
  const ended = hangup || request ? null : timerBeforeEnd(subject);
  if (!ended?.isSure) return null;
  return { hangup: ended.end, timer: ended.at, timerSeconds: ended.seconds, done: null };
}

/** Was the caller still owed an answer when the bot hung up? */
function cutsTheAnswer(subject: Subject, hangup: TimedEvent): boolean {
  const last = subject.facts.turns.at(-1);
  if (last?.attempt === null) return true;
  const tried = last?.attempt?.atMs ?? null;
  return wasLost(subject) && (tried === null || hangup.atMs === null || tried >= hangup.atMs);
}
