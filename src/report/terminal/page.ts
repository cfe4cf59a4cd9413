// The page that the other files here write to: its width and colours, and the few shapes that all of them use.
import { displayWidth, shortenPath, wrap } from "../display-width.js";
import { safeText } from "../safe-text.js";
import type { Style } from "./style.js";

/** Where text is laid out. Every line has at most `width` columns, except commands, which are there to be copied. */
export interface Page {
  readonly width: number;
  readonly style: Style;
  /** True if nothing may be left out for the sake of the overview. */
  readonly isVerbose?: boolean;
}

/** How a paragraph is set: what its first line starts with (the others are indented as far), and its paint. */
export interface ParagraphOptions {
  readonly lead?: string;
  readonly paint?: (text: string) => string;
  readonly maxLines?: number;
}

/** Wraps text to the page as one paragraph. A line break in it is shown as `\n`, so that no text can forge a line. */
export function paragraph(page: Page, text: string, options: ParagraphOptions = {}): string[] {
  const { lead = "  ", paint = page.style.plain, maxLines } = options;
  const indent = " ".repeat(displayWidth(lead));
  const lines = wrap(safeText(text), page.width - indent.length, maxLines);
  return lines.map((line, index) => `${index === 0 ? lead : indent}${paint(line)}`.trimEnd());
}

/** A path, and what is said about it, on a single line. The path is shortened to make room. */
export function onOneLine(page: Page, path: string, text: string, options: ParagraphOptions = {}): string[] {
  const { lead = "  " } = options;
  const room = page.width - displayWidth(lead) - displayWidth(safeText(text));
  return paragraph(page, shortenPath(safeText(path), room) + text, options);
}

/** A command or a place in a file. It is never broken, as it is there to be copied. */
export function verbatim(text: string, lead = "  "): string {
  return lead + safeText(text);
}

/** A heading inside a call's block or the summary, with an empty line before it. */
export function heading(page: Page, text: string): string[] {
  return ["", ...wrap(text, page.width).map(page.style.title)];
}

/** The head of a part of the report that is not about one call, with a rule that separates it from the text before. */
export function title(page: Page, text: string): string[] {
  return ["", "━".repeat(page.width), ...heading(page, text).slice(1)];
}
