// From which severity on findings make the run end with exit code 1.
import type { Severity } from "../verdict/verdict.js";

/** What `--fail-on` accepts, the strictest last. */
export const FAIL_ON = ["never", "error", "warning", "info"] as const;

export type FailOn = (typeof FAIL_ON)[number];

/** Does a finding of this severity fail the run? */
export function isFailure(severity: Severity, failOn: FailOn): boolean {
  return FAIL_ON.indexOf(severity) <= FAIL_ON.indexOf(failOn);
}
