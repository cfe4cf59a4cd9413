// Looks at the first bytes of an input without consuming them. They tell how the rest is to be read.

/** The beginning of an input, and all of it, including the beginning. */
export interface Peeked {
  readonly head: Buffer;
  readonly all: AsyncIterable<Buffer>;
}

/** Reads ahead until this many bytes are there, or the input has ended. `all` must be read or closed to close the input. */
export async function peek(chunks: AsyncIterable<Buffer>, bytes: number): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Buffer[] = [];
  let length = 0;
  while (length < bytes) {
    const { value, done } = await iterator.next();
    if (done) break;
    // a chunk is valid only until the next one is requested
    first.push(length + value.length < bytes ? Buffer.from(value) : value);
    length += value.length;
  }
  return { head: Buffer.concat(first).subarray(0, bytes), all: from(first, iterator) };
}

async function* from(first: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
