// Tells which inputs are captures, by their first bytes. An input that can be read only once is handed on whole, with what was
// looked at.
import { captureKindOf } from "../records/captured/kind.js";
import { atOnce } from "./at-once.js";
import type { Source } from "./source.js";
import { untilStopped } from "./until-stopped.js";

/** A few lines of events. A line of ARI's is seldom longer than two kilobytes. */
const HEAD_BYTES = 16 * 1024;

/** How the inputs are looked at. */
interface Look {
  /** Once it is aborted, nothing more is looked at. */
  readonly stop?: AbortSignal | undefined;
  /** Told how many inputs have been looked at. */
  readonly looked?: (count: number) => void;
}

/** The same inputs, in the same order. Those that are captures say so. What the user calls a log is one. */
export async function toldCaptures(sources: readonly Source[], { stop, looked }: Look = {}): Promise<Source[]> {
  let count = 0;
  return atOnce(sources, async (source) => {
    const told = source.role === "auto" && !stop?.aborted ? await lookAt(source, stop) : source;
    looked?.(++count);
    return told;
  });
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

async function lookAt(source: Source, stop?: AbortSignal): Promise<Source> {
  const chunks: AsyncIterator<Buffer> = untilStopped(source.open(), stop)[Symbol.asyncIterator]();
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
