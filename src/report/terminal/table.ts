// Tables, drawn by cli-table3 and measured by us. cli-table3 measures by rules of 2020 that miss newer emoji and most combining
// marks, which would push bars out of line and lines off the page. It also measures each cell over and over (14 ms for one
// timeline). So it draws the head, the rule and one row of placeholders, and our text takes their place in as many rows as there
// are. That also keeps our colours out of its way.

import CliTable3 from "cli-table3";
import { largest } from "../../io/extremes.js";
import { displayWidth, padEnd, separatorOf, shortenPath, wrap } from "../display-width.js";
import { safeText } from "../safe-text.js";
import type { Page } from "./page.js";

/** One column. Columns that may `wrap` share what the others leave of the page. */
export interface Column {
  readonly title: string;
  readonly wrap?: boolean;
}

/** A cell's text, how many lines it may take, and how to paint them. A `path` follows the text, shortened to fit. */
export interface Cell {
  readonly text: string;
  readonly path?: string;
  readonly maxLines?: number;
  readonly paint?: (text: string) => string;
}

const INDENT = "  ";
const SEPARATOR = " │ ";
/** What columns may claim before the rest is shared out: a part of the page for paths, and room for whole words. */
interface Claim {
  readonly pathShare: number;
  readonly wordColumns: number;
}

/** The first one that all columns can have counts. Longer words are broken at a column's edge: ids, addresses. */
const claims: readonly Claim[] = [
  { pathShare: 0.4, wordColumns: 20 },
  { pathShare: 0.3, wordColumns: 20 },
  { pathShare: 0.3, wordColumns: 1 },
];
/** A logged line may be a megabyte long. Only its first rows are shown. */
const MAX_TEXT_LOOKED_AT = 500;

/** From the private use area: one column wide for cli-table3, and nothing that it draws itself. */
const STAND_IN = "\ue000";
const standInRun = /\ue000+/g;

/** Draws rows under a head, with bars between columns and no frame. */
export function drawTable(page: Page, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string[] {
  const head = columns.map(({ title }): Cell => ({ text: title, paint: page.style.title }));
  const safeRows = [head, ...rows].map((row) => row.map(safeCell));
  const widths = columnWidths(page.width - INDENT.length, columns, safeRows);
  const [pattern = "", rule = ""] = drawPattern(widths);
  const [headLines = [], ...bodyLines] = safeRows.map((row) => drawRow(pattern, row, widths));
  return [...headLines, INDENT + rule, ...bodyLines.flat()];
}

function safeCell(cell: Cell): Cell {
  const text = safeText(cell.text);
  return cell.path === undefined ? { ...cell, text } : { ...cell, text, path: safeText(cell.path) };
}

/** One row of placeholders as wide as the columns, and the rule under the head. */
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
  // the rule is drawn between the head and a first row
  table.push(standIns);
  return table.toString().split("\n");
}

function drawRow(pattern: string, row: readonly Cell[], widths: readonly number[]): string[] {
  const cells = row.map((cell, index) => cellLines(cell, widths[index] ?? 0));
  const height = largest(
    cells.map((lines) => lines.length),
    0,
  );
  return Array.from({ length: height }, (_, lineIndex) => {
    const texts = cells.map((lines, column) => padEnd(lines[lineIndex] ?? "", widths[column] ?? 0)).values();
    return (INDENT + pattern.replace(standInRun, () => texts.next().value ?? "")).trimEnd();
  });
}

function columnWidths(available: number, columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  const widest = (index: number, measure: (cell: Cell) => number): number =>
    largest(rows.flatMap((row) => row[index] ?? []).map(measure), 1);
  const room = available - SEPARATOR.length * (columns.length - 1);
  const natural = columns.map((_, index) => widest(index, naturalWidth));
  const least = ({ pathShare, wordColumns }: Claim): number[] =>
    columns.map(({ wrap: wraps }, index) =>
      wraps ? widest(index, (cell) => leastWidth(cell, available * pathShare, wordColumns)) : (natural[index] ?? 1),
    );
  const widths = claims.map(least).find((claimed) => sum(claimed) <= room) ?? columns.map(() => 1);
  // the rest goes to the columns that want it, one screen column at a time, the narrowest first
  for (let left = room - sum(widths); left > 0; left -= 1) {
    const wanting = [...widths.keys()].filter((index) => (widths[index] ?? 0) < (natural[index] ?? 0));
    if (wanting.length === 0) break;
    const narrowest = wanting.reduce((a, b) => ((widths[b] ?? 0) < (widths[a] ?? 0) ? b : a));
    widths[narrowest] = (widths[narrowest] ?? 0) + 1;
  }
  return widths;
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

function naturalWidth({ text, path }: Cell): number {
  return displayWidth(path === undefined ? text : withPath(text, path));
}

/**
 * What the cell needs to show its path whole. If that is more than `most`, as `…/folder/name`, else as `…/name`. Without a path:
 * what its longest word needs.
 */
function leastWidth({ text, path }: Cell, most: number, wordColumns: number): number {
  if (path === undefined) {
    const words = text.slice(0, MAX_TEXT_LOOKED_AT).split(" ");
    return Math.min(wordColumns, largest(words.map(displayWidth), 0));
  }
  const separator = separatorOf(path);
  const [name = "", folder = ""] = path.split(separator).reverse();
  const fitting = [path, ["…", folder, name].join(separator), ["…", name].join(separator)]
    .map(displayWidth)
    .find((width) => width <= most);
  return Math.min(displayWidth(path), fitting ?? Math.floor(most));
}

function withPath(text: string, path: string): string {
  return text === "" ? path : `${text} ${path}`;
}

function cellLines({ text, path, maxLines, paint = (line) => line }: Cell, width: number): string[] {
  const whole = path === undefined ? text : withPath(text, shortenPath(path, width));
  return wrap(whole, width, maxLines).map((line) => (line === "" ? "" : paint(line)));
}
