// Gives private values masks: `number#1`, `host#2`, counted in the order in which the values first appear. The same value always
// gets the same mask, so lines that mentioned one caller still do. With a key they are shown as `number#kqzvhwxbjm`, which any run
// with that key makes of the value.
import { BoundedMap } from "../../io/bounded-map.js";
import { plainDigits } from "./digits.js";

const KINDS = ["number", "name", "user", "host", "address", "secret", "word", "text", "file"] as const;
/** What a mask stands for. The last three are those of --redact=strict: a word, several, a part of a path. */
export type MaskKind = (typeof KINDS)[number];
const ANY_KIND = `(?:${KINDS.join("|")})`;

/** Letters of a mask that a key makes (keyed-masks.ts). A digit among them would read as a number. */
export const KEYED_LETTERS = 10;

/** A mask as it appears in a text: host#12 */
export const MASK = String.raw`${ANY_KIND}#(?:\d+|[a-z]{${KEYED_LETTERS}}(?![A-Za-z\d]))`;
const isMask = new RegExp(`^${MASK}$`);

/** Masks that are remembered where a key makes them anew at any time. One text has fewer. */
const REMEMBERED = 20_000;

/** Makes letters of a value, always the same ones. */
export type Keyed = (value: string) => string;

/** Gives out masks. */
export class Masks {
  readonly #key: Keyed | null;
  readonly #masks: Map<string, string> | BoundedMap<string, string>;
  /** The value of a mask, as far as a key is to show it. */
  readonly #values = new BoundedMap<string, string>(REMEMBERED);
  readonly #counts = new Map<MaskKind, number>();

  /** @param key Makes the masks that are shown. Without, they are shown as they are counted. */
  constructor(key: Keyed | null = null) {
    this.#key = key;
    this.#masks = key === null ? new Map() : new BoundedMap(REMEMBERED);
  }

  /** The mask of a value, as it is counted. A mask stays what it is, since a report may be masked twice. */
  of(kind: MaskKind, value: string): string {
    if (isMask.test(value)) return value;
    // two files may differ in nothing but capital letters
    const plain = kind === "file" ? value : value.toLowerCase();
    const key = `${kind} ${kind === "number" ? withoutGroups(value) : plain}`;
    const known = this.#masks.get(key);
    if (known !== undefined) {
      if (this.#key !== null) this.#values.set(known, key);
      return known;
    }
    const count = this.countOf(kind) + 1;
    this.#counts.set(kind, count);
    const mask = `${kind}#${count}`;
    this.#masks.set(key, mask);
    if (this.#key !== null) this.#values.set(mask, key);
    return mask;
  }

  /** Gives no mask that a text has already: a report may be masked twice. */
  avoid(text: string): void {
    for (const [, kind, count] of text.matchAll(counted))
      this.#counts.set(kind as MaskKind, Math.max(this.countOf(kind as MaskKind), Number(count)));
  }

  /** The text with its masks as they are shown. */
  shown(text: string): string {
    const key = this.#key;
    if (key === null || !text.includes("#")) return text;
    return text.replace(counted, (mask, kind: string) => {
      const value = this.#values.get(mask);
      return value === undefined ? mask : `${kind}#${key(value)}`;
    });
  }

  /** How many values of a kind were masked. */
  countOf(kind: MaskKind): number {
    return this.#counts.get(kind) ?? 0;
  }
}

const counted = new RegExp(String.raw`\b(${KINDS.join("|")})#(\d+)`, "g");

const lookalike = new RegExp(
  String.raw`(?<![\p{L}\d])(?<kind>${KINDS.join("|")})#(?<value>\d{5,}|[a-z]{${KEYED_LETTERS}}(?![\p{L}\d]))`,
  "giu",
);

/** Masks what only looks like a mask: `user#79162298921` of a log. `number#12` may stay, for it tells as little as a mask. */
export function maskLookalikes(text: string, masks: Masks): string {
  if (!text.includes("#")) return text;
  return text.replace(lookalike, (_, kind: string, value: string) => {
    return `${kind} ${masks.of(/^\d/.test(value) ? "number" : "name", value)}`;
  });
}

type Groups = Readonly<Record<string, string | undefined>>;
/** A mask that ends here, or has begun. */
const beginning = new RegExp(`${ANY_KIND}#(?:\\d*|[a-z]{0,${KEYED_LETTERS}})$`);
const endsAsMask = new RegExp(`${ANY_KIND}$`);
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
      (endsAsMask.test(value) && /^#[\da-z]/.test(text.slice(to, to + 2))) ||
      beginning.test(text.slice(Math.max(0, from - 24), from));
    if (isPartOfMask || anyMask.test(value)) return whole;
    return `${before}${mask(value)}${whole.slice(before.length + value.length)}`;
  });
}

/** A number however it is grouped, in whatever digits. An IBAN has letters. */
function withoutGroups(value: string): string {
  return plainDigits(value).replace(/[^A-Z\d]/g, "");
}
