// How far each log's clock is from UTC, as the logs show it. A uniqueid tells in which second of the Asterisk host's clock its
// channel was created. A call that is in both logs tells how far the bot's clock is from Asterisk's.
import { tz } from "@date-fns/tz";
import { addYears } from "date-fns/addYears";
import type { Side } from "../../records/record.js";
import type { Settings } from "../../settings/options.js";
import type { HalfSummary } from "../joining/half-summary.js";
import { offsetMinutesAt } from "./local-time.js";

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** Stamps before this are times of day, plus the midnights since the log began. */
const TIME_ONLY_BEFORE_MS = 3650 * DAY_MS;

/** What a clock reading is based on. */
export type ClockBasis = "log" | "uniqueid" | "flag" | "assumed";

/** What the user says about the clocks. It overrides what the logs tell. */
export type GivenClocks = Pick<Settings, "tz" | "botTz" | "botClockOffsetSeconds" | "year">;

/** A log's clock. */
export interface Clock {
  /** The zone that the user gave. */
  readonly givenZone: string | null;
  /** True if the user gave the skew, or the year. Then neither is worked out. */
  readonly skewGiven: boolean;
  readonly yearGiven: boolean;
  /** True once a uniqueid has told the year. */
  yearKnown: boolean;
  /** Years to add to stamps that were read with a guessed year. */
  yearShift: number;
  /** Stamp minus UTC, in whole quarters of an hour. In whole days too if stamps have no date. */
  offsetMs: number;
  basis: ClockBasis;
  /** How far the clock runs ahead of Asterisk's; 0 for Asterisk's own. */
  skewMs: number;
  /** True once the skew was measured or given. */
  skewKnown: boolean;
  /** True if the sum of zone and skew is sure, but could be split in another way. */
  splitIsGuess: boolean;
  /**
   * False if no call of the log begins in the seconds after its own uniqueid. Then those seconds tell nothing about other calls
   * either.
   */
  fitsUniqueIds: boolean;
}

/** A clock of which only the user's word is known. It is read as UTC. */
export function assumedClock(side: Side = "asterisk", given: GivenClocks = {}): Clock {
  const skewGiven = side === "bot" && given.botClockOffsetSeconds !== undefined;
  return {
    givenZone: (side === "bot" ? given.botTz : given.tz) ?? null,
    skewGiven,
    yearGiven: given.year !== undefined,
    yearKnown: false,
    yearShift: 0,
    offsetMs: 0,
    basis: "assumed",
    skewMs: skewGiven ? (given.botClockOffsetSeconds ?? 0) * 1_000 : 0,
    skewKnown: skewGiven,
    splitIsGuess: false,
    fitsUniqueIds: true,
  };
}

/** The true time (by Asterisk's clock) of a stamp. */
export function toUtcMs(clock: Clock, wallMs: number): number {
  return shiftYears(wallMs, clock.yearShift) - clock.offsetMs - clock.skewMs;
}

/** The stamp that a clock would print at a given time. */
export function toWallMs(clock: Clock, utcMs: number): number {
  return shiftYears(utcMs + clock.offsetMs + clock.skewMs, -clock.yearShift);
}

function shiftYears(ms: number, years: number): number {
  return years === 0 ? ms : addYears(ms, years, { in: tz("UTC") }).getTime();
}

/**
 * Sets a clock from the uniqueids in its own log: the first line of a call comes within seconds of its creation.
 * @param stampedUtc True if the stamps state their own offset.
 */
export function anchorByUniqueIds(clock: Clock, summaries: readonly HalfSummary[], stampedUtc: boolean): void {
  const anchors = summaries.flatMap((summary) =>
    summary.uniqueId
      ? [{ wallMs: summary.startMs ?? summary.firstMs, utcMs: summary.uniqueId.epochSeconds * 1000 }]
      : [],
  );
  if (stampedUtc) clock.basis = clock.givenZone === null ? "log" : "flag";
  if (anchors.length === 0) return;
  setYear(clock, anchors);
  if (!stampedUtc) setOffset(clock, anchors);
  const lagsMs = summaries.flatMap(({ uniqueId, startMs }) =>
    uniqueId && startMs !== null ? [toUtcMs(clock, startMs) - uniqueId.epochSeconds * 1000] : [],
  );
  clock.fitsUniqueIds = lagsMs.length === 0 || lagsMs.some((lagMs) => lagMs >= 0 && lagMs < FIRST_STEP_MS);
}

/** A first line comes at most this long after the creation. */
const FIRST_STEP_MS = 3_000;

function setOffset(clock: Clock, anchors: readonly { readonly wallMs: number; readonly utcMs: number }[]): void {
  const votes = new Map<number, number>();
  for (const { wallMs, utcMs } of anchors) {
    const zoneMs = givenOffsetMs(clock, utcMs);
    // for a bare time of day the days are needed, even if the zone is given
    const stepMs = zoneMs === null ? QUARTER_MS : DAY_MS;
    const distanceMs = shiftYears(wallMs, clock.yearShift) - utcMs - clock.skewMs - (zoneMs ?? 0);
    const offset = Math.round(distanceMs / stepMs) * stepMs + (zoneMs ?? 0);
    votes.set(offset, (votes.get(offset) ?? 0) + 1);
  }
  clock.offsetMs = most(votes);
  clock.basis = clock.givenZone === null ? "uniqueid" : "flag";
}

/** How far the given zone is ahead of UTC. Null if none is given. */
function givenOffsetMs({ givenZone }: Clock, utcMs: number): number | null {
  return givenZone === null ? null : offsetMinutesAt(givenZone, utcMs) * 60_000;
}

/**
 * How far the bot's clock seems to be ahead of the uniqueids that it names, apart from the zone: the median of its calls. It is
 * a first guess, for the bot may hear of a call long after its creation.
 */
export function lagOfUniqueIds(clock: Clock, summaries: readonly HalfSummary[]): number | null {
  const lags = summaries
    .flatMap(({ uniqueId, startMs, firstMs }) =>
      uniqueId ? [toUtcMs(clock, startMs ?? firstMs) - uniqueId.epochSeconds * 1000] : [],
    )
    .sort((a, b) => a - b);
  return lags[lags.length >> 1] ?? null;
}

/** Zones in use are whole hours and these (tz database, zone1970.tab). */
const ODD_ZONES_MINUTES = [-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825];
/** Kiribati's +14:00, plus a skew of half an hour. */
const FARTHEST_ZONE_MS = 14.5 * 3_600_000;
/** A clock that nobody sets is off by less than this. More could just as well be the next zone. */
const SURE_SKEW_MS = 450_000;

/**
 * Splits a clock's distance from UTC into an existing zone and a skew. Only their sum is sure. Stamps without an offset do not
 * say which of the two a quarter of an hour belongs to.
 */
export function splitZone(clock: Clock): void {
  if (clock.basis !== "uniqueid" || clock.skewGiven || !clock.skewKnown) return;
  const sumMs = clock.offsetMs + clock.skewMs;
  // only bare times of day are off by days; zones reach from -12 to +14 hours
  const dayMs = Math.abs(sumMs) <= FARTHEST_ZONE_MS ? 0 : Math.round(sumMs / DAY_MS) * DAY_MS;
  const zones = [
    ...ODD_ZONES_MINUTES.map((minutes) => minutes * 60_000),
    Math.round((sumMs - dayMs) / 3_600_000) * 3_600_000,
  ];
  const distance = (zoneMs: number): number => Math.abs(sumMs - dayMs - zoneMs);
  const nearest = zones.reduce((best, zone) => (distance(zone) < distance(best) ? zone : best));
  // a zone such as +03:30 is as rare as a clock that is half an hour off, so this is a guess
  clock.splitIsGuess = distance(nearest) > SURE_SKEW_MS;
  clock.offsetMs = dayMs + nearest;
  clock.skewMs = sumMs - clock.offsetMs;
}

/**
 * Sets the clock of an Asterisk log that names no uniqueid, by those that the bots name: takes the offset at which most of them
 * were created in a second in which a call of this log began. If no offset stands out, nothing changes.
 */
export function anchorByCreation(
  clock: Clock,
  asteriskStartsMs: readonly (number | null)[],
  bot: readonly HalfSummary[],
): void {
  if (clock.basis !== "assumed") return;
  const epochs = bot.flatMap((summary) => (summary.uniqueId ? [summary.uniqueId.epochSeconds] : []));
  const startsMs = asteriskStartsMs.filter((startMs) => startMs !== null);
  const [firstEpoch] = epochs;
  const [firstStart] = startsMs;
  if (firstEpoch === undefined || firstStart === undefined) return;
  setYear(clock, [{ wallMs: firstStart, utcMs: firstEpoch * 1000 }]);
  const starts = new Set(startsMs.map((ms) => Math.floor(shiftYears(ms, clock.yearShift) / 1000)));
  let best = { offsetSeconds: 0, hits: 0 };
  let second = 0;
  // a bare time of day counts from 1970; whole days bring it to the bot's
  const days = firstStart < TIME_ONLY_BEFORE_MS ? Math.round((firstStart - firstEpoch * 1000) / DAY_MS) : 0;
  const from = days * (DAY_MS / 1000) - 12 * 3600;
  const zoneSeconds = (givenOffsetMs(clock, firstEpoch * 1000) ?? 0) / 1000;
  for (let offsetSeconds = from; offsetSeconds <= from + 26 * 3600; offsetSeconds += 900) {
    if (clock.givenZone !== null && (offsetSeconds - zoneSeconds) % 86_400 !== 0) continue;
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
  clock.basis = clock.givenZone === null ? "uniqueid" : "flag";
}

function setYear(clock: Clock, anchors: readonly { wallMs: number; utcMs: number }[]): void {
  if (clock.yearGiven) return;
  const years = new Map<number, number>();
  for (const { wallMs, utcMs } of anchors) {
    // a bare time of day counts from 1970; the offset includes these days
    const shift = wallMs < TIME_ONLY_BEFORE_MS ? 0 : Math.round((utcMs - wallMs) / (365.25 * DAY_MS));
    years.set(shift, (years.get(shift) ?? 0) + 1);
  }
  clock.yearShift = most(years);
  clock.yearKnown = true;
}

function most(votes: ReadonlyMap<number, number>): number {
  let best: [number, number] = [0, 0];
  for (const entry of votes) if (entry[1] > best[1]) best = entry;
  return best[0];
}

/**
 * How far the bot's clock is ahead, zone included, if its ids carry no time: the distance at which most calls of the bot's log
 * began just after one of Asterisk's. It is a first guess, in milliseconds. Null if no distance stands out.
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

/** A stamp of whole seconds, plus the time that the bot takes to say that it has a call. */
const START_WINDOW_MS = 1_100;

/** The same moment in both logs. The bot's stamp comes just after Asterisk's; neither is finer than its precision. */
export interface SameMoment {
  readonly asteriskUtcMs: number;
  readonly asteriskPrecisionMs: number;
  readonly botUtcMs: number;
  readonly botPrecisionMs: number;
}

/**
 * How far the bot's clock is ahead. A stamp of whole seconds names the second in which something happened, so each moment bounds
 * the skew. Takes the middle of the range that most moments allow.
 * @returns null if there is no moment.
 */
export function measureSkewMs(moments: readonly SameMoment[]): number | null {
  const bounds = moments.flatMap(({ asteriskUtcMs, asteriskPrecisionMs, botUtcMs, botPrecisionMs }) => {
    const late = botUtcMs - asteriskUtcMs;
    // the bot logs after the response, a few ms late
    return [
      { atMs: late - asteriskPrecisionMs - 3, step: 1 },
      { atMs: late + botPrecisionMs, step: -1 },
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
