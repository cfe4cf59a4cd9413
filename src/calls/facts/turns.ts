// The turns of a talk: the caller is put on hold, the bot thinks, then it plays or fails to.
import type { Call } from "../call.js";
import type { TimedEvent } from "../timed-event.js";
import { atTheBotsMoments, turnsOfLearntWords } from "../words/turns-by-words.js";
import { isHold, wantsTo } from "./deeds.js";
import { isOwn } from "./own-lines.js";
import { answerToPlay, attemptOutcome, SAME_ATTEMPT_MS } from "./playbacks.js";
import type { Turn } from "./turn.js";

export function botTurns(call: Call, own: readonly TimedEvent[]): Turn[] {
  const turns: Turn[] = [];
  let hold: TimedEvent | null = null;
  for (const timed of call.events) {
    const { event } = timed;
    if (event.side !== "bot" || !(isOwn(call, event) || timed.inferredFrom !== null)) continue;
    if (isHold(event)) {
      const repeated =
        hold !== null && timed.atMs !== null && hold.atMs !== null && timed.atMs - hold.atMs < SAME_ATTEMPT_MS;
      if (repeated) continue;
      if (hold) turns.push({ hold, attempt: null, outcome: null });
      hold = timed;
    } else if (hold) {
      // the line that answers an announced playback says what became of it
      const attempt = (wantsTo(event, "play") ? answerToPlay(own, timed) : null) ?? timed;
      const outcome = attemptOutcome(call, own, attempt);
      if (outcome === null) continue;
      turns.push({ hold, attempt, outcome });
      hold = null;
    }
  }
  if (hold) turns.push({ hold, attempt: null, outcome: null });
  return turns;
}

/**
 * If the bot says nothing about holds, music stands for a hold and a sound for a playback; the stamps are as fine as Asterisk's.
 * Asterisk logs nothing about a refused playback. The bot's request tells of it, whatever language its log is in.
 */
function asteriskTurns(own: readonly TimedEvent[]): Turn[] {
  const turns: Turn[] = [];
  let hold: TimedEvent | null = null;
  for (const timed of own) {
    if (timed.event.type === "moh-started") {
      if (hold) turns.push({ hold, attempt: null, outcome: null });
      hold = timed;
    } else if (timed.event.type === "playing" && hold) {
      turns.push({ hold, attempt: timed, outcome: "played" });
      hold = null;
    } else if (timed.event.type === "playback-failed" && hold) {
      turns.push({ hold, attempt: timed, outcome: "failed" });
      hold = null;
    } else if (timed.event.type === "bot-request-failed" && timed.event.action === "play" && hold) {
      turns.push({ hold, attempt: timed, outcome: "refused" });
      hold = null;
    }
  }
  if (hold) turns.push({ hold, attempt: null, outcome: null });
  return turns;
}

/** The bot says nothing about holds, or in words that are not understood. Those may have been learnt. */
export function turnsOfForeignBot(call: Call, own: readonly TimedEvent[], left: TimedEvent | null): Turn[] {
  const leftAt = left === null ? own.length : own.indexOf(left);
  // what Asterisk plays once the channel has left belongs to the dialplan; what the bot still wants is its next attempt
  const inStasis = own.filter(({ event }, at) => at < leftAt || event.side === "bot");
  const turns = asteriskTurns(inStasis);
  return turns.length > 0 || call.seen.moh ? atTheBotsMoments(own, turns) : turnsOfLearntWords(own);
}
