// Which calls are worth a block of their own if there are too many: a first pass over the run that keeps a few numbers per
// problem call.
import { smallest } from "../../io/extremes.js";
import type { Severity } from "../../verdict/verdict.js";
import { isProblem } from "../problem.js";
import type { CallRow, Diagnosis } from "../schema.js";

/** The calls to draw, by their place in the run, and what is left out. */
export interface Choice {
  readonly drawn: ReadonlySet<number>;
  /** Problem calls that are not drawn, by cause. `none` went well but has a warning. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/**
 * The worst calls, at most `limit`: errors before warnings, sure causes before doubtful ones, and the first calls of each cause
 * before the rest of any, so that a hundred calls with one fault do not hide the one with another.
 */
export function worstCalls(calls: Iterable<CallRow>, limit: number): Choice {
  const problems: { at: number; cause: string; rank: number }[] = [];
  const countOf = new Map<string, number>();
  let at = -1;
  for (const call of calls) {
    at += 1;
    if (!isProblem(call)) continue;
    const { cause } = call.diagnosis;
    const before = countOf.get(cause) ?? 0;
    countOf.set(cause, before + 1);
    problems.push({ at, cause, rank: rankOf(call, Math.min(before, OTHERS - 1)) });
  }
  problems.sort((a, b) => a.rank - b.rank || a.at - b.at);
  const leftOut = new Map<string, number>();
  for (const { cause } of problems.slice(limit)) leftOut.set(cause, (leftOut.get(cause) ?? 0) + 1);
  return { drawn: new Set(problems.slice(0, limit).map((problem) => problem.at)), leftOut };
}

/** More calls with one cause than anybody draws. */
const OTHERS = 1_000_000;
const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];
const CONFIDENCES: readonly Diagnosis["confidence"][] = ["confirmed", "likely", "possible"];

/** Severity decides, then how many calls with that cause came before, then how sure the cause is. */
function rankOf({ findings, diagnosis }: CallRow, before: number): number {
  const severity = smallest(
    findings.map((finding) => SEVERITIES.indexOf(finding.severity)),
    SEVERITIES.length,
  );
  return (severity * OTHERS + before) * CONFIDENCES.length + CONFIDENCES.indexOf(diagnosis.confidence);
}
