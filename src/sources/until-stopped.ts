// Reading that can be abandoned: a pipe whose writer hangs, or an unresponsive disk, must not keep a user who has given up.

/** What is to be done at a stop. A signal takes the longer to add a listener the more it has, and thousands of files may be open. */
const atStops = new WeakMap<AbortSignal, Set<() => void>>();

/** @returns what takes it back. */
function atStop(stop: AbortSignal, act: () => void): () => void {
  const acts = atStops.get(stop) ?? new Set();
  if (!atStops.has(stop)) {
    atStops.set(stop, acts);
    stop.addEventListener(
      "abort",
      () => {
        for (const each of acts) each();
      },
      { once: true },
    );
  }
  acts.add(act);
  return () => acts.delete(act);
}

/** Hands chunks on until their end or until the stop. A read that is under way at the stop is abandoned. */
export async function* untilStopped(
  chunks: AsyncIterable<Buffer>,
  stop: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  if (stop === undefined) return yield* chunks;
  const iterator = chunks[Symbol.asyncIterator]();
  let giveUp = (): void => undefined;
  const forget = atStop(stop, () => giveUp());
  // Promise.race will not do: it would keep every chunk for as long as the signal lives
  const next = (): Promise<IteratorResult<Buffer>> =>
    new Promise((resolve, reject) => {
      giveUp = () => resolve({ done: true, value: undefined });
      if (stop.aborted) giveUp();
      else iterator.next().then(resolve, reject);
    });
  try {
    for (let read = await next(); !read.done; read = await next()) yield read.value;
  } finally {
    forget();
    // closes the input, once it answers; nobody waits for that
    iterator.return?.().catch(() => undefined);
  }
}
