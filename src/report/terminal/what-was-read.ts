// The bookkeeping at the end of the report: what was read, by which clock, and the RTP limits that gaps were compared with.

import type { InputRow, LimitRow, RunReport } from "../schema.js";
import { duration, sourceName } from "../words/rows.js";
import { type Page, paragraph, title } from "./page.js";
import { MAX_FILES } from "./plan.js";
import { type Cell, drawTable } from "./table.js";

/** The inputs and the limits, each as a table. Nothing if there are neither. */
export function renderWhatWasRead({ inputs, limits }: RunReport, page: Page): string[] {
  const tables = [renderInputs(inputs, page), renderLimits(limits, page)].filter((lines) => lines.length > 0);
  if (tables.length === 0) return [];
  return [...title(page, "What was read"), ...tables.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]))];
}

function renderInputs(inputs: readonly InputRow[], page: Page): string[] {
  const columns = [
    { title: "Read", wrap: true },
    { title: "What", wrap: true },
    { title: "Lines", wrap: true },
    { title: "Clock", wrap: true },
  ];
  const shown = page.isVerbose ? inputs : inputs.slice(0, MAX_ROWS);
  // the head of the report tells the paths of so few
  const nameOf = ({ path }: InputRow): string =>
    inputs.length <= MAX_FILES ? (page.names?.get(path) ?? sourceName(path)) : sourceName(path);
  const rows = shown.map((input): Cell[] => [
    { text: "", path: nameOf(input) },
    { text: input.format === "" ? input.role : `${input.role}: ${input.format}` },
    { text: linesInWords(input) },
    { text: clockInWords(input) },
  ]);
  return inputs.length === 0 ? [] : [...drawTable(page, columns, rows), ...more(inputs, shown, page)];
}

/** Of the files and of the limits; --verbose shows all. */
const MAX_ROWS = 8;

function more(all: readonly unknown[], shown: readonly unknown[], page: Page): string[] {
  const left = all.length - shown.length;
  return left > 0 ? paragraph(page, `… ${left} more: see --verbose`) : [];
}

function linesInWords({ lineCount, unparsedLineCount, cutLineCount, lossy }: InputRow): string {
  return [
    String(lineCount),
    unparsedLineCount > 0 ? `${unparsedLineCount} not understood` : null,
    cutLineCount > 0 ? `${cutLineCount} cut` : null,
    lossy ? "lines lost by the logger" : null,
  ]
    .filter((part) => part !== null)
    .join(", ");
}

/**
 * `UTC+03:00 (from the seconds in the uniqueids), 0.06 s behind Asterisk`. For a file with two sides, the note tells the zones.
 */
function clockInWords({
  role,
  firstAt,
  utcOffsetMinutes,
  utcOffsetFrom,
  clockNote,
  clockOffsetSeconds,
}: InputRow): string {
  if (firstAt === null) return "no times";
  const skew = skewInWords(clockOffsetSeconds);
  if (role === "mixed" && clockNote !== null) return clockNote + skew;
  const zone = utcOffsetMinutes === null ? "zone unknown" : utcOffset(utcOffsetMinutes);
  const basis = clockNote ?? (utcOffsetFrom === null ? null : offsetBases[utcOffsetFrom]);
  return `${zone}${basis === null ? "" : ` (${basis})`}${skew}`;
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

function renderLimits(limits: readonly LimitRow[], page: Page): string[] {
  const columns = [
    { title: "RTP limits for", wrap: true },
    { title: "Timeout" },
    { title: "Caller holds" },
    { title: "Known from", wrap: true },
  ];
  const shown = page.isVerbose ? limits : limits.slice(0, MAX_ROWS);
  const rows = shown.map((limit): Cell[] => [
    { text: `${limit.driver} ${limit.scope}` },
    { text: limitInWords(limit.rtpTimeoutSeconds, limit) },
    { text: limitInWords(limit.rtpHoldTimeoutSeconds, limit) },
    basisCell(limit),
  ]);
  return limits.length === 0 ? [] : [...drawTable(page, columns, rows), ...more(limits, shown, page)];
}

function limitInWords(seconds: number | null, { from }: LimitRow): string {
  if (seconds === null) return "not known";
  if (seconds === 0) return "off";
  return from === "bounded-by-log" ? `at most ${duration(seconds)}` : duration(seconds);
}

/** A limit from the configuration is known by its line. For the others a place only tells which endpoint it is. */
function basisCell({ from, file, line }: LimitRow): Cell {
  if (file === null || from === "flag") return { text: limitBases[from] };
  const path = `${file}${line === null ? "" : `:${line}`}`;
  return { text: from === "config" ? "" : limitBases[from], path };
}

const limitBases: Record<LimitRow["from"], string> = {
  flag: "the command line",
  config: "config",
  default: "Asterisk's default",
  "bounded-by-log": "a timeout's line in the log",
  unknown: "nothing",
};
