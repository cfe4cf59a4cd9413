// What a text must hold for an expression to match it: words that stand in the expression itself. So one look at a line tells
// which of a table of expressions can match (glance.ts), and the words need not be kept in step with the table by hand.

/** A piece of an expression that every match has: one of these words. */
export type OneOf = readonly string[];

/**
 * What every match of an expression has, in lower case and without blanks, for texts may join words otherwise: of one of its
 * alternatives all pieces. A piece that may be empty is left out; null where an alternative has none that can be told.
 */
export function neededWords({ source }: RegExp): readonly (readonly OneOf[])[] | null {
  const alternatives = new Walker(source).alternatives();
  return alternatives.every((pieces) => pieces.length > 0) ? alternatives : null;
}

/** Signs that stand for themselves, and are there. */
const PLAIN = /[^\\[\](){}|*+?.^$\s]+(?![*+?{])/y;
const CLASS = /\[(?:\\.|[^\]\\])*\]/y;
const ESCAPE = /\\(?:p\{\w+\}|u\{\w+\}|k<\w+>|x[\da-f]{2}|u[\da-f]{4}|.)/iy;
const QUANTIFIER = /(?:[*+?]|\{\d*(?:,\d*)?\})\??/y;
const GROUP_START = /\((?:\?(?:<?[=!]|:|<\w+>))?/y;
/** A class that lists what it takes, without blanks: ['’] | [её] */
const LISTED = /^\[[^\s^\\-]+\]$/;
/** What an escape stands for itself: punctuation. */
const LITERAL_ESCAPE = /^\\[^\w\s]$/;

/** Goes through the source of an expression once, from left to right. */
class Walker {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to the end of the group, or of all. */
  alternatives(): OneOf[][] {
    const alternatives: OneOf[][] = [];
    for (;;) {
      alternatives.push(this.#sequence());
      if (this.#source[this.#at] !== "|") return alternatives;
      this.#at += 1;
    }
  }

  /** One alternative: all that stands in it for sure. */
  #sequence(): OneOf[] {
    const pieces: OneOf[] = [];
    let run = "";
    const endRun = (): void => {
      if (run !== "") pieces.push([run.toLowerCase()]);
      run = "";
    };
    while (this.#at < this.#source.length && !"|)".includes(this.#source[this.#at] as string)) {
      const plain = this.#match(PLAIN);
      if (plain !== null) {
        run += plain;
        continue;
      }
      const { literal, pieces: within } = this.#atom();
      const quantifier = this.#match(QUANTIFIER, "*+?{");
      const optional = quantifier !== null && /^(?:[*?]|\{0?,|\{0\})/.test(quantifier);
      if (literal !== null && literal !== " " && !optional) run += literal;
      if (literal === null || literal === " " || quantifier !== null) endRun();
      if (!optional) pieces.push(...within);
    }
    endRun();
    return pieces;
  }

  #atom(): { readonly literal: string | null; readonly pieces: readonly OneOf[] } {
    const group = this.#match(GROUP_START, "(");
    if (group !== null) {
      const alternatives = this.alternatives();
      this.#at += 1;
      return { literal: null, pieces: /[=!]$/.test(group) ? [] : together(alternatives) };
    }
    const escaped = this.#match(ESCAPE, "\\");
    if (escaped !== null) return { literal: LITERAL_ESCAPE.test(escaped) ? escaped.slice(1) : null, pieces: [] };
    const signs = this.#match(CLASS, "[");
    if (signs !== null)
      return { literal: null, pieces: LISTED.test(signs) ? [[...signs.slice(1, -1).toLowerCase()]] : [] };
    const sign = this.#source[this.#at] as string;
    this.#at += 1;
    return { literal: ".^$".includes(sign) ? null : sign, pieces: [] };
  }

  /** @param signs What it begins with, where that is told at once. */
  #match(expression: RegExp, signs: string | null = null): string | null {
    if (signs !== null && !signs.includes(this.#source[this.#at] ?? " ")) return null;
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#source);
    if (match) this.#at = expression.lastIndex;
    return match?.[0] ?? null;
  }
}

/** A group's alternatives as pieces of what is around it: the best piece of each, one of which is there. */
function together(alternatives: readonly (readonly OneOf[])[]): readonly OneOf[] {
  const [only, ...others] = alternatives;
  if (only && others.length === 0) return only;
  const words: string[] = [];
  for (const pieces of alternatives) {
    const best = bestOf(pieces);
    if (!best) return [];
    words.push(...best);
  }
  return [words];
}

/** The one whose shortest word is longest, or no letter: it is met by chance the least. */
export function bestOf(pieces: readonly OneOf[]): OneOf | null {
  let best: OneOf | null = null;
  for (const piece of pieces) if (best === null || rarity(piece) > rarity(best)) best = piece;
  return best;
}

const rarity = (words: OneOf): number =>
  Math.min(...words.map((word) => word.length + (/[\p{L}\d]/u.test(word) ? 0 : 0.5)));
