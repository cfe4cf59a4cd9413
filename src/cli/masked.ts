// A report with all that is shown of it masked.
import { showsAllTimelines } from "../judging/wanted.js";
import { withTimelineOfProblem } from "../report/problem.js";
import type { Redactor } from "../report/redact.js";
import type { Settings } from "../settings/options.js";
import type { Shown } from "./outputs.js";

/** The same masks, whatever is left out: lines of calls that went well reveal names, too, and are dropped once all is masked. */
export function maskedAs<T extends Shown>(settings: Settings, read: T, redactor: Redactor): T {
  const whole = masked(read, redactor);
  if (showsAllTimelines(settings)) return whole;
  return {
    ...whole,
    calls: function* () {
      for (const call of whole.calls()) yield withTimelineOfProblem(call);
    },
  };
}

/** What was read, with everything that is shown of it masked. */
export function masked<T extends Shown>(read: T, redactor: Redactor): T {
  return {
    ...read,
    runReport: redactor.runReport(read.runReport),
    calls: function* () {
      for (const call of read.calls()) yield redactor.call(call);
    },
  };
}
