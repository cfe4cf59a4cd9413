// Dates for stamps that lack one. A time of day that jumps back half a day has passed midnight; a date without a year that jumps
// back half a year has passed New Year. All files of a log share one dating, as rotation cuts the log anywhere.

import { tz } from "@date-fns/tz";
import { addYears } from "date-fns/addYears";
import type { DateOrder, Stamp } from "../time.js";

const DAY_MS = 86_400_000;
/** Threads and processes that write to one log overtake each other by less than this. */
const OUT_OF_ORDER_MS = 60_000;

/** A day of time zones, plus a call of hours. */
const NEAR_CREATION_MS = 1.5 * DAY_MS;
// 1795362698.0 | pbx1-1795362698.0
const UNIQUE_ID = /\b(?<epoch>1\d{9})\.\d{1,9}\b/;

interface Rounds {
  lastMs: number | null;
  /** How many midnights or New Years have passed. */
  rounds: number;
}

/** Follows the stamps of one log through midnights and New Years. */
export class Dating {
  /** The year for stamps that print none. A clock corrects it once something anchors it. */
  readonly year: number;
  /** Stamps whose day and month could be swapped, with nothing so far to decide. */
  ambiguousCount = 0;
  /** The order of day and month as a uniqueid told it. Null if none had to. */
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
   * @param nowMs The present. A stamp without a year gets the latest year that does not put it in the future.
   * @param order Of day and month in purely numeric dates. Null to go by those that can be read in one way only.
   */
  constructor(nowMs: number, order: DateOrder | null = null) {
    this.#nowMs = nowMs;
    this.#order = order;
    this.#orderGiven = order !== null;
    this.year = new Date(nowMs).getUTCFullYear();
  }

  /** How many rounds have passed, so that another run can go on. */
  get memory() {
    return {
      order: this.#order,
      orderByIds: this.orderByIds,
      assumedOrder: this.assumedOrder,
      rounds: this.#state,
    };
  }

  /** Restores the state that an earlier run left. */
  recall({ order, orderByIds, assumedOrder, rounds }: Dating["memory"]): void {
    if (!this.#orderGiven) {
      this.#order = order;
      this.orderByIds = orderByIds;
    }
    this.assumedOrder = assumedOrder;
    Object.assign(this.#state["time-only"], rounds["time-only"]);
    // the year to supply may have changed by now; rounds count from it
    Object.assign(this.#state["no-year"], rounds["no-year"]);
  }

  /**
   * Learns the order of day and month from a line in which both are possible: a uniqueid begins with the second in which its
   * channel was created, and that was hours ago at most.
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
    // what was read the other way before remains a guess, and a wrong one
    if (this.#order === this.assumedOrder) this.ambiguousCount = 0;
  }

  /** The stamp, plus the days or years that have passed in its log. */
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
      // neighbours may be out of order, at midnight too (main/logger.c queues messages)
      const beforeMs = later(stamp, state.rounds - 1);
      if (beforeMs <= lastMs && lastMs - beforeMs < OUT_OF_ORDER_MS) wallMs = beforeMs;
    }
    state.lastMs = Math.max(lastMs, wallMs);
    return wallMs === stamp.wallMs ? stamp : { ...stamp, wallMs };
  }

  /** One log writes all dates in one order, so a day above 12 tells it for all. */
  #inOrder(stamp: Stamp): Stamp {
    if (stamp.otherOrderMs === undefined) {
      if (!this.#orderGiven) this.#order = stamp.order ?? null;
      // what was read the other way before remains a guess, and a wrong one
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
  return kind === "time-only" ? wallMs + rounds * DAY_MS : addYears(wallMs, rounds, { in: tz("UTC") }).getTime();
}
