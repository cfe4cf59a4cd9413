// Values that Asterisk takes as written but that defeat the option's purpose.
import type { ConfigOption } from "../../asterisk/options/option.js";

/** A far end that is polled so rarely is found dead too late, and no NAT keeps its port open for that long. */
const SELDOM_SECONDS = 1_800;
const QUALIFY = /^(?:qualify_frequency|qualifyfreq)$/;

/** What such a value does, and one that works. */
export interface Undone {
  readonly reason: string;
  readonly proposed: string;
}

/** What is wrong with a value. Null if nothing is. */
export function undoes(option: ConfigOption | undefined, written: string): Undone | null {
  if (option?.kind !== "number" || !/^\s*\+?\d+\s*$/.test(written)) return null;
  const value = Number(written);
  if (QUALIFY.test(option.name) && value >= SELDOM_SECONDS)
    return {
      reason: `it counts seconds, so the far end is asked only every ${Math.round(value / 60)} minutes: one that is gone stays "reachable" until then, and a NAT forgets its port within minutes.`,
      proposed: "60",
    };
  const { default: otherwise, unit } = option;
  if (value === 0 && option.zeroIsOff && otherwise !== null && otherwise !== "0")
    return {
      reason: `0 turns it off, which is not "no limit"; without the line it is ${otherwise}${unit === null ? "" : ` ${unit}`}.`,
      proposed: otherwise,
    };
  return null;
}
