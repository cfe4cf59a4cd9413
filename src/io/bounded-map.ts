// A map for keys that come out of a log: whoever may write a line there may send millions. It keeps the latest ones and counts
// those that it let go. Two generations, so that no entry is moved or looked for to make room: when the young one is full it
// becomes the old one, and what was left of the old one is gone.

/** A map of at most so many entries; what was neither set nor asked for the longest goes first. */
export class BoundedMap<K, V> {
  readonly #half: number;
  #young = new Map<K, V>();
  #old = new Map<K, V>();
  /** Entries that were let go to make room. */
  evictedCount = 0;

  /** @param limit Half as many of the latest entries are surely kept. */
  constructor(limit: number) {
    this.#half = Math.ceil(limit / 2);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  has(key: K): boolean {
    return this.#young.has(key) || this.#old.has(key);
  }

  /** What stands under a key, which is kept for longer now. */
  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined || this.#old.size === 0) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: K, value: V): this {
    if (this.#old.size > 0) this.#old.delete(key);
    this.#young.set(key, value);
    if (this.#young.size >= this.#half) {
      this.evictedCount += this.#old.size;
      this.#old = this.#young;
      this.#young = new Map();
    }
    return this;
  }

  delete(key: K): boolean {
    return this.#young.delete(key) || this.#old.delete(key);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }

  /** All entries, none of which may be set or asked for meanwhile; they may be deleted. */
  *[Symbol.iterator](): Generator<[K, V]> {
    yield* this.#old;
    yield* this.#young;
  }

  *values(): Generator<V> {
    yield* this.#old.values();
    yield* this.#young.values();
  }

  /** Deletes what does not hold any more: a look at all entries, without an object for each. */
  keepOnly(holds: (value: V) => boolean): void {
    for (const entries of [this.#old, this.#young])
      entries.forEach((value, key) => {
        if (!holds(value)) entries.delete(key);
      });
  }
}
