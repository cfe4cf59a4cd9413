// Sums over the calls of a report: counts by verdict, and the recommendations and limits of all of them, each once.
import type { LimitsInForce } from "../calls/facts/limits-in-force.js";
import type { Recommendation } from "../verdict/verdict.js";
import type { CallRow, Finding, LimitRow, Summary } from "./schema.js";

/** Nobody reads more recommendations or limits than these, and a log may be made to ask for any number. */
export const MAX_ROWS = 1_000;

/** What calls come to. */
export interface Totals {
  readonly summary: Summary;
  readonly recommendations: readonly Recommendation[];
  /** Limits that lines of the log bound. */
  readonly boundLimits: readonly LimitRow[];
  /** True if a wait could not be compared with any limit. */
  readonly limitUnknown: boolean;
  /** Recommendations and limits for which there was no room. */
  readonly leftOutCount: number;
}

/** Sums up calls as they come. */
export class Sums {
  readonly #summary: Summary = {
    callCount: 0,
    healthyCount: 0,
    undeterminedCount: 0,
    causeCounts: {},
    gapsOverLimitCount: 0,
    partial: false,
  };
  readonly #recommendations = new Map<string, Recommendation>();
  readonly #limits = new Map<string, LimitRow>();
  #limitUnknown = false;
  #leftOutCount = 0;

  /** Counts a judged call. `limits` is null if other reports contain them. */
  addCall(row: CallRow, limits: LimitsInForce | null): void {
    const {
      diagnosis: { cause },
      gaps,
      findings,
    } = row;
    this.#summary.callCount += 1;
    if (cause === "none") this.#summary.healthyCount += 1;
    else if (cause === "undetermined") this.#summary.undeterminedCount += 1;
    this.#summary.causeCounts[cause] = (this.#summary.causeCounts[cause] ?? 0) + 1;
    this.#summary.gapsOverLimitCount += gaps.filter(({ exceedsLimit }) => exceedsLimit === true).length;
    if (gaps.some(({ limitSeconds }) => limitSeconds === null)) this.#limitUnknown = true;
    this.addAdvice(findings);
    if (limits !== null) this.#bound(row, limits);
  }

  /** A NOTICE bounds the limit of its channel if neither flag nor configuration gives it. */
  #bound(row: CallRow, limits: LimitsInForce): void {
    if (limits.from !== "bounded-by-log" || limits.atMostSeconds === null || limits.driver === null) return;
    const scope = row.channelName?.replace(/^[^/]+\//, "").replace(/-[0-9a-f]{8}$/, "") ?? "general";
    const key = `${limits.driver} ${scope}`;
    if (!this.#limits.has(key) && this.#limits.size >= MAX_ROWS) {
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

  /** Recommendations of several findings become one: the same change, said once. */
  addAdvice(findings: readonly Finding[]): void {
    for (const recommendation of findings.flatMap(({ recommendations }) => recommendations)) {
      const { kind, title, file, section, option, proposed } = recommendation;
      const key = [kind, title, file, section, option, proposed].join("\n");
      if (this.#recommendations.has(key)) continue;
      if (this.#recommendations.size < MAX_ROWS) this.#recommendations.set(key, recommendation);
      else this.#leftOutCount += 1;
    }
  }

  /** Everything that was counted so far, as plain data. */
  get totals(): Totals {
    return {
      summary: structuredClone(this.#summary),
      recommendations: [...this.#recommendations.values()],
      boundLimits: [...this.#limits.values()],
      limitUnknown: this.#limitUnknown,
      leftOutCount: this.#leftOutCount,
    };
  }
}
