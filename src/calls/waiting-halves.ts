// The finished halves that wait for the other log. There may be as many as a log has calls, so a half is a number here: a
// row of plain columns in memory, and in spools the half itself and what joining needs of it.
import type { Side } from "../records/record.js";
import { Spool, type SpoolRef } from "../spool.js";
import { type Digest, digestOf } from "./digest.js";
import type { Half } from "./half.js";
import { SPOOL_AFTER } from "./limits.js";

/** Stands for a half that waits; given again to another one once the half is taken. */
export type WaitingId = number;

/** Keeps halves, and finds them by the moment in which they began. */
export class WaitingHalves {
  readonly #ids: Record<Side, Set<WaitingId>> = { asterisk: new Set(), bot: new Set() };
  readonly #free: WaitingId[] = [];
  readonly #halves = new Spool<Half>(SPOOL_AFTER);
  readonly #digests = new Spool<Digest>(SPOOL_AFTER);
  // one entry a half in each column
  readonly #halfRef: SpoolRef[] = [];
  readonly #digestRef: SpoolRef[] = [];
  readonly #side: Side[] = [];
  readonly #streamIndex: number[] = [];
  readonly #firstMs: number[] = [];
  readonly #lastMs: number[] = [];
  /** NaN where the beginning is not in the log: a column of numbers stays compact. */
  readonly #startMs: number[] = [];
  /** Halves of one key of the index are a chain: the first by key, then the next by id. */
  readonly #firstOfKey = new Map<number, WaitingId>();
  readonly #nextOfKey: WaitingId[] = [];
  readonly #key: number[] = [];

  /** Takes a half in. */
  add(half: Half): WaitingId {
    const id = this.#free.pop() ?? this.#side.length;
    const digest = digestOf(half);
    this.#halfRef[id] = this.#halves.put(half);
    this.#digestRef[id] = this.#digests.put(digest);
    this.#side[id] = digest.side;
    this.#streamIndex[id] = digest.streamIndex;
    this.#firstMs[id] = digest.firstMs;
    this.#lastMs[id] = digest.lastMs;
    this.#startMs[id] = digest.startMs ?? Number.NaN;
    this.#key[id] = Number.NaN;
    this.#nextOfKey[id] = NONE;
    this.#ids[digest.side].add(id);
    return id;
  }

  /** Those of a side, in the order in which they came. */
  of(side: Side): ReadonlySet<WaitingId> {
    return this.#ids[side];
  }

  side(id: WaitingId): Side {
    return this.#side[id] as Side;
  }

  streamIndex(id: WaitingId): number {
    return this.#streamIndex[id] as number;
  }

  /** Wall-clock milliseconds of the first line. */
  firstMs(id: WaitingId): number {
    return this.#firstMs[id] as number;
  }

  /** Wall-clock milliseconds of the last line. */
  lastMs(id: WaitingId): number {
    return this.#lastMs[id] as number;
  }

  /** Wall-clock milliseconds of the call's beginning; null where it is not in the log. */
  startMs(id: WaitingId): number | null {
    const startMs = this.#startMs[id] as number;
    return Number.isNaN(startMs) ? null : startMs;
  }

  /** The half in brief. */
  digest(id: WaitingId): Digest {
    return this.#digests.peek(this.#digestRef[id] as SpoolRef);
  }

  /** The half itself, which goes on waiting. */
  peek(id: WaitingId): Half {
    return this.#halves.peek(this.#halfRef[id] as SpoolRef);
  }

  /** The half itself, which waits no more. */
  take(id: WaitingId): Half {
    this.#unindex(id);
    this.#digests.forget(this.#digestRef[id] as SpoolRef);
    this.#ids[this.side(id)].delete(id);
    this.#free.push(id);
    return this.#halves.take(this.#halfRef[id] as SpoolRef);
  }

  /** Puts a half under a key, to be found by {@link under}. */
  index(id: WaitingId, key: number): void {
    this.#key[id] = key;
    this.#nextOfKey[id] = this.#firstOfKey.get(key) ?? NONE;
    this.#firstOfKey.set(key, id);
  }

  /** The halves under a key. */
  *under(key: number): Generator<WaitingId> {
    for (let id = this.#firstOfKey.get(key) ?? NONE; id !== NONE; id = this.#nextOfKey[id] as WaitingId) yield id;
  }

  #unindex(id: WaitingId): void {
    const key = this.#key[id] as number;
    if (Number.isNaN(key)) return;
    const next = this.#nextOfKey[id] as WaitingId;
    if (this.#firstOfKey.get(key) === id) {
      if (next === NONE) this.#firstOfKey.delete(key);
      else this.#firstOfKey.set(key, next);
      return;
    }
    for (const before of this.under(key)) if (this.#nextOfKey[before] === id) this.#nextOfKey[before] = next;
  }

  /** Removes the temporary files. */
  close(): void {
    this.#halves.close();
    this.#digests.close();
  }
}

const NONE = -1;
