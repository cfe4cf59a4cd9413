// What happened, in order of time: Asterisk on the left, the bot on the right, the boring middle left out.

import type { CallRow, TimelineEntry } from "../schema.js";
import { count, timeOfDay } from "../words/rows.js";
import { eventsLeftOut } from "../words/units.js";
import { type Page, paragraph } from "./page.js";
import { type Cell, type Column, drawTable } from "./table.js";

/** Nobody reads more rows than fit on a screen. */
const MAX_ROWS = 24;
const MAX_LINES_PER_EVENT = 2;
const MAX_LINES_PER_EVIDENCE = 4;
const MAX_REASONS = 3;

/** Event names of the moments that tell a call's story: how it began, what was refused, how it ended. */
const telling =
  /stasis|answered|hold|moh-st|play|hangup|destroy|bye|cancel|refus|fail|missing|gone|timeout|expired|exited|killed|ended/i;

type Row = TimelineEntry | { readonly skipped: number };

/** The timeline with the legend of its marks, or how to get it if it is left out. Nothing if the call has no events. */
export function renderTimeline(call: CallRow, page: Page): string[] {
  if (call.leftOutEventCount > 0)
    return paragraph(page, eventsLeftOut(call.leftOutEventCount), { paint: page.style.quiet });
  if (call.timeline.length === 0) return [];
  const cited = new Set(call.diagnosis.evidence.map(placeOf));
  const rows = page.isVerbose ? call.timeline : withoutMiddle(call.timeline, cited);
  const sides = COLUMNS.filter((column) => call.timeline.some((entry) => columnOf(entry) === column));
  const columns: Column[] = [{ title: "UTC" }, ...sides.map((side) => ({ title: sideTitles[side], wrap: true }))];
  return [
    ...drawTable(
      page,
      columns,
      rows.map((row) => cellsOf(row, sides, cited, page)),
    ),
    ...legend(rows, sides, cited, page),
  ];
}

/** What captures say stands in one column, for a terminal is narrow. */
const COLUMNS = ["asterisk", "bot", "capture"] as const;
type ColumnName = (typeof COLUMNS)[number];
const sideTitles: Record<ColumnName, string> = { asterisk: "Asterisk", bot: "Bot", capture: "Wire, events" };

function columnOf({ side }: TimelineEntry): ColumnName {
  return side === "wire" || side === "events" ? "capture" : side;
}

function placeOf({ source, line }: { source: string; line: number }): string {
  return `${line} ${source}`;
}

/** Keeps all of a short timeline. Of a long one it keeps the evidence, its ends and the telling moments, latest first. */
function withoutMiddle(timeline: readonly TimelineEntry[], cited: ReadonlySet<string>): Row[] {
  if (timeline.length <= MAX_ROWS) return [...timeline];
  const last = timeline.length - 1;
  const weight = (entry: TimelineEntry, index: number): number => {
    if (cited.has(placeOf(entry))) return 3;
    if (index <= 1 || index >= last - 1) return 2;
    return telling.test(entry.event) ? 1 : 0;
  };
  const kept = timeline
    .map((entry, index) => ({ index, weight: weight(entry, index) }))
    .sort((a, b) => b.weight - a.weight || b.index - a.index)
    .slice(0, MAX_ROWS)
    .map(({ index }) => index);
  return markSkipped(timeline, new Set(kept));
}

function markSkipped(timeline: readonly TimelineEntry[], kept: ReadonlySet<number>): Row[] {
  const rows: Row[] = [];
  let skipped = 0;
  for (const [index, entry] of timeline.entries()) {
    if (!kept.has(index)) {
      skipped += 1;
      continue;
    }
    if (skipped > 0) rows.push({ skipped });
    skipped = 0;
    rows.push(entry);
  }
  return rows;
}

function cellsOf(row: Row, sides: readonly ColumnName[], cited: ReadonlySet<string>, page: Page): readonly Cell[] {
  const { quiet, bad, plain } = page.style;
  if ("skipped" in row) {
    const text = `… ${count(row.skipped, "more event")} …`;
    return [{ text: "" }, ...sides.map((_, index) => ({ text: index === 0 ? text : "", paint: quiet }))];
  }
  const isCited = cited.has(placeOf(row));
  const paint = isCited ? bad : plain;
  const shownLines = isCited ? MAX_LINES_PER_EVIDENCE : MAX_LINES_PER_EVENT;
  const maxLines = page.isVerbose ? Number.POSITIVE_INFINITY : shownLines;
  const text = `${marks(row, cited)}${labelled(row)}`;
  return [
    { text: row.at === null ? "time unknown" : timeOfDay(row.at) },
    ...sides.map((side) => (side === columnOf(row) ? { text, paint, maxLines } : { text: "" })),
  ];
}

/** The event before its text, unless the text begins with the same words: `StasisEnd channel=…` needs no `stasis-end`. */
function labelled({ event, text }: TimelineEntry): string {
  const label = event.replace(/^bot-/, "");
  const wanted = lettersOf(label);
  // in step with the words of the text: `Playback` does not say `play`
  let said = "";
  for (const [word] of text.slice(0, 4 * label.length + 16).matchAll(words)) {
    said += lettersOf(word);
    if (said.length >= wanted.length) break;
  }
  return said === wanted ? text : `${label}: ${text}`;
}

/** Words as the labels have them. What stands before or between them (emoji, blanks, `-`, `_`) means nothing. */
const words = /[\p{L}\p{M}\p{N}]+/gu;

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[-_\s]/g, "");
}

function marks(entry: TimelineEntry, cited: ReadonlySet<string>): string {
  const found = (cited.has(placeOf(entry)) ? "!" : "") + (entry.attributed === "inferred" ? "~" : "");
  return found === "" ? "" : `${found} `;
}

function legend(rows: readonly Row[], sides: readonly ColumnName[], cited: ReadonlySet<string>, page: Page): string[] {
  const entries = rows.filter((row): row is TimelineEntry => !("skipped" in row));
  const inferred = entries.filter(({ attributed }) => attributed === "inferred");
  const reasons = [...new Set(inferred.flatMap(({ reason }) => reason ?? []))];
  const paint = page.style.quiet;
  const lines: string[] = [];
  const only = sides.length === 1 ? sides[0] : undefined;
  if (only)
    lines.push(
      only === "bot" || only === "asterisk"
        ? `Only the ${only === "bot" ? "bot" : "Asterisk"} log tells of this call.`
        : "Only captures tell of this call.",
    );
  if (entries.some((entry) => cited.has(placeOf(entry)))) lines.push("! = evidence of the verdict");
  if (inferred.length > 0) lines.push("~ = the line does not name the call; ari-doctor gave it to this one:");
  return [
    ...lines.flatMap((line) => paragraph(page, line, { paint })),
    ...reasons.slice(0, MAX_REASONS).flatMap((reason) => paragraph(page, reason, { lead: "    ", paint })),
    ...(reasons.length > MAX_REASONS
      ? paragraph(page, `… ${count(reasons.length - MAX_REASONS, "more reason")}`, { lead: "    ", paint })
      : []),
  ];
}
