// Puts each entry of an export that is a single JSON value on a line of its own: an array of objects (Grafana's, jq's), or one
// inside an API's answer (CloudWatch's, Loki's). It may be one line as a whole, longer than any line may be, or ten lines per
// entry. No byte is added or removed, so that offsets in the file stay the same. If each entry has its own line already, line
// numbers do too.
import { peek } from "./peek.js";

/** A byte order mark, indentation, and the names before the first entry. */
export const ARRAY_HEAD_BYTES = 160;
const [LINE_FEED, RETURN, BLANK, QUOTE] = [0x0a, 0x0d, 0x20, 0x22];
const [OPENING, BACKSLASH, CLOSING, OPENING_BRACE, CLOSING_BRACE] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d];

/** Where the entries of an export are: what each opens with, and at which depth of objects and arrays. */
interface Shape {
  readonly head: RegExp;
  readonly opening: number;
  /** Null if an entry is the array inside an array, at any depth. */
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

/** Do these first bytes begin an export that is a single JSON value? */
export function beginsArray(head: Buffer): boolean {
  return shapeOf(head) !== undefined;
}

/** The same bytes, with each entry of such an export on a line of its own. Anything else is unchanged. */
export async function* asObjectLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { head, all } = await peek(chunks, ARRAY_HEAD_BYTES);
  const shape = shapeOf(head);
  if (!shape) return yield* all;
  const splitter = new EntrySplitter(shape);
  for await (const chunk of all) yield splitter.split(chunk);
  yield splitter.end();
}

/** Tracks the nesting of an export across its chunks. */
class EntrySplitter {
  readonly #shape: Shape;
  /** How many objects and arrays are open. */
  #depth = 0;
  /** How many were open when the entry being read began. Null between entries. */
  #entryDepth: number | null = null;
  /** Is the innermost one an array? Known between entries only. */
  #inArray = false;
  /** Has the array of entries ended? What follows it in an answer belongs to the API. */
  #over = false;
  #inText = false;
  #escaped = false;
  /** The last byte, which may yet become the end of a line. */
  #last: Buffer = Buffer.alloc(0);

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  /** The chunk as far as it is certain: a line ends before each entry and within none. */
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
        // a bracket, a comma, or whatever separates the entries
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
    // no JSON text contains a line end, so what follows one that was cut is read again
    else if (byte === QUOTE || byte === LINE_FEED) this.#inText = false;
  }
}
