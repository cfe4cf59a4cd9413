// Turns local stamps into UTC, in a zone that the user gave. A local time may exist twice, when summer time ends, or never, when
// it begins. Of two the one that keeps the log in order is taken. One that never existed is counted, for the zone may be wrong.
import { tzOffset } from "@date-fns/tz/tzOffset";
import type { Stamp } from "../../time.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Threads that write one log overtake each other by less than this (records/dating.ts). */
const OUT_OF_ORDER_MS = 60_000;
/** Offsets are remembered by the hour. A log that needs more of them starts over. */
const MAX_HOURS = 50_000;

/** Minutes that a zone is ahead of UTC at a time; NaN if there is no such zone. */
export function offsetMinutesAt(zone: string, utcMs: number): number {
  return tzOffset(zone, new Date(utcMs));
}

/** Reads the stamps of one log, in its order. */
export class LocalTime {
  readonly zone: string;
  /** Stamps that do not exist in the zone. */
  impossibleCount = 0;
  #lastUtcMs = Number.NEGATIVE_INFINITY;
  readonly #offsets = new Map<number, number | null>();

  /** @param zone An IANA name or an offset such as `+03:00`. */
  constructor(zone: string) {
    this.zone = zone;
  }

  /** The stamp with its offset from UTC. One that states its own, or has no date, stays as it is. */
  toUtc(stamp: Stamp): Stamp {
    if (stamp.utcOffsetMinutes !== null || stamp.kind === "time-only") return stamp;
    const offset = this.#steadyOffset(stamp.wallMs) ?? this.#offsetAtChange(stamp.wallMs);
    const wallMs = stamp.wallMs - offset * MINUTE_MS;
    this.#lastUtcMs = Math.max(this.#lastUtcMs, wallMs);
    return { ...stamp, wallMs, utcOffsetMinutes: offset };
  }

  /** The offset in that hour. Null if it changes within a day. */
  #steadyOffset(wallMs: number): number | null {
    const hour = Math.floor(wallMs / HOUR_MS);
    const known = this.#offsets.get(hour);
    if (known !== undefined) return known;
    const [before, after] = [offsetMinutesAt(this.zone, wallMs - DAY_MS), offsetMinutesAt(this.zone, wallMs + DAY_MS)];
    const steady = before === after ? before : null;
    if (this.#offsets.size >= MAX_HOURS) this.#offsets.clear();
    this.#offsets.set(hour, steady);
    return steady;
  }

  #offsetAtChange(wallMs: number): number {
    const before = offsetMinutesAt(this.zone, wallMs - DAY_MS);
    const after = offsetMinutesAt(this.zone, wallMs + DAY_MS);
    const holds = (offset: number): boolean => offsetMinutesAt(this.zone, wallMs - offset * MINUTE_MS) === offset;
    if (holds(before) && holds(after))
      return wallMs - before * MINUTE_MS >= this.#lastUtcMs - OUT_OF_ORDER_MS ? before : after;
    if (!holds(before) && !holds(after)) this.impossibleCount += 1;
    return holds(after) ? after : before;
  }
}
