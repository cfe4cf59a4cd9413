// A temporary file for what is finished but must wait. Items are plain data, and stay in memory until there are many. It is
// synchronous on purpose: only sources and lines are asynchronous, and an item is written or read as a whole.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Column } from "./column.js";

/** A place in a spool. Give it back to {@link Spool.take}. */
export type SpoolRef = number;

/** The file is written and read in pieces: one system call per item would cost more than the item. */
const PIECE_BYTES = 64 * 1024;
/** If the disk takes nothing, this many items wait in memory after all. */
const IN_MEMORY_AT_NEED = 500;
/** A character of text takes at most this many bytes of UTF-8. */
const BYTES_OF_CHARACTER = 3;

interface SpoolFile {
  readonly directory: string;
  readonly handle: number;
  /** How many bytes it contains. What follows them is in {@link tail}. */
  size: number;
  readonly tail: Buffer;
  tailLength: number;
  /** The piece that was read last: items are mostly requested in the order in which they came. */
  readonly piece: Buffer;
  pieceAt: number;
  pieceLength: number;
}

/**
 * Keeps items: in memory up to `memoryLimit`, the rest in a temporary file that disappears with the process or with {@link close}.
 */
export class Spool<T> {
  readonly #memoryLimit: number;
  readonly #print: (item: T) => string;
  readonly #sizeOf: (item: T) => number;
  readonly #inMemory = new Map<SpoolRef, T>();
  #sizeInMemory = 0;
  /** Where spooled items are in the file, by reference. */
  readonly #offsets = new Column(Float64Array);
  readonly #lengths = new Column(Int32Array);
  #refCount = 0;
  /** References of items that were taken. They are reused, so that the index grows only with what waits at one time. */
  readonly #free: SpoolRef[] = [];
  #size = 0;
  #file: SpoolFile | null = null;
  /** Why no file can be opened, so that it is not tried again for each item. */
  #refusal: SpoolError | null = null;

  /**
   * @param memoryLimit Items beyond this many go to disk.
   * @param print Makes JSON of an item, in whatever layout.
   * @param sizeOf How many an item counts as. It must not change while the item is kept.
   */
  constructor(memoryLimit: number, print: (item: T) => string = JSON.stringify, sizeOf: (item: T) => number = () => 1) {
    this.#memoryLimit = memoryLimit;
    this.#print = print;
    this.#sizeOf = sizeOf;
  }

  /** Number of items kept. */
  get size(): number {
    return this.#size;
  }

  /** @throws SpoolError if the temporary folder takes no more. What was kept before can still be read. */
  put(item: T): SpoolRef {
    const ref = this.#free.pop() ?? this.#refCount++;
    if (this.#sizeInMemory + this.#sizeOf(item) <= this.#memoryLimit) this.#keepInMemory(ref, item);
    else {
      try {
        this.#file ??= this.#open();
        this.#append(this.#file, ref, this.#print(item));
      } catch (error) {
        if (!(error instanceof SpoolError) || this.#inMemory.size >= IN_MEMORY_AT_NEED) throw error;
        this.#keepInMemory(ref, item);
      }
    }
    this.#size += 1;
    return ref;
  }

  #keepInMemory(ref: SpoolRef, item: T): void {
    this.#inMemory.set(ref, item);
    this.#sizeInMemory += this.#sizeOf(item);
    this.#place(ref, 0, 0);
  }

  /** Reads an item and leaves it in place. @throws Error if nothing is kept under the reference, SpoolError if the disk fails. */
  peek(ref: SpoolRef): T {
    const item = this.#inMemory.get(ref);
    return item ?? (JSON.parse(this.bytesOf(ref).toString("utf8")) as T);
  }

  /**
   * An item as JSON. Read it at once, for the next one takes its place.
   * @throws Error if nothing is kept under the reference, SpoolError if the disk fails.
   */
  bytesOf(ref: SpoolRef): Buffer {
    const item = this.#inMemory.get(ref);
    if (item !== undefined) return Buffer.from(this.#print(item), "utf8");
    const length = this.#lengths.get(ref);
    if (length === 0 || !this.#file) throw new Error(`nothing spooled under ${ref}`);
    return bytesAt(this.#file, this.#offsets.get(ref), length);
  }

  /** Reads an item and forgets it. @throws Error if nothing is kept under the reference. */
  take(ref: SpoolRef): T {
    const item = this.peek(ref);
    this.forget(ref);
    return item;
  }

  /** Forgets an item unread. */
  forget(ref: SpoolRef): void {
    const item = this.#inMemory.get(ref);
    if (item !== undefined) this.#sizeInMemory -= this.#sizeOf(item);
    this.#inMemory.delete(ref);
    this.#lengths.set(ref, 0);
    this.#free.push(ref);
    this.#size -= 1;
    // nothing in it is wanted any more, so it is overwritten
    if (this.#size === this.#inMemory.size && this.#file)
      Object.assign(this.#file, { size: 0, tailLength: 0, pieceLength: 0 });
  }

  /** Removes the temporary file. */
  close(): void {
    this.#inMemory.clear();
    this.#sizeInMemory = 0;
    this.#size = 0;
    if (!this.#file) return;
    closeSync(this.#file.handle);
    removeFolder(this.#file.directory);
    this.#file = null;
  }

  /** What cannot be written stays in the tail, and can be read there. */
  #append(file: SpoolFile, ref: SpoolRef, text: string): void {
    if (file.tailLength + BYTES_OF_CHARACTER * text.length > PIECE_BYTES) {
      this.#write(file, file.tail.subarray(0, file.tailLength));
      file.tailLength = 0;
    }
    if (BYTES_OF_CHARACTER * text.length > PIECE_BYTES) {
      const bytes = Buffer.from(text, "utf8");
      this.#place(ref, file.size, bytes.length);
      this.#write(file, bytes);
      return;
    }
    const length = file.tail.write(text, file.tailLength, "utf8");
    this.#place(ref, file.size + file.tailLength, length);
    file.tailLength += length;
  }

  #write(file: SpoolFile, bytes: Buffer): void {
    try {
      // a disk that is filling up takes a part first, without an error
      for (let done = 0; done < bytes.length; )
        done += writeSync(file.handle, bytes, done, bytes.length - done, file.size + done);
    } catch (error) {
      throw new SpoolError(error);
    }
    file.size += bytes.length;
  }

  #place(ref: SpoolRef, offset: number, length: number): void {
    this.#offsets.set(ref, offset);
    this.#lengths.set(ref, length);
  }

  #open(): SpoolFile {
    if (this.#refusal) throw this.#refusal;
    let directory: string | null = null;
    try {
      directory = mkdtempSync(join(tmpdir(), "ari-doctor-"));
      const handle = openSync(join(directory, "spool"), "w+", 0o600);
      return { directory, handle, size: 0, ...noPieces() };
    } catch (error) {
      this.#refusal = new SpoolError(error);
      throw this.#refusal;
    } finally {
      // an open file needs no name, so nothing of a log is left behind, even if the process is killed
      if (directory !== null) removeFolder(directory);
    }
  }
}

function noPieces(): Omit<SpoolFile, "directory" | "handle" | "size"> {
  const [tail, piece] = [Buffer.allocUnsafe(PIECE_BYTES), Buffer.allocUnsafe(PIECE_BYTES)];
  return { tail, tailLength: 0, piece, pieceAt: 0, pieceLength: 0 };
}

function bytesAt(file: SpoolFile, offset: number, length: number): Buffer {
  if (offset >= file.size) return file.tail.subarray(offset - file.size, offset - file.size + length);
  if (length > PIECE_BYTES) {
    const bytes = Buffer.allocUnsafe(length);
    read(file.handle, bytes, offset);
    return bytes;
  }
  if (offset < file.pieceAt || offset + length > file.pieceAt + file.pieceLength) {
    file.pieceLength = 0;
    const pieceLength = Math.min(PIECE_BYTES, file.size - offset);
    read(file.handle, file.piece.subarray(0, pieceLength), offset);
    file.pieceAt = offset;
    file.pieceLength = pieceLength;
  }
  return file.piece.subarray(offset - file.pieceAt, offset - file.pieceAt + length);
}

function read(handle: number, bytes: Buffer, at: number): void {
  try {
    // a read may bring less than was requested (read(2)), and nothing if the file has been cut
    for (let done = 0, got = 0; done < bytes.length; done += got) {
      got = readSync(handle, bytes, done, bytes.length - done, at + done);
      if (got === 0) throw new Error("it ends too early");
    }
  } catch (error) {
    throw new SpoolError(error);
  }
}

/** The temporary folder fails: it is full, not ours, or broken. In words for the user. */
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
