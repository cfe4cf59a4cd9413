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

/**
 * @param delta Bot's counter minus Asterisk's name counter, learned from sure joins of the same process; null before.
 * @returns null where the halves contradict each other.
 */
export function fit(asterisk: Digest, bot: Digest, clocks: { readonly asterisk: Clock; readonly bot: Clock }, delta: number | null): Fit | null {
  if (asterisk.channelIds.some((id) => bot.channelIds.includes(id))) return { score: 100, joinedBy: "the uniqueid in both logs" };
  if (asterisk.channelIds.length > 0 && bot.uniqueId && asterisk.uniqueId) return null; // another call's id
  const near = overlap(asterisk, bot, clocks);
  if (!near) return null;
  if (asterisk.channelNames.some((name) => bot.channelNames.includes(name))) return { score: 90, joinedBy: "the channel name in both logs" };
  if (!bot.uniqueId) return null;
  const reasons: string[] = [];
  let score = 0;
  if (asterisk.startMs !== null) {
    const late = Math.floor(toUtcMs(clocks.asterisk, asterisk.startMs) / 1000) - bot.uniqueId.epochSeconds;
    if (late < 0 || late > 2) return null;
    score += late === 0 ? 6 : 4 - late;
    reasons.push("the second of creation in the uniqueid");
  } else if (asterisk.deathMs !== null && bot.deathMs !== null) {
    const apart = Math.abs(toUtcMs(clocks.asterisk, asterisk.deathMs) - toUtcMs(clocks.bot, bot.deathMs));
    if (apart > 2000) return null;
    score += 4;
    reasons.push("the second of its end");
  }
  const [number] = bot.numbers;
  if (number !== undefined && asterisk.numbers.length > 0) {
    const same = asterisk.numbers.includes(number);
    score += same ? 20 : -10;
    if (same) reasons.push("the caller's number");
  }
  if (asterisk.nameCounter !== null) {
    const apart = bot.uniqueId.counter - asterisk.nameCounter;
    if (apart === (delta ?? 0)) {
      score += delta === null ? 3 : 6;
      reasons.push("the order of creation");
    }
  }
  const rhythm = rhythmMs(asterisk, bot);
  if (rhythm !== null) {
    if (rhythm <= 1200) reasons.push("the rhythm of holds and plays");
    score += rhythm <= 1200 ? 5 : rhythm > 2500 ? -8 : 0;
  }
  return { score, joinedBy: reasons.join(", ") };
}

/** Both logs speak of the call at the same time, give or take a minute. */
function overlap(asterisk: Digest, bot: Digest, clocks: { readonly asterisk: Clock; readonly bot: Clock }): boolean {
  const slackMs = 60_000;
  return (
    toUtcMs(clocks.asterisk, asterisk.firstMs) <= toUtcMs(clocks.bot, bot.lastMs) + slackMs &&
    toUtcMs(clocks.bot, bot.firstMs) <= toUtcMs(clocks.asterisk, asterisk.lastMs) + slackMs
  );
}

/** The largest disagreement between the two series of holds and plays, each counted from its own first mark. */
function rhythmMs(asterisk: Digest, bot: Digest): number | null {
  const a = marks(asterisk);
  const b = marks(bot);
  const shared = Math.min(a.length, b.length);
  if (shared < 2) return null;
  let worst = 0;
  for (let i = 1; i < shared; i += 1) {
    worst = Math.max(worst, Math.abs((a[i] as number) - (a[0] as number) - ((b[i] as number) - (b[0] as number))));
  }
  return worst;
}

function marks(digest: Digest): number[] {
  return [...digest.holdsMs, ...digest.playsMs].sort((x, y) => x - y);
}
