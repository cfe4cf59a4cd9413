// Which calls a report for people shows where there are many: of each cause the clearest one, of the others a line each. One
// pass over the run, which keeps a call a cause.
import type { Evidence } from "../verdict/verdict.js";
import { isProblem, nameOf } from "./problem.js";
import type { CallRow, Diagnosis } from "./schema.js";

/** The calls to show. */
export interface Choice {
  /** Of each cause the clearest call, in the order of the causes; those that went well but for a warning come last. */
  readonly clearest: readonly CallRow[];
  /** Other calls, of frequent causes first. */
  readonly others: readonly CallLine[];
  /** Calls with a problem that are not among them, by their cause; `none` went well but has a warning. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** What a line says of a call. */
export interface CallLine extends Pick<CallRow, "startedAt">, Pick<Diagnosis, "cause" | "confidence"> {
  readonly id: string;
  /** The first line that its verdict rests on. */
  readonly proof: Evidence | null;
  /** The call itself; null where that was not asked. */
  readonly call: CallRow | null;
}

/** What is asked. */
export interface ChoiceOptions {
  /** The causes, the most frequent first. */
  readonly causes: readonly string[];
  /** So many calls at most, with those of a line. */
  readonly limit: number;
  /** True where the others are wanted whole, too. */
  readonly keepsOthers?: boolean;
  /** True where calls without a problem are wanted, too: someone asked for just these calls. */
  readonly isEveryCall?: boolean;
}

/** Chooses among the calls of a run. */
export async function chooseCalls(
  calls: AsyncIterable<CallRow> | Iterable<CallRow>,
  { causes, limit, keepsOthers = false, isEveryCall = false }: ChoiceOptions,
): Promise<Choice> {
  const placeOf = (cause: string): number => (causes.includes(cause) ? causes.indexOf(cause) : causes.length);
  const clearest = new Map<string, CallRow>();
  const leftOut = new Map<string, number>();
  let others: CallLine[] = [];
  const leaveOut = (lines: readonly { readonly cause: string }[]): void => {
    for (const { cause } of lines) leftOut.set(cause, (leftOut.get(cause) ?? 0) + 1);
  };
  const byNeed = (a: CallLine, b: CallLine): number =>
    placeOf(a.cause) - placeOf(b.cause) || certainty(a) - certainty(b) || startOf(a) - startOf(b);
  const keepBest = (most: number): void => {
    others.sort(byNeed);
    leaveOut(others.slice(most));
    others = others.slice(0, most);
  };

  for await (const call of calls) {
    if (!isEveryCall && !isProblem(call)) continue;
    const { cause } = call.diagnosis;
    const before = clearest.get(cause);
    if (before === undefined || isClearer(call, before)) clearest.set(cause, call);
    const other = before === undefined ? null : clearest.get(cause) === call ? before : call;
    if (other !== null) others.push(lineOf(other, keepsOthers));
    if (others.length > limit + ROOM) keepBest(limit);
  }
  const ordered = [...clearest.values()].sort((a, b) => placeOf(a.diagnosis.cause) - placeOf(b.diagnosis.cause));
  const shown = ordered.slice(0, limit);
  leaveOut(ordered.slice(limit).map(({ diagnosis }) => diagnosis));
  keepBest(Math.max(0, limit - shown.length));
  return { clearest: shown, others, leftOut };
}

/** So many more are kept until they are sorted again. */
const ROOM = 100;

const CONFIDENCES: readonly Diagnosis["confidence"][] = ["confirmed", "likely", "possible"];

function certainty({ confidence }: Pick<Diagnosis, "confidence">): number {
  return CONFIDENCES.indexOf(confidence);
}

function startOf({ startedAt }: Pick<CallRow, "startedAt">): number {
  return startedAt === null ? 0 : Date.parse(startedAt);
}

/** Surer, or told by more logs, or with more lines as evidence; of equals the first stays. */
function isClearer(call: CallRow, other: CallRow): boolean {
  const better =
    certainty(other.diagnosis) - certainty(call.diagnosis) ||
    call.firstLines.length - other.firstLines.length ||
    Math.min(call.diagnosis.evidence.length, 3) - Math.min(other.diagnosis.evidence.length, 3);
  return better > 0;
}

/** The call as a line. */
export function lineOf(call: CallRow, isKept = false): CallLine {
  const { startedAt, diagnosis, findings } = call;
  const { cause, confidence, evidence } = diagnosis;
  const [proof] =
    evidence.length > 0 ? evidence : (findings.find(({ severity }) => severity !== "info")?.evidence ?? []);
  return { id: nameOf(call), cause, confidence, startedAt, proof: proof ?? null, call: isKept ? call : null };
}
