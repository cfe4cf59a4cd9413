// Merges files of one log that overlap in time: a copy, a rotation that kept its tail, `messages` beside `full`, two workers of
// a bot. The result is one sequence of records in order of time. A line that is in several files counts once.
import { createHash } from "node:crypto";
import { BoundedMap } from "../../io/bounded-map.js";
import type { LogRecord } from "../../records/record.js";
import type { RecordQueue } from "./record-queue.js";

/** One file: what was read of it and not yet taken. */
export interface Lane {
  readonly queue: RecordQueue;
  ended: boolean;
  /** The log time that it has reached. Lines may be out of order, so it never goes back. */
  nowMs: number;
  /** True if it has nothing more for now. It grows, and the others do not wait for it. */
  idle: boolean;
}

/** The same line has the same stamp in two files; its neighbours may be in another order. */
const REPEATS_WITHIN_MS = 5000;

/** Lines of those seconds that are remembered, for a very busy log. */
const MAX_SEEN = 200_000;
/** Longer lines are compared by their digest. */
const LONG_LINE = 1_000;

/** A line of the last seconds. */
interface SeenLine<L> {
  atMs: number;
  /** How often it stood in each lane. */
  readonly counts: Map<L, number>;
  /** In the one where it stood most often. */
  most: number;
}

/** Merges lanes. */
export class Merge<L extends Lane> {
  lanes: L[] = [];
  readonly #seen = new BoundedMap<string, SeenLine<L>>(MAX_SEEN);
  #sweptMs = Number.NEGATIVE_INFINITY;

  /** The lane to read from next. Null if all have records. */
  hungriest(): L | null {
    for (const lane of this.lanes) if (isHungry(lane)) return lane;
    return null;
  }

  /** Time of the next record. Null if it is not known because a lane has to be read first. */
  get nextMs(): number | null {
    if (this.lanes.length === 0 || this.hungriest()) return null;
    const lane = this.#next();
    return lane && headMs(lane);
  }

  /**
   * Takes records for as long as it is known which comes next.
   * @param isDue True if another file must be opened before a record of that time.
   * @param repeated Told of each record that is left out.
   * @param each Receives the others, with their lanes.
   */
  take(isDue: (ms: number) => boolean, repeated: (lane: L) => void, each: (record: LogRecord, lane: L) => void): void {
    // there may be thousands: a folder of copies, a file for each call
    const ready = new ReadyLanes(this.hungriest() ? [] : this.lanes);
    for (let lane = ready.first; lane !== null; lane = ready.first) {
      const ms = headMs(lane);
      if (isDue(ms)) break;
      const record = lane.queue.take() as LogRecord;
      lane.nowMs = ms;
      ready.firstWasTaken();
      if (this.lanes.length > 1 && this.#isRepeated(record, lane)) repeated(lane);
      else each(record, lane);
      if (isHungry(lane)) break;
    }
    this.lanes = this.lanes.filter(({ queue, ended }) => !queue.isEmpty || !ended);
    if (this.lanes.length < 2) this.#seen.clear();
  }

  #next(): L | null {
    // most logs are one file at a time
    const [only] = this.lanes;
    if (only && this.lanes.length === 1) return only.queue.isEmpty ? null : only;
    let next: L | null = null;
    for (const lane of this.lanes) {
      if (!lane.queue.isEmpty && (next === null || headMs(lane) < headMs(next))) next = lane;
    }
    return next;
  }

  /** Two equal lines in one file are two. The second file's first one is the first file's first one. */
  #isRepeated({ stamp, text }: LogRecord, lane: L): boolean {
    if (!stamp) return false;
    const key = `${stamp.wallMs} ${text.length > LONG_LINE ? createHash("sha256").update(text).digest("base64") : text}`;
    const seen = this.#seen.get(key) ?? { atMs: lane.nowMs, counts: new Map<L, number>(), most: 0 };
    const { most } = seen;
    const own = (seen.counts.get(lane) ?? 0) + 1;
    seen.counts.set(lane, own);
    seen.most = Math.max(most, own);
    seen.atMs = lane.nowMs;
    this.#seen.set(key, seen);
    this.#sweep(lane.nowMs);
    return own <= most;
  }

  #sweep(nowMs: number): void {
    if (nowMs - this.#sweptMs < REPEATS_WITHIN_MS) return;
    this.#sweptMs = nowMs;
    for (const [key, { atMs }] of this.#seen) if (nowMs - atMs > REPEATS_WITHIN_MS) this.#seen.delete(key);
  }
}

/** True if it has to be read before it is known which record comes next. */
function isHungry({ queue, ended, idle }: Lane): boolean {
  return queue.isEmpty && !ended && !idle;
}

/** The lanes that have records, as a heap: the one whose next record is the earliest comes first, of equals the one opened first. */
class ReadyLanes<L extends Lane> {
  readonly #heap: { readonly lane: L; readonly order: number; ms: number }[] = [];

  constructor(lanes: readonly L[]) {
    for (const [order, lane] of lanes.entries())
      if (!lane.queue.isEmpty) this.#heap.push({ lane, order, ms: headMs(lane) });
    for (let at = (this.#heap.length >> 1) - 1; at >= 0; at -= 1) this.#sink(at);
  }

  /** Null if none has a record. */
  get first(): L | null {
    return this.#heap[0]?.lane ?? null;
  }

  /** Its next record was taken: it finds its place anew, or has none left. */
  firstWasTaken(): void {
    const [first] = this.#heap;
    if (first === undefined) return;
    if (!first.lane.queue.isEmpty) first.ms = headMs(first.lane);
    else {
      const last = this.#heap.pop();
      if (last === undefined || last === first) return;
      this.#heap[0] = last;
    }
    this.#sink(0);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    let at = from;
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      if (this.#isBefore(child + 1, child)) child += 1;
      if (!this.#isBefore(child, at)) return;
      const [low, high] = [heap[child], heap[at]];
      if (low === undefined || high === undefined) return;
      heap[at] = low;
      heap[child] = high;
      at = child;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return false;
    return a.ms < b.ms || (a.ms === b.ms && a.order < b.order);
  }
}

function headMs({ queue, nowMs }: Lane): number {
  return Math.max(nowMs, queue.next?.stamp?.wallMs ?? nowMs);
}
