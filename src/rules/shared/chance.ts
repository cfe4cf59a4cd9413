// When is a repetition across calls a pattern? Two plain tests against chance. Whoever looks at many groups and moments finds
// something that stands out: the more were looked at, the more is asked for.

/** So many calls make a pattern; fewer say nothing. */
export const FEWEST = 3;

/** Calls of a group, and how many of them met with something. */
export interface Share {
  readonly hit: number;
  readonly of: number;
}

/**
 * Does a group meet with it more often than the rest? At least {@link FEWEST} times, at least twice as often as the rest, and
 * by more than chance: the difference of two shares in standard deviations (two-proportion test), squared. 7 of them are met
 * once in two hundred draws; among `compared` groups 2 ln(compared) more are asked for, as a normal tail falls with the square.
 * A group that is all calls has no rest, so it is never a pattern; nor is one beside a handful of others.
 */
export function standsOut(group: Share, rest: Share, compared: number): boolean {
  if (group.hit < FEWEST || rest.of === 0) return false;
  const [share, restShare] = [group.hit / group.of, rest.hit / rest.of];
  if (share < 2 * restShare) return false;
  const pooled = (group.hit + rest.hit) / (group.of + rest.of);
  const variance = pooled * (1 - pooled) * (1 / group.of + 1 / rest.of);
  return (share - restShare) ** 2 / variance >= 7 + 2 * Math.log(compared);
}

/** Where counts heap up: a second and the one after it. */
export interface Peak {
  readonly second: number;
  readonly count: number;
}

/** What lies so near to a peak is what it must stand out from. */
const AROUND_SECONDS = 30;
/** A timer and a stamp are both rounded to a second: what happens at once spreads over two. */
const WIDTH_SECONDS = 2;

/**
 * The seconds at which more happened than chance puts there: at least {@link FEWEST}, at least twice as many as in the half
 * minute before and after together, and so many that a span of `spanSeconds` with the others strewn over it would show such a
 * heap less than once in a hundred runs (Poisson). The highest first, and of neighbours only the highest.
 */
export function peaksOf(counts: ReadonlyMap<number, number>, spanSeconds: number): Peak[] {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const between = (from: number, to: number): number => {
    let sum = 0;
    for (let second = from; second <= to; second += 1) sum += counts.get(second) ?? 0;
    return sum;
  };
  const peaks: Peak[] = [];
  const heaps = [...counts.keys()]
    .map((second) => ({ second, count: between(second, second + WIDTH_SECONDS - 1) }))
    .filter(({ count }) => count >= FEWEST)
    .sort((a, b) => b.count - a.count || a.second - b.second);
  for (const { second, count } of heaps) {
    if (peaks.some((peak) => Math.abs(peak.second - second) <= AROUND_SECONDS)) continue;
    const around = between(second - AROUND_SECONDS, second + WIDTH_SECONDS - 1 + AROUND_SECONDS) - count;
    const strewn = (WIDTH_SECONDS * (total - count + 1)) / spanSeconds;
    if (count >= 2 * Math.max(around, strewn) && spanSeconds * poisson(strewn, count) < 0.01)
      peaks.push({ second, count });
  }
  return peaks;
}

/** How likely `count` is where `mean` is usual; from twice the mean on, more than that is less likely still. */
function poisson(mean: number, count: number): number {
  let likelihood = Math.exp(-mean);
  for (let i = 1; i <= count; i += 1) likelihood *= mean / i;
  return likelihood;
}
