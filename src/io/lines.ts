// Turns bytes into batches of numbered lines. A chunk is never decoded as a whole: a line becomes text only if somebody reads
// its words. Most lines of a full log are looked at as bytes and skipped.

/** No message of Asterisk's or of a bot's is this long. What is longer is no log line, and must not fill the memory. */
export const MAX_LINE_BYTES = 1024 * 1024;

const [LINE_FEED, RETURN, ESCAPE] = [0x0a, 0x0d, 0x1b];
/** The first UTF-8 byte of U+2028 and its like. */
const GENERAL_PUNCTUATION = Buffer.from([0xe2, 0x80]);
/** There is room for so many lines at first: a short file has no more. */
const FEW_LINES = 128;
const NOWHERE = Number.POSITIVE_INFINITY;

/** One physical line, without its line end. */
export interface Line {
  /** Its bytes as UTF-8, invalid ones as U+FFFD. */
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** Where the line starts, in bytes after decompression. */
  readonly byteOffset: number;
  /** True if the line was longer than {@link MAX_LINE_BYTES}, so that its rest was dropped. */
  readonly cut: boolean;
}

/**
 * Lines that arrived together, as bytes: the i-th of `count` is in `bytes`, from `from(i)` to before `to(i)`. The next lines
 * replace them, so whatever is to be kept must be copied, as its texts are.
 */
export class LineBatch {
  #bytes: Buffer = Buffer.alloc(0);
  #cut = false;
  #count = 0;
  #firstNumber = 1;
  #byteOffset = 0;
  #starts = new Int32Array(FEW_LINES);
  #ends = new Int32Array(FEW_LINES);
  // the next of each kind of special byte, at or after the line that was asked for last
  #escapeAt = -1;
  #returnAt = -1;
  #punctuationAt = -1;

  /** The bytes of a text, from the first line of its file on. */
  static of(text: string): LineBatch {
    const batch = new LineBatch();
    batch.fill(Buffer.from(text), 1, 0, false);
    return batch;
  }

  /**
   * Replaces the lines that it contains.
   * @param bytes Whole lines, the last one with or without its line feed.
   * @param firstNumber Number of the first line.
   * @param byteOffset Of the first line, in its file.
   * @param cut True if the only line was cut.
   */
  fill(bytes: Buffer, firstNumber: number, byteOffset: number, cut: boolean): void {
    this.#bytes = bytes;
    this.#firstNumber = firstNumber;
    this.#byteOffset = byteOffset;
    this.#cut = cut;
    this.#count = 0;
    [this.#escapeAt, this.#returnAt, this.#punctuationAt] = [-1, -1, -1];
    let at = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, at)) {
      this.#add(at, end);
      at = end + 1;
    }
    if (at < bytes.length) this.#add(at, bytes.length);
  }

  /**
   * The same for lines that are already split.
   * @param lines Without their line feeds, with one character per byte (latin1).
   */
  fillWith(lines: readonly string[], firstNumber: number, byteOffset: number, cut: boolean): void {
    this.fill(Buffer.alloc(0), firstNumber, byteOffset, cut);
    this.#bytes = Buffer.from(`${lines.join("\n")}\n`, "latin1");
    let at = 0;
    for (const { length } of lines) {
      this.#add(at, at + length);
      at += length + 1;
    }
  }

  #add(from: number, end: number): void {
    if (this.#count === this.#starts.length) {
      this.#starts = twiceAsLong(this.#starts);
      this.#ends = twiceAsLong(this.#ends);
    }
    this.#starts[this.#count] = from;
    this.#ends[this.#count] = withoutReturns(this.#bytes, from, end);
    this.#count += 1;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** True if its only line was cut. */
  get cut(): boolean {
    return this.#cut;
  }

  /** How many lines there are. */
  get count(): number {
    return this.#count;
  }

  from(i: number): number {
    return this.#starts[i] as number;
  }

  /**
   * Before the line feed, and before the carriage returns that a terminal (one) or a double conversion of line ends (several)
   * put there.
   */
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

  /**
   * The words of a line. They are a copy: a slice would keep the whole chunk in memory for as long as anybody remembers one
   * word.
   */
  text(i: number): string {
    return this.#bytes.toString("utf8", this.from(i), this.to(i));
  }

  line(i: number): Line {
    return { text: this.text(i), number: this.number(i), byteOffset: this.byteOffset(i), cut: this.cut };
  }

  /**
   * Does a line contain a byte that is more than a letter: of a colour, of a carriage return that does not end it, or possibly
   * of a separator that only Unicode knows? Ask for lines in order.
   */
  isOdd(i: number): boolean {
    const from = this.from(i);
    if (this.#escapeAt < from) this.#escapeAt = foundAt(this.#bytes.indexOf(ESCAPE, from));
    if (this.#returnAt < from) this.#returnAt = foundAt(this.#bytes.indexOf(RETURN, from));
    if (this.#punctuationAt < from) this.#punctuationAt = foundAt(this.#bytes.indexOf(GENERAL_PUNCTUATION, from));
    const to = this.to(i);
    return this.#escapeAt < to || this.#returnAt < to || this.#punctuationAt < to;
  }

  /** All lines, decoded. */
  *[Symbol.iterator](): Generator<Line> {
    for (let i = 0; i < this.count; i += 1) yield this.line(i);
  }
}

function twiceAsLong(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}

const foundAt = (index: number): number => (index < 0 ? NOWHERE : index);

function withoutReturns(bytes: Buffer, from: number, end: number): number {
  let to = end;
  while (to > from && bytes[to - 1] === RETURN) to -= 1;
  return to;
}

/** Where in its file a reading begins: lines before it, and bytes. */
interface Start {
  readonly lineCount: number;
  readonly bytes: number;
}

/**
 * Splits chunks of bytes into lines, one batch per chunk: one promise per batch, not per line. A batch is valid until the next
 * one is requested. A last line without a line feed counts.
 * @param start Where in its file the first chunk begins.
 * @param isStream True if the bytes do not come straight from a file on disk. Those are split by split2.
 */
export function readLineBatches(
  chunks: AsyncIterable<Buffer>,
  start: Start = { lineCount: 0, bytes: 0 },
  isStream = false,
): AsyncGenerator<LineBatch> {
  return isStream ? batchesOfStream(chunks, start) : batchesOfFile(chunks, start);
}

/** For standard input, pipes and unpacked data: as text with one character per byte, so that offsets remain byte offsets. */
async function* batchesOfStream(chunks: AsyncIterable<Buffer>, start: Start): AsyncGenerator<LineBatch> {
  const { default: split2 } = await import("split2");
  const batch = new LineBatch();
  let lines: string[] = [];
  // lines are taken as they are split, not from split2's readable side, which would cost a promise each
  const cutter = split2("\n", (line: string) => void lines.push(line), { decodeStrings: false });
  const write = (text: string): Promise<void> =>
    new Promise((done, fail) => cutter.write(text, "latin1", (error) => (error ? fail(error) : done())));
  let { lineCount, bytes: byteOffset } = start;
  let openLength = 0;
  let leftOutBytes = 0;
  const fill = (some: readonly string[], cut: boolean): LineBatch => {
    batch.fillWith(some, lineCount + 1, byteOffset, cut);
    lineCount += some.length;
    if (some.length > 0) byteOffset += batch.bytes.length + (cut ? leftOutBytes : 0);
    return batch;
  };
  for await (const piece of inPieces(chunks)) {
    const feed = piece.indexOf(LINE_FEED);
    // no more of the open line is kept than there is room for
    const goesOn = feed < 0 ? piece.length : feed;
    const kept = Math.min(goesOn, MAX_LINE_BYTES - openLength);
    leftOutBytes += goesOn - kept;
    await write(
      kept === goesOn ? piece.toString("latin1") : piece.toString("latin1", 0, kept) + piece.toString("latin1", goesOn),
    );
    openLength = feed < 0 ? openLength + kept : piece.length - piece.lastIndexOf(LINE_FEED) - 1;
    const [first, ...others] = leftOutBytes > 0 ? lines : [];
    if (first !== undefined) {
      yield fill([first], true);
      leftOutBytes = 0;
      lines = others;
    }
    yield fill(lines, false);
    lines = [];
  }
  await new Promise<void>((done) => cutter.end(done));
  if (lines.length > 0) yield fill(lines, leftOutBytes > 0);
}

async function* batchesOfFile(chunks: AsyncIterable<Buffer>, start: Start): AsyncGenerator<LineBatch> {
  const batch = new LineBatch();
  const open = new OpenLine();
  let { lineCount, bytes: byteOffset } = start;
  const fill = (bytes: Buffer, leftOutBytes = 0, cut = false): LineBatch => {
    batch.fill(bytes, lineCount + 1, byteOffset, cut);
    lineCount += batch.count;
    byteOffset += bytes.length + leftOutBytes;
    return batch;
  };
  for await (const piece of inPieces(chunks)) {
    const end = piece.lastIndexOf(LINE_FEED) + 1;
    let from = 0;
    const first = end > 0 && open.length > 0 ? piece.indexOf(LINE_FEED) : 0;
    if (open.length + first > MAX_LINE_BYTES || (end > 0 && open.leftOutBytes > 0)) {
      open.add(piece.subarray(0, first));
      const { leftOutBytes } = open;
      from = first + 1;
      yield fill(open.take(), leftOutBytes + 1, true);
    }
    const whole = piece.subarray(from, end);
    yield fill(end > 0 && open.length > 0 ? open.takeWith(whole) : whole);
    open.add(piece.subarray(end));
  }
  const { leftOutBytes } = open;
  if (open.length > 0) yield fill(open.take(), leftOutBytes, leftOutBytes > 0);
}

/** So that a line longer than {@link MAX_LINE_BYTES} is never in memory as a whole, however much arrives at once. */
async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    if (chunk.length <= MAX_LINE_BYTES) yield chunk;
    else for (let at = 0; at < chunk.length; at += MAX_LINE_BYTES) yield chunk.subarray(at, at + MAX_LINE_BYTES);
  }
}

/** The room for an open line at first. A short file needs none, or no more. */
const OPEN_LINE_BYTES = 4 * 1024;

/** The start of a line whose end has not arrived yet. Its bytes are in one buffer that is reused. */
class OpenLine {
  #bytes = Buffer.alloc(0);
  length = 0;
  /** How many of its bytes were not kept. */
  leftOutBytes = 0;

  /** Keeps what there is room for, up to {@link MAX_LINE_BYTES}. */
  add(bytes: Buffer): void {
    const room = MAX_LINE_BYTES - this.length;
    this.#append(bytes.length > room ? bytes.subarray(0, room) : bytes);
    this.leftOutBytes += Math.max(0, bytes.length - room);
  }

  /** The line as far as it was kept, valid until the next is added. Starts over. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.length);
    this.length = 0;
    this.leftOutBytes = 0;
    return taken;
  }

  /** The same, followed by the lines that arrived with its end. */
  takeWith(bytes: Buffer): Buffer {
    this.#append(bytes);
    return this.take();
  }

  #append(bytes: Buffer): void {
    const length = this.length + bytes.length;
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#bytes.length, OPEN_LINE_BYTES));
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    bytes.copy(this.#bytes, this.length);
    this.length = length;
  }
}
