// Turns of a conversation, if the bot says nothing understandable about its holds. They come from Asterisk's music and sounds,
// from the bot's refused requests, which look the same in all languages, and from what its words were learnt to mean. Learnt
// words make a moment finer, and stand in if Asterisk's log shows no music. They never remove anything that Asterisk says.

import type { Turn } from "../facts/turn.js";
import type { TimedEvent } from "../timed-event.js";
import type { LearntType } from "./word-anchors.js";

/** Two logs' lines about one moment are this close, apart from what their stamps leave open. */
const SAME_MOMENT_MS = 300;

/** Lines whose words were taken to mean this. */
export function takenFor(own: readonly TimedEvent[], type: LearntType): TimedEvent[] {
  return own.filter((timed) => timed.takenFor?.type === type);
}

/**
 * The same turns, at the times of the bot's own lines where those are finer.
 * @param own Lines about the channel that the bot handles.
 */
export function atTheBotsMoments(own: readonly TimedEvent[], turns: readonly Turn[]): Turn[] {
  const holds = takenFor(own, "bot-hold");
  const plays = takenFor(own, "bot-play");
  return turns.map((turn) => ({
    ...turn,
    hold: finer(turn.hold, holds),
    attempt: turn.attempt === null ? null : finer(turn.attempt, plays),
  }));
}

/** Turns of an Asterisk that logs no music, from what the bot's words were learnt to mean. */
export function turnsOfLearntWords(own: readonly TimedEvent[]): Turn[] {
  const turns: Turn[] = [];
  let hold: TimedEvent | null = null;
  for (const timed of own) {
    const type = timed.takenFor?.type;
    if (type === "bot-hold") {
      if (hold) turns.push({ hold, attempt: null, outcome: null });
      hold = timed;
    } else if (type === "bot-play" && hold) {
      turns.push({ hold, attempt: timed, outcome: "unknown" });
      hold = null;
    }
  }
  if (hold) turns.push({ hold, attempt: null, outcome: null });
  return turns;
}

/** The bot's line about the same moment if its stamp is finer; otherwise the line itself. */
function finer(line: TimedEvent, candidates: readonly TimedEvent[]): TimedEvent {
  if (line.event.side === "bot") return line;
  let nearest = line;
  let nearestMs = SAME_MOMENT_MS;
  for (const candidate of candidates) {
    const apartMs = apart(line, candidate);
    if (candidate.event.precisionMs >= line.event.precisionMs || apartMs > nearestMs) continue;
    if (nearest !== line && apartMs === nearestMs) continue;
    nearest = candidate;
    nearestMs = apartMs;
  }
  return nearest;
}

/** How far apart two moments are at least, by their stamps. */
function apart(a: TimedEvent, b: TimedEvent): number {
  if (a.atMs === null || b.atMs === null) return Number.POSITIVE_INFINITY;
  return Math.max(0, a.atMs - (b.atMs + b.event.precisionMs - 1), b.atMs - (a.atMs + a.event.precisionMs - 1));
}
