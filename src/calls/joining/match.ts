// How well an Asterisk half and a bot half fit each other. The evidence, strongest first: the same id or name; the caller's
// number; the second in the uniqueid against the first line of the call; counters; the rhythm of holds and plays.
import { type Clock, toUtcMs } from "../clocks/clock.js";
import type { HalfSummary } from "./half-summary.js";

/** A fit of two halves. */
export interface Fit {
  /** Below {@link ENOUGH} they are not the same call. */
  readonly score: number;
  readonly joinedBy: string;
}

/** The lowest score that joins two halves. */
export const ENOUGH = 6;

/** The next best fit must be this much worse. Otherwise it cannot be told which of the two it is. */
export const MARGIN = 3;

/** A sure join: the bot's counter, and how far Asterisk's name counter was behind it. */
export interface SureJoin {
  readonly counter: number;
  readonly delta: number;
}

/** The nearest sure joins of the same process on either side of a call. Null if there is none. */
export interface DeltaRange {
  readonly before: SureJoin | null;
  readonly after: SureJoin | null;
}

/** What is known about the logs that two halves come from. */
export interface Surroundings {
  readonly clocks: { readonly asterisk: Clock; readonly bot: Clock };
  /** From when to when Asterisk's log reaches, by its own stamps. Null if it has none. */
  readonly reach: { readonly fromMs: number; readonly toMs: number } | null;
  readonly delta: DeltaRange;
}

/**
 * How well an Asterisk half and a bot half fit each other.
 * @returns null if they contradict each other.
 */
export function fitOf(asterisk: HalfSummary, bot: HalfSummary, { clocks, reach, delta }: Surroundings): Fit | null {
  if (asterisk.channelIds.some((id) => bot.channelIds.includes(id)))
    return { score: differentCallers(asterisk, bot) ? DOUBTFUL_ID : 100, joinedBy: "the uniqueid in both logs" };
  if (asterisk.uniqueId && bot.uniqueId) return null; // another call's id
  const isDated = !asterisk.undated && !bot.undated;
  if (isDated && (!overlap(asterisk, bot, clocks) || contradicts(asterisk, bot, clocks))) return null;
  if (asterisk.channelNames.some((name) => bot.channelNames.includes(name)))
    return { score: 90, joinedBy: "the channel name in both logs" };
  if (!bot.uniqueId) return fitOfGivenId(asterisk, bot, clocks);
  const reasons: string[] = [];
  let score = 0;
  const count = (points: number, reason: string): void => {
    score += points;
    if (points > 0) reasons.push(reason);
  };
  const secondOf = (wallMs: number): number => Math.floor(toUtcMs(clocks.asterisk, wallMs) / 1000);
  const { epochSeconds } = bot.uniqueId;
  // the partner of a call that was created outside of Asterisk's log may be outside as well, and this half may just look like it
  const covered =
    reach !== null &&
    secondOf(reach.fromMs) <= epochSeconds - COVERED_BEFORE_SECONDS &&
    secondOf(reach.toMs) >= epochSeconds + LATEST_SECONDS;
  if (asterisk.startMs !== null) {
    const late = secondOf(asterisk.startMs) - epochSeconds;
    if (late < 0 || late > LATEST_SECONDS) return null;
    // if the clock disagrees with the log's own uniqueids, that second belongs to another call
    if (clocks.asterisk.fitsUniqueIds)
      count((covered ? [6, 3, 2] : [4, 1, 0])[late] as number, "the second of creation in the uniqueid");
    // an excerpt has nothing before its call; the end distinguishes it from a call outside of the log
    if (!covered && late === 0 && asterisk.dialplanSeen && sameEnd(asterisk, bot, clocks))
      count(3, "the moment of its end");
  } else {
    // nothing is logged before a channel exists, and a log that reaches there and records the dialplan shows its first step
    if (secondOf(asterisk.firstMs) < epochSeconds || (covered && asterisk.dialplanSeen)) return null;
    count(3, "the time of its lines");
  }
  const [number] = bot.numbers;
  if (number !== undefined && asterisk.numbers.length > 0)
    count(asterisk.numbers.includes(number) ? 20 : -10, "the caller's number");
  else if (number === undefined && bot.otherNumbers.some((other) => asterisk.numbers.includes(other)))
    count(20, "the caller's number");
  if (bot.channelIds.some((id) => asterisk.handedIds.includes(id)))
    count(20, "the uniqueid that the dialplan hands on");
  if (asterisk.nameCounter !== null) {
    const order = orderPoints(bot.uniqueId.counter, asterisk.nameCounter, delta, covered || !asterisk.dialplanSeen);
    count(order, "the order of creation");
    // without VERBOSE, the NOTICE of its end may be all that a log says about a call
    if (order >= 2 && !asterisk.dialplanSeen && sameEnd(asterisk, bot, clocks)) count(3, "the moment of its end");
  }
  const rhythm = rhythmMs(asterisk, bot);
  // bots hold all their calls in much the same rhythm
  if (rhythm !== null) count(rhythm <= 1200 ? (covered ? 4 : 1) : rhythm > 2500 ? -6 : 0, "the rhythm of the holds");
  return { score, joinedBy: reasons.join(", ") };
}

/** A first line comes at most this many seconds after the creation. */
const LATEST_SECONDS = 2;

/**
 * A log that begins less than this before a creation may begin within an older call, whose next line then looks like a first
 * one.
 */
const COVERED_BEFORE_SECONDS = 2;

/**
 * A channel that the bot gave an id of its own (ARI `channelId`). Only the call itself tells which it is. Both logs mention its
 * entry into Stasis. A caller's number decides alone; moment and rhythm decide only together.
 */
function fitOfGivenId(
  asterisk: HalfSummary,
  bot: HalfSummary,
  clocks: { readonly asterisk: Clock; readonly bot: Clock },
): Fit | null {
  if (asterisk.startMs === null || bot.startMs === null) return null;
  if (asterisk.channelIds.length > 0 || differentCallers(asterisk, bot)) return null;
  const rhythm = rhythmMs(asterisk, bot);
  if (rhythm !== null && rhythm > 2500) return null;
  const reasons: string[] = [];
  let score = 0;
  const count = (points: number, reason: string): void => {
    score += points;
    reasons.push(reason);
  };
  if ([...bot.numbers, ...bot.otherNumbers].some((number) => asterisk.numbers.includes(number)))
    count(20, "the caller's number");
  const apartMs = Math.abs(toUtcMs(clocks.asterisk, asterisk.startMs) - toUtcMs(clocks.bot, bot.startMs));
  const slackMs = clocks.bot.skewKnown ? 1500 : UNKNOWN_SKEW_MS;
  if (apartMs <= slackMs) count(clocks.bot.skewKnown && apartMs <= 300 ? 7 : 4, "the moment of entering Stasis");
  if (rhythm !== null && rhythm <= 1200) count(4, "the rhythm of the holds");
  return { score, joinedBy: reasons.join(", ") };
}

/**
 * Hosts whose clocks are set at all are no further apart. Wrong pairs are outvoted when the skew is measured (clocks/clock.ts).
 */
const UNKNOWN_SKEW_MS = 6_000;

/** The same id with different callers counts less than caller's number and second together, and enough if nothing else fits. */
const DOUBTFUL_ID = 12;

/** Two hosts without a systemname may give the same uniqueid to different calls (main/channel_internal_api.c). */
function differentCallers(asterisk: HalfSummary, bot: HalfSummary): boolean {
  const [number] = bot.numbers;
  return number !== undefined && asterisk.numbers.length > 0 && !asterisk.numbers.includes(number);
}

/**
 * Both counters grow by one for each channel, the one in uniqueids also for channels of other technologies, so their difference
 * never falls. Before any join is sure, equal counters support each other. A process starts both at 0, so two zeros mean the
 * same channel, if they come from the same process.
 */
function orderPoints(
  counter: number,
  nameCounter: number,
  { before, after }: DeltaRange,
  sameProcess: boolean,
): number {
  const apart = counter - nameCounter;
  if (before === null && after === null) return apart !== 0 ? 0 : sameProcess && counter === 0 ? 3 : 2;
  if (apart < (before?.delta ?? 0) || (after !== null && apart > after.delta)) return -6;
  // names count up as well: a later channel has no name that was given earlier
  if (before !== null && counter > before.counter && nameCounter <= before.counter - before.delta) return -6;
  if (after !== null && counter < after.counter && nameCounter >= after.counter - after.delta) return -6;
  if (before?.delta === after?.delta) return 6;
  // less than the margin, since a leg in between may have changed the difference
  return before !== null && after !== null ? 3 : apart === (before ?? after)?.delta ? 2 : 0;
}

/** Asterisk says that the channel died, and afterwards the bot still did what only a live channel allows. */
function contradicts(
  asterisk: HalfSummary,
  bot: HalfSummary,
  clocks: { readonly asterisk: Clock; readonly bot: Clock },
): boolean {
  if (asterisk.deathMs === null || bot.aliveMs === null) return false;
  const slackMs = clocks.bot.skewKnown ? 2_000 : 10_000;
  return toUtcMs(clocks.bot, bot.aliveMs) > toUtcMs(clocks.asterisk, asterisk.deathMs) + slackMs;
}

/** Did the bot hear of an end at the moment when Asterisk says that the channel died? */
function sameEnd(
  asterisk: HalfSummary,
  bot: HalfSummary,
  clocks: { readonly asterisk: Clock; readonly bot: Clock },
): boolean {
  if (asterisk.endMs === null || bot.endMs === null) return false;
  const apartMs = toUtcMs(clocks.bot, bot.endMs) - toUtcMs(clocks.asterisk, asterisk.endMs);
  return Math.abs(apartMs) <= SAME_END_MS;
}

/** Stamps in whole seconds, and a StasisEnd that comes a moment later. */
const SAME_END_MS = 1_500;

/** Both logs mention the call at the same time, give or take a minute. */
function overlap(
  asterisk: HalfSummary,
  bot: HalfSummary,
  clocks: { readonly asterisk: Clock; readonly bot: Clock },
): boolean {
  const slackMs = 60_000;
  return (
    toUtcMs(clocks.asterisk, asterisk.firstMs) <= toUtcMs(clocks.bot, bot.lastMs) + slackMs &&
    toUtcMs(clocks.bot, bot.firstMs) <= toUtcMs(clocks.asterisk, asterisk.lastMs) + slackMs
  );
}

/** The largest disagreement between the two series of holds, each counted from the start of its half. Null without both. */
function rhythmMs(asterisk: HalfSummary, bot: HalfSummary): number | null {
  if (asterisk.startMs === null || bot.startMs === null) return null;
  const shared = Math.min(asterisk.holdsMs.length, bot.holdsMs.length);
  let worst: number | null = null;
  for (let i = 0; i < shared; i += 1) {
    const apart = Math.abs(
      (asterisk.holdsMs[i] as number) - asterisk.startMs - ((bot.holdsMs[i] as number) - bot.startMs),
    );
    worst = Math.max(worst ?? 0, apart);
  }
  return worst;
}
