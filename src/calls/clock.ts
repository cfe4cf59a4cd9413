// How far each log's clock is from UTC, worked out from the logs: a uniqueid says in which second of the Asterisk host's
// clock its channel was created, and the same call seen in both logs says how far the bot's clock is from Asterisk's.
import { tz } from "@date-fns/tz";
import { addYears } from "date-fns/addYears";
import type { Digest } from "./digest.js";

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** Stamps before this are bare times of day, and the midnights gone by since the log began. */
const TIME_ONLY_BEFORE_MS = 3650 * DAY_MS;

/** What a clock reading rests on. */
export type ClockBasis = "log" | "uniqueid" | "flag" | "assumed";

/** A log's clock. */
export interface Clock {
  /** Years to add to stamps that were read with a guessed year. */
  yearShift: number;
  /** Stamp minus UTC; whole quarters of an hour, and whole days where stamps have no date. */
  offsetMs: number;
  basis: ClockBasis;
  /** How far the clock runs ahead of Asterisk's; 0 for Asterisk's own. */
  skewMs: number;
  /** True once the skew was measured. */
  skewKnown: boolean;
}

/** A clock that nothing is known of: read as UTC. */
export function assumedClock(): Clock {
  return { yearShift: 0, offsetMs: 0, basis: "assumed", skewMs: 0, skewKnown: false };
}

/** The true time (by Asterisk's clock) of a stamp. */
export function toUtcMs(clock: Clock, wallMs: number): number {
  return shiftYears(wallMs, clock.yearShift) - clock.offsetMs - clock.skewMs;
}

/** The stamp that a clock would have printed at a time. */
export function toWallMs(clock: Clock, utcMs: number): number {
  return shiftYears(utcMs + clock.offsetMs + clock.skewMs, -clock.yearShift);
}

function shiftYears(ms: number, years: number): number {
  return years === 0 ? ms : addYears(ms, years, { in: tz("UTC") }).getTime();
}

/**
 * Sets a clock from the uniqueids that its own log names: the first line of a call is within seconds of its creation.
 * @param stampedUtc True where the stamps state their own offset.
 */
export function anchorByUniqueIds(clock: Clock, digests: readonly Digest[], stampedUtc: boolean): void {
  if (clock.basis === "flag") return;
  const anchors = digests.flatMap((digest) =>
    digest.uniqueId ? [{ wallMs: digest.startMs ?? digest.firstMs, utcMs: digest.uniqueId.epochSeconds * 1000 }] : [],
  );
  if (stampedUtc) {
    clock.basis = "log";
    return;
  }
  if (anchors.length === 0) return;
  setYear(clock, anchors);
  const votes = new Map<number, number>();
  for (const { wallMs, utcMs } of anchors) {
    const offset = Math.round((shiftYears(wallMs, clock.yearShift) - utcMs) / QUARTER_MS) * QUARTER_MS;
    votes.set(offset, (votes.get(offset) ?? 0) + 1);
  }
  clock.offsetMs = most(votes);
  clock.basis = "uniqueid";
}

/**
 * Sets the clock of an Asterisk log that names no uniqueid from those that the bots name: the offset at which most of
 * them were created in a second in which a call of this log began. Nothing changes where no offset stands out.
 */
export function anchorByCreation(
  clock: Clock,
  asteriskStartsMs: readonly (number | null)[],
  bot: readonly Digest[],
): void {
  if (clock.basis !== "assumed") return;
  const epochs = bot.flatMap((digest) => (digest.uniqueId ? [digest.uniqueId.epochSeconds] : []));
  const startsMs = asteriskStartsMs.filter((startMs) => startMs !== null);
  const [firstEpoch] = epochs;
  const [firstStart] = startsMs;
  if (firstEpoch === undefined || firstStart === undefined) return;
  setYear(clock, [{ wallMs: firstStart, utcMs: firstEpoch * 1000 }]);
  const starts = new Set(startsMs.map((ms) => Math.floor(shiftYears(ms, clock.yearShift) / 1000)));
  let best = { offsetSeconds: 0, hits: 0 };
  let second = 0;
  // a bare time of day counts from 1970: whole days bring it to the bot's
  const days = firstStart < TIME_ONLY_BEFORE_MS ? Math.round((firstStart - firstEpoch * 1000) / DAY_MS) : 0;
  const from = days * (DAY_MS / 1000) - 12 * 3600;
  for (let offsetSeconds = from; offsetSeconds <= from + 26 * 3600; offsetSeconds += 900) {
    const hits = epochs.filter(
      (epoch) => starts.has(epoch + offsetSeconds) || starts.has(epoch + offsetSeconds + 1),
    ).length;
    if (hits > best.hits) {
      second = best.hits;
      best = { offsetSeconds, hits };
    } else if (hits > second) second = hits;
  }
  if (best.hits === 0 || best.hits === second || best.hits < Math.min(epochs.length, startsMs.length) / 3) return;
  clock.offsetMs = best.offsetSeconds * 1000;
  clock.basis = "uniqueid";
}

function setYear(clock: Clock, anchors: readonly { wallMs: number; utcMs: number }[]): void {
  const years = new Map<number, number>();
  for (const { wallMs, utcMs } of anchors) {
    // a bare time of day counts from 1970: its distance is days, which the offset takes in
    const shift = wallMs < TIME_ONLY_BEFORE_MS ? 0 : Math.round((utcMs - wallMs) / (365.25 * DAY_MS));
    years.set(shift, (years.get(shift) ?? 0) + 1);
  }
  clock.yearShift = most(years);
}

function most(votes: ReadonlyMap<number, number>): number {
  let best: [number, number] = [0, 0];
  for (const entry of votes) if (entry[1] > best[1]) best = entry;
  return best[0];
}

/**
 * How far the bot's clock is ahead, zone and all, where its ids say nothing of time: the distance at which most calls of the
 * bot's log began just after one of Asterisk's. Milliseconds, a first guess; null where no distance stands out.
 */
export function alignStarts(asteriskMs: readonly number[], botMs: readonly number[]): number | null {
  const distances = botMs.flatMap((bot) => asteriskMs.map((asterisk) => bot - asterisk)).sort((a, b) => a - b);
  let best = { hits: 0, fromMs: 0 };
  let second = 0;
  let end = 0;
  distances.forEach((fromMs, i) => {
    while ((distances[end] ?? Number.POSITIVE_INFINITY) < fromMs + START_WINDOW_MS) end += 1;
    const hits = end - i;
    if (fromMs - best.fromMs < START_WINDOW_MS) {
      if (hits > best.hits) best = { hits, fromMs };
    } else if (hits > best.hits) {
      second = best.hits;
      best = { hits, fromMs };
    } else second = Math.max(second, hits);
  });
  const least = Math.max(3, Math.min(asteriskMs.length, botMs.length) / 2);
  return best.hits < least || best.hits < 1.5 * second ? null : best.fromMs;
}

/** A stamp of whole seconds, and what the bot needs to say that it has a call. */
const START_WINDOW_MS = 1_100;

/** The same moment in both logs: Asterisk's stamp, of its precision, and the bot's, which comes just after. */
export interface SameMoment {
  readonly asteriskUtcMs: number;
  readonly asteriskPrecisionMs: number;
  readonly botUtcMs: number;
}

/**
 * How far the bot's clock is ahead. A stamp of whole seconds is the second in which a thing happened, so each moment
 * bounds the skew; the value that most moments allow is taken, the middle of its range.
 * @returns null without a moment to go by.
 */
export function measureSkewMs(moments: readonly SameMoment[]): number | null {
  const bounds = moments.flatMap(({ asteriskUtcMs, asteriskPrecisionMs, botUtcMs }) => {
    const late = botUtcMs - asteriskUtcMs;
    // the bot logs after the response: a few ms late
    return [
      { atMs: late - asteriskPrecisionMs - 3, step: 1 },
      { atMs: late + 1, step: -1 },
    ];
  });
  bounds.sort((a, b) => a.atMs - b.atMs || b.step - a.step);
  let depth = 0;
  let best = { depth: 0, from: 0, to: 0 };
  bounds.forEach(({ atMs, step }, i) => {
    depth += step;
    const next = bounds[i + 1];
    if (step === 1 && next && depth > best.depth) best = { depth, from: atMs, to: next.atMs };
  });
  return best.depth === 0 ? null : (best.from + best.to) / 2;
}
