// The comparison of two reports, for a person at a terminal or for a ticket: the answer first, then the numbers behind it.

import type { Diff, DiffRow, DiffSide, LimitChange } from "./diff/diff-schema.js";
import { percentInWords } from "./diff.js";
import { heading, type Page, paragraph } from "./terminal/page.js";
import { createStyle } from "./terminal/style.js";
import { type Cell, drawTable } from "./terminal/table.js";
import { count, dateAndTime, duration } from "./words/rows.js";

const MAX_COLUMNS = 100;
const MIN_COLUMNS = 60;

/** Renders the comparison. */
export function renderDiff(diff: Diff, options: { readonly columns: number; readonly color: boolean }): string {
  const page: Page = {
    width: Math.max(MIN_COLUMNS, Math.min(options.columns, MAX_COLUMNS)),
    style: createStyle(options.color),
  };
  const { better, worse, unclear } = { better: page.style.good, worse: page.style.bad, unclear: page.style.doubtful };
  const lines = [
    ...paragraph(page, `${diff.tool.name} ${diff.tool.version}`, { lead: "", paint: page.style.quiet }),
    ...paragraph(page, diff.summary, { lead: "", paint: { better, worse, unclear }[diff.outcome] }),
    "",
    ...paragraph(page, sideInWords(diff.before), { lead: "before  " }),
    ...paragraph(page, sideInWords(diff.after), { lead: "after   " }),
    ...(diff.caveats.length === 0 ? [] : heading(page, "Take it with care")),
    ...diff.caveats.flatMap((caveat) => paragraph(page, caveat, { lead: "  - " })),
    "",
    ...renderRows(diff, page),
    ...(diff.limits.length === 0 ? [] : heading(page, "RTP limits that were changed")),
    ...diff.limits.flatMap((change) => paragraph(page, limitInWords(change), { lead: "  - " })),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function sideInWords({ file, callCount, firstAt, lastAt }: DiffSide): string {
  const span = firstAt === null || lastAt === null ? "no times" : `${dateAndTime(firstAt)} to ${dateAndTime(lastAt)}`;
  return `${file}: ${count(callCount, "call")}, ${span}`;
}

function renderRows({ rows, before, after }: Diff, page: Page): string[] {
  const columns = [
    { title: "Calls", wrap: true },
    { title: "Before" },
    { title: "After" },
    { title: "Share of calls", wrap: true },
  ];
  const shown = rows.filter((row) => row.before.calls + row.after.calls > 0 || row.what === "lost");
  const cells = shown.map((row): Cell[] => [
    { text: whatInWords(row) },
    { text: shareInWords(row.before) },
    { text: shareInWords(row.after) },
    { text: changeInWords(row) },
  ]);
  const seconds = (value: number | null): string => (value === null ? "-" : duration(value));
  const waits: Cell[][] =
    before.gapCount + after.gapCount === 0
      ? []
      : [
          ["median wait, hold to playback", before.medianGapSeconds, after.medianGapSeconds] as const,
          ["longest wait", before.longestGapSeconds, after.longestGapSeconds] as const,
        ].map(([text, was, is]) => [{ text }, { text: seconds(was) }, { text: seconds(is) }, { text: "" }]);
  return drawTable(page, columns, [...cells, ...waits]);
}

function whatInWords({ what, cause }: DiffRow): string {
  switch (what) {
    case "lost":
      return "lost before the bot played";
    case "over-limit":
      return "with a wait over the RTP limit";
    case "unexplained":
      return "with errors that the tool does not know";
    case "cause":
      return cause ?? "";
    default:
      return what;
  }
}

function shareInWords({ calls, percent }: DiffRow["before"]): string {
  return percent === null ? String(calls) : `${calls} (${percentInWords(percent)})`;
}

function changeInWords({ change, clear, before, after }: DiffRow): string {
  if (change === "same") return "as before";
  const words = before.calls === 0 ? "new" : after.calls === 0 ? "gone" : change === "fewer" ? "smaller" : "bigger";
  return clear ? words : `${words}, may be chance`;
}

function limitInWords({ driver, scope, option, before, after }: LimitChange): string {
  const seconds = (value: number | null): string =>
    value === null ? "not known" : value === 0 ? "off" : duration(value);
  const which = option === "rtpTimeoutSeconds" ? "RTP timeout" : "RTP timeout on hold";
  return `${which} of ${driver} ${scope}: ${seconds(before)} before, ${seconds(after)} after`;
}
