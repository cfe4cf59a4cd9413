// What a text must hold for an expression to match it: words that stand in the expression itself. So one look at a line tells
// whether any of a table of expressions can match, and the words need not be kept in step with the table by hand.

/** A piece of an expression that every match has: one of these words. null where it has none that can be told. */
type Needed = readonly string[] | null;

/**
 * Words of which every match of an expression has at least one, in the case of the expression; without blanks, for texts
 * may join words otherwise. null where the expression may match without any.
 */
export function neededWords({ source, flags }: RegExp): Needed {
  return flags.includes("i") ? null : new Walker(source).alternatives();
}

/** The end of a class, an escape or a quantifier. */
const CLASS = /\[(?:\\.|[^\]\\])*\]/y;
const ESCAPE = /\\(?:p\{\w+\}|u\{\w+\}|k<\w+>|x[\da-f]{2}|u[\da-f]{4}|.)/iy;
const QUANTIFIER = /(?:[*+?]|\{\d*(?:,\d*)?\})\??/y;
const GROUP_START = /\((?:\?(?:<?[=!]|:|<\w+>))?/y;
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
  alternatives(): Needed {
    const words: string[] = [];
    let all = true;
    for (;;) {
      const needed = this.#sequence();
      if (needed) words.push(...needed);
      else all = false;
      if (this.#source[this.#at] !== "|") break;
      this.#at += 1;
    }
    return all ? words : null;
  }

  /** One alternative: the best of what stands in it for sure. */
  #sequence(): Needed {
    let best: Needed = null;
    let run = "";
    const endRun = (): void => {
      best = better(best, [run]);
      run = "";
    };
    while (this.#at < this.#source.length && !"|)".includes(this.#source[this.#at] as string)) {
      const { literal, needed } = this.#atom();
      const quantifier = this.#match(QUANTIFIER);
      const optional = /^(?:[*?]|\{0?,|\{0\})/.test(quantifier ?? "");
      if (literal !== null && literal !== " " && !optional) run += literal;
      if (literal === null || literal === " " || quantifier !== null) endRun();
      if (needed && !optional) best = better(best, needed);
    }
    endRun();
    return best;
  }

  #atom(): { readonly literal: string | null; readonly needed: Needed } {
    const group = this.#match(GROUP_START);
    if (group !== null) {
      const needed = this.alternatives();
      this.#at += 1;
      return { literal: null, needed: /[=!]$/.test(group) ? null : needed };
    }
    const escaped = this.#match(ESCAPE);
    if (escaped !== null) return { literal: LITERAL_ESCAPE.test(escaped) ? escaped.slice(1) : null, needed: null };
    if (this.#match(CLASS) !== null) return { literal: null, needed: null };
    const sign = this.#source[this.#at] as string;
    this.#at += 1;
    return { literal: ".^$".includes(sign) ? null : sign, needed: null };
  }

  #match(expression: RegExp): string | null {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#source);
    if (match) this.#at = expression.lastIndex;
    return match?.[0] ?? null;
  }
}

/** The one whose shortest word is longer: it is met by chance the least. */
function better(one: Needed, other: readonly string[]): Needed {
  const length = (words: Needed): number => (words === null ? 0 : Math.min(...words.map((word) => word.length)));
  return length(other) > length(one) ? other : one;
}
