// Zstandard for tests: Node 20 cannot pack it. One frame of raw blocks (RFC 8878, section 3.1.1), which packs nothing.
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** No checksum, no dictionary, no content size; then a window of 1 MiB: exponent 10 over 1 KiB. */
const HEADER = Buffer.from([0x00, 10 << 3]);
const MAX_BLOCK_BYTES = 100_000;

/** The bytes as a zstd file holds them. */
export function zstdFrame(bytes: Buffer): Buffer {
  const parts: Buffer[] = [MAGIC, HEADER];
  for (let at = 0; at === 0 || at < bytes.length; at += MAX_BLOCK_BYTES) {
    const block = bytes.subarray(at, at + MAX_BLOCK_BYTES);
    const last = at + MAX_BLOCK_BYTES >= bytes.length ? 1 : 0;
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | last, 0, 3);
    parts.push(header, block);
  }
  return Buffer.concat(parts);
}

/** A frame that stands for so many times 128 KiB of one byte, four bytes for each: what a bomb is made of. */
export function zstdBomb(blockCount: number): Buffer {
  const blocks = Array.from({ length: blockCount }, (_, index) => {
    const block = Buffer.alloc(4, "x");
    block.writeUIntLE((131_072 << 3) | (1 << 1) | (index === blockCount - 1 ? 1 : 0), 0, 3);
    return block;
  });
  return Buffer.concat([MAGIC, HEADER, ...blocks]);
}

/** The beginning of a frame that asks for 256 MiB of memory before it has unpacked a byte. */
export const GREEDY_ZSTD = Buffer.concat([MAGIC, Buffer.from([0x00, 18 << 3, 0x01, 0x00, 0x00])]);

/** printf 'ari-doctor\\n%.0s' {1..40} | zstd --no-check: with a compressed block, as real files have. */
export const REAL_ZSTD = Buffer.from("KLUv/QBYlQAAWGFyaS1kb2N0b3IKAQCqVosX", "base64");

/** A frame that every reader skips (RFC 8878, section 3.1.2): pzstd writes one before each of its own. */
export const SKIPPED_ZSTD = Buffer.concat([Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0]), Buffer.from("abc")]);
