// What the calls of a report come to: counts by verdict, and the recommendations and limits of all of them, each once.
import type { LimitsInForce } from "../calls/facts/limits-in-force.js";
import { RecommendationBook } from "./recommendations.js";
import type { CallRow, Finding, LimitRow, RecommendationRow, Summary } from "./schema.js";

/** Nobody reads more limits than these; a log may be made to tell any number. */
const MAX_LIMITS = 1_000;

/** What calls come to. */
export interface Totals {
  readonly summary: Summary;
  /** The most helpful first. */
  readonly recommendations: readonly RecommendationRow[];
  /** Limits that lines of the log bound. */
  readonly boundLimits: readonly LimitRow[];
  /** True if a wait could not be compared with any limit. */
  readonly limitUnknown: boolean;
  /** Recommendations and limits for which there was no room. */
  readonly leftOutCount: number;
}

/** Sums up calls as they come. */
export class Sums {
  /** Numbers the recommendations that findings of calls and of the run refer to. */
  readonly book = new RecommendationBook();
  readonly #summary: Summary = {
    callCount: 0,
    healthyCount: 0,
    undeterminedCount: 0,
    causeCounts: {},
    confirmedCounts: {},
    longestWaitSeconds: {},
    gapsOverLimitCount: 0,
    partial: false,
  };
  readonly #limits = new Map<string, LimitRow>();
  #limitUnknown = false;
  #leftOutCount = 0;

  /** Counts a judged call. `limits` is null if other reports contain them. */
  addCall(row: CallRow, limits: LimitsInForce | null): void {
    const {
      diagnosis: { cause, confidence },
      gaps,
    } = row;
    this.#summary.callCount += 1;
    if (cause === "none") this.#summary.healthyCount += 1;
    else if (cause === "undetermined") this.#summary.undeterminedCount += 1;
    this.#summary.causeCounts[cause] = (this.#summary.causeCounts[cause] ?? 0) + 1;
    if (confidence === "confirmed")
      this.#summary.confirmedCounts[cause] = (this.#summary.confirmedCounts[cause] ?? 0) + 1;
    for (const { seconds } of gaps)
      this.#summary.longestWaitSeconds[cause] = Math.max(this.#summary.longestWaitSeconds[cause] ?? 0, seconds);
    this.#summary.gapsOverLimitCount += gaps.filter(({ exceedsLimit }) => exceedsLimit === true).length;
    if (gaps.some(({ limitSeconds }) => limitSeconds === null)) this.#limitUnknown = true;
    this.book.addCall(row);
    if (limits !== null) this.#bound(row, limits);
  }

  /** Counts a call that went well at a glance, by its waits. @param limitSeconds The RTP limit in force. Null if it is not known. */
  addSettled(waits: readonly { readonly seconds: number }[], limitSeconds: number | null): void {
    this.#summary.callCount += 1;
    this.#summary.healthyCount += 1;
    this.#summary.causeCounts.none = (this.#summary.causeCounts.none ?? 0) + 1;
    for (const { seconds } of waits)
      this.#summary.longestWaitSeconds.none = Math.max(this.#summary.longestWaitSeconds.none ?? 0, seconds);
    if (limitSeconds === null) this.#limitUnknown = true;
  }

  /** A NOTICE bounds the limit of its channel if neither flag nor configuration gives it. */
  #bound(row: CallRow, limits: LimitsInForce): void {
    if (limits.from !== "bounded-by-log" || limits.atMostSeconds === null || limits.driver === null) return;
    const scope = row.channelName?.replace(/^[^/]+\//, "").replace(/-[0-9a-f]{8}$/, "") ?? "general";
    const key = `${limits.driver} ${scope}`;
    if (!this.#limits.has(key) && this.#limits.size >= MAX_LIMITS) {
      this.#leftOutCount += 1;
      return;
    }
    const before = this.#limits.get(key)?.rtpTimeoutSeconds ?? Number.POSITIVE_INFINITY;
    this.#limits.set(key, {
      driver: limits.driver,
      scope,
      rtpTimeoutSeconds: Math.min(before, limits.atMostSeconds),
      rtpHoldTimeoutSeconds: null,
      from: "bounded-by-log",
      file: null,
      line: null,
    });
  }

  /** All that were counted so far, and what these findings of the run recommend; plain data. */
  totals(runFindings: readonly Finding[]): Totals {
    return {
      summary: structuredClone(this.#summary),
      recommendations: this.book.ranked(runFindings),
      boundLimits: [...this.#limits.values()],
      limitUnknown: this.#limitUnknown,
      leftOutCount: this.#leftOutCount + this.book.leftOutCount,
    };
  }
}
