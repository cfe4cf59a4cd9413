// Where to continue in a log that an earlier run has read: in the file with its name, or in the one that rotation made of it and
// in later ones.
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type FileIdentity, sha256 } from "./growing-file.js";
import { fileSource } from "./source.js";

/** A piece of a log, and the byte from which to read it. */
export interface Piece {
  readonly path: string;
  readonly startBytes: number;
}

/** The rest of a log under a name. */
export interface LeftOff {
  /** Rotated files, in order. The first may have been read in part. */
  readonly rotated: readonly Piece[];
  /** The file with the name itself: where to begin. Null if it does not exist yet. */
  readonly startBytes: number | null;
  /** True if the file that was read is gone. */
  readonly isLost: boolean;
}

// -20260911, .1, .2026-09-11.gz, after the log's name
const ROTATION = /^[-._](?:\d{1,3}|\d{4}-?\d\d-?\d\d\S{0,12}|\d{6,})(?:\.(?:gz|zst))?$/;

/**
 * Finds the rest of a log.
 * @param takenBytes Where the last record that was taken begins.
 */
export async function findLeftOff(path: string, identity: FileIdentity, takenBytes: number): Promise<LeftOff> {
  const exists = (await stat(path).catch(() => null)) !== null;
  if (exists && (await isSame(path, identity, takenBytes, true)))
    return { rotated: [], startBytes: takenBytes, isLost: false };
  const siblings = await rotatedFrom(path);
  for (const withInode of [true, false]) {
    for (const [at, sibling] of siblings.entries()) {
      if (!(await isSame(sibling, identity, takenBytes, withInode))) continue;
      const later = siblings.slice(at + 1).map((other) => ({ path: other, startBytes: 0 }));
      const rotated = [{ path: sibling, startBytes: takenBytes }, ...later];
      return { rotated, startBytes: exists ? 0 : null, isLost: false };
    }
  }
  // copied to another disk and back, for example
  if (exists && (await isSame(path, identity, takenBytes, false)))
    return { rotated: [], startBytes: takenBytes, isLost: false };
  return { rotated: [], startBytes: exists ? 0 : null, isLost: true };
}

/** The rotated files of a log, the oldest first. */
async function rotatedFrom(path: string): Promise<string[]> {
  const folder = dirname(path);
  const name = basename(path);
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names
      .filter((other) => other.startsWith(name) && ROTATION.test(other.slice(name.length)))
      .map(async (other) => ({ path: join(folder, other), ms: (await stat(join(folder, other))).mtimeMs })),
  );
  return found.sort((a, b) => a.ms - b.ms).map((file) => file.path);
}

/** An inode may be reused, and a copy has another one. The first bytes must be the same in any case. */
async function isSame(
  path: string,
  { device, inode, headBytes, head }: FileIdentity,
  takenBytes: number,
  withInode: boolean,
): Promise<boolean> {
  try {
    const { dev, ino } = await stat(path);
    if (withInode && (dev !== device || ino !== inode)) return false;
    let seen = 0;
    let first = Buffer.alloc(0);
    for await (const chunk of fileSource(path, "auto").open()) {
      seen += chunk.length;
      if (first.length < headBytes) first = Buffer.concat([first, chunk]);
      if (seen > takenBytes && first.length >= headBytes) break;
    }
    return seen > takenBytes && sha256(first.subarray(0, headBytes)) === head;
  } catch {
    return false;
  }
}

/** At most this much of the earlier lines, from which a reader gets to know the log. */
const WARM_UP_BYTES = 64 * 1024;

/** The last lines before a given line start: what is shown of them, and where they begin. */
export async function linesBefore({
  path,
  startBytes,
}: Piece): Promise<{ readonly lines: Buffer; readonly bytes: number }> {
  let lines = Buffer.alloc(0);
  let at = 0;
  for await (const chunk of fileSource(path, "auto").open()) {
    const wanted = chunk.subarray(0, Math.max(0, startBytes - at));
    at += chunk.length;
    lines = Buffer.concat([lines, wanted]).subarray(-WARM_UP_BYTES);
    if (at >= startBytes) break;
  }
  const from = startBytes - lines.length;
  if (from === 0) return { lines, bytes: 0 };
  const cut = lines.indexOf("\n") + 1;
  return { lines: lines.subarray(cut), bytes: from + cut };
}

/** The rest of a file, compressed or not. */
export async function* restOf({ path, startBytes }: Piece): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of fileSource(path, "auto").open()) {
    const wanted = chunk.subarray(Math.max(0, startBytes - at));
    at += chunk.length;
    if (wanted.length > 0) yield wanted;
  }
}

/** When a file was last written. The present if it does not exist. */
export async function writtenMs(path: string, nowMs: number): Promise<number> {
  return (await stat(path).catch(() => null))?.mtimeMs ?? nowMs;
}
