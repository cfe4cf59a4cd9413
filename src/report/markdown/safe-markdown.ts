// Log text in, Markdown out that shows it as it is. What a caller typed into a caller name must not become a link, a table
// cell, an image, a mention of somebody on the tracker, or HTML (CommonMark 0.31 and GitHub's tables and autolinks).
import { largest } from "../../io/extremes.js";
import { safeText } from "../safe-text.js";

/**
 * Words that trackers turn into links by themselves, escaped or not: addresses of the web, of mail and SIP, `@names`,
 * `#numbers`. In code they stay what they are.
 */
const linked = /:\/\/|@|^www\.|#\d/i;

/** What CommonMark gives a meaning within a line. */
const acting = /[\\`*_{}[\]<>|~$]/g;

/** What would make a list, a heading or a rule of the first word of a line: `-`, `+`, `#`, `=`, `1.`, `1)` */
const leading = /^(?:[-+#=]|(\d+)(?=[.)]))/;

/** A sentence that may hold log text, for within a line. */
export function prose(text: string): string {
  const words = safeText(text).split(" ");
  const line = words.map((word) => (linked.test(word) ? code(word) : escaped(word))).join(" ");
  return line.replace(leading, (match, number?: string) => (number === undefined ? `\\${match}` : `${number}\\`));
}

function escaped(word: string): string {
  // An ampersand may begin an entity: &lt; would come out as another text.
  return word.replace(acting, "\\$&").replaceAll("&", "&amp;");
}

/** Text as code within a line: an id, a file's place. Not for a table, whose cells end at a `|` even in code. */
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
