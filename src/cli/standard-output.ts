// Text -> standard output. Its reader may leave before the end (`| head -1`): that is no fault, and nobody is told.
import { cannotWrite } from "./cannot-write.js";

// print says what is wrong; without a listener Node would end the process with a stack trace
process.stdout.on("error", () => undefined);

/** Whoever read standard output has gone. */
export class ReaderLeft extends Error {}

let hasReader = true;

/** Prints pieces of text. @throws ReaderLeft, at once from the second time on; Error where the output cannot be written. */
export async function print(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  if (!hasReader) throw new ReaderLeft();
  for await (const text of pieces) await written(text);
}

/** Not by a pipeline: each one to a stream that stays open leaves its listeners there, and days of findings are many. */
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
  if (code !== "EPIPE") return cannotWrite("standard output", error);
  hasReader = false;
  return new ReaderLeft();
}

/** For `catch`, where there is more to do than to print: only that nobody reads any more is let go. */
export function unlessReaderLeft(error: unknown): void {
  if (!(error instanceof ReaderLeft)) throw error;
}
