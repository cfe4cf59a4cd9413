// How far the clock of a capture is ahead of Asterisk's. A channel's uniqueid names the second in which Asterisk made it, and the
// capture shows what made Asterisk do so just before, or what Asterisk told of it just after. So each channel allows a second of
// differences, and together they leave little room.

/** When a capture shows a channel to begin, and in which second Asterisk made it. */
export interface Beginning {
  readonly seenMs: number;
  readonly epochSeconds: number;
}

/** Packets and events come this close to the creation. */
const NEXT_TO_IT_MS = 150;
/** Two channels that allow no common difference are of two Asterisks, or one of them is mistaken. */
const MANY = 400;

/**
 * How many milliseconds the capture's clock is ahead: 0 where most channels allow that, else the middle of what most of them allow.
 * Null if there is no channel to go by.
 */
export function aheadMs(beginnings: readonly Beginning[]): number | null {
  if (beginnings.length === 0) return null;
  const bounds = beginnings.slice(0, MANY).flatMap(({ seenMs, epochSeconds }) => {
    const earliestMs = seenMs - epochSeconds * 1000 - 1000 - NEXT_TO_IT_MS;
    return [
      { ms: earliestMs, step: 1 },
      { ms: earliestMs + 1000 + 2 * NEXT_TO_IT_MS, step: -1 },
    ];
  });
  bounds.sort((a, b) => a.ms - b.ms || b.step - a.step);
  let depth = 0;
  let depthAtZero = 0;
  let best = { depth: 0, fromMs: 0, toMs: 0 };
  bounds.forEach(({ ms, step }, i) => {
    if (ms <= 0) depthAtZero += step;
    depth += step;
    const next = bounds[i + 1];
    if (step === 1 && next && depth > best.depth) best = { depth, fromMs: ms, toMs: next.ms };
  });
  return depthAtZero >= best.depth * MOST ? 0 : (best.fromMs + best.toMs) / 2;
}

/** A clock that is right for this share of the channels is right. */
const MOST = 0.9;
