// Where bytes come from: files, standard input; gzip told by its first bytes, not by its name. Chunks are handed on as
// latin1 text: one character a byte, so that offsets stay exact (see lines.ts).
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { Side } from "../records/record.js";

/** An input of the run. */
export interface Source {
  /** As given; `-` for standard input. */
  readonly path: string;
  readonly role: Side | "auto";
  readonly open: () => AsyncIterable<string>;
  /** Its last part; absent where that can be had only by reading all of it. */
  readonly openEnd?: () => AsyncIterable<string>;
}

/** Why a source could not be read, in words for the user. */
export class SourceError extends Error {}

const CHUNK_BYTES = 64 * 1024;

/** A file. @throws SourceError when opened: missing, unreadable, a directory, broken compression. */
export function fileSource(path: string, role: Side | "auto"): Source {
  return { path, role, open: () => readFileChunks(path), openEnd: () => readFileEnd(path) };
}

/** Standard input. */
export function streamSource(stream: NodeJS.ReadableStream, role: Side | "auto"): Source {
  return { path: "-", role, open: () => latin1(stream as AsyncIterable<Buffer>) };
}

async function* readFileChunks(path: string): AsyncGenerator<string> {
  try {
    if ((await stat(path)).isDirectory()) throw new SourceError(`${path}: is a folder; name the log files in it`);
    const raw = createReadStream(path, { highWaterMark: CHUNK_BYTES });
    if (!(await isGzip(path))) return yield* latin1(raw);
    const unzip = createGunzip({ chunkSize: CHUNK_BYTES });
    raw.on("error", (error) => unzip.destroy(error));
    yield* latin1(raw.pipe(unzip) as AsyncIterable<Buffer>);
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError(`${path}: ${reason(error)}`);
  }
}

/** The last part of a plain file; of a compressed one everything, for its end cannot be reached otherwise. */
async function* readFileEnd(path: string): AsyncGenerator<string> {
  if (await isGzip(path)) return yield* readFileChunks(path);
  const { size } = await stat(path);
  yield* latin1(createReadStream(path, { start: Math.max(0, size - CHUNK_BYTES) }));
}

async function* latin1(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  for await (const chunk of chunks) yield chunk.toString("latin1");
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** The reason of a system error in words. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "permission denied";
  if (code?.startsWith("Z_")) return `broken gzip data (${message})`;
  return message;
}
