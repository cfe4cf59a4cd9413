// Every gap from hold to playback, measured against the limit that really applies to that channel.
import type { TimedEvent } from "./call.js";
import { applicableLimit, type LimitsInForce } from "./limits-in-force.js";
import type { PlaybackOutcome, Story } from "./story.js";

/** One hold and the attempt to play after it. */
export interface Gap {
  readonly hold: TimedEvent;
  readonly attempt: TimedEvent;
  readonly fromMs: number;
  readonly toMs: number;
  readonly seconds: number;
  /** How far `seconds` may be off: the stamps are no finer. */
  readonly precisionSeconds: number;
  readonly limitSeconds: number | null;
  readonly limitOption: string | null;
  /** null where no limit is known, or the stamps are too coarse to say. */
  readonly exceedsLimit: boolean | null;
  readonly playback: PlaybackOutcome;
}

/** The gaps of a call, in time order. */
export function gapsOf(story: Story, limits: LimitsInForce): Gap[] {
  return story.turns.flatMap(({ hold, attempt, outcome }) => {
    if (!attempt || hold.atMs === null || attempt.atMs === null) return [];
    const seconds = Math.max(0, (attempt.atMs - hold.atMs) / 1000);
    const precisionSeconds = Math.max(hold.event.precisionMs, attempt.event.precisionMs) / 1000;
    const { seconds: limitSeconds, option: limitOption } = applicableLimit(limits);
    return [
      {
        hold,
        attempt,
        fromMs: hold.atMs,
        toMs: attempt.atMs,
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

function exceeds(
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
