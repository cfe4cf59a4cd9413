// Writes text to standard output. Its reader may leave before the end (`| head -1`). That is no fault, and is not reported.
import { cannotWrite } from "./cannot-write.js";

// print reports what is wrong; without a listener Node would end the process with a stack trace
process.stdout.on("error", () => undefined);

/** The reader of standard output has gone. */
export class ReaderLeft extends Error {}

let hasReader = true;

/** Prints pieces of text. @throws ReaderLeft, from the second time on at once; Error if the output cannot be written. */
export async function print(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  if (!hasReader) throw new ReaderLeft();
  for await (const text of pieces) await written(text);
}

/** Not with a pipeline: each one leaves its listeners on a stream that stays open, and days of findings are many. */
function written(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) reject(whyNot(error));
      else resolve();
    });
  });
}

function whyNot(error: NodeJS.ErrnoException): Error {
  const { code, syscall } = error;
  if (syscall !== "write") return error;
  // a terminal that was closed
  const isGone = code === "EPIPE" || (code === "EIO" && process.stdout.isTTY);
  if (!isGone) return cannotWrite("standard output", error);
  hasReader = false;
  return new ReaderLeft();
}

/** For `catch`, if there is more to do than to print. Only the error for a missing reader is dropped. */
export function unlessReaderLeft(error: unknown): void {
  if (!(error instanceof ReaderLeft)) throw error;
}
