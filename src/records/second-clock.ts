// The second time, which an envelope prints. It dates lines that have none of their own. But the carrier's clock may run in
// another zone than the writer's, and the log must stay on one clock. So the difference is learnt from lines that have both
// times, and whatever comes before the first of those waits.
import { BoundedMap } from "../io/bounded-map.js";
import type { Stamp } from "../time.js";
import type { LogRecord } from "./record.js";

const QUARTER_HOUR_MS = 900_000;
/** A carrier takes a line a moment after it was written; a buffered one (a pipe), up to this much later. */
const DELAY_MS = 60_000;
/** This many records wait for a line with both times. After that the carrier's clock is the log's. */
const MAX_WAITING = 2000;
/** Or this many of their characters. */
const MAX_WAITING_LENGTH = 16 * 1024 * 1024;
/** Writers whose difference is remembered. */
const MAX_CLOCKS = 10_000;

/** A record, and what its envelope says about its time. */
export interface Carried {
  readonly record: LogRecord;
  readonly stamp: Stamp | null;
  /** Whose clock it is: one writer's. */
  readonly clock: string;
}

interface Difference {
  /** What to subtract from the carrier's time to get the writer's. Null if the writer never prints one. */
  readonly ms: number | null;
  readonly utcOffsetMinutes: number | null;
}

/** Dates records by their own stamps if they have one, otherwise by the envelope's. */
export class SecondClock {
  readonly #differences = new BoundedMap<string, Difference>(MAX_CLOCKS);
  #waiting: Carried[] = [];
  /** Characters of the waiting ones. */
  #length = 0;

  /** True if no record is waiting. */
  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /** Takes the next record. Returns those that are dated by now, in order. */
  push(carried: Carried): LogRecord[] {
    const { record, stamp, clock } = carried;
    if (!stamp && this.#waiting.length === 0) return [record];
    if (record.stamp && stamp && this.#differences.get(clock)?.ms !== null)
      this.#differences.set(clock, {
        ms: differenceMs(stamp.wallMs - record.stamp.wallMs),
        utcOffsetMinutes: record.stamp.utcOffsetMinutes,
      });
    this.#waiting.push(carried);
    this.#length += record.text.length;
    const ready: LogRecord[] = [];
    this.#release(ready);
    if (this.#waiting.length > MAX_WAITING || this.#length > MAX_WAITING_LENGTH) {
      this.#giveUp(this.#waiting[0] as Carried);
      this.#release(ready);
    }
    return ready;
  }

  /** What is still waiting once nothing more comes. */
  end(): LogRecord[] {
    for (const carried of this.#waiting) this.#giveUp(carried);
    const ready: LogRecord[] = [];
    this.#release(ready);
    return ready;
  }

  #giveUp({ clock }: Carried): void {
    if (!this.#differences.has(clock)) this.#differences.set(clock, { ms: null, utcOffsetMinutes: null });
  }

  #release(into: LogRecord[]): void {
    let count = 0;
    for (const carried of this.#waiting) {
      const dated = this.#dated(carried);
      if (!dated) break;
      into.push(dated);
      this.#length -= carried.record.text.length;
      count += 1;
    }
    if (count > 0) this.#waiting = this.#waiting.slice(count);
  }

  #dated({ record, stamp, clock }: Carried): LogRecord | null {
    if (!stamp) return record;
    const difference = this.#differences.get(clock);
    // a log that has been dated by its envelopes so far stays on their clock
    if (difference?.ms === null) return { ...record, stamp };
    if (record.stamp) return record;
    if (!difference) return null;
    const { ms, utcOffsetMinutes } = difference;
    return { ...record, stamp: { ...stamp, kind: "full", wallMs: stamp.wallMs - (ms as number), utcOffsetMinutes } };
  }
}

/** Zones differ by whole quarters of an hour; a difference near one is a zone plus a delay. */
function differenceMs(ms: number): number {
  const zoneMs = Math.round(ms / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  return Math.abs(ms - zoneMs) <= DELAY_MS ? zoneMs : ms;
}
