// How well an Asterisk half and a bot half fit each other. Facts, strongest first: the same id or name; the caller's number;
// the second of creation in the uniqueid against the first line of the call; counters; the rhythm of holds and plays.
import { type Clock, toUtcMs } from "./clock.js";
import type { Digest } from "./digest.js";

/** A fit of two halves. */
export interface Fit {
  /** Below {@link ENOUGH}: not the same call. */
  readonly score: number;
  readonly joinedBy: string;
}

/** The least score that joins two halves. */
export const ENOUGH = 6;

/** Bounds of the difference between the bot's counter and Asterisk's name counter, from sure joins nearby. */
export interface DeltaRange {
  readonly least: number;
  readonly most: number;
}

/**
 * @param delta What sure joins of the same process say of the counters at this point; null before there are any.
 * @returns null where the halves contradict each other.
 */
export function fitOf(
  asterisk: Digest,
  bot: Digest,
  clocks: { readonly asterisk: Clock; readonly bot: Clock },
  delta: DeltaRange | null,
): Fit | null {
  if (asterisk.channelIds.some((id) => bot.channelIds.includes(id)))
    return { score: differentCallers(asterisk, bot) ? DOUBTFUL_ID : 100, joinedBy: "the uniqueid in both logs" };
  if (asterisk.uniqueId && bot.uniqueId) return null; // another call's id
  if (!overlap(asterisk, bot, clocks) || contradicts(asterisk, bot, clocks)) return null;
  if (asterisk.channelNames.some((name) => bot.channelNames.includes(name)))
    return { score: 90, joinedBy: "the channel name in both logs" };
  if (!bot.uniqueId) return fitOfGivenId(asterisk, bot, clocks);
  const reasons: string[] = [];
  let score = 0;
  const count = (points: number, reason: string): void => {
    score += points;
    if (points > 0) reasons.push(reason);
  };
  if (asterisk.startMs !== null) {
    const late = Math.floor(toUtcMs(clocks.asterisk, asterisk.startMs) / 1000) - bot.uniqueId.epochSeconds;
    if (late < 0 || late > 2) return null;
    count(late === 0 ? 6 : 4 - late, "the second of creation in the uniqueid");
  } else count(4, "the time of its lines");
  const [number] = bot.numbers;
  if (number !== undefined && asterisk.numbers.length > 0)
    count(asterisk.numbers.includes(number) ? 20 : -10, "the caller's number");
  if (asterisk.nameCounter !== null)
    count(orderPoints(bot.uniqueId.counter - asterisk.nameCounter, delta), "the order of creation");
  const rhythm = rhythmMs(asterisk, bot);
  if (rhythm !== null) count(rhythm <= 1200 ? 4 : rhythm > 2500 ? -6 : 0, "the rhythm of the holds");
  return { score, joinedBy: reasons.join(", ") };
}

/**
 * A channel that the bot gave an id of its own (ARI `channelId`): nothing but the call itself tells which it is. Both logs
 * speak of its entry into Stasis; a caller's number decides, the moment and the rhythm do together, each alone does not.
 */
function fitOfGivenId(
  asterisk: Digest,
  bot: Digest,
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
  if (bot.numbers.some((number) => asterisk.numbers.includes(number))) count(20, "the caller's number");
  const apartMs = Math.abs(toUtcMs(clocks.asterisk, asterisk.startMs) - toUtcMs(clocks.bot, bot.startMs));
  const slackMs = clocks.bot.skewKnown ? 1500 : UNKNOWN_SKEW_MS;
  if (apartMs <= slackMs) count(clocks.bot.skewKnown && apartMs <= 300 ? 7 : 4, "the moment of entering Stasis");
  if (rhythm !== null && rhythm <= 1200) count(4, "the rhythm of the holds");
  return { score, joinedBy: reasons.join(", ") };
}

/** Hosts that set their clocks at all are not further apart; wrong pairs are outvoted when the skew is measured (clock.ts). */
const UNKNOWN_SKEW_MS = 6_000;

/** The same id of different callers: less than the caller's number and the second together, enough where nothing else fits. */
const DOUBTFUL_ID = 12;

/** Two hosts without a systemname may give the same uniqueid to different calls (channel_internal_api.c). */
function differentCallers(asterisk: Digest, bot: Digest): boolean {
  const [number] = bot.numbers;
  return number !== undefined && asterisk.numbers.length > 0 && !asterisk.numbers.includes(number);
}

/**
 * Both counters grow by one a channel; uniqueids also for channels of other technologies, so their difference never falls.
 * Before any join is sure, equal counters speak for each other: a process starts both at 0.
 */
function orderPoints(apart: number, delta: DeltaRange | null): number {
  if (delta === null) return apart === 0 ? 3 : 0;
  if (apart < delta.least || apart > delta.most) return -6;
  return delta.least === delta.most ? 6 : 3;
}

/** Asterisk says that the channel died, and after that the bot still did what only a live channel allows. */
function contradicts(
  asterisk: Digest,
  bot: Digest,
  clocks: { readonly asterisk: Clock; readonly bot: Clock },
): boolean {
  if (asterisk.deathMs === null || bot.aliveMs === null) return false;
  return toUtcMs(clocks.bot, bot.aliveMs) > toUtcMs(clocks.asterisk, asterisk.deathMs) + 2_000;
}

/** Both logs speak of the call at the same time, give or take a minute. */
function overlap(asterisk: Digest, bot: Digest, clocks: { readonly asterisk: Clock; readonly bot: Clock }): boolean {
  const slackMs = 60_000;
  return (
    toUtcMs(clocks.asterisk, asterisk.firstMs) <= toUtcMs(clocks.bot, bot.lastMs) + slackMs &&
    toUtcMs(clocks.bot, bot.firstMs) <= toUtcMs(clocks.asterisk, asterisk.lastMs) + slackMs
  );
}

/** The largest disagreement between the series of holds, each counted from the start of its half; null without both. */
function rhythmMs(asterisk: Digest, bot: Digest): number | null {
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
