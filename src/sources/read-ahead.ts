// A file, read from its start: while one chunk is looked at, the next is on its way. Two pieces of memory serve for all of it,
// for a new one for every chunk would cost as much as looking at most of them.
import { close, open, read } from "node:fs";

/**
 * The bytes of a file in chunks, each good until the next one is asked for.
 * @throws Error of the system, where it cannot be opened or read.
 */
export async function* readAhead(path: string, chunkBytes: number): AsyncGenerator<Buffer> {
  const handle = await opened(path);
  let [ahead, other] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  let reading = readInto(handle, ahead);
  try {
    for (let length = await reading; length > 0; length = await reading) {
      const chunk = ahead.subarray(0, length);
      [ahead, other] = [other, ahead];
      reading = readInto(handle, ahead);
      // it may fail long before anybody asks for it
      reading.catch(() => undefined);
      yield chunk;
    }
  } finally {
    // not waited for: whoever has had enough of a disk that does not answer must not wait for it
    reading.catch(() => undefined).then(() => close(handle, () => undefined));
  }
}

function opened(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, "r", (error, handle) => (error ? reject(error) : resolve(handle)));
  });
}

/** How many bytes were read; 0 at the end. */
function readInto(handle: number, buffer: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    read(handle, buffer, 0, buffer.length, null, (error, length) => (error ? reject(error) : resolve(length)));
  });
}
