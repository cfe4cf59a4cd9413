// Bytes in, batches of numbered lines out. A chunk is never made into text as a whole: a line is decoded only where somebody
// reads its words, and most lines of a full log are looked at as bytes and passed over.

/** No message of Asterisk's or of a bot's is this long; what is, is no log line and must not fill the memory. */
export const MAX_LINE_BYTES = 1024 * 1024;

const [LINE_FEED, RETURN, ESCAPE] = [0x0a, 0x0d, 0x1b];
/** U+2028 and its like begin so in UTF-8. */
const GENERAL_PUNCTUATION = Buffer.from([0xe2, 0x80]);
const NOWHERE = Number.POSITIVE_INFINITY;

/** One physical line, without its line end. */
export interface Line {
  /** Its bytes read as UTF-8, invalid ones as U+FFFD. */
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** Where the line starts, in bytes after decompression. */
  readonly byteOffset: number;
  /** True where the line was longer than {@link MAX_LINE_BYTES} and its rest was left out. */
  readonly cut: boolean;
}

/** Lines that came together, as bytes: the i-th of `count` stands in `bytes` from `from(i)` to before `to(i)`. */
export class LineBatch {
  readonly bytes: Buffer;
  /** True where the only line of it was cut. */
  readonly cut: boolean;
  readonly #firstNumber: number;
  readonly #byteOffset: number;
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];
  // the next of each kind of odd byte, at or behind the line that was asked for last
  #escapeAt = -1;
  #returnAt = -1;
  #punctuationAt = -1;

  /**
   * @param bytes Whole lines, the last one with or without its line feed.
   * @param firstNumber Number of the first line.
   * @param byteOffset Of the first line, in its file.
   */
  constructor(bytes: Buffer, firstNumber: number, byteOffset: number, cut = false) {
    this.bytes = bytes;
    this.cut = cut;
    this.#firstNumber = firstNumber;
    this.#byteOffset = byteOffset;
    const starts: number[] = [];
    const ends: number[] = [];
    let at = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, at)) {
      starts.push(at);
      ends.push(withoutReturns(bytes, at, end));
      at = end + 1;
    }
    if (at < bytes.length) {
      starts.push(at);
      ends.push(withoutReturns(bytes, at, bytes.length));
    }
    this.#starts = starts;
    this.#ends = ends;
  }

  /** How many lines there are. */
  get count(): number {
    return this.#starts.length;
  }

  from(i: number): number {
    return this.#starts[i] as number;
  }

  /** Before the line feed, and before what a terminal (one) or a second change of line ends (more) put there: carriage returns. */
  to(i: number): number {
    return this.#ends[i] as number;
  }

  /** 1-based number of a line in its file. */
  number(i: number): number {
    return this.#firstNumber + i;
  }

  /** Where a line starts in its file. */
  byteOffset(i: number): number {
    return this.#byteOffset + this.from(i);
  }

  /** The words of a line. A copy: a slice would keep the whole chunk in memory for as long as anybody remembers a word of it. */
  text(i: number): string {
    return this.bytes.toString("utf8", this.from(i), this.to(i));
  }

  line(i: number): Line {
    return { text: this.text(i), number: this.number(i), byteOffset: this.byteOffset(i), cut: this.cut };
  }

  /**
   * Has a line a byte that stands for more than a letter: of a colour, of a return that does not end it, or maybe of a
   * separator that only Unicode knows? To be asked of lines in their order.
   */
  isOdd(i: number): boolean {
    const from = this.from(i);
    if (this.#escapeAt < from) this.#escapeAt = foundAt(this.bytes.indexOf(ESCAPE, from));
    if (this.#returnAt < from) this.#returnAt = foundAt(this.bytes.indexOf(RETURN, from));
    if (this.#punctuationAt < from) this.#punctuationAt = foundAt(this.bytes.indexOf(GENERAL_PUNCTUATION, from));
    const to = this.to(i);
    return this.#escapeAt < to || this.#returnAt < to || this.#punctuationAt < to;
  }

  /** All lines, decoded. */
  *[Symbol.iterator](): Generator<Line> {
    for (let i = 0; i < this.count; i += 1) yield this.line(i);
  }
}

const foundAt = (index: number): number => (index < 0 ? NOWHERE : index);

function withoutReturns(bytes: Buffer, from: number, end: number): number {
  let to = end;
  while (to > from && bytes[to - 1] === RETURN) to -= 1;
  return to;
}

/**
 * Splits chunks of bytes into lines, one batch per chunk: one promise a batch, not one a line. A last line without a line
 * feed counts.
 * @param start Where in its file the first chunk begins: lines before it, and bytes.
 */
export async function* readLineBatches(
  chunks: AsyncIterable<Buffer>,
  start: { readonly lineCount: number; readonly bytes: number } = { lineCount: 0, bytes: 0 },
): AsyncGenerator<LineBatch> {
  let { lineCount, bytes: byteOffset } = start;
  /** The line that is being read, and how many of its bytes were left out. */
  let open: Buffer[] = [];
  let openBytes = 0;
  let leftOut = 0;
  const batchOf = (bytes: Buffer): LineBatch => {
    const batch = new LineBatch(bytes, lineCount + 1, byteOffset, leftOut > 0);
    lineCount += batch.count;
    byteOffset += bytes.length + leftOut;
    [open, openBytes, leftOut] = [[], 0, 0];
    return batch;
  };
  const keep = (bytes: Buffer): void => {
    if (openBytes > MAX_LINE_BYTES) leftOut += bytes.length;
    else if (bytes.length > 0) {
      open.push(bytes);
      openBytes += bytes.length;
    }
  };
  for await (const chunk of chunks) {
    let from = 0;
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0 && openBytes > MAX_LINE_BYTES) {
      from = chunk.indexOf(LINE_FEED) + 1;
      leftOut += from;
      yield batchOf(Buffer.concat(open));
    }
    const whole = chunk.subarray(from, end);
    yield end === 0 ? nothing : batchOf(open.length === 0 ? whole : Buffer.concat([...open, whole]));
    keep(chunk.subarray(end));
  }
  if (openBytes > 0) yield batchOf(Buffer.concat(open));
}

/** A chunk in which no line ends. */
const nothing = new LineBatch(Buffer.alloc(0), 1, 0);
