// Gives private values masks: `number#1`, `host#2`, counted in the order in which the values first appear. The same value always
// gets the same mask, so lines that mentioned one caller still do.

/** What a mask stands for. */
export type MaskKind = "number" | "name" | "user" | "host" | "address" | "secret";

/** A mask as it appears in a text: host#12 */
export const MASK = String.raw`(?:number|name|user|host|address|secret)#\d+`;
const isMask = new RegExp(`^${MASK}$`);

/** Gives out masks. */
export class Masks {
  readonly #masks = new Map<string, string>();
  readonly #counts = new Map<MaskKind, number>();

  /** The mask of a value. A mask stays what it is, since a report may be masked twice. */
  of(kind: MaskKind, value: string): string {
    if (isMask.test(value)) return value;
    const key = `${kind} ${kind === "number" ? value.replace(/\D/g, "") : value.toLowerCase()}`;
    const known = this.#masks.get(key);
    if (known !== undefined) return known;
    const count = this.countOf(kind) + 1;
    this.#counts.set(kind, count);
    const mask = `${kind}#${count}`;
    this.#masks.set(key, mask);
    return mask;
  }

  /** How many values of a kind were masked. */
  countOf(kind: MaskKind): number {
    return this.#counts.get(kind) ?? 0;
  }
}
