// Where bytes come from: files or standard input, compressed or not (compression.ts), in UTF-8 or UTF-16 (text-encoding.ts), as
// lines or as one JSON value (json-array.ts). Bytes are handed on as they are: io/lines.ts splits them, and what nobody reads is
// never decoded.
import { createReadStream, type Stats, statSync } from "node:fs";
import { stat } from "node:fs/promises";
import type { CaptureKind } from "../records/captured/kind.js";
import type { LogFormat, Side } from "../records/record.js";
import { packingOf, unpacked } from "./compression.js";
import { ARRAY_HEAD_BYTES, asObjectLines, beginsArray } from "./json-array.js";
import { peek } from "./peek.js";
import { readAhead } from "./read-ahead.js";
import { SourceError } from "./source-error.js";
import { asUtf8, utf16Of } from "./text-encoding.js";

/** An input of the run. */
export interface Source {
  /** As given. `-` is standard input. */
  readonly path: string;
  readonly role: Side | "auto";
  /** Which Asterisk it belongs to, as the user says. */
  readonly host?: string;
  /** The user's own line formats. */
  readonly formats?: readonly LogFormat[];
  /** True if it was found in a folder. Then it is quietly left out if it is no log. */
  readonly searched?: boolean;
  /** True if it can be read only once, like standard input and named pipes, so that looking ahead is impossible. */
  readonly onceOnly?: boolean;
  /** True if its bytes are not on disk as they are read: standard input, pipes, files with the name of a compressed one. */
  readonly isStream?: boolean;
  /** Set if it is no log but a capture. */
  readonly capture?: CaptureKind;
  /** Its chunks, each valid until the next one is requested. */
  readonly open: () => AsyncIterable<Buffer>;
  /** Its last part. Absent if that takes reading all of it. */
  readonly openEnd?: () => AsyncIterable<Buffer>;
}

const CHUNK_BYTES = 256 * 1024;
/** The part of a file that contains its last stamp. */
const END_BYTES = 64 * 1024;

const PACKED_NAME = /\.(?:gz|zst|zstd)$/i;

/** Told how many bytes of an input have been read. */
export type ReadingSink = (path: string, bytes: number) => void;

/**
 * A file. `searched` if it was found in a folder. @throws SourceError when opened: missing, unreadable, a directory, broken
 * compression.
 */
export function fileSource(
  path: string,
  role: Side | "auto",
  searched = false,
  tell?: ReadingSink,
  shortFiles?: ShortFiles,
): Source {
  const isPipe = statSync(path, { throwIfNoEntry: false })?.isFIFO() ?? false;
  const looks = new Looks(shortFiles);
  return {
    path,
    role,
    searched,
    onceOnly: isPipe,
    isStream: isPipe || PACKED_NAME.test(path),
    open: () => readable(path, fileChunks(path, looks, tell)),
    openEnd: () => readable(path, fileEnd(path, looks)),
  };
}

/** A file up to this length is kept in memory from the first look on. */
const SHORT_BYTES = 64 * 1024;
/** So much is kept of all of them together. */
const ALL_SHORT_BYTES = 32 * 1024 * 1024;

/**
 * Short files, kept from the first look at them: a folder may hold thousands, and opening one costs more than looking through it.
 * What follows their growth opens them anew, and keeps none.
 */
export class ShortFiles {
  readonly #bytesOf = new Map<string, Buffer>();
  #leftBytes = ALL_SHORT_BYTES;

  /** All of a file. Undefined if it is not kept. */
  of(path: string): Buffer | undefined {
    return this.#bytesOf.get(path);
  }

  /** Keeps a file that was read whole, if it is short and there is room. */
  keep(path: string, bytes: Buffer): void {
    if (bytes.length > SHORT_BYTES || bytes.length > this.#leftBytes) return;
    this.#leftBytes -= bytes.length;
    this.#bytesOf.set(path, Buffer.from(bytes));
  }
}

/** Standard input. */
export function streamSource(stream: NodeJS.ReadableStream, role: Side | "auto", tell?: ReadingSink): Source {
  return {
    path: "-",
    role,
    onceOnly: true,
    isStream: true,
    open: () => readable("-", counted(stream as AsyncIterable<Buffer>, tell)),
  };
}

async function* counted(chunks: AsyncIterable<Buffer>, tell?: ReadingSink): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    tell?.("-", bytes);
    yield chunk;
  }
}

/**
 * A file is opened more than once, as its head is looked at before all files are read. Rotation may happen in between, and then
 * the name means another file, or an emptied one (logrotate: create, copytruncate).
 */
class Looks {
  readonly shortFiles: ShortFiles | undefined;
  #first: Stats | null = null;

  constructor(shortFiles: ShortFiles | undefined) {
    this.shortFiles = shortFiles;
  }

  /** The file as it was at the first look. */
  first(now: Stats): Stats {
    this.#first ??= now;
    return this.#first;
  }
}

async function* fileChunks(path: string, looks: Looks, tell?: ReadingSink): AsyncGenerator<Buffer> {
  const kept = looks.shortFiles?.of(path);
  if (kept !== undefined) {
    tell?.(path, kept.length);
    return yield kept;
  }
  const before = statSync(path);
  if (before.isDirectory()) throw new SourceError(`${path}: is a folder; name the log files in it`);
  // /dev/zero never ends; a terminal is read as standard input
  if (before.isCharacterDevice() || before.isBlockDevice()) throw new SourceError(`${path}: is a device, not a log`);
  const first = looks.first(before);
  let bytes = 0;
  const chunks = before.isFile()
    ? readAhead(path, CHUNK_BYTES)
    : (createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>);
  for await (const chunk of chunks) {
    if (bytes === 0 && chunk.length === before.size) looks.shortFiles?.keep(path, chunk);
    bytes += chunk.length;
    tell?.(path, bytes);
    yield chunk;
  }
  if (!before.isFile()) return;
  if (first.ino !== before.ino || first.dev !== before.dev)
    throw new SourceError(`${path}: another file took its name while it was read, as rotation does; run again`);
  // a log may grow meanwhile; one that has shrunk was emptied under us
  const size = Math.max(first.size, before.size);
  if (bytes < size) throw new SourceError(`${path}: was cut short to ${bytes} of ${size} bytes while it was read`);
}

async function* readable(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* asObjectLines(asUtf8(unpacked(path, chunks)));
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError(`${path}: ${reason(error)}`);
  }
}

/** The last part of a plain file. All of one that can only be read from its start: compressed, or in UTF-16. */
async function* fileEnd(path: string, looks: Looks): AsyncGenerator<Buffer> {
  const { size } = await stat(path);
  if (size <= END_BYTES || !(await isPlain(path))) return yield* fileChunks(path, looks);
  yield* createReadStream(path, { start: size - END_BYTES, highWaterMark: END_BYTES }) as AsyncIterable<Buffer>;
}

/** Lines of text from its first byte on: no sign of compression or of UTF-16, and no array. */
export async function isPlain(path: string): Promise<boolean> {
  const { head, all } = await peek(
    createReadStream(path, { end: ARRAY_HEAD_BYTES - 1 }) as AsyncIterable<Buffer>,
    ARRAY_HEAD_BYTES,
  );
  for await (const _ of all) break; // closes the file
  return packingOf(head) === null && utf16Of(head) === null && !beginsArray(head);
}

/** The reason for a system error, in words. */
function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "permission denied";
  if (typeof code === "string" && /^Z_/.test(code)) return `broken gzip data (${message})`;
  // fzstd numbers its errors, Node names them
  if (typeof code === "number" || /^ZSTD_/.test(code ?? "")) return `broken zstd data (${message})`;
  return message;
}
