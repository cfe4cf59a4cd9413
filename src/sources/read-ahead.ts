// Reads a file from its start. While one chunk is processed, the next is being read. Two buffers serve for the whole file: a new
// one per chunk would cost as much as processing most of them.
import { close, open, read } from "node:fs";

/**
 * The bytes of a file in chunks, each valid until the next one is requested.
 * @throws Error of the system if it cannot be opened or read.
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
    // not awaited: somebody who gives up on an unresponsive disk must not wait for it
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
