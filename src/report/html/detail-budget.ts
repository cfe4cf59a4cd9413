// How much is kept of which call in the page. Ten thousand calls must open fast and pass as an attachment, so lines and drawings
// are kept up to a total size. Each cause has its share, so that a flood of one cannot leave another without an example.
import type { StringTable } from "./string-table.js";

/** The size of a page, with room for what is only estimated. */
const PAGE_BYTES = 4_800_000;
/**
 * The size of a call's row, apart from drawing and lines. The words of a verdict are mostly unique; those of a call without one
 * are not.
 */
const ROW_BYTES = 300;
const HEALTHY_ROW_BYTES = 160;
/** The size of the lines of a call that went wrong, if other calls already have most of their words. */
const DETAIL_BYTES = 4_000;
/** The size of a drawing without lines, with its row. */
const DRAWN_ROW_BYTES = 400;
const HEALTHY = "none";

/** Counts the bytes of the page. */
export class DetailBudget {
  readonly #left = new Map<string, number>();
  #drawingsLeft: number;
  /** Calls that went wrong and were cut down to their rows. */
  withoutDetail = 0;

  /**
   * @param causeCounts How many calls of each cause there will be.
   * @param otherBytes What the page takes beside its calls: style, script, what is said about the run.
   */
  constructor(causeCounts: Readonly<Record<string, number>>, otherBytes: number) {
    const counts = Object.entries(causeCounts);
    const callCount = counts.reduce((sum, [, count]) => sum + count, 0);
    const healthyCount = causeCounts[HEALTHY] ?? 0;
    const rows = healthyCount * HEALTHY_ROW_BYTES + (callCount - healthyCount) * ROW_BYTES;
    const room = Math.max(0, PAGE_BYTES - otherBytes - rows);
    // what went wrong comes first, but some of what went well is drawn for comparison
    const wanted = Math.max(room - (callCount - healthyCount) * DETAIL_BYTES, room / 5);
    this.#drawingsLeft = Math.min(wanted, healthyCount * DRAWN_ROW_BYTES);
    // many calls with one cause get more than few, but not proportionally; of healthy ones only those with findings count
    const weights = counts.map(([cause, count]) => ({ cause, weight: cause === HEALTHY ? 1 : Math.sqrt(count) }));
    const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
    for (const { cause, weight } of weights) this.#left.set(cause, ((room - this.#drawingsLeft) * weight) / whole);
  }

  /** The call with its lines, if they fit, including the texts that they add. Otherwise null, and the texts are removed again. */
  detail(cause: string, strings: StringTable, render: () => string): string | null {
    const left = this.#left.get(cause) ?? 0;
    const { size, bytes } = strings;
    const text = render();
    const cost = Buffer.byteLength(text) + strings.bytes - bytes;
    if (cost <= left) {
      this.#left.set(cause, left - cost);
      return text;
    }
    strings.forgetFrom(size);
    this.withoutDetail += 1;
    return null;
  }

  /** The call with its drawing, if that fits. */
  drawing(text: string): string | null {
    if (text.length > this.#drawingsLeft) return null;
    this.#drawingsLeft -= text.length;
    return text;
  }
}
