// Reads an object as programs print it: JSON, Python's repr and pprint, Node's util.inspect (console.dir), and pino-pretty's
// indented members. It is tolerant, as dumps are cut, wrapped and abbreviated: what cannot be read is left out.

/** The members of a dump. */
export type Members = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 12;

/** Reads the object that begins at a place in a text. @returns null if none begins there. */
export function readObject(text: string, at = 0): Members | null {
  const reader = new LiteralReader(text, at);
  const value = reader.value(0);
  return isMembers(value) ? value : null;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// 1795362698.0 | -1 | 16
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
// StasisStart { | Channel(2) { | [Object: null prototype] { | Map(1) {
const NAMED = /(?:[A-Za-z_$][\w.$]*(?:\(\d+\))?|\[Object: null prototype\])[ \t]*(?=[{[])/y;
const BARE = /[^\s,{}[\]()'"`]+/y;
const BLANK = /[\s,]*/y;
const COLON = /\s*(?::|=>)\s*/y;
// [Object] | [Array] | [Circular *1] | [Function: on]
const ABBREVIATED = /\[(?:Object|Array|Circular|Function|Getter|Symbol|class)[^\]\n]*\]/y;

/** Reads a text once, from left to right. */
class LiteralReader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  value(depth: number): unknown {
    this.#skip(BLANK);
    if (this.#match(ABBREVIATED) !== null) return undefined;
    this.#match(NAMED);
    const char = this.#text[this.#at];
    if (char === "{") return depth < MAX_DEPTH ? this.#members(depth) : this.#abandon();
    if (char === "[" || char === "(") return depth < MAX_DEPTH ? this.#list(depth) : this.#abandon();
    if (char === '"' || char === "'" || char === "`") return this.#strings();
    return bareValue(this.#match(BARE));
  }

  #members(depth: number): Members {
    const members: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.#at += 1;
    while (this.#more("}")) {
      const from = this.#at;
      const key = this.#key();
      if (key !== null && this.#match(COLON) !== null) members[key] = this.value(depth + 1);
      if (this.#at === from) this.#at += 1;
    }
    return { ...members };
  }

  #list(depth: number): unknown[] {
    const items: unknown[] = [];
    const end = this.#text[this.#at] === "[" ? "]" : ")";
    this.#at += 1;
    while (this.#more(end)) {
      const from = this.#at;
      items.push(this.value(depth + 1));
      if (this.#at === from) this.#at += 1;
    }
    return items;
  }

  /** False at the end of the object or of the text. */
  #more(end: string): boolean {
    this.#skip(BLANK);
    if (this.#at >= this.#text.length) return false;
    if (this.#text[this.#at] !== end) return true;
    this.#at += 1;
    return false;
  }

  #key(): string | null {
    const char = this.#text[this.#at];
    if (char === '"' || char === "'") return this.#string();
    const bare = /[\w$.@-]+/y;
    return this.#match(bare);
  }

  /** pprint and util.inspect break a long string into several: 'abc ' 'def' | 'abc ' + 'def'. */
  #strings(): string {
    let text = this.#string();
    while (true) {
      const from = this.#at;
      this.#skip(/\s*(?:\+\s*)?/y);
      const char = this.#text[this.#at];
      if (char !== '"' && char !== "'" && char !== "`") {
        this.#at = from;
        return text;
      }
      text += this.#string();
    }
  }

  #string(): string {
    const quote = this.#text[this.#at];
    let text = "";
    this.#at += 1;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] as string;
      this.#at += 1;
      if (char === quote) break;
      if (char !== "\\") text += char;
      else {
        text += this.#text[this.#at] ?? "";
        this.#at += 1;
      }
    }
    return text;
  }

  #abandon(): undefined {
    this.#at = this.#text.length;
    return undefined;
  }

  #skip(expression: RegExp): void {
    this.#match(expression);
  }

  #match(expression: RegExp): string | null {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#text);
    if (!match) return null;
    this.#at = expression.lastIndex;
    return match[0];
  }
}

function bareValue(text: string | null): unknown {
  if (text === null || text === "null" || text === "None" || text === "undefined") return null;
  if (text === "true" || text === "True") return true;
  if (text === "false" || text === "False") return false;
  return NUMBER.test(text) ? Number(text) : text;
}
