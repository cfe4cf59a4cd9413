// What a text must contain for an expression to match it: words taken from the expression itself. So one search of a line tells
// which of a table of expressions can match (word-scan.ts), and nobody has to keep the words in step with the table.

/** A piece of an expression that every match contains: one of these words. */
export type OneOf = readonly string[];

/**
 * What every match of an expression contains, in lower case and without blanks, since texts may join words differently: all
 * pieces of one of its alternatives. A piece that may be empty is left out. Null if nothing can be told about some alternative.
 */
export function neededWords({ source }: RegExp): readonly (readonly OneOf[])[] | null {
  const alternatives = new Walker(source).alternatives();
  return alternatives.every((pieces) => pieces.length > 0) ? alternatives : null;
}

/** Characters that stand for themselves and must be there. */
const PLAIN = /[^\\[\](){}|*+?.^$\s]+(?![*+?{])/y;
const CLASS = /\[(?:\\.|[^\]\\])*\]/y;
const ESCAPE = /\\(?:p\{\w+\}|u\{\w+\}|k<\w+>|x[\da-f]{2}|u[\da-f]{4}|.)/iy;
const QUANTIFIER = /(?:[*+?]|\{\d*(?:,\d*)?\})\??/y;
const GROUP_START = /\((?:\?(?:<?[=!]|:|<\w+>))?/y;
/** A class that lists what it accepts, without blanks: ['’] | [её] */
const LISTED = /^\[[^\s^\\-]+\]$/;
/** The characters that an escape turns into themselves: punctuation. */
const LITERAL_ESCAPE = /^\\[^\w\s]$/;

/** Reads the source of an expression once, from left to right. */
class Walker {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to the end of the group, or of everything. */
  alternatives(): OneOf[][] {
    const alternatives: OneOf[][] = [];
    for (;;) {
      alternatives.push(this.#sequence());
      if (this.#source[this.#at] !== "|") return alternatives;
      this.#at += 1;
    }
  }

  /** One alternative: everything that it certainly contains. */
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

  /** @param signs What it begins with, if that is known at once. */
  #match(expression: RegExp, signs: string | null = null): string | null {
    if (signs !== null && !signs.includes(this.#source[this.#at] ?? " ")) return null;
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#source);
    if (match) this.#at = expression.lastIndex;
    return match?.[0] ?? null;
  }
}

/** A group's alternatives as pieces of the surrounding expression: the best piece of each, one of which must be there. */
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

/** The piece whose shortest word is longest, as chance finds that least often. */
export function bestOf(pieces: readonly OneOf[]): OneOf | null {
  let best: OneOf | null = null;
  for (const piece of pieces) if (best === null || rarity(piece) > rarity(best)) best = piece;
  return best;
}

const rarity = (words: OneOf): number =>
  Math.min(...words.map((word) => word.length + (/[\p{L}\d]/u.test(word) ? 0 : 0.5)));
