// One line per problem, for scripts and for people who know what they are looking for: code, call, cause, confidence, file and
// line.

import { isProblem } from "./problem.js";
import { safeText } from "./safe-text.js";
import type { CallRow, Finding, RunReport } from "./schema.js";
import { placeOf } from "./words/rows.js";

/** What is printed if there is nothing to say. */
const NOTHING = "-";

/**
 * A line for each call that went wrong or has a warning, in the order of the run, then one for each finding about the whole run.
 * Nothing if nothing is wrong.
 */
export async function* renderQuiet(
  { runFindings }: RunReport,
  calls: AsyncIterable<CallRow> | Iterable<CallRow>,
): AsyncGenerator<string> {
  for await (const call of calls) if (isProblem(call)) yield callLine(call);
  for (const finding of runFindings) {
    if (finding.severity !== "info") yield line(finding, NOTHING, finding.name, NOTHING, finding.evidence);
  }
}

function callLine({ channelId, channelName, logCallId, sipCallId, diagnosis, findings }: CallRow): string {
  // the cause's own finding comes first; those of a call that went well have no order
  const finding = findings.find(({ name }) => name === diagnosis.cause) ?? worstOf(findings);
  const id = channelId ?? channelName ?? logCallId ?? sipCallId ?? NOTHING;
  const proof = diagnosis.evidence.length > 0 ? diagnosis.evidence : (finding?.evidence ?? []);
  return line(finding, id, diagnosis.cause, diagnosis.confidence, proof);
}

function worstOf(findings: readonly Finding[]): Finding | undefined {
  return (["error", "warning", "info"] as const)
    .map((severity) => findings.find((finding) => finding.severity === severity))
    .find((finding) => finding !== undefined);
}

function line(
  finding: Finding | undefined,
  id: string,
  cause: string,
  confidence: string,
  [proof]: Finding["evidence"],
): string {
  const place = proof === undefined ? NOTHING : placeOf(proof);
  return `${[finding?.code ?? NOTHING, id, cause, confidence, place].map((word) => safeText(word)).join(" ")}\n`;
}
