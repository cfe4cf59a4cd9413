// The page that the other files here write to: its width and colours, and the few shapes that all of them use.

import type { Evidence } from "../../verdict/verdict.js";
import { displayWidth, shortenPath, wrap } from "../display-width.js";
import { safeText } from "../safe-text.js";
import { sourceName } from "../words/rows.js";
import type { Style } from "./style.js";

/**
 * Where text is laid out. Every line has at most `width` columns, except what is there to be copied and cannot be continued on
 * the next line: code, and lines of a configuration.
 */
export interface Page {
  readonly width: number;
  readonly style: Style;
  /** True if nothing may be left out for the sake of the overview. */
  readonly isVerbose?: boolean;
  /** True if all lines of the logs are of one day (UTC). */
  readonly isOneDay?: boolean;
  /** Short names of the inputs, whose paths are told once. */
  readonly names?: ReadonlyMap<string, string>;
}

/** Where a line stands: `bot.log:24`. */
export function placeOn({ names }: Page, { source, line }: Pick<Evidence, "source" | "line">): string {
  return `${names?.get(source) ?? sourceName(source)}:${line}`;
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

/** A command for a shell. Where it does not fit it goes on on the next line, as a shell takes it, so that it can be pasted. */
export function command(page: Page, text: string, lead: string): string[] {
  const lines: string[] = [];
  let rest = safeText(text);
  const indent = " ".repeat(displayWidth(lead));
  const room = page.width - indent.length;
  while (displayWidth(rest) > room) {
    const at = lastBreak(rest, room - CONTINUED.length);
    if (at === null) break;
    lines.push(rest.slice(0, at) + CONTINUED);
    rest = rest.slice(at + 1);
  }
  return [...lines, rest].map((line, index) => (index === 0 ? lead : indent) + line);
}

const CONTINUED = " \\";

/** The last blank between two words of a shell that leaves the first ones no longer than that. */
function lastBreak(text: string, room: number): number | null {
  let quote: string | null = null;
  let last: number | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (quote !== null) quote = character === quote ? null : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === "#" && text[at - 1] === " ") break;
    else if (character === " " && at > 0 && displayWidth(text.slice(0, at)) <= room) last = at;
    if (quote !== "'" && character === "\\") at += 1;
  }
  return last;
}

/** Code, or a line of a configuration. It is never broken, as it is there to be copied. */
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
