// A temporary file for what is finished but must wait. Items are plain data; they stay in memory until there are many.
// Synchronous on purpose: only sources and lines are asynchronous, and an item is written or read whole.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Column } from "./column.js";

/** Items go to the file so many bytes at a time: a call of the system for each would cost more than the item. */
const BATCH_BYTES = 1 << 16;

/** A place in a spool; give it back to {@link Spool.take}. */
export type SpoolRef = number;

/** Keeps items: the first `memoryLimit` in memory, the rest in a temporary file that goes with the process, or with {@link close}. */
export class Spool<T> {
  readonly #memoryLimit: number;
  readonly #inMemory = new Map<SpoolRef, T>();
  /** Where spooled items lie in the file, by reference. */
  readonly #offsets = new Column(Float64Array);
  readonly #lengths = new Column(Int32Array);
  #refCount = 0;
  /** References of items that were taken: given out again, so that the index grows with what waits at one time. */
  readonly #free: SpoolRef[] = [];
  #size = 0;
  #file: SpoolFile | null = null;
  #read = Buffer.alloc(0);

  constructor(memoryLimit: number) {
    this.#memoryLimit = memoryLimit;
  }

  /** Number of items kept. */
  get size(): number {
    return this.#size;
  }

  /** @throws SpoolError where the temporary folder takes no more; what was kept before can still be read. */
  put(item: T): SpoolRef {
    const ref = this.#free.pop() ?? this.#refCount++;
    if (this.#inMemory.size < this.#memoryLimit) {
      this.#inMemory.set(ref, item);
      this.#place(ref, 0, 0);
    } else {
      this.#file ??= openFile();
      const text = JSON.stringify(item);
      const length = Buffer.byteLength(text);
      this.#place(ref, append(this.#file, text, length), length);
    }
    this.#size += 1;
    return ref;
  }

  /** Reads an item and leaves it. @throws Error where nothing is kept under the reference, SpoolError where the disk fails. */
  peek(ref: SpoolRef): T {
    const item = this.#inMemory.get(ref);
    if (item !== undefined) return item;
    const length = this.#lengths.get(ref);
    if (length === 0 || !this.#file) throw new Error(`nothing spooled under ${ref}`);
    return JSON.parse(this.#textAt(this.#file, this.#offsets.get(ref), length)) as T;
  }

  /** Reads an item and forgets it. @throws Error where nothing is kept under the reference. */
  take(ref: SpoolRef): T {
    const item = this.peek(ref);
    this.forget(ref);
    return item;
  }

  /** Forgets an item unread. */
  forget(ref: SpoolRef): void {
    this.#inMemory.delete(ref);
    this.#lengths.set(ref, 0);
    this.#free.push(ref);
    this.#size -= 1;
    // nothing in it is wanted any more: written over
    if (this.#size === this.#inMemory.size && this.#file) {
      this.#file.size = 0;
      this.#file.pendingBytes = 0;
    }
  }

  /** Removes the temporary file. */
  close(): void {
    this.#inMemory.clear();
    this.#size = 0;
    if (!this.#file) return;
    closeSync(this.#file.handle);
    removeFolder(this.#file.directory);
    this.#file = null;
  }

  #textAt({ handle, size, pending }: SpoolFile, offset: number, length: number): string {
    if (offset >= size) return pending.toString("utf8", offset - size, offset - size + length);
    if (this.#read.length < length) this.#read = Buffer.allocUnsafeSlow(2 * length);
    readWhole(handle, this.#read, length, offset);
    return this.#read.toString("utf8", 0, length);
  }

  #place(ref: SpoolRef, offset: number, length: number): void {
    this.#offsets.set(ref, offset);
    this.#lengths.set(ref, length);
  }
}

/** A file and what is to be written to its end. */
interface SpoolFile {
  readonly directory: string;
  readonly handle: number;
  /** Bytes in the file. */
  size: number;
  readonly pending: Buffer;
  pendingBytes: number;
}

function openFile(): SpoolFile {
  try {
    const directory = mkdtempSync(join(tmpdir(), "ari-doctor-"));
    const handle = openSync(join(directory, "spool"), "w+", 0o600);
    // an open file needs no name: so nothing of a log stays behind, even where the process is killed
    removeFolder(directory);
    return { directory, handle, size: 0, pending: Buffer.allocUnsafeSlow(BATCH_BYTES), pendingBytes: 0 };
  } catch (error) {
    throw new SpoolError(error);
  }
}

/** Puts a text behind all others; returns where. What was pending stays so, and readable, where the disk takes no more. */
function append(file: SpoolFile, text: string, length: number): number {
  if (file.pendingBytes + length > BATCH_BYTES) {
    write(file, file.pending.subarray(0, file.pendingBytes));
    file.pendingBytes = 0;
  }
  const offset = file.size + file.pendingBytes;
  if (length > BATCH_BYTES) write(file, Buffer.from(text, "utf8"));
  else file.pendingBytes += file.pending.write(text, file.pendingBytes, "utf8");
  return offset;
}

function write(file: SpoolFile, bytes: Buffer): void {
  try {
    // a disk that fills takes a part first, without an error
    for (let done = 0; done < bytes.length; )
      done += writeSync(file.handle, bytes, done, bytes.length - done, file.size + done);
  } catch (error) {
    throw new SpoolError(error);
  }
  file.size += bytes.length;
}

function readWhole(handle: number, into: Buffer, length: number, at: number): void {
  try {
    // a read may bring less than was asked for (read(2)), and nothing where the file has been cut
    for (let done = 0, got = 0; done < length; done += got) {
      got = readSync(handle, into, done, length - done, at + done);
      if (got === 0) throw new Error("it ends too early");
    }
  } catch (error) {
    throw new SpoolError(error);
  }
}

/** The temporary folder fails: full, not ours, or broken. In words for the user. */
export class SpoolError extends Error {
  constructor(cause: unknown) {
    super(`cannot keep what must wait in ${tmpdir()}: ${reasonOf(cause)}; TMPDIR names another folder`, { cause });
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG" ? "the disk is full" : message;
}

/** Where the system keeps open files (Windows), the folder goes once the file is closed. */
function removeFolder(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // tried again by close; what is left in the temporary folder then is no fault of the report
  }
}
