// Reading that can be abandoned: a pipe whose writer hangs, or an unresponsive disk, must not keep a user who has given up.

/** Hands chunks on until their end or until the stop. A read that is under way at the stop is abandoned. */
export async function* untilStopped(
  chunks: AsyncIterable<Buffer>,
  stop: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  if (stop === undefined) return yield* chunks;
  const iterator = chunks[Symbol.asyncIterator]();
  let giveUp = (): void => undefined;
  const onStop = (): void => giveUp();
  // one for all reads: adding one costs more than a read from memory
  stop.addEventListener("abort", onStop, { once: true });
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
    stop.removeEventListener("abort", onStop);
    // closes the input, once it answers; nobody waits for that
    iterator.return?.().catch(() => undefined);
  }
}
