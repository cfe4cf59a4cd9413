// Could chance alone explain the difference between two shares? Fisher's exact test, which also works for few calls.

/** Chance explains what happens in more than one of twenty such pairs of reports. */
const RARE = 0.05;

/** Is the difference between `a` of `n` and `b` of `m` larger than chance explains? */
export function isClear(a: number, n: number, b: number, m: number): boolean {
  return n > 0 && m > 0 && chanceOf(a, n, b, m) < RARE;
}

/** The probability of a difference at least this large if both shares were the same (two-sided). */
export function chanceOf(a: number, n: number, b: number, m: number): number {
  const logs = logFactorials(n + m);
  const log = (k: number): number => logs[k] ?? 0;
  const choose = (of: number, k: number): number => log(of) - log(k) - log(of - k);
  const hits = a + b;
  const probability = (k: number): number => Math.exp(choose(n, k) + choose(m, hits - k) - choose(n + m, hits));
  const seen = probability(a);
  let sum = 0;
  // as probable as what was observed, apart from rounding
  for (let k = Math.max(0, hits - m); k <= Math.min(n, hits); k += 1) {
    const one = probability(k);
    if (one <= seen * (1 + 1e-7)) sum += one;
  }
  return Math.min(1, sum);
}

function logFactorials(highest: number): Float64Array {
  const logs = new Float64Array(highest + 1);
  for (let k = 2; k <= highest; k += 1) logs[k] = (logs[k - 1] ?? 0) + Math.log(k);
  return logs;
}
