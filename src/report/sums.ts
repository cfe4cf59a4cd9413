// What the calls of a report come to: counts by verdict, and the recommendations of all of them, each once.
import type { CallRow, Finding, Recommendation, Summary } from "./schema.js";

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
      if (!this.#recommendations.has(key)) this.#recommendations.set(key, recommendation);
    }
  }

  get recommendations(): Recommendation[] {
    return [...this.#recommendations.values()];
  }
}
