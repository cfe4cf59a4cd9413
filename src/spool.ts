// A temporary file for what is finished but must wait. Items are plain data; they stay in memory until there are many.
// Synchronous on purpose: only sources and lines are asynchronous, and an item is written or read whole.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A place in a spool; give it back to {@link Spool.take}. */
export type SpoolRef = number;

type Slot<T> = { readonly item: T } | { readonly offset: number; readonly length: number };

/** Keeps items: the first `memoryLimit` in memory, the rest in a temporary file that goes with {@link close}. */
export class Spool<T> {
  readonly #memoryLimit: number;
  readonly #slots = new Map<SpoolRef, Slot<T>>();
  #inMemory = 0;
  #next = 0;
  #file: { readonly directory: string; readonly handle: number; size: number } | null = null;

  constructor(memoryLimit: number) {
    this.#memoryLimit = memoryLimit;
  }

  /** Number of items kept. */
  get size(): number {
    return this.#slots.size;
  }

  /** @throws Error of node:fs where the temporary folder cannot be written. */
  put(item: T): SpoolRef {
    const ref = this.#next++;
    if (this.#inMemory < this.#memoryLimit) {
      this.#inMemory += 1;
      this.#slots.set(ref, { item });
      return ref;
    }
    this.#file ??= this.#open();
    const bytes = Buffer.from(JSON.stringify(item), "utf8");
    writeSync(this.#file.handle, bytes, 0, bytes.length, this.#file.size);
    this.#slots.set(ref, { offset: this.#file.size, length: bytes.length });
    this.#file.size += bytes.length;
    return ref;
  }

  /** Reads an item and leaves it. */
  peek(ref: SpoolRef): T {
    const slot = this.#slots.get(ref);
    if (!slot) throw new Error(`nothing spooled under ${ref}`);
    if ("item" in slot) return slot.item;
    const bytes = Buffer.allocUnsafe(slot.length);
    readSync((this.#file as { handle: number }).handle, bytes, 0, slot.length, slot.offset);
    return JSON.parse(bytes.toString("utf8")) as T;
  }

  /** Reads an item and forgets it. */
  take(ref: SpoolRef): T {
    const item = this.peek(ref);
    if ("item" in (this.#slots.get(ref) as Slot<T>)) this.#inMemory -= 1;
    this.#slots.delete(ref);
    return item;
  }

  /** Removes the temporary file. */
  close(): void {
    this.#slots.clear();
    if (!this.#file) return;
    closeSync(this.#file.handle);
    rmSync(this.#file.directory, { recursive: true, force: true });
    this.#file = null;
  }

  #open(): { directory: string; handle: number; size: number } {
    const directory = mkdtempSync(join(tmpdir(), "ari-doctor-"));
    return { directory, handle: openSync(join(directory, "spool"), "w+", 0o600), size: 0 };
  }
}
