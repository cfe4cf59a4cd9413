// What the reader needs before the single calls: how many went wrong and why, and what was read to say so.
import type { InputRow, LimitRow, ReportFrame, Summary } from "../schema.js";
import { type RecommendationNumbers, renderFinding, sourceName } from "./finding.js";
import { count, dateAndTime, duration, heading, type Page, paragraph } from "./page.js";
import { drawTable } from "./table.js";

/** The head of the report. */
export function renderSummary(frame: ReportFrame, page: Page, numbers: RecommendationNumbers): string[] {
  return [
    ...paragraph(page, `${frame.tool.name} ${frame.tool.version}`, { lead: "", paint: page.style.quiet }),
    ...renderOutcome(frame.summary, page),
    ...renderCauses(frame.summary, page),
    ...renderInputs(frame.inputs, page),
    ...renderLimits(frame.limits, page),
    ...(frame.runFindings.length === 0 ? [] : heading(page, "Findings about the whole run")),
    ...frame.runFindings.flatMap((finding) => renderFinding(finding, page, numbers)),
    ...(frame.notes.length === 0 ? [] : heading(page, "Notes")),
    ...frame.notes.flatMap((note) => paragraph(page, note, { lead: "  - " })),
  ];
}

/** The run in one sentence; also the last line of the report, where the eye is when it has scrolled by. */
export function renderOutcome(summary: Summary, page: Page): string[] {
  const { good, bad, doubtful, title } = page.style;
  const { callCount, healthyCount, undeterminedCount } = summary;
  const explained = callCount - healthyCount - undeterminedCount;
  const paint = callCount === 0 ? title : explained > 0 ? bad : undeterminedCount > 0 ? doubtful : good;
  return [
    ...paragraph(page, outcomeInWords(summary, explained), { lead: "", paint }),
    ...(summary.partial
      ? paragraph(page, "Reading stopped before the end of the input: the numbers are those of the part read.", {
          lead: "",
          paint: doubtful,
        })
      : []),
  ];
}

function outcomeInWords({ callCount, healthyCount, undeterminedCount }: Summary, explained: number): string {
  if (callCount === 0) return "No calls found in these logs.";
  if (healthyCount === callCount)
    return callCount === 1 ? "The call is healthy." : `All ${callCount} calls are healthy.`;
  return `${count(callCount, "call")}: ${healthyCount} healthy, ${explained} with a cause, ${undeterminedCount} undetermined.`;
}

function renderCauses({ causeCounts, undeterminedCount, gapsOverLimitCount }: Summary, page: Page): string[] {
  const causes = Object.entries(causeCounts)
    .filter(([cause, calls]) => cause !== "none" && cause !== "undetermined" && calls > 0)
    .sort(([, a], [, b]) => b - a);
  if (undeterminedCount > 0) causes.push(["undetermined", undeterminedCount]);
  const digits = Math.max(0, ...causes.map(([, calls]) => String(calls).length));
  return [
    ...causes.flatMap(([cause, calls]) => paragraph(page, cause, { lead: `  ${String(calls).padStart(digits)}  ` })),
    ...(gapsOverLimitCount > 0
      ? paragraph(page, `${count(gapsOverLimitCount, "gap")} between hold and playback over the RTP limit.`)
      : []),
  ];
}

function renderInputs(inputs: readonly InputRow[], page: Page): string[] {
  const columns = [
    { title: "Read", wrap: true },
    { title: "What", wrap: true },
    { title: "Lines", wrap: true },
    { title: "Clock", wrap: true },
  ];
  const rows = inputs.map((input) => [
    { text: sourceName(input.path) },
    { text: input.format === "" ? input.role : `${input.role}: ${input.format}` },
    { text: linesInWords(input) },
    { text: clockInWords(input) },
  ]);
  return inputs.length === 0 ? [] : ["", ...drawTable(page, columns, rows), ...clockNotes(inputs, page)];
}

function linesInWords({ lineCount, unparsedLineCount, lossy }: InputRow): string {
  const unparsed = unparsedLineCount > 0 ? `, ${unparsedLineCount} not understood` : "";
  return `${lineCount}${unparsed}${lossy ? ", lines lost by the logger" : ""}`;
}

function clockInWords({ firstAt, utcOffsetMinutes, utcOffsetFrom, clockOffsetSeconds }: InputRow): string {
  const zone = utcOffsetMinutes === null ? "zone unknown" : utcOffset(utcOffsetMinutes);
  const basis = utcOffsetFrom === null ? "" : ` (${offsetBases[utcOffsetFrom]})`;
  if (firstAt === null) return "no times";
  return `${zone}${basis}${skewInWords(clockOffsetSeconds)}`;
}

const offsetBases: Record<NonNullable<InputRow["utcOffsetFrom"]>, string> = {
  log: "from the log",
  uniqueid: "from unique ids",
  flag: "as told",
  assumed: "ASSUMED",
};

function utcOffset(minutes: number): string {
  const sign = minutes < 0 ? "-" : "+";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${sign}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

function skewInWords(seconds: number | null): string {
  if (seconds === null || seconds === 0) return "";
  return `, ${duration(Math.abs(seconds))} ${seconds > 0 ? "ahead of" : "behind"} Asterisk`;
}

/** The days covered, and what the clock readings rest on. */
function clockNotes(inputs: readonly InputRow[], page: Page): string[] {
  const first = inputs.flatMap(({ firstAt }) => firstAt ?? []).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  const last = inputs.flatMap(({ lastAt }) => lastAt ?? []).sort((a, b) => Date.parse(b) - Date.parse(a))[0];
  const paint = page.style.quiet;
  const notes = inputs.flatMap(({ path, clockNote }) =>
    clockNote === null ? [] : `Clock of ${sourceName(path)}: ${clockNote}`,
  );
  return [
    ...(first && last ? paragraph(page, `From ${dateAndTime(first)} to ${dateAndTime(last)}.`, { paint }) : []),
    ...notes.flatMap((note) => paragraph(page, note, { paint })),
  ];
}

function renderLimits(limits: readonly LimitRow[], page: Page): string[] {
  const columns = [
    { title: "RTP limits for", wrap: true },
    { title: "Timeout" },
    { title: "Caller holds" },
    { title: "Known from", wrap: true },
  ];
  const rows = limits.map((limit) => [
    { text: `${limit.driver} ${limit.scope}` },
    { text: limitInWords(limit.rtpTimeoutSeconds, limit) },
    { text: limitInWords(limit.rtpHoldTimeoutSeconds, limit) },
    { text: basisInWords(limit) },
  ]);
  return limits.length === 0 ? [] : ["", ...drawTable(page, columns, rows)];
}

function limitInWords(seconds: number | null, { from }: LimitRow): string {
  if (seconds === null) return "not known";
  if (seconds === 0) return "off";
  return from === "bounded-by-log" ? `at most ${duration(seconds)}` : duration(seconds);
}

function basisInWords({ from, file, line }: LimitRow): string {
  const place = file === null ? "" : ` ${file}${line === null ? "" : `:${line}`}`;
  return `${limitBases[from]}${place}`;
}

const limitBases: Record<LimitRow["from"], string> = {
  flag: "the command line",
  config: "config",
  default: "Asterisk's default",
  "bounded-by-log": "a timeout's line in the log",
  unknown: "nothing",
};
