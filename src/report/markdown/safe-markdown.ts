// Turns log text into Markdown that shows it as it is. What a caller typed into a caller name must not become a link, a table
// cell, an image, a mention of somebody on the tracker, or HTML (CommonMark 0.31, and GitHub's tables and autolinks).
import { largest } from "../../io/extremes.js";
import { safeText } from "../safe-text.js";

/**
 * Words that trackers turn into links by themselves, escaped or not: web, mail and SIP addresses, `@names`, `#numbers`. As code
 * they stay unchanged.
 */
const linked = /:\/\/|@|^www\.|#\d/i;

/** What has a meaning in CommonMark within a line. */
const acting = /[\\`*_{}[\]<>|~$]/g;

/** What would make a list, a heading or a rule of a line's first word: `-`, `+`, `#`, `=`, `1.`, `1)` */
const leading = /^(?:[-+#=]|(\d+)(?=[.)]))/;

/** A sentence that may contain log text, for use within a line. */
export function prose(text: string): string {
  const words = safeText(text).split(" ");
  const line = words.map((word) => (linked.test(word) ? code(word) : escaped(word))).join(" ");
  return line.replace(leading, (match, number?: string) => (number === undefined ? `\\${match}` : `${number}\\`));
}

function escaped(word: string): string {
  // an ampersand may begin an entity: &lt; would come out as something else
  return word.replace(acting, "\\$&").replaceAll("&", "&amp;");
}

/** A name that only this tool gives, such as a cause's. A report that somebody sent, to be merged, may have anything in its place. */
export function slug(name: string): string {
  return name.replace(/[^a-z\d-]/gi, "");
}

/** Text as code within a line: an id, a place in a file. Not for a table, whose cells end at a `|` even in code. */
export function code(text: string): string {
  const shown = safeText(text);
  if (shown.trim() === "") return "";
  const fence = "`".repeat(longestRun(shown) + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Lines to be copied or quoted, as a block of code. */
export function codeBlock(lines: readonly string[], language = "text"): string[] {
  const shown = lines.map(safeText);
  const fence = "`".repeat(
    largest(
      shown.map((line) => longestRun(line) + 1),
      3,
    ),
  );
  return [`${fence}${language}`, ...shown, fence];
}

function longestRun(text: string): number {
  return largest(
    [...text.matchAll(/`+/g)].map(([run]) => run.length),
    0,
  );
}
