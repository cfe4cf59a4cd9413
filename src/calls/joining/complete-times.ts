// Up to when the run is complete. A half can be handed on once the other log holds no more about it: it has been read past the
// half's last line, and no half of it that began earlier is open.

import type { Side } from "../../records/record.js";
import { toUtcMs } from "../clocks/clock.js";
import type { LogClocks } from "../clocks/log-clocks.js";
import type { HalfCall } from "../half-call.js";
import { LINGER_MS } from "../limits.js";
import type { WaitingHalves, WaitingId } from "./waiting-halves.js";

/** How far a log has been read. */
export interface Progress {
  readonly side: Side;
  readonly streamIndex: number;
  readonly nowMs: number;
  readonly open: Iterable<HalfCall>;
}

/** Tells in true time what is past, for the halves that wait and for the logs that are read. */
export class CompleteTimes {
  readonly #waiting: WaitingHalves;
  readonly #clocks: LogClocks;

  constructor(waiting: WaitingHalves, clocks: LogClocks) {
    this.#waiting = waiting;
    this.#clocks = clocks;
  }

  /** Up to when one side of the run is read: no log of it has got less far. Infinity if it has none. */
  readUntilMs(side: Side, progress: readonly Progress[]): number {
    let untilMs = Number.POSITIVE_INFINITY;
    for (const log of progress) if (log.side === side) untilMs = Math.min(untilMs, this.#reachedMs(log, log.nowMs));
    return untilMs;
  }

  /** Up to when one side of the run is complete: read so far, and no half that began earlier is open. */
  completeUntilMs(side: Side, progress: readonly Progress[]): number {
    let untilMs = this.readUntilMs(side, progress);
    for (const log of progress)
      if (log.side === side)
        for (const half of log.open) untilMs = Math.min(untilMs, this.#reachedMs(log, half.firstWallMs));
    return untilMs;
  }

  /** When the first waiting half of a side began; Infinity if none is waiting. */
  firstMs(side: Side): number {
    let firstMs = Number.POSITIVE_INFINITY;
    for (const id of this.#waiting.of(side))
      firstMs = Math.min(firstMs, this.#undatedMs(id) ?? this.#utcMs(id, this.#waiting.firstMs(id)));
    return firstMs;
  }

  /** When everything that the other log can have said about a half is past. */
  quietSinceMs(id: WaitingId): number {
    const createdMs = this.#undatedMs(id);
    // the other log's half of it began then, and is finished if no half that began earlier is open
    if (createdMs !== null)
      return createdMs === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : createdMs + LINGER_MS;
    return this.#utcMs(id, this.#waiting.lastMs(id)) + LINGER_MS;
  }

  /** When the channel of a bot half without times was created. -Infinity if its id does not say, null if the half has times. */
  #undatedMs(id: WaitingId): number | null {
    // such a half stands at the beginning of all time
    if (this.#waiting.side(id) !== "bot" || this.#waiting.lastMs(id) > 0) return null;
    const { undated, uniqueId } = this.#waiting.summary(id);
    if (!undated) return null;
    return uniqueId === null ? Number.NEGATIVE_INFINITY : uniqueId.epochSeconds * 1000;
  }

  #utcMs(id: WaitingId, wallMs: number): number {
    return toUtcMs(this.#clocks.of(this.#waiting.side(id), this.#waiting.streamIndex(id)).clock, wallMs);
  }

  #reachedMs({ side, streamIndex }: Progress, wallMs: number): number {
    return this.#clocks.estimateUtcMs(side, streamIndex, wallMs);
  }
}
