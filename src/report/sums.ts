// What the calls of a report come to: counts by verdict, and the recommendations of all of them, each once.
import type { CallRow, Finding, Recommendation, Summary } from "./schema.js";

/** Nobody reads more recommendations, or limits, than these; a log may be made to ask for any number. */
export const MAX_ROWS = 1_000;

/** Adds up calls as they come. */
export class Sums {
  readonly summary: Summary = {
    callCount: 0,
    healthyCount: 0,
    undeterminedCount: 0,
    causeCounts: {},
    gapsOverLimitCount: 0,
    partial: false,
  };
  readonly #recommendations = new Map<string, Recommendation>();
  #leftOutCount = 0;

  /** Counts a judged call. */
  addCall({ diagnosis: { cause }, gaps, findings }: CallRow): void {
    this.summary.callCount += 1;
    if (cause === "none") this.summary.healthyCount += 1;
    else if (cause === "undetermined") this.summary.undeterminedCount += 1;
    this.summary.causeCounts[cause] = (this.summary.causeCounts[cause] ?? 0) + 1;
    this.summary.gapsOverLimitCount += gaps.filter(({ exceedsLimit }) => exceedsLimit === true).length;
    this.addAdvice(findings);
  }

  /** Recommendations of many findings are one: the same change, said once. */
  addAdvice(findings: readonly Finding[]): void {
    for (const recommendation of findings.flatMap(({ recommendations }) => recommendations)) {
      const { kind, title, file, section, option, proposed } = recommendation;
      const key = [kind, title, file, section, option, proposed].join("\n");
      if (this.#recommendations.has(key)) continue;
      if (this.#recommendations.size < MAX_ROWS) this.#recommendations.set(key, recommendation);
      else this.#leftOutCount += 1;
    }
  }

  /** Recommendations that no room was left for. */
  get leftOutCount(): number {
    return this.#leftOutCount;
  }

  get recommendations(): Recommendation[] {
    return [...this.#recommendations.values()];
  }
}
