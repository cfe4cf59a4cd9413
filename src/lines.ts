// Bytes in, batches of numbered lines out. split2 does the splitting. It is fed latin1 text and splits at "\n", so that
// one character is one byte and offsets stay exact; a line is decoded to UTF-8 only where somebody reads its words.
import split2 from "split2";

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
  const splitter = split2("\n", (line) => line, { decodeStrings: false, encoding: "latin1" });
  let number = 0;
  let byteOffset = 0;
  /** Bytes of the line that is being read, and how many of them were left out. */
  let openBytes = 0;
  let leftOut = 0;
  const drain = (): Line[] => {
    const batch: Line[] = [];
    for (let text = splitter.read() as string | null; text !== null; text = splitter.read() as string | null) {
      number += 1;
      batch.push({ text: withoutReturns(text), number, byteOffset, cut: leftOut > 0 });
      byteOffset += text.length + leftOut + 1;
      leftOut = 0;
    }
    return batch;
  };
  for await (const chunk of chunks) {
    let fed = chunk;
    if (openBytes > MAX_LINE_BYTES) {
      const end = chunk.indexOf("\n");
      leftOut += end < 0 ? chunk.length : end;
      fed = end < 0 ? "" : chunk.slice(end);
    }
    const lastEnd = fed.lastIndexOf("\n");
    openBytes = lastEnd < 0 ? openBytes + fed.length : fed.length - lastEnd - 1;
    if (fed !== "") splitter.write(fed, "latin1");
    yield drain();
  }
  const last = new Promise<void>((resolve) => splitter.once("end", resolve).once("readable", resolve));
  splitter.end();
  await last;
  const batch = drain();
  if (batch.length > 0) yield batch;
}
