// Recommendations of several reports have ids of their own in each: brought together they are numbered in common.
import { recommendationSchema } from "../../verdict/verdict.js";
import type { RecommendationBook } from "../recommendations.js";
import type { Finding, Report } from "../schema.js";

/** The report with ids of the book; what two reports recommend alike has one. */
export function numberedAnew(report: Report, book: RecommendationBook): Report {
  // in the order of their ids, in which they were met: that of the list hangs on counts, which change
  const byId = [...report.recommendations].sort((a, b) => numberIn(a.id) - numberIn(b.id));
  const ids = new Map(byId.map((row) => [row.id, book.idOf(recommendationSchema.parse(row))]));
  const anew = (finding: Finding): Finding => ({
    ...finding,
    recommendationIds: finding.recommendationIds.flatMap((id) => ids.get(id) ?? []),
  });
  return {
    ...report,
    calls: report.calls.map((call) => ({ ...call, findings: call.findings.map(anew) })),
    runFindings: report.runFindings.map(anew),
  };
}

function numberIn(id: string): number {
  return Number(/\d+/.exec(id)?.[0] ?? 0);
}
