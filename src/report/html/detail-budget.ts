// What of which call is kept in the page. Ten thousand calls must open fast and pass as an attachment, so lines and drawings
// are kept up to a size. Each cause has its share: a flood of one must not leave another without an example.
import type { StringTable } from "./string-table.js";

/** Room for the calls; style, script and what is said of the run come to less than the rest of 5 MB. */
const TOTAL_BYTES = 4_700_000;
/** What the row of a call takes, drawing and lines apart; the words of a verdict are mostly its own, those of none are not. */
const ROW_BYTES = 300;
const HEALTHY_ROW_BYTES = 160;
/** What the lines of a call that went wrong take, where others have said most of their words. */
const DETAIL_BYTES = 4_000;
/** What a drawing without lines takes with its row. */
const DRAWN_ROW_BYTES = 400;
const HEALTHY = "none";

/** Counts the bytes of the page. */
export class DetailBudget {
  readonly #left = new Map<string, number>();
  #drawingsLeft: number;
  /** Calls that went wrong and were cut to their rows. */
  withoutDetail = 0;

  /** @param causeCounts How many calls of each cause there will be. */
  constructor(causeCounts: Readonly<Record<string, number>>) {
    const counts = Object.entries(causeCounts);
    const callCount = counts.reduce((sum, [, count]) => sum + count, 0);
    const healthyCount = causeCounts[HEALTHY] ?? 0;
    const rows = healthyCount * HEALTHY_ROW_BYTES + (callCount - healthyCount) * ROW_BYTES;
    const room = Math.max(0, TOTAL_BYTES - rows);
    // what went wrong comes first, but some of what went well is drawn for comparison
    const wanted = Math.max(room - (callCount - healthyCount) * DETAIL_BYTES, room / 5);
    this.#drawingsLeft = Math.min(wanted, healthyCount * DRAWN_ROW_BYTES);
    // many calls of one cause get more than few, but not as many times more; of healthy ones only those with findings count
    const weights = counts.map(([cause, count]) => ({ cause, weight: cause === HEALTHY ? 1 : Math.sqrt(count) }));
    const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
    for (const { cause, weight } of weights) this.#left.set(cause, ((room - this.#drawingsLeft) * weight) / whole);
  }

  /** The call with its lines where they fit, with the texts that they brought; else null, and the texts are taken back. */
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

  /** The call with its drawing where that fits. */
  drawing(text: string): string | null {
    if (text.length > this.#drawingsLeft) return null;
    this.#drawingsLeft -= text.length;
    return text;
  }
}
