// Gives private values masks: `number#1`, `host#2`, counted in the order in which the values first appear. The same value always
// gets the same mask, so lines that mentioned one caller still do.
import { plainDigits } from "./digits.js";

/** What a mask stands for. */
export type MaskKind = "number" | "name" | "user" | "host" | "address" | "secret";

/** A mask as it appears in a text: host#12 */
export const MASK = String.raw`(?:number|name|user|host|address|secret)#\d+`;
const isMask = new RegExp(`^${MASK}$`);

/** The report's note that it was masked. */
export const MASKED_NOTE =
  "Masked (--redact): number#1, name#1, user#1, host#1, address#1 and secret#1 stand for what the logs say, the same mask for the same value.";

/** Gives out masks. */
export class Masks {
  readonly #masks = new Map<string, string>();
  readonly #counts = new Map<MaskKind, number>();

  /** The mask of a value. A mask stays what it is, since a report may be masked twice. */
  of(kind: MaskKind, value: string): string {
    if (isMask.test(value)) return value;
    const key = `${kind} ${kind === "number" ? withoutGroups(value) : value.toLowerCase()}`;
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

type Groups = Readonly<Record<string, string | undefined>>;
/** A mask that ends here, or has begun. */
const beginning = /(?:number|name|user|host|address|secret)#\d*$/;
const anyMask = new RegExp(MASK);

/**
 * Masks what a pattern finds: the group `quoted`, `value`, `user` or `host`, which comes after `before` (and `quote`). What is a
 * mask, or a part of one, stays.
 */
export function maskFound(text: string, pattern: RegExp, mask: (value: string) => string): string {
  return text.replace(pattern, (...match) => {
    const [whole, offset, groups] = [match[0] as string, match.at(-3) as number, match.at(-1) as Groups];
    const value = groups.quoted ?? groups.value ?? groups.user ?? groups.host ?? "";
    const before = `${groups.before ?? ""}${groups.quoted === undefined ? "" : (groups.quote ?? "")}`;
    const from = offset + before.length;
    const to = from + value.length;
    const isPartOfMask =
      /^#\d/.test(text.slice(to, to + 2)) || beginning.test(text.slice(Math.max(0, from - 16), from));
    if (isPartOfMask || anyMask.test(value)) return whole;
    return `${before}${mask(value)}${whole.slice(before.length + value.length)}`;
  });
}

/** A number however it is grouped, in whatever digits. An IBAN has letters. */
function withoutGroups(value: string): string {
  return plainDigits(value).replace(/[^A-Z\d]/g, "");
}
