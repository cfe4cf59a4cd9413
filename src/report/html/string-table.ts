// Texts that are stored once and referred to by number, as most of a report's words repeat from call to call.

import { safeText } from "../safe-text.js";

/** A text as the page shows it. Line breaks stay if they are the report's own: code and commands to copy. */
export function shown(text: string): string {
  return text.split("\n").map(safeText).join("\n");
}

/** Numbers texts. The latest additions can be taken back, for a call that turns out not to fit. */
export class StringTable {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  #bytes = 0;

  /** The number of a text. */
  add(raw: string): number {
    const text = shown(raw);
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#numbers.set(text, number);
    this.#texts.push(text);
    this.#bytes += byteLength(text);
    return number;
  }

  /** How many texts there are, for {@link forgetFrom}. */
  get size(): number {
    return this.#texts.length;
  }

  /** The size of the texts in the page. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Removes every text added since there were `size`. */
  forgetFrom(size: number): void {
    for (const text of this.#texts.splice(size)) {
      this.#numbers.delete(text);
      this.#bytes -= byteLength(text);
    }
  }

  /** The texts, by number. */
  get texts(): readonly string[] {
    return this.#texts;
  }
}

function byteLength(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) + 1;
}
