// Text -> standard output. Its reader may leave before the end (`| head -1`): that is no fault, and nobody is told.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { cannotWrite } from "../cannot-write.js";

// print says what is wrong; without a listener Node would end the process with a stack trace
process.stdout.on("error", () => undefined);

/** Whoever read standard output has gone. */
export class ReaderLeft extends Error {}

let hasReader = true;

/** Prints pieces of text. @throws ReaderLeft, at once from the second time on; Error where the output cannot be written. */
export async function print(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  if (!hasReader) throw new ReaderLeft();
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== "write") throw error;
    if (code !== "EPIPE") throw cannotWrite("standard output", error as NodeJS.ErrnoException);
    hasReader = false;
    throw new ReaderLeft();
  }
}

/** For `catch`, where there is more to do than to print: only that nobody reads any more is let go. */
export function unlessReaderLeft(error: unknown): void {
  if (!(error instanceof ReaderLeft)) throw error;
}
