// Reads a file from its start. While one chunk is processed, the next is being read. Two buffers serve for the whole file: a new
// one per chunk would cost as much as processing most of them. Of a short file it asks the disk as little as it can: where there
// are thousands of them, each question costs more than what it brings.
import { close, closeSync, fstatSync, openSync, read } from "node:fs";

/** A file may grow while it is read, and be long by then. */
const LEAST_BYTES = 8 * 1024;

/**
 * The bytes of a file in chunks, each valid until the next one is requested.
 * @throws Error of the system if it cannot be opened or read.
 */
export async function* readAhead(path: string, chunkBytes: number): AsyncGenerator<Buffer> {
  const handle = openSync(path, "r");
  // a byte more than there is, so that a read that is not filled shows the end
  const bufferBytes = Math.min(chunkBytes, Math.max(LEAST_BYTES, (fstatSync(handle).size || chunkBytes) + 1));
  let ahead: Buffer = Buffer.allocUnsafe(bufferBytes);
  let other: Buffer | null = null;
  let reading: Promise<number> | null = readInto(handle, ahead);
  let bytes = 0;
  try {
    for (;;) {
      const length: number = await reading;
      reading = null;
      if (length === 0) return;
      const chunk = ahead.subarray(0, length);
      bytes += length;
      if (length < bufferBytes && fstatSync(handle).size === bytes) {
        yield chunk;
        return;
      }
      [ahead, other] = [other ?? Buffer.allocUnsafe(bufferBytes), ahead];
      reading = readInto(handle, ahead);
      // it may fail long before anybody asks for it
      reading.catch(() => undefined);
      yield chunk;
    }
  } finally {
    // not awaited: somebody who gives up on an unresponsive disk must not wait for it
    if (reading === null) closeSync(handle);
    else reading.catch(() => undefined).then(() => close(handle, () => undefined));
  }
}

/** How many bytes were read; 0 at the end. */
function readInto(handle: number, buffer: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    read(handle, buffer, 0, buffer.length, null, (error, length) => (error ? reject(error) : resolve(length)));
  });
}
