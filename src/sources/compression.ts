// Compressed logs, recognised by their first bytes and never by their names: rotation renames files, and people rename them
// again. Gzip and zstd are unpacked on the fly. For others the user is told a pipe that unpacks them.
import type { Transform } from "node:stream";
import * as zlib from "node:zlib";
import { shellWord } from "../io/shell-word.js";
import { peek } from "./peek.js";
import { SourceError } from "./source-error.js";
import { ZstdError, ZstdFrames } from "./zstd-frames.js";

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

/** So little goes in at once that what comes out fits into memory: a byte of gzip holds at most a thousand. */
const GZIP_SLICE_BYTES = 4 * 1024;
/** A zstd block of four bytes may stand for 128 KiB (RFC 8878, section 3.1.1.2). */
const ZSTD_SLICE_BYTES = 512;

function gunzip(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return through(sliced(chunks, GZIP_SLICE_BYTES), zlib.createGunzip({ chunkSize: CHUNK_BYTES }));
}

/** Node has its own zstd since 22.15; before that, fzstd is used. */
function unzstd(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };
  const pieces = piecesOfFrames(sliced(chunks, ZSTD_SLICE_BYTES));
  return createZstdDecompress ? through(pieces, createZstdDecompress()) : unzstdInScript(pieces);
}

/** No piece goes beyond the end of a frame: Node's decoder drops what stands behind it. */
async function* piecesOfFrames(slices: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const frames = new ZstdFrames();
  for await (const slice of slices) yield* frames.cut(slice);
  if (!frames.isBetween) throw new ZstdError("it ends within a frame");
}

async function* unzstdInScript(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { Decompress } = await import("fzstd");
  const unpackedParts: Buffer[] = [];
  const decoder = new Decompress((part) => unpackedParts.push(Buffer.from(part)));
  try {
    for await (const piece of pieces) {
      decoder.push(piece);
      yield* unpackedParts.splice(0);
    }
    decoder.push(new Uint8Array(0), true);
  } catch (error) {
    // what came before the fault is text
    yield* unpackedParts.splice(0);
    throw error;
  }
  yield* unpackedParts.splice(0);
}

async function* sliced(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += bytes) yield chunk.subarray(at, at + bytes);
}

/**
 * What a transform makes of the slices. A fault throws when everything before it has been handed on: the end of a log that was
 * cut, or damaged, is all that is lost.
 */
async function* through(slices: AsyncIterable<Buffer>, transform: Transform): AsyncGenerator<Buffer> {
  const parts: Buffer[] = [];
  let fault: Error | null = null;
  const closed = new Promise<void>((resolve) => {
    transform.once("close", resolve);
  });
  transform.on("data", (part: Buffer) => parts.push(part));
  transform.on("error", (error) => {
    fault = error;
  });
  try {
    for await (const slice of slices) {
      await Promise.race([closed, new Promise<void>((resolve) => transform.write(slice, () => resolve()))]);
      yield* parts.splice(0);
      if (fault) throw fault;
    }
    transform.end();
    await closed;
    yield* parts.splice(0);
    if (fault) throw fault;
  } finally {
    transform.destroy();
  }
}
