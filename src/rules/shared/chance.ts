// When is a repetition across calls a pattern? Two plain tests against chance. Looking at many groups and moments always finds
// something that stands out, so the more are compared, the more is required.

/** This many calls make a pattern; fewer say nothing. */
export const FEWEST = 3;

/** The calls of a group, and how many of them had something. */
export interface Share {
  readonly hit: number;
  readonly of: number;
}

/**
 * Does a group have it more often than the rest? It must have it at least {@link FEWEST} times, at least twice as often as the
 * rest, and by more than chance: the difference of two shares in standard deviations (two-proportion test), squared. A value of
 * 7 occurs once in two hundred draws. For `compared` groups, 2 ln(compared) more is required, as a normal tail falls with the
 * square. A group of all calls has no rest, so it is never a pattern; nor is one next to a handful of others.
 */
export function standsOut(group: Share, rest: Share, compared: number): boolean {
  if (group.hit < FEWEST || rest.of === 0) return false;
  const [share, restShare] = [group.hit / group.of, rest.hit / rest.of];
  if (share < 2 * restShare) return false;
  const pooled = (group.hit + rest.hit) / (group.of + rest.of);
  const variance = pooled * (1 - pooled) * (1 / group.of + 1 / rest.of);
  return (share - restShare) ** 2 / variance >= 7 + 2 * Math.log(compared);
}

/** Where counts pile up: a second and the one after it. */
export interface Peak {
  readonly second: number;
  readonly count: number;
}

/** A peak must stand out from the counts this close to it. */
const AROUND_SECONDS = 30;
/** A timer and a stamp are both rounded to a second, so what happens at one moment spreads over two. */
const WIDTH_SECONDS = 2;

/**
 * The seconds at which more happened than chance explains: at least {@link FEWEST}, at least twice as many as in the half
 * minutes before and after together, and so many that the other events, spread over `spanSeconds`, would show such a peak in
 * less than one run in a hundred (Poisson). Highest first; of neighbours only the highest.
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

/** How likely `count` is if `mean` is usual. Above twice the mean, higher counts are even less likely. */
function poisson(mean: number, count: number): number {
  let likelihood = Math.exp(-mean);
  for (let i = 1; i <= count; i += 1) likelihood *= mean / i;
  return likelihood;
}
