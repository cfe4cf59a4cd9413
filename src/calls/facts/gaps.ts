// Every gap from hold to playback, measured against the limit that really applies to that channel.

import type { TimedEvent } from "../timed-event.js";
import type { CallFacts } from "./call-facts.js";
import { applicableLimit, type LimitsInForce } from "./limits-in-force.js";
import type { PlaybackOutcome } from "./playbacks.js";

/** One hold and the attempt to play after it. */
export interface Gap {
  readonly hold: TimedEvent;
  readonly attempt: TimedEvent;
  readonly fromMs: number;
  readonly toMs: number;
  readonly seconds: number;
  /** How far `seconds` may be off, given the precision of the stamps. */
  readonly precisionSeconds: number;
  readonly limitSeconds: number | null;
  readonly limitOption: string | null;
  /** Null if no limit is known, or if the stamps are too coarse to say. */
  readonly exceedsLimit: boolean | null;
  readonly playback: PlaybackOutcome;
}

/** The gaps of a call, in order of time. */
export function gapsOf(facts: CallFacts, limits: LimitsInForce): Gap[] {
  return facts.turns.flatMap(({ hold, attempt, outcome }) => {
    if (!attempt) return [];
    const [from, to] = [momentOf(hold), momentOf(attempt)];
    if (!from || !to) return [];
    const seconds = Math.max(0, (to.atMs - from.atMs) / 1000);
    const stampsMs = Math.max(hold.event.precisionMs, attempt.event.precisionMs);
    const precisionSeconds = (stampsMs + from.offMs + to.offMs) / 1000;
    const { seconds: limitSeconds, option: limitOption } = applicableLimit(limits);
    return [
      {
        hold,
        attempt,
        fromMs: from.atMs,
        toMs: to.atMs,
        seconds,
        precisionSeconds,
        limitSeconds,
        limitOption,
        exceedsLimit: exceeds(seconds, precisionSeconds, limitSeconds, limits.atMostSeconds),
        playback: outcome ?? "unknown",
      },
    ];
  });
}

/** A line without a time that may have been written at any moment of more than a minute tells of no gap. */
const MAX_BETWEEN_MS = 60_000;

/** When a line was written. Without a time, the middle of what is known, and how far that may be off. */
function momentOf({ atMs, between }: TimedEvent): { readonly atMs: number; readonly offMs: number } | null {
  if (atMs !== null) return { atMs, offMs: 0 };
  if (!between || between.fromMs === null || between.toMs === null) return null;
  const widthMs = between.toMs - between.fromMs;
  return widthMs > MAX_BETWEEN_MS ? null : { atMs: Math.round(between.fromMs + widthMs / 2), offMs: widthMs / 2 };
}

/** Is a wait longer than the limit? Null if no limit is known, or if the stamps are too coarse to say. */
export function exceeds(
  seconds: number,
  precisionSeconds: number,
  limit: number | null,
  atMost: number | null,
): boolean | null {
  if (limit === null) return atMost !== null && seconds > atMost ? true : null;
  if (limit === 0) return false;
  if (precisionSeconds >= 1 && Math.abs(seconds - limit) < precisionSeconds) return null;
  return seconds > limit;
}
