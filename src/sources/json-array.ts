// An export that is one JSON array (Grafana's, jq's) -> an object a line. An array may stand on one line as a whole, longer than
// any line may be, or take ten lines for each element. No byte is added or taken, so that places in the file stay what they are;
// where each element has a line of its own, so do the numbers of lines.
import { peek } from "./peek.js";

/** A mark and indentation before the first element. */
export const ARRAY_HEAD_BYTES = 64;
// [{"line": … | [\n  {\n    "line": …
const ARRAY = /^(?:\xef\xbb\xbf)?\s*\[\s*\{\s*"/;
const [LINE_FEED, RETURN, BLANK, QUOTE, COMMA] = [0x0a, 0x0d, 0x20, 0x22, 0x2c];
const [OPENING, BACKSLASH, CLOSING, OPENING_BRACE, CLOSING_BRACE] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d];

/** Do the first bytes begin an array of objects? */
export function beginsArray(head: Buffer): boolean {
  return ARRAY.test(head.toString("latin1"));
}

/** The same with each element of an array on a line of its own; anything else as it is. */
export async function* asObjectLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { head, all } = await peek(chunks, ARRAY_HEAD_BYTES);
  if (!beginsArray(head)) return yield* all;
  const splitter = new ArraySplitter();
  for await (const chunk of all) yield splitter.split(chunk);
  yield splitter.end();
}

/** Follows the nesting of an array over its chunks. */
class ArraySplitter {
  /** How many objects and arrays are open; the array itself is the first. */
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** The last byte, which may yet become the end of a line. */
  #last: Buffer = Buffer.alloc(0);

  /** The chunk so far as it is certain, in which a line ends before each element and within none. */
  split(chunk: Buffer): Buffer {
    const from = this.#last.length;
    const bytes = Buffer.concat([this.#last, chunk]);
    for (let at = from; at < bytes.length; at += 1) this.#look(bytes, at);
    this.#last = Buffer.from(bytes.subarray(-1));
    return bytes.subarray(0, -1);
  }

  end(): Buffer {
    return this.#last;
  }

  #look(bytes: Buffer, at: number): void {
    const byte = bytes[at] as number;
    if (this.#inText) this.#lookInText(byte);
    else if (byte === QUOTE) this.#inText = true;
    else if (byte === OPENING || byte === OPENING_BRACE) {
      // the bracket of the array, a comma, or what stands between the elements
      if (this.#depth === 1 && byte === OPENING_BRACE) bytes[at - 1] = LINE_FEED;
      if (this.#depth === 0) bytes[at] = BLANK;
      this.#depth += 1;
    } else if (byte === CLOSING || byte === CLOSING_BRACE) {
      this.#depth = Math.max(0, this.#depth - 1);
      if (this.#depth === 0) bytes[at] = BLANK;
    } else if (this.#depth > 0 && (byte === LINE_FEED || byte === RETURN)) bytes[at] = BLANK;
    else if (this.#depth === 1 && byte === COMMA) bytes[at] = BLANK;
  }

  #lookInText(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    // no text of JSON's holds the end of a line: what follows one that was cut is read again
    else if (byte === QUOTE || byte === LINE_FEED) this.#inText = false;
  }
}
