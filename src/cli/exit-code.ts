// What a run returns for what it found.
import type { Outcome } from "../pipeline.js";
import type { CallRow } from "../report/schema.js";
import { type FailOn, isFailure } from "../severity-limit.js";

/** 1 where a finding is as bad as `failOn`, else 0. */
export function codeOf({ frame, calls }: Outcome, failOn: FailOn): number {
  const serious = (findings: CallRow["findings"]): boolean =>
    findings.some(({ severity }) => isFailure(severity, failOn));
  if (serious(frame.runFindings)) return 1;
  for (const call of calls()) if (serious(call.findings)) return 1;
  return 0;
}
