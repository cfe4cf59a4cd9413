// Compressed logs, recognised by their first bytes and never by their names: rotation renames files, and people rename them
// again. Gzip and zstd are unpacked on the fly. For others the user is told a pipe that unpacks them.
import { pipeline, Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";
import { shellWord } from "../io/shell-word.js";
import { peek } from "./peek.js";
import { SourceError } from "./source-error.js";

const CHUNK_BYTES = 64 * 1024;

interface Packing {
  readonly name: string;
  readonly magic: Buffer;
  readonly unpack: ((chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>) | null;
  /** The command that unpacks it to standard output, if we cannot. */
  readonly command: string | null;
}

const PACKINGS: readonly Packing[] = [
  // RFC 1952, section 2.3.1
  { name: "gzip", magic: Buffer.from([0x1f, 0x8b]), unpack: gunzip, command: null },
  // RFC 8878, section 3.1.1
  { name: "zstd", magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), unpack: unzstd, command: null },
  { name: "bzip2", magic: Buffer.from("BZh"), unpack: null, command: "bzip2 -dc" },
  // xz-file-format.txt, section 2.1.1.1
  { name: "xz", magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), unpack: null, command: "xz -dc" },
  { name: "lz4", magic: Buffer.from([0x04, 0x22, 0x4d, 0x18]), unpack: null, command: "lz4 -dc" },
  { name: "zip", magic: Buffer.from("PK\x03\x04"), unpack: null, command: "unzip -p" },
];
const LONGEST_MAGIC_BYTES = 6;

/** How a file is compressed, by its first bytes. Null if it is not. */
export function packingOf(head: Buffer): Packing | null {
  return PACKINGS.find(({ magic }) => head.subarray(0, magic.length).equals(magic)) ?? null;
}

/**
 * The bytes before compression.
 * @param path The input's name, for the advice.
 * @throws SourceError if it cannot be unpacked here.
 */
export async function* unpacked(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { head, all } = await peek(chunks, LONGEST_MAGIC_BYTES);
  const packing = packingOf(head);
  if (!packing) return yield* all;
  if (packing.unpack) return yield* soundlyUnpacked(path, packing.unpack, all);
  for await (const _ of all) break; // closes the input
  const file = path === "-" ? "" : ` ${shellWord(path)}`;
  throw new SourceError(
    `${path}: is packed with ${packing.name}; let its own tool unpack it: ${packing.command}${file} | ari-doctor - …`,
  );
}

/** Text logs shrink to a tenth, very repetitive ones to a fiftieth. What grows more than this is made to waste time. */
const MAX_RATIO = 400;
/** Up to this size nobody minds. */
const FREE_BYTES = 256 * 1024 * 1024;

/** Unpacks, unless it is a decompression bomb. */
async function* soundlyUnpacked(
  path: string,
  unpack: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
  packed: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  let packedBytes = 0;
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of packed) {
      packedBytes += chunk.length;
      // kept until it is unpacked, while more is read
      yield Buffer.from(chunk);
    }
  }
  for await (const chunk of unpack(counted())) {
    bytes += chunk.length;
    if (bytes > FREE_BYTES && bytes > MAX_RATIO * packedBytes)
      throw new SourceError(
        `${path}: unpacks to more than ${MAX_RATIO} times its size; if it is a log all the same, unpack it first and name the file`,
      );
    yield chunk;
  }
}

function gunzip(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return through(chunks, zlib.createGunzip({ chunkSize: CHUNK_BYTES }));
}

/** Node has its own zstd since 22.15; before that, fzstd is used. */
function unzstd(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };
  return createZstdDecompress ? through(chunks, createZstdDecompress()) : unzstdInScript(chunks);
}

async function* unzstdInScript(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { Decompress } = await import("fzstd");
  const unpackedParts: Buffer[] = [];
  const decoder = new Decompress((part) => unpackedParts.push(Buffer.from(part)));
  for await (const chunk of chunks) {
    decoder.push(chunk);
    yield* unpackedParts.splice(0);
  }
  decoder.push(new Uint8Array(0), true);
  yield* unpackedParts.splice(0);
}

function through(chunks: AsyncIterable<Buffer>, transform: Transform): AsyncIterable<Buffer> {
  // failures come out of the transform, which is read to its end; pipeline closes the file if reading stops early
  return pipeline(Readable.from(chunks), transform, () => undefined) as AsyncIterable<Buffer>;
}
