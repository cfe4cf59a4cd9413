// The numbers under which recommendations are listed at the end of a report.
import type { Recommendation } from "../verdict/verdict.js";

/** Numbers of the recommendations at the end of the report. A call refers to them instead of repeating the text. */
export type RecommendationNumbers = ReadonlyMap<string, number>;

/** Numbers the recommendations of the run as they are listed at the end. */
export function numberRecommendations(recommendations: readonly Recommendation[]): RecommendationNumbers {
  return new Map(recommendations.map((recommendation, index) => [identity(recommendation), index + 1]));
}

/** The number under which a recommendation is listed at the end. */
export function recommendationNumber(
  recommendation: Recommendation,
  numbers: RecommendationNumbers,
): number | undefined {
  return numbers.get(identity(recommendation));
}

function identity({ kind, title, file, section, option, proposed }: Recommendation): string {
  return JSON.stringify([kind, title, file, section, option, proposed]);
}
