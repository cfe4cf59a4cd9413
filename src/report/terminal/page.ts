// The page that the other files here write on: its width and colours, and the few shapes that all of them use.
import { displayWidth, shortenPath, wrap } from "../display-width.js";
import { safeText } from "../safe-text.js";
import type { Style } from "./style.js";

/** Where text is laid out. Every line is at most `width` columns, but for commands, which are there to be copied. */
export interface Page {
  readonly width: number;
  readonly style: Style;
  /** True where nothing is to be left out for the sake of the overview. */
  readonly isVerbose?: boolean;
}

/** How a paragraph is set: what its first line starts with (the others are indented by as much), and its paint. */
export interface ParagraphOptions {
  readonly lead?: string;
  readonly paint?: (text: string) => string;
  readonly maxLines?: number;
}

/** Wraps text to the page. It is one paragraph: a line break in it is shown as `\n`, so no text can forge a line. */
export function paragraph(page: Page, text: string, options: ParagraphOptions = {}): string[] {
  const { lead = "  ", paint = page.style.plain, maxLines } = options;
  const indent = " ".repeat(displayWidth(lead));
  const lines = wrap(safeText(text), page.width - indent.length, maxLines);
  return lines.map((line, index) => `${index === 0 ? lead : indent}${paint(line)}`.trimEnd());
}

/** A path and what is said of it on a single line: the path is shortened to make room. */
export function onOneLine(page: Page, path: string, text: string, options: ParagraphOptions = {}): string[] {
  const { lead = "  " } = options;
  const room = page.width - displayWidth(lead) - displayWidth(safeText(text));
  return paragraph(page, shortenPath(safeText(path), room) + text, options);
}

/** A command or a place in a file, never broken: it is there to be copied. */
export function verbatim(text: string, lead = "  "): string {
  return lead + safeText(text);
}

/** A heading inside a call's block or the summary, with an empty line before it. */
export function heading(page: Page, text: string): string[] {
  return ["", ...wrap(text, page.width).map(page.style.title)];
}

/** The head of a part of the report that is not of a call, with the rule that parts it from what went before. */
export function title(page: Page, text: string): string[] {
  return ["", "━".repeat(page.width), ...heading(page, text).slice(1)];
}
