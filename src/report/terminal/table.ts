// Tables, drawn by cli-table3 and measured by us. cli-table3 measures by rules of 2020 that miss newer emoji and most
// combining marks, which would push bars out of line and lines off the page; and it measures each cell over and over
// (14 ms for one timeline). So it draws head, rule and one row of stand-ins, and our text takes their place in as many
// rows as there are. That also keeps our colours out of its way.
import CliTable3 from "cli-table3";
import { displayWidth, padEnd, wrap } from "../display-width.js";
import { safeText } from "../safe-text.js";
import type { Page } from "./page.js";

/** One column: columns that may `wrap` share what the others leave of the page. */
export interface Column {
  readonly title: string;
  readonly wrap?: boolean;
}

/** A cell's text, how many lines it may take, and how to paint them. */
export interface Cell {
  readonly text: string;
  readonly maxLines?: number;
  readonly paint?: (text: string) => string;
}

const INDENT = "  ";
const SEPARATOR = " │ ";

/** From the private use area: one column wide to cli-table3, and nothing it draws itself. */
const STAND_IN = "\ue000";
const standInRun = /\ue000+/g;

/** Draws rows under a head, with bars between columns and no frame. */
export function drawTable(page: Page, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string[] {
  const head = columns.map(({ title }): Cell => ({ text: title, paint: page.style.title }));
  const safeRows = [head, ...rows].map((row) => row.map((cell) => ({ ...cell, text: safeText(cell.text) })));
  const widths = columnWidths(page.width - INDENT.length, columns, safeRows);
  const [pattern = "", rule = ""] = drawPattern(widths);
  const [headLines = [], ...bodyLines] = safeRows.map((row) => drawRow(pattern, row, widths));
  return [...headLines, INDENT + rule, ...bodyLines.flat()];
}

/** One row of stand-ins as wide as the columns, and the rule that stands under the head. */
function drawPattern(widths: readonly number[]): string[] {
  const standIns = widths.map((width) => STAND_IN.repeat(width));
  const table = new CliTable3({
    head: standIns,
    colWidths: [...widths],
    chars: {
      ...{ top: "", "top-mid": "", "top-left": "", "top-right": "" },
      ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
      ...{ left: "", "left-mid": "", right: "", "right-mid": "" },
      ...{ middle: SEPARATOR, "mid-mid": "─┼─" },
    },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
  });
  // The rule is drawn between the head and a first row.
  table.push(standIns);
  return table.toString().split("\n");
}

function drawRow(pattern: string, row: readonly Cell[], widths: readonly number[]): string[] {
  const cells = row.map((cell, index) => cellLines(cell, widths[index] ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, lineIndex) => {
    const texts = cells.map((lines, column) => padEnd(lines[lineIndex] ?? "", widths[column] ?? 0)).values();
    return (INDENT + pattern.replace(standInRun, () => texts.next().value ?? "")).trimEnd();
  });
}

function columnWidths(available: number, columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  const natural = columns.map((_, index) => Math.max(...rows.map((row) => displayWidth(row[index]?.text ?? "")), 1));
  const widths = [...natural];
  let left = available - SEPARATOR.length * (columns.length - 1);
  for (const [index, column] of columns.entries()) if (!column.wrap) left -= natural[index] ?? 0;

  // The narrowest first: what it does not need of its share goes to the wider ones.
  const wrapping = [...columns.keys()].filter((index) => columns[index]?.wrap);
  wrapping.sort((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0));
  for (const [done, index] of wrapping.entries()) {
    const share = Math.floor(left / (wrapping.length - done));
    const width = Math.max(1, Math.min(natural[index] ?? 1, share));
    widths[index] = width;
    left -= width;
  }
  return widths;
}

function cellLines({ text, maxLines, paint = (line) => line }: Cell, width: number): string[] {
  return wrap(text, width, maxLines).map((line) => (line === "" ? "" : paint(line)));
}
