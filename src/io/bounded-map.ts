// A map for keys that come from a log: whoever can write a line there can send millions. It keeps the latest ones and counts
// those that it drops. It has two generations, so that making room neither moves nor searches entries. When the young one is
// full, it becomes the old one, and the rest of the old one is dropped.

/** A map with a maximum size. What has been neither set nor read for the longest goes first. */
export class BoundedMap<K, V> {
  readonly #half: number;
  #young = new Map<K, V>();
  #old = new Map<K, V>();
  /** Entries that were dropped to make room. */
  evictedCount = 0;

  /** @param limit Half as many of the latest entries are certain to be kept. */
  constructor(limit: number) {
    this.#half = Math.ceil(limit / 2);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  has(key: K): boolean {
    return this.#young.has(key) || this.#old.has(key);
  }

  /** The value of a key, which is kept for longer now. */
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

  /** All entries. None may be set or read meanwhile; they may be deleted. */
  *[Symbol.iterator](): Generator<[K, V]> {
    yield* this.#old;
    yield* this.#young;
  }

  *values(): Generator<V> {
    yield* this.#old.values();
    yield* this.#young.values();
  }

  /** Deletes what no longer holds: one pass over all entries, without an object for each. */
  keepOnly(holds: (value: V) => boolean): void {
    for (const entries of [this.#old, this.#young])
      entries.forEach((value, key) => {
        if (!holds(value)) entries.delete(key);
      });
  }
}
