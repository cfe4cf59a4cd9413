// Compares two reports: causes, waits over the limit and lost calls before and after a change, as counts and as shares of calls,
// since no two days have the same number of calls.
import { caveatsOf } from "./diff/caveats.js";
import { isClear } from "./diff/chance.js";
import type { Diff, DiffRow, DiffSide, LimitChange } from "./diff/diff-schema.js";
import type { NamedReport } from "./merge/parse-report.js";
import type { CallRow, Report } from "./schema.js";
import { SCHEMA_VERSION } from "./schema-version.js";

/** Compares a report with a later one. */
export function diffReports(before: NamedReport, after: NamedReport, toolVersion: string): Diff {
  const row = rowsOf(before.report.calls, after.report.calls);
  const lost = row("lost", null, ({ channelSurvived }) => channelSurvived === false);
  const causes = [...new Set([before, after].flatMap(({ report }) => Object.keys(report.summary.causeCounts)))]
    .filter((cause) => cause !== "none" && cause !== "undetermined")
    .map((cause) => row("cause", cause, ({ diagnosis }) => diagnosis.cause === cause))
    .sort((a, b) => b.before.calls + b.after.calls - a.before.calls - a.after.calls);
  const outcome = !lost.clear ? "unclear" : lost.change === "fewer" ? "better" : "worse";
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "ari-doctor", version: toolVersion },
    before: sideOf(before),
    after: sideOf(after),
    outcome,
    summary: inWords(lost, before.report, after.report),
    rows: [
      lost,
      row("over-limit", null, ({ gaps }) => gaps.some(({ exceedsLimit }) => exceedsLimit === true)),
      row("healthy", null, ({ diagnosis }) => diagnosis.cause === "none"),
      ...causes,
      row("unexplained", null, ({ unexplainedLineCount }) => unexplainedLineCount > 0),
      row("undetermined", null, ({ diagnosis }) => diagnosis.cause === "undetermined"),
    ],
    limits: limitChanges(before.report, after.report),
    caveats: caveatsOf(before, after),
  };
}

/** `7.5 %`. The share of a few among many is not 0. */
export function percentInWords(percent: number | null): string {
  if (percent === null) return "-";
  return percent > 0 && percent < 0.1 ? "< 0.1 %" : `${Number(percent.toFixed(1))} %`;
}

function rowsOf(
  before: readonly CallRow[],
  after: readonly CallRow[],
): (what: DiffRow["what"], cause: string | null, isOne: (call: CallRow) => boolean) => DiffRow {
  return (what, cause, isOne) => {
    const [was, is] = [before.filter(isOne).length, after.filter(isOne).length];
    const share = (calls: number, of: number): number | null => (of === 0 ? null : (calls / of) * 100);
    const [from, to] = [share(was, before.length), share(is, after.length)];
    return {
      what,
      cause,
      before: { calls: was, percent: from },
      after: { calls: is, percent: to },
      change: from === to || from === null || to === null ? "same" : to < from ? "fewer" : "more",
      clear: isClear(was, before.length, is, after.length),
    };
  };
}

function sideOf({ name, report: { inputs, calls, summary } }: NamedReport): DiffSide {
  const seconds = calls.flatMap(({ gaps }) => gaps.map((gap) => gap.seconds)).sort((a, b) => a - b);
  const times = inputs.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]).filter((at) => at !== null);
  times.sort((a, b) => Date.parse(a) - Date.parse(b));
  return {
    file: name,
    callCount: calls.length,
    firstAt: times[0] ?? null,
    lastAt: times.at(-1) ?? null,
    partial: summary.partial,
    gapCount: seconds.length,
    medianGapSeconds: seconds[Math.floor((seconds.length - 1) / 2)] ?? null,
    longestGapSeconds: seconds.at(-1) ?? null,
  };
}

/** Limits of the same driver and endpoint that have changed. */
function limitChanges(before: Report, after: Report): LimitChange[] {
  return after.limits.flatMap((limit) => {
    const was = before.limits.find(({ driver, scope }) => driver === limit.driver && scope === limit.scope);
    return (["rtpTimeoutSeconds", "rtpHoldTimeoutSeconds"] as const).flatMap((option) =>
      was === undefined || was[option] === limit[option]
        ? []
        : [{ driver: limit.driver, scope: limit.scope, option, before: was[option], after: limit[option] }],
    );
  });
}

function inWords({ before, after, change, clear }: DiffRow, was: Report, is: Report): string {
  const [n, m] = [was.calls.length, is.calls.length];
  if (n === 0 || m === 0)
    return `There is nothing to compare: ${n === 0 ? "the first" : "the second"} report has no calls.`;
  if (before.calls === 0 && after.calls === 0)
    return `No call was lost, neither in ${n} calls before nor in ${m} after.`;
  const numbers = `${after.calls} of ${m} (${percentInWords(after.percent)}) after, ${before.calls} of ${n} (${percentInWords(before.percent)}) before`;
  if (change === "same") return `As many calls are lost as before: ${numbers}.`;
  const direction = `${change === "fewer" ? "Fewer" : "More"} calls are lost: ${numbers}.`;
  return clear
    ? `${direction} That is more than chance would make.`
    : `${direction} With so few calls that may be chance: compare longer logs before you say that the change ${change === "fewer" ? "helped" : "did harm"}.`;
}
