// Applies the run rules to the sums over a run.
import { runRules } from "../rules/index.js";
import type { RunRule } from "../rules/rule.js";
import type { RunFacts } from "../rules/shared/run-facts.js";

/** A fault of the run, ready to be put into words. */
export type RunFault =
  ReturnType<RunRule["check"]> extends Iterable<infer Fault> ? Fault & { readonly rule: RunRule } : never;

/** Judges the run as a whole. */
export function judgeRun(facts: RunFacts): RunFault[] {
  return runRules.flatMap((rule) => [...rule.check(facts)].map((fault) => ({ rule, ...fault })));
}
