// --state: what a run leaves for the next one. One line of JSON describes the file; the rest is the memory itself. It is written
// next to its destination, flushed to disk and renamed, so that a run that is killed leaves the previous state.
import { createHash, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { z } from "zod";
import type { WatchMemory } from "../live/memory.js";
import { cannotWrite } from "./cannot-write.js";
import { version } from "./console.js";

const headSchema = z.strictObject({
  what: z.literal("ari-doctor state"),
  /** Memory is whatever this version of the tool has in memory: no other version reads it ({@link WRITER}). */
  version: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
});

/**
 * The number grows with each change to what stages remember. Even between releases, no build takes another's memory for its own.
 */
const WRITER = `${version} (memory 10)`;

const MADE_ANEW =
  "give --new-state to begin a new one in its place: calls that were up are then reported without their beginning";

/** Reads the memory of the previous run. Null if there is none yet. @throws Error naming what is wrong with the file. */
export function readState(path: string): WatchMemory | null {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  const lineEnd = bytes.indexOf("\n");
  const head = headSchema.safeParse(jsonOf(bytes.subarray(0, Math.max(0, lineEnd)).toString("utf8")));
  if (!head.success) throw new Error(`--state: ${path}: is no state of ari-doctor, and is left as it is; ${MADE_ANEW}`);
  const body = bytes.subarray(lineEnd + 1);
  if (body.length !== head.data.bytes || sha256(body) !== head.data.sha256)
    throw new Error(`--state: ${path}: is damaged, and is left as it is; ${MADE_ANEW}`);
  if (head.data.version !== WRITER)
    throw new Error(`--state: ${path}: is of ari-doctor ${head.data.version}, this is ${WRITER}; ${MADE_ANEW}`);
  return deserialize(body) as WatchMemory;
}

/** Saves the memory for the next run. */
export function writeState(path: string, memory: WatchMemory): void {
  const body = serialize(memory);
  const head = { what: "ari-doctor state", version: WRITER, bytes: body.length, sha256: sha256(body) };
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.part`);
  try {
    // it contains lines of logs
    const file = openSync(beside, "w", 0o600);
    try {
      for (const bytes of [Buffer.from(`${JSON.stringify(head)}\n`, "utf8"), body])
        for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
    flushFolder(dirname(path));
  } catch (error) {
    rmSync(beside, { force: true });
    throw new Error(`--state: ${cannotWrite(path, error as NodeJS.ErrnoException).message}`);
  }
}

/** The new name is on disk, too. Not every system allows flushing a folder. */
function flushFolder(path: string): void {
  try {
    const folder = openSync(path, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // every process sees the name; only a power failure could still undo it
  }
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
