// Reading that can be given up: a pipe whose writer hangs, or a disk that does not answer, must not keep a user who has had enough.

/** Hands chunks on until their end, or until the stop. The read that was under way then is left to itself. */
export async function* untilStopped(
  chunks: AsyncIterable<Buffer>,
  stop: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  if (stop === undefined) return yield* chunks;
  const iterator = chunks[Symbol.asyncIterator]();
  for (let next = await orStop(iterator.next(), stop); !next.done; next = await orStop(iterator.next(), stop))
    yield next.value;
}

/** What a read brings, or the end. Not Promise.race: that would hold on to every chunk for as long as the signal lives. */
function orStop(read: Promise<IteratorResult<Buffer>>, stop: AbortSignal): Promise<IteratorResult<Buffer>> {
  return new Promise((resolve, reject) => {
    const onStop = (): void => resolve({ done: true, value: undefined });
    if (stop.aborted) onStop();
    stop.addEventListener("abort", onStop, { once: true });
    read.then(resolve, reject).finally(() => stop.removeEventListener("abort", onStop));
  });
}
