// Reading that can be abandoned: a pipe whose writer hangs, or an unresponsive disk, must not keep a user who has given up.

/** Hands chunks on until their end or until the stop. A read that is under way at the stop is abandoned. */
export async function* untilStopped(
  chunks: AsyncIterable<Buffer>,
  stop: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  if (stop === undefined) return yield* chunks;
  const iterator = chunks[Symbol.asyncIterator]();
  for (let next = await orStop(iterator.next(), stop); !next.done; next = await orStop(iterator.next(), stop))
    yield next.value;
}

/** What a read brings, or the end. Promise.race will not do: it would keep every chunk for as long as the signal lives. */
function orStop(read: Promise<IteratorResult<Buffer>>, stop: AbortSignal): Promise<IteratorResult<Buffer>> {
  return new Promise((resolve, reject) => {
    const onStop = (): void => resolve({ done: true, value: undefined });
    if (stop.aborted) onStop();
    stop.addEventListener("abort", onStop, { once: true });
    read.then(resolve, reject).finally(() => stop.removeEventListener("abort", onStop));
  });
}
