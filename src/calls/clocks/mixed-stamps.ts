// One log with two kinds of stamps: a bot prints ARI's events, whose timestamps state their offset, among its own lines in local
// time. All must be on one clock. The kind that came first is the log's own; how far local time is ahead is learnt from
// neighbours. A line may come long after the one before it, so the first of the other kind waits for the line after it.
import type { LogRecord } from "../../records/record.js";

const MINUTE_MS = 60_000;
const QUARTER_HOUR_MS = 900_000;
/** At most this many records wait for one of the log's own kind. */
const MAX_WAITING = 2_000;

/** What {@link MixedStamps} remembers. */
export type MixedStampsMemory = MixedStamps<unknown>["memory"];

/** Puts the stamps of one log on one clock. `T` goes with each record. */
export class MixedStamps<T> {
  /** Whether the log's own stamps state their offset. Null before the first. */
  #states: boolean | null = null;
  /** How far local time is ahead of UTC. Null until both kinds have been seen. */
  #aheadMs: number | null = null;
  #lastWallMs = Number.NEGATIVE_INFINITY;
  #waiting: [LogRecord, T][] = [];

  /** What it has learnt, and what is waiting, so that another run can go on. */
  get memory() {
    return {
      states: this.#states,
      aheadMs: this.#aheadMs,
      lastWallMs: this.#lastWallMs,
      waiting: this.#waiting.map(([record]) => record),
    };
  }

  /** Restores the state that an earlier run left. `of` goes with each record that was waiting then. */
  recall({ states, aheadMs, lastWallMs, waiting }: MixedStampsMemory, of: T): void {
    this.#states = states;
    this.#aheadMs = aheadMs;
    this.#lastWallMs = lastWallMs;
    this.#waiting = waiting.map((record) => [record, of]);
  }

  /** Is a record on the log's clock as it stands? Nearly all are. The others are for {@link push}. */
  passes({ stamp }: LogRecord): boolean {
    if (this.#waiting.length > 0) return false;
    if (stamp === null) return true;
    this.#states ??= stamp.utcOffsetMinutes !== null;
    if ((stamp.utcOffsetMinutes !== null) !== this.#states) return false;
    this.#lastWallMs = stamp.wallMs;
    return true;
  }

  /** Takes the next record that does not pass. Returns those whose time is known by now, in their order. */
  push(record: LogRecord, of: T): [LogRecord, T][] {
    const { stamp } = record;
    const states = stamp === null ? this.#states : stamp.utcOffsetMinutes !== null;
    this.#waiting.push([record, of]);
    if (this.#aheadMs === null) {
      const other = this.#waiting.findLast(
        ([{ stamp }]) => stamp && (stamp.utcOffsetMinutes !== null) !== this.#states,
      );
      const otherMs = other?.[0].stamp?.wallMs;
      const isOwn = stamp !== null && states === this.#states;
      if (otherMs === undefined || (!isOwn && this.#waiting.length < MAX_WAITING)) return [];
      const ownMs = isOwn ? stamp.wallMs : this.#lastWallMs;
      const aheadMs = Math.round((ownMs - otherMs) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
      this.#aheadMs = this.#states ? -aheadMs : aheadMs;
    }
    return this.end();
  }

  /** What is still waiting, on the log's clock as far as that is known. */
  end(): [LogRecord, T][] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting.map(([record, of]) => [this.#onOne(record), of]);
  }

  #onOne(record: LogRecord): LogRecord {
    const { stamp } = record;
    if (!stamp || this.#aheadMs === null) return record;
    const states = stamp.utcOffsetMinutes !== null;
    if (states === this.#states) {
      this.#lastWallMs = stamp.wallMs;
      return record;
    }
    if (!states)
      return {
        ...record,
        stamp: { ...stamp, wallMs: stamp.wallMs - this.#aheadMs, utcOffsetMinutes: this.#aheadMs / MINUTE_MS },
      };
    // another clock wrote it, Asterisk's; the log does not go back for it
    const wallMs = Math.max(stamp.wallMs + this.#aheadMs, this.#lastWallMs);
    return { ...record, stamp: { ...stamp, wallMs, utcOffsetMinutes: null } };
  }
}
