// Which calls are worth a reader's time. Of these alone the report keeps every event unasked: most calls of a busy log go well,
// and their events would be half of it.
import type { CallRow } from "./schema.js";

/** Is the call worth a block of its own unasked? Healthy calls are only counted. */
export function isProblem({ diagnosis, findings }: Pick<CallRow, "diagnosis" | "findings">): boolean {
  return diagnosis.cause !== "none" || findings.some(({ severity }) => severity !== "info");
}

/** The call as it is where nobody asked for all events: its timeline goes where it went well. */
export function withTimelineOfProblem(call: CallRow): CallRow {
  return isProblem(call) ? call : { ...call, timeline: [], leftOutEventCount: eventCountOf(call) };
}

/** Events of a call, those that the report leaves out among them. */
export function eventCountOf({ timeline, leftOutEventCount }: CallRow): number {
  return timeline.length + leftOutEventCount;
}
