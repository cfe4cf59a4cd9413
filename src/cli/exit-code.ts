// The exit code for what a run found.
import type { RunReport } from "../report/schema.js";
import { type FailOn, isFailure } from "../settings/severity-limit.js";
import type { Severity } from "../verdict/verdict.js";

/** 1 if a finding is as bad as `failOn`, else 0. */
export function codeOf(
  { runReport, callSeverities }: { readonly runReport: RunReport; readonly callSeverities: Iterable<Severity> },
  failOn: FailOn,
): number {
  const severities = [...callSeverities, ...runReport.runFindings.map(({ severity }) => severity)];
  return severities.some((severity) => isFailure(severity, failOn)) ? 1 : 0;
}
