// Which calls are worth a reader's time. Of these alone the report keeps every event unasked: most calls of a busy log go well,
// and their events would be half of it.
import type { Severity } from "../verdict/verdict.js";
import type { CallRow, Finding } from "./schema.js";

/** Did something go wrong in the call? Whether the cause is known or not. */
export function isFailed({ diagnosis }: Pick<CallRow, "diagnosis">): boolean {
  return diagnosis.cause !== "none";
}

/** What the call goes by: the first id that the logs tell of it. */
export function nameOf({ channelId, channelName, logCallId, sipCallId }: CallRow): string {
  return channelId ?? channelName ?? logCallId ?? sipCallId ?? "without a name";
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** Findings as they are to be read: errors, warnings, remarks. */
export function worstFirst<T extends Pick<Finding, "severity">>(findings: readonly T[]): T[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

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
