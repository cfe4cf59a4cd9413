// Bytes in, batches of numbered lines out. Text is latin1 and split at "\n", so that one character is one byte and offsets
// stay exact; a line is decoded to UTF-8 only where somebody reads its words.

/** One physical line, without its line end. `text` is latin1: one character per byte (see {@link decodeUtf8}). */
export interface Line {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** Where the line starts, in bytes after decompression. */
  readonly byteOffset: number;
  /** True where the line was longer than {@link MAX_LINE_BYTES} and its rest was left out. */
  readonly cut: boolean;
}

/** No message of Asterisk's or of a bot's is this long; what is, is no log line and must not fill the memory. */
export const MAX_LINE_BYTES = 1024 * 1024;

const NON_ASCII = /[\x80-\xff]/;

/**
 * The words of a latin1 line: its bytes read as UTF-8, invalid ones as U+FFFD. Always a copy: a slice would keep the whole
 * chunk that it was cut from in memory for as long as anybody remembers a word of it.
 */
export function decodeUtf8(latin1: string): string {
  const bytes = Buffer.from(latin1, "latin1");
  return NON_ASCII.test(latin1) ? bytes.toString("utf8") : bytes.toString("latin1");
}

/** The words of several latin1 lines, as copies. */
export function decodeUtf8Lines(latin1: readonly string[]): string[] {
  const [only] = latin1;
  if (only !== undefined && latin1.length === 1) return [decodeUtf8(only)];
  const joined = latin1.join("\n"); // a copy by itself
  return (NON_ASCII.test(joined) ? Buffer.from(joined, "latin1").toString("utf8") : joined).split("\n");
}

/** The line without what a terminal (one) or a second change of line ends (more) put before its line feed. */
export function withoutReturns(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === RETURN) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

const RETURN = 13;

/**
 * Splits chunks of latin1 text into lines, one batch per chunk: one promise a batch, not one a line.
 * Carriage returns before the line feed are dropped; a last line without a line feed counts.
 */
export async function* readLineBatches(chunks: AsyncIterable<string>): AsyncGenerator<Line[]> {
  let number = 0;
  let byteOffset = 0;
  /** The line that is being read, and how many of its bytes were left out. */
  let open = "";
  let leftOut = 0;
  const lineOf = (text: string): Line => {
    number += 1;
    const line = { text: withoutReturns(text), number, byteOffset, cut: leftOut > 0 };
    byteOffset += text.length + leftOut + 1;
    leftOut = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const batch: Line[] = [];
    let at = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", at)) {
      let text = chunk.slice(at, end);
      if (open.length > MAX_LINE_BYTES) {
        leftOut += text.length;
        text = "";
      }
      batch.push(lineOf(open === "" ? text : open + text));
      open = "";
      at = end + 1;
    }
    if (open.length > MAX_LINE_BYTES) leftOut += chunk.length - at;
    else open += chunk.slice(at);
    yield batch;
  }
  if (open !== "") yield [lineOf(open)];
}
