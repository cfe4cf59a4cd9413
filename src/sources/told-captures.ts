// Tells which inputs are captures, by their first bytes. An input that can be read only once is handed on whole, with what was
// looked at.
import { captureKindOf } from "../records/captured/kind.js";
import type { Source } from "./source.js";

/** A few lines of events. A line of ARI's is seldom longer than two kilobytes. */
const HEAD_BYTES = 16 * 1024;

/** The same inputs, in the same order. Those that are captures say so. What the user calls a log is one. */
export async function toldCaptures(sources: readonly Source[]): Promise<Source[]> {
  const told: Source[] = [];
  for (const source of sources) told.push(source.role === "auto" ? await lookAt(source) : source);
  return told;
}

/** The inputs that are logs, for a run that follows them: captures are read to their end, and these have none. */
export async function withoutCaptures(
  sources: readonly Source[],
  leftOut: (path: string) => void,
): Promise<readonly Source[]> {
  const logs: Source[] = [];
  for (const source of sources) {
    // a pipe may be silent for long, and must not keep the others waiting
    const isCapture = source.role === "auto" && !source.onceOnly && (await lookAt(source)).capture !== undefined;
    if (isCapture) leftOut(source.path);
    else logs.push(source);
  }
  return logs;
}

async function lookAt(source: Source): Promise<Source> {
  const chunks = source.open()[Symbol.asyncIterator]();
  let head: Buffer;
  try {
    // the first chunk is enough: a pipe may be slow, and nobody should wait for a second one
    const { value, done } = await chunks.next();
    head = done ? Buffer.alloc(0) : Buffer.from(value);
  } catch {
    return source; // whoever reads it says what is wrong with it
  }
  const kind = captureKindOf(head.subarray(0, HEAD_BYTES));
  const told = kind === null ? source : { ...source, capture: kind };
  if (!source.onceOnly) {
    await chunks.return?.();
    return told;
  }
  return { ...told, open: () => continued(head, chunks) };
}

async function* continued(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
