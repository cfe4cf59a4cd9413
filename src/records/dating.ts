// Dates for stamps that lack one: a time of day that jumps back half a day has passed midnight, a date without year that
// jumps back half a year has passed New Year. One dating serves all files of a log, for rotation cuts it anywhere.

import type { DateOrder, Stamp } from "../time.js";
import { yearsLater } from "../years.js";

const DAY_MS = 86_400_000;
/** Threads and processes that write one log overtake each other by less than this. */
const OUT_OF_ORDER_MS = 60_000;

/** A day of zones, and a call of hours. */
const NEAR_CREATION_MS = 1.5 * DAY_MS;
// 1795362698.0 | pbx1-1795362698.0
const UNIQUE_ID = /\b(?<epoch>1\d{9})\.\d{1,9}\b/;

interface Rounds {
  lastMs: number | null;
  /** Midnights or New Years gone by. */
  rounds: number;
}

/** Follows the stamps of one log through midnights and New Years. */
export class Dating {
  /** Supplied to stamps that print no year; a clock corrects it once something anchors it. */
  readonly year: number;
  /** Stamps whose day and month could be the other way round, with nothing so far to tell. */
  ambiguousCount = 0;
  /** The order of day and month that a uniqueid told; null where none had to. */
  orderByIds: DateOrder | null = null;
  readonly #nowMs: number;
  readonly #orderGiven: boolean;
  #order: DateOrder | null;
  /** How the ambiguous ones were read. */
  assumedOrder: DateOrder | null = null;
  readonly #state: Record<"time-only" | "no-year", Rounds> = {
    "time-only": { lastMs: null, rounds: 0 },
    "no-year": { lastMs: null, rounds: 0 },
  };

  /**
   * @param nowMs The present: a stamp without a year is of the latest year that does not put it in the future.
   * @param order Of day and month in dates of numbers alone; null to go by those that can be read in one way only.
   */
  constructor(nowMs: number, order: DateOrder | null = null) {
    this.#nowMs = nowMs;
    this.#order = order;
    this.#orderGiven = order !== null;
    this.year = new Date(nowMs).getUTCFullYear();
  }

  /** How far the rounds have gone: for a later run to go on with. */
  get memory() {
    return {
      order: this.#order,
      orderByIds: this.orderByIds,
      assumedOrder: this.assumedOrder,
      rounds: this.#state,
    };
  }

  /** Goes on where an earlier run left off. */
  recall({ order, orderByIds, assumedOrder, rounds }: Dating["memory"]): void {
    if (!this.#orderGiven) {
      this.#order = order;
      this.orderByIds = orderByIds;
    }
    this.assumedOrder = assumedOrder;
    Object.assign(this.#state["time-only"], rounds["time-only"]);
    // the year that is supplied may be another one by now: rounds count from it
    Object.assign(this.#state["no-year"], rounds["no-year"]);
  }

  /**
   * Learns the order of day and month from a line of which they could be either way round: a uniqueid in it begins with the
   * second in which its channel was created, and that was hours ago at most.
   */
  anchor(stamp: Stamp, text: string): void {
    if (stamp.otherOrderMs === undefined || stamp.order === undefined || this.#order !== null) return;
    const epoch = UNIQUE_ID.exec(text)?.groups?.epoch;
    if (epoch === undefined) return;
    const isNear = (wallMs: number): boolean => Math.abs(wallMs - Number(epoch) * 1000) < NEAR_CREATION_MS;
    const near = isNear(stamp.wallMs);
    if (near === isNear(stamp.otherOrderMs)) return;
    const turned: DateOrder = stamp.order === "dmy" ? "mdy" : "dmy";
    this.#order = near ? stamp.order : turned;
    this.orderByIds = this.#order;
    // what was read the other way before stays a guess, and a wrong one
    if (this.#order === this.assumedOrder) this.ambiguousCount = 0;
  }

  /** The stamp with the days or years that have gone by in its log. */
  date(stamp: Stamp): Stamp {
    if (stamp.kind === "full") return stamp.order === undefined ? stamp : this.#inOrder(stamp);
    const state = this.#state[stamp.kind];
    if (state.lastMs === null && stamp.kind === "no-year" && stamp.wallMs > this.#nowMs + DAY_MS) state.rounds = -1;
    let wallMs = later(stamp, state.rounds);
    const lastMs = state.lastMs ?? wallMs;
    const halfRoundMs = (stamp.kind === "time-only" ? 1 : 365) * (DAY_MS / 2);
    if (lastMs - wallMs > halfRoundMs) {
      state.rounds += 1;
      wallMs = later(stamp, state.rounds);
    } else if (wallMs - lastMs > halfRoundMs) {
      // neighbours may stand in the wrong order (logger.c queues messages), at midnight too
      const beforeMs = later(stamp, state.rounds - 1);
      if (beforeMs <= lastMs && lastMs - beforeMs < OUT_OF_ORDER_MS) wallMs = beforeMs;
    }
    state.lastMs = Math.max(lastMs, wallMs);
    return wallMs === stamp.wallMs ? stamp : { ...stamp, wallMs };
  }

  /** One log writes its dates in one order: a day above 12 tells it for all. */
  #inOrder(stamp: Stamp): Stamp {
    if (stamp.otherOrderMs === undefined) {
      if (!this.#orderGiven) this.#order = stamp.order ?? null;
      // what was read the other way before stays a guess, and a wrong one
      if (this.#order === this.assumedOrder) this.ambiguousCount = 0;
      return stamp;
    }
    if (this.#order === null) {
      this.ambiguousCount += 1;
      this.assumedOrder = stamp.order ?? null;
    }
    return this.#order === null || this.#order === stamp.order ? stamp : { ...stamp, wallMs: stamp.otherOrderMs };
  }
}

/** The stamp, that many days or years later. */
function later({ wallMs, kind }: Stamp, rounds: number): number {
  if (rounds === 0) return wallMs;
  return kind === "time-only" ? wallMs + rounds * DAY_MS : yearsLater(wallMs, rounds);
}
