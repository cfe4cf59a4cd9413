// An export that is one JSON value -> an entry a line: an array of objects (Grafana's, jq's), or one within the answer of an
// interface (CloudWatch's, Loki's). It may stand on one line as a whole, longer than any line may be, or take ten lines for each
// entry. No byte is added or taken, so that places in the file stay what they are; where each entry has a line of its own, so do
// the numbers of lines.
import { peek } from "./peek.js";

/** A mark, indentation, and the names that stand before the first entry. */
export const ARRAY_HEAD_BYTES = 160;
const [LINE_FEED, RETURN, BLANK, QUOTE] = [0x0a, 0x0d, 0x20, 0x22];
const [OPENING, BACKSLASH, CLOSING, OPENING_BRACE, CLOSING_BRACE] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d];

/** Where the entries of an export stand: what each opens with, and in how many objects and arrays. */
interface Shape {
  readonly head: RegExp;
  readonly opening: number;
  /** null where an entry is the array that stands in an array, however deep. */
  readonly depth: number | null;
}

const SHAPES: readonly Shape[] = [
  // [{"line": … | [\n  {\n    "line": …
  { head: /^(?:\xef\xbb\xbf)?\s*\[\s*\{\s*"/, opening: OPENING_BRACE, depth: 1 },
  // {"events": [{"timestamp": 1795362698312, "message": … (aws logs get-log-events, filter-log-events)
  {
    head: /^(?:\xef\xbb\xbf)?\s*\{\s*"events"\s*:\s*\[\s*\{\s*"(?:timestamp|message|ingestionTime|eventId|logStreamName)"/,
    opening: OPENING_BRACE,
    depth: 2,
  },
  // {"status":"success","data":{"resultType":"streams","result":[{"stream":{…},"values":[["1795362698312000000","…"], …
  {
    head: /^(?:\xef\xbb\xbf)?\s*\{\s*(?:"status"\s*:\s*"success"\s*,\s*)?(?:"data"\s*:\s*\{\s*)?(?:"resultType"\s*:\s*"streams"|"result"\s*:\s*\[\s*\{\s*"(?:stream|values)")/,
    opening: OPENING,
    depth: null,
  },
];

function shapeOf(head: Buffer): Shape | undefined {
  const text = head.toString("latin1");
  return SHAPES.find((shape) => shape.head.test(text));
}

/** Do the first bytes begin an export that is one JSON value? */
export function beginsArray(head: Buffer): boolean {
  return shapeOf(head) !== undefined;
}

/** The same with each entry of such an export on a line of its own; anything else as it is. */
export async function* asObjectLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { head, all } = await peek(chunks, ARRAY_HEAD_BYTES);
  const shape = shapeOf(head);
  if (!shape) return yield* all;
  const splitter = new EntrySplitter(shape);
  for await (const chunk of all) yield splitter.split(chunk);
  yield splitter.end();
}

/** Follows the nesting of an export over its chunks. */
class EntrySplitter {
  readonly #shape: Shape;
  /** How many objects and arrays are open. */
  #depth = 0;
  /** How many were when the entry that is read began; null between entries. */
  #entryDepth: number | null = null;
  /** Is the innermost of them an array? Known between entries only. */
  #inArray = false;
  /** Has the array of the entries ended? What stands behind it in an answer is of the interface. */
  #over = false;
  #inText = false;
  #escaped = false;
  /** The last byte, which may yet become the end of a line. */
  #last: Buffer = Buffer.alloc(0);

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  /** The chunk so far as it is certain, in which a line ends before each entry and within none. */
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
    const isBetween = this.#entryDepth === null;
    if (this.#inText) {
      this.#lookInText(byte);
      if (isBetween && byte !== LINE_FEED) bytes[at] = BLANK;
    } else if (byte === OPENING || byte === OPENING_BRACE) this.#open(bytes, at);
    else if (byte === CLOSING || byte === CLOSING_BRACE) this.#close(bytes, at);
    else {
      this.#inText = byte === QUOTE;
      if (this.#depth > 0 && (isBetween || byte === LINE_FEED || byte === RETURN)) bytes[at] = BLANK;
    }
  }

  #open(bytes: Buffer, at: number): void {
    if (this.#entryDepth === null) {
      if (this.#depth > 0 && this.#isEntry(bytes[at])) {
        // a bracket, a comma, or what stands between the entries
        bytes[at - 1] = LINE_FEED;
        this.#entryDepth = this.#depth;
      } else {
        this.#inArray = bytes[at] === OPENING;
        bytes[at] = BLANK;
      }
    }
    this.#depth += 1;
  }

  #isEntry(byte: number | undefined): boolean {
    const { opening, depth } = this.#shape;
    return byte === opening && this.#inArray && !this.#over && (depth === null || depth === this.#depth);
  }

  #close(bytes: Buffer, at: number): void {
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#entryDepth === null) {
      if (this.#inArray && this.#depth + 1 === this.#shape.depth) this.#over = true;
      if (this.#depth === 0) this.#over = false;
      this.#inArray = false;
      bytes[at] = BLANK;
    } else if (this.#depth === this.#entryDepth) {
      this.#entryDepth = null;
      this.#inArray = true;
    }
  }

  #lookInText(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    // no text of JSON's holds the end of a line: what follows one that was cut is read again
    else if (byte === QUOTE || byte === LINE_FEED) this.#inText = false;
  }
}
