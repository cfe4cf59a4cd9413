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

/** Merges lanes. */
export class Merge<L extends Lane> {
  lanes: L[] = [];
  /** How often each line of the last seconds stood in each lane. */
  readonly #seen = new BoundedMap<string, { readonly atMs: number; readonly counts: Map<L, number> }>(MAX_SEEN);
  #sweptMs = Number.NEGATIVE_INFINITY;

  /** The lane to read from next. Null if all have records. */
  hungriest(): L | null {
    for (const lane of this.lanes) if (lane.queue.isEmpty && !lane.ended && !lane.idle) return lane;
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
    while (!this.hungriest()) {
      const lane = this.#next();
      if (!lane) break;
      const ms = headMs(lane);
      if (isDue(ms)) break;
      const record = lane.queue.take() as LogRecord;
      lane.nowMs = ms;
      if (this.lanes.length > 1 && this.#isRepeated(record, lane)) repeated(lane);
      else each(record, lane);
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
    const counts = this.#seen.get(key)?.counts ?? new Map<L, number>();
    const before = Math.max(0, ...counts.values());
    const own = (counts.get(lane) ?? 0) + 1;
    counts.set(lane, own);
    this.#seen.set(key, { atMs: lane.nowMs, counts });
    this.#sweep(lane.nowMs);
    return own <= before;
  }

  #sweep(nowMs: number): void {
    if (nowMs - this.#sweptMs < REPEATS_WITHIN_MS) return;
    this.#sweptMs = nowMs;
    for (const [key, { atMs }] of this.#seen) if (nowMs - atMs > REPEATS_WITHIN_MS) this.#seen.delete(key);
  }
}

function headMs({ queue, nowMs }: Lane): number {
  return Math.max(nowMs, queue.next?.stamp?.wallMs ?? nowMs);
}
