// Which calls are worth a reader's time. The report keeps all events of these by default, and of no others: most calls of a busy
// log go well, and their events would be half of it.
import type { CallRow } from "./schema.js";

/** Is the call worth a block of its own by default? Healthy calls are only counted. */
export function isProblem({ diagnosis, findings }: Pick<CallRow, "diagnosis" | "findings">): boolean {
  return diagnosis.cause !== "none" || findings.some(({ severity }) => severity !== "info");
}

/** The call if nobody asked for all events: without its timeline if it went well. */
export function withTimelineOfProblem(call: CallRow): CallRow {
  return isProblem(call) ? call : { ...call, timeline: [], leftOutEventCount: eventCountOf(call) };
}

/** Events of a call, including those that the report leaves out. */
export function eventCountOf({ timeline, leftOutEventCount }: CallRow): number {
  return timeline.length + leftOutEventCount;
}
