// What a reader must know first, the same for every format: how many calls failed, of what, and what to do about it in which
// order. Pure: a report but its calls in, rows to be drawn out; no call need be seen for it.
import type { Evidence, Severity } from "../verdict/verdict.js";
import { worstFirst } from "./problem.js";
import type { RecommendationRow, RunReport, Summary } from "./schema.js";
import { placeOfChange, settingOf } from "./words/change.js";
import { count, sourceName } from "./words/rows.js";

/** So many things are to be done first; nobody does more at once. */
export const FIRST_STEPS = 3;

/** What to log next time, where the logs do not decide. */
export const CAPTURE_COMMAND = "ari-doctor capture-plan";

export interface Plan {
  /** `26 calls: 23 failed, 3 healthy.` */
  readonly outcome: string;
  readonly callCount: number;
  /** Calls in which something went wrong, the cause known or not. */
  readonly failedCount: number;
  readonly isPartial: boolean;
  /** From the first line with a time to the last; null where no line has one. */
  readonly period: { readonly firstAt: string; readonly lastAt: string } | null;
  /** Paths of the logs, as they were given. */
  readonly inputs: readonly string[];
  /** The most frequent first. */
  readonly causes: readonly CauseRow[];
  /** What the failed calls have in common, or what else went wrong in the run: two findings at most. */
  readonly inCommon: readonly CommonFinding[];
  /** What to do first: three things at most. */
  readonly first: readonly Step[];
  /** The rest, in the same order. */
  readonly rest: readonly Step[];
}

/** What failed calls have in common. */
export interface CauseRow {
  /** A slug of a cause, or `undetermined`. */
  readonly cause: string;
  readonly callCount: number;
  /** Of the failed calls. */
  readonly share: number;
  /** How many of these verdicts a line of the logs proves. */
  readonly confirmedCount: number;
  /** The longest wait from hold to playback; null where no such wait is logged. */
  readonly longestWaitSeconds: number | null;
}

/** A finding about the run, in short. */
export interface CommonFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The line that it rests on. */
  readonly evidence: Evidence | null;
}

/** So many findings about the run stand before what to do. */
const COMMON_FINDINGS = 2;

/** Warnings and errors of the run, the worst first; where a lone call failed, its own verdict says it. */
function inCommon({ runFindings, summary }: RunReport): CommonFinding[] {
  if (summary.callCount - summary.healthyCount < 2) return [];
  return worstFirst(runFindings)
    .filter(({ severity }) => severity !== "info")
    .slice(0, COMMON_FINDINGS)
    .map(({ code, severity, message, evidence: [evidence = null] }) => ({
      code,
      severity,
      message: inShort(message),
      evidence,
    }));
}

/** `13 %`; the share of a few among many is no 0. */
export function shareInWords(share: number): string {
  const percent = Math.round(share * 100);
  return percent === 0 && share > 0 ? "< 1 %" : `${percent} %`;
}

/** One thing to do. */
export interface Step {
  /** As reports number it. */
  readonly number: number;
  readonly title: string;
  /** In a line or two. */
  readonly why: string;
  /** The setting or the command; null where it is work on the bot's code. */
  readonly action: Action | null;
  /** `helps 9 of 23 failed calls`; null where it is for the only one. */
  readonly helps: string | null;
  /** All there is to say of it; null where it is what to log for calls that nothing decides. */
  readonly recommendation: RecommendationRow | null;
}

/** What to type. */
export interface Action {
  readonly verb: "Set" | "Run" | "Check";
  readonly text: string;
  /** Where it is to be set. */
  readonly place: string | null;
}

/** The plan of a report. */
export function planOf(runReport: RunReport): Plan {
  const { summary, inputs } = runReport;
  const failedCount = summary.callCount - summary.healthyCount;
  const steps = stepsOf(runReport);
  return {
    outcome: outcomeOf(summary),
    callCount: summary.callCount,
    failedCount,
    isPartial: summary.partial,
    period: periodOf(runReport),
    inputs: inputs.map(({ path }) => sourceName(path)),
    causes: causesOf(summary, failedCount),
    inCommon: inCommon(runReport),
    first: steps.slice(0, FIRST_STEPS),
    rest: steps.slice(FIRST_STEPS),
  };
}

/** The steps by the id of their recommendation, for findings to point at. */
export type StepsById = ReadonlyMap<string, Step>;

/** The steps of a plan, as findings refer to them. */
export function stepsById({ first, rest }: Plan): StepsById {
  return new Map(
    [...first, ...rest].flatMap((step) => (step.recommendation === null ? [] : [[step.recommendation.id, step]])),
  );
}

function outcomeOf({ callCount, healthyCount, partial }: Summary): string {
  const within = partial ? " in the part that was read" : "";
  if (callCount === 0) return `No calls found in ${partial ? "the part that was read" : "these logs"}.`;
  if (healthyCount === callCount)
    return callCount === 1
      ? `1 call${within}, and it is healthy.`
      : `${callCount} calls${within}, and all are healthy.`;
  if (callCount === 1) return `1 call${within}, and it failed.`;
  const healthy = healthyCount === 0 ? "" : `, ${healthyCount} healthy`;
  return `${count(callCount, "call")}${within}: ${callCount - healthyCount} failed${healthy}.`;
}

function periodOf({ inputs }: RunReport): Plan["period"] {
  const times = inputs
    .flatMap(({ firstAt, lastAt }) => [firstAt, lastAt])
    .filter((at) => at !== null)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  const [firstAt, lastAt] = [times[0], times.at(-1)];
  return firstAt === undefined || lastAt === undefined ? null : { firstAt, lastAt };
}

function causesOf({ causeCounts, confirmedCounts, longestWaitSeconds }: Summary, failedCount: number): CauseRow[] {
  return Object.entries(causeCounts)
    .filter(([cause, calls]) => cause !== "none" && calls > 0)
    .map(([cause, callCount]) => ({
      cause,
      callCount,
      share: callCount / failedCount,
      confirmedCount: cause === UNDETERMINED ? 0 : (confirmedCounts[cause] ?? 0),
      longestWaitSeconds: longestWaitSeconds[cause] ?? null,
    }))
    .sort((a, b) => b.callCount - a.callCount || b.confirmedCount - a.confirmedCount);
}

const UNDETERMINED = "undetermined";

/** How sure the verdicts of a cause are: `confirmed`, `likely`, `2 confirmed` (the others likely); nothing where there is no cause. */
export function certaintyInWords({ cause, callCount, confirmedCount }: CauseRow): string {
  if (cause === UNDETERMINED) return "";
  if (confirmedCount === 0) return "likely";
  return confirmedCount === callCount ? "confirmed" : `${confirmedCount} confirmed`;
}

/** The recommendations in their order; where calls are undetermined, what to log stands where it is worth as much. */
function stepsOf({ summary, recommendations }: RunReport): Step[] {
  const steps = recommendations.map((recommendation) => stepOf(recommendation, summary));
  const { undeterminedCount } = summary;
  if (undeterminedCount === 0) return numbered(steps);
  // a fix for fewer calls than nothing is known of comes after; what would have saved no call does so anyway
  const at = recommendations.findIndex(({ helpsCallCount }) => helpsCallCount < undeterminedCount);
  const place = at < 0 ? steps.length : at;
  return numbered([...steps.slice(0, place), captureStep(summary), ...steps.slice(place)]);
}

type Unnumbered = Omit<Step, "number">;

function numbered(steps: readonly Unnumbered[]): Step[] {
  return steps.map((step, index) => ({ number: index + 1, ...step }));
}

function captureStep({ undeterminedCount, callCount, healthyCount }: Summary): Unnumbered {
  const failedCount = callCount - healthyCount;
  return {
    title: "Log what is missing, so that the next such call can be explained",
    why:
      undeterminedCount === 1
        ? "The logs of this call do not say why it ended."
        : `The logs of ${undeterminedCount} calls do not say why they ended.`,
    action: { verb: "Run", text: CAPTURE_COMMAND, place: null },
    helps: failedCount === 1 ? null : `for ${undeterminedCount} of ${failedCount} failed calls`,
    recommendation: null,
  };
}

function stepOf(recommendation: RecommendationRow, summary: Summary): Unnumbered {
  const { title, reason } = recommendation;
  return {
    title,
    why: inShort(reason),
    action: actionOf(recommendation),
    helps: helpsInWords(recommendation, summary),
    recommendation,
  };
}

function helpsInWords(
  { kind, risk, savesCall, helpsCallCount, callCount, findingCodes }: RecommendationRow,
  { callCount: allCalls, healthyCount }: Summary,
): string | null {
  const failedCount = allCalls - healthyCount;
  if (helpsCallCount > 0) {
    const of = `${helpsCallCount} of ${failedCount} failed calls`;
    if (failedCount === 1) return null;
    // what has a risk is right for some of these calls only: which, its reason says
    return kind === "capture" ? `finds out more about ${of}` : `${risk === null ? "helps" : "may help"} ${of}`;
  }
  if (savesCall === false) return `would not have saved the call${failedCount === 1 ? "" : "s"}`;
  const codes = findingCodes.join(", ");
  if (callCount === 0 || failedCount === 0) return `for ${codes}`;
  return failedCount === 1
    ? `for ${codes}, not the cause`
    : `for ${codes} in ${count(callCount, "call")}, which ended none`;
}

/** A setting goes before a command: the commands that put it in force stand with the whole recommendation. */
function actionOf(recommendation: RecommendationRow): Action | null {
  const setting = settingOf(recommendation);
  if (setting !== null) return { verb: "Set", text: setting, place: placeOfChange(recommendation) };
  const { apply, verify } = recommendation;
  const [toApply] = apply;
  if (toApply !== undefined) return { verb: "Run", text: toApply, place: null };
  const [toCheck] = verify;
  return toCheck === undefined ? null : { verb: "Check", text: toCheck, place: null };
}

/** What is said in a line or two. */
const SHORT = 160;

/** The first sentence, and those after it as long as it stays short: what a change hangs on often stands in the second. */
function inShort(text: string): string {
  if (text.length <= SHORT) return text;
  // not the full stop of `sip.conf`
  const ends = [...text.matchAll(/[.!?](?= +\p{Lu})/gu)].map(({ index }) => index + 1);
  const end = ends.findLast((at) => at <= SHORT) ?? ends[0];
  return text.slice(0, end);
}
