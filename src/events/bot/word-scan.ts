// Tells which of many expressions may match a text, in one search for all the words that they need. Trying each expression costs
// many times as much, and most of a bot's lines contain the words of none, one or two.
import { bestOf, neededWords, type OneOf } from "./needed-words.js";

/**
 * An alternative of an expression: which expression, and the sets of words of which it needs one each, besides the word that led
 * here.
 */
interface Alternative {
  readonly expression: number;
  readonly others: readonly (readonly number[])[];
}

/** Most letters in the words are ASCII and Cyrillic. Beyond are kana, ideographs and {@link RARE}. */
const TABLE_SIZE = 0x500;
/**
 * Characters that are letters of the table in another case, by `toLowerCase` or for an expression with `i` and `u`: İ, ſ, K
 * (Kelvin), and variants of в, д, о, с, т, ъ, ѣ (Unicode, CaseFolding.txt).
 */
const RARE: readonly (readonly [number, string])[] = [
  [0x130, "i"],
  [0x17f, "s"],
  [0x212a, "k"],
  ...[..."вдосттъѣ"].map((letter, index): [number, string] => [0x1c80 + index, letter]),
];

/** Searches for the words of a table of expressions. Built on first use, as a run without a bot's log needs none. */
export class WordScan {
  readonly #expressions: readonly RegExp[];
  #finder: Finder | null = null;
  readonly #possible: Possible;

  constructor(expressions: readonly RegExp[]) {
    this.#expressions = expressions;
    this.#possible = new Possible(expressions.length);
  }

  /** Searches a text in any case. @returns false if surely no expression matches it. */
  scan(text: string): boolean {
    this.#finder ??= new Finder(this.#expressions);
    this.#finder.find(text, this.#possible);
    return this.#possible.count > 0;
  }

  /** False if an expression, by its index, surely matches neither the last text nor any part of it. */
  allows(index: number): boolean {
    return this.#possible.has(index);
  }

  /** How many expressions may match. */
  get allowedCount(): number {
    return this.#possible.count;
  }

  /** The index of one of those that may match, in the order of the table. */
  allowed(place: number): number {
    return this.#possible.at(place);
  }
}

/** The expressions that may match a text, by index in ascending order. One object is reused for text after text. */
class Possible {
  readonly #indices: Uint16Array;
  /** By index: the search in which it was last added. */
  readonly #putIn: Float64Array;
  look = 0;
  count = 0;

  constructor(size: number) {
    this.#indices = new Uint16Array(size);
    this.#putIn = new Float64Array(size);
  }

  /** Empties it for another text. */
  clear(): void {
    this.look += 1;
    this.count = 0;
  }

  has(index: number): boolean {
    return this.#putIn[index] === this.look;
  }

  at(place: number): number {
    return this.#indices[place] as number;
  }

  add(index: number): void {
    this.#putIn[index] = this.look;
    let place = this.count;
    while (place > 0 && (this.#indices[place - 1] as number) > index) {
      this.#indices[place] = this.#indices[place - 1] as number;
      place -= 1;
    }
    this.#indices[place] = index;
    this.count += 1;
  }
}

/** All words at once, character by character (Aho and Corasick, Efficient string matching, 1975). */
class Finder {
  readonly #words: string[] = [];
  /** By word: the alternatives that it leads to. */
  readonly #alternatives: Alternative[][] = [];
  /** Expressions about which nothing can be told. */
  readonly #always: number[] = [];
  /** By character: the number of its letter, from 1; 0 if it is in no word. */
  readonly #letters = new Uint16Array(TABLE_SIZE);
  /** The same for characters beyond the table: kana and ideographs. */
  readonly #lettersBeyond = new Map<number, number>();
  readonly #width: number;
  /** By state and letter: the next state, as an offset into this array. Negative if words end there. */
  readonly #next: Int32Array;
  /** By state: the words that end there. */
  readonly #ends: number[][] = [[]];
  /** By word: the search in which it was last found; and those found in the last search. */
  readonly #foundIn: Float64Array;
  readonly #found: Uint16Array;

  constructor(expressions: readonly RegExp[]) {
    for (const [index, expression] of expressions.entries()) {
      const alternatives = neededWords(expression);
      if (alternatives) for (const pieces of alternatives) this.#add(index, pieces);
      else this.#always.push(index);
    }
    this.#foundIn = new Float64Array(this.#words.length);
    this.#found = new Uint16Array(this.#words.length);
    const letters = [...new Set(this.#words.join(""))];
    this.#width = letters.length + 1;
    for (const [index, letter] of letters.entries())
      for (const either of [letter, letter.toUpperCase()])
        if (either.charCodeAt(0) < TABLE_SIZE) this.#letters[either.charCodeAt(0)] = index + 1;
        else this.#lettersBeyond.set(either.charCodeAt(0), index + 1);
    for (const [code, letter] of RARE) if (code < TABLE_SIZE) this.#letters[code] = letters.indexOf(letter) + 1;
    this.#next = this.#transitions();
  }

  #add(expression: number, pieces: readonly OneOf[]): void {
    const key = bestOf(pieces);
    // shorter ones are too common to tell anything: `on`, `to`
    const others = pieces.filter((piece) => piece !== key && piece.every((word) => word.length > 2));
    const numbers = others.map((piece) => piece.map((word) => this.#number(word)));
    for (const word of key ?? []) this.#alternatives[this.#number(word)]?.push({ expression, others: numbers });
  }

  #number(word: string): number {
    const known = this.#words.indexOf(word);
    if (known >= 0) return known;
    this.#alternatives.push([]);
    return this.#words.push(word) - 1;
  }

  #transitions(): Int32Array {
    const width = this.#width;
    /** By state: the letters that continue a word, and the states they lead to. */
    const onward: Map<number, number>[] = [new Map()];
    for (const [number, word] of this.#words.entries()) {
      let state = 0;
      for (let i = 0; i < word.length; i += 1) {
        const letter = this.#letter(word.charCodeAt(i));
        const known = onward[state]?.get(letter);
        const to = known ?? onward.push(new Map()) - 1;
        if (known === undefined) {
          onward[state]?.set(letter, to);
          this.#ends.push([]);
        }
        state = to;
      }
      this.#ends[state]?.push(number);
    }
    const next = new Int32Array(onward.length * width);
    // shorter ones first: when one word does not continue, another that began later may
    const others: number[] = [0];
    const queue = [0];
    for (const state of queue) {
      const other = others[state] as number;
      const row = state * width;
      next.copyWithin(row, other * width, (other + 1) * width);
      for (const [letter, to] of onward[state] as Map<number, number>) {
        const otherTo = state === 0 ? 0 : Math.abs(next[row + letter] as number) / width;
        const ends = this.#ends[to] as number[];
        ends.push(...(this.#ends[otherTo] as number[]));
        others[to] = otherTo;
        next[row + letter] = (ends.length > 0 ? -to : to) * width;
        queue.push(to);
      }
    }
    return next;
  }

  #letter(code: number): number {
    if (code < TABLE_SIZE) return this.#letters[code] as number;
    const beyond = this.#lettersBeyond.size > 0 ? this.#lettersBeyond.get(code) : undefined;
    if (beyond !== undefined) return beyond;
    // most of the rest is dashes, quotes and emoji
    if (code !== 0x212a && code >> 4 !== 0x1c8) return 0;
    const letter = RARE.find(([rare]) => rare === code)?.[1];
    return letter === undefined ? 0 : (this.#letters[letter.charCodeAt(0)] as number);
  }

  /** Notes which expressions may match. */
  find(text: string, possible: Possible): void {
    possible.clear();
    const { look } = possible;
    const foundCount = this.#findWords(text, look);
    for (const index of this.#always) possible.add(index);
    for (let i = 0; i < foundCount; i += 1) {
      const alternatives = this.#alternatives[this.#found[i] as number] as Alternative[];
      for (let j = 0; j < alternatives.length; j += 1) {
        const { expression, others } = alternatives[j] as Alternative;
        if (!possible.has(expression) && this.#haveFound(others, look)) possible.add(expression);
      }
    }
  }

  #findWords(text: string, look: number): number {
    const next = this.#next;
    const letters = this.#letters;
    let count = 0;
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      state = next[state + (code < TABLE_SIZE ? (letters[code] as number) : this.#letter(code))] as number;
      if (state >= 0) continue;
      state = -state;
      const words = this.#ends[state / this.#width] as number[];
      for (let i = 0; i < words.length; i += 1) {
        const word = words[i] as number;
        if (this.#foundIn[word] === look) continue;
        this.#foundIn[word] = look;
        this.#found[count] = word;
        count += 1;
      }
    }
    return count;
  }

  /** Does the text contain one word of each piece? */
  #haveFound(pieces: readonly (readonly number[])[], look: number): boolean {
    for (let i = 0; i < pieces.length; i += 1) {
      const words = pieces[i] as readonly number[];
      let j = 0;
      while (j < words.length && this.#foundIn[words[j] as number] !== look) j += 1;
      if (j === words.length) return false;
    }
    return true;
  }
}
