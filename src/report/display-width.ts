// How many terminal columns a text takes, as string-width counts them, and how to break it to fit.
import stringWidth from "string-width";

const plainAscii = /^[\x20-\x7e]*$/;

const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns that `text` takes in a terminal. Colour sequences count for nothing. */
export function displayWidth(text: string): number {
  // most text is like this, and needs no segmentation
  return plainAscii.test(text) ? text.length : stringWidth(text);
}

/** Pads `text` with spaces to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

/**
 * Breaks `text` at its spaces into lines of at most `width` columns. Only a word wider than a whole line is broken inside. If
 * that gives more than `maxLines` lines, the last one kept ends in `…`.
 */
export function wrap(text: string, width: number, maxLines = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  for (const line of wrappedLines(text, width)) {
    if (lines.length === maxLines) {
      lines.push(withEllipsis(lines.pop() ?? "", width));
      break;
    }
    lines.push(line);
  }
  return lines;
}

/**
 * A path of at most `width` columns, if its file name allows: leading folders are replaced by `…`, and the name stays whole
 * (`…/pjsip-decoy/asterisk.full.log`).
 */
export function shortenPath(path: string, width: number): string {
  if (displayWidth(path) <= width) return path;
  const separator = separatorOf(path);
  const ellipsis = `…${separator}`;
  const parts = path.split(separator);
  let kept = parts.pop() ?? "";
  if (displayWidth(kept) + ellipsis.length > width) return kept;
  for (const folder of parts.reverse()) {
    const longer = `${folder}${separator}${kept}`;
    if (displayWidth(longer) + ellipsis.length > width) break;
    kept = longer;
  }
  return ellipsis + kept;
}

/**
 * What parts the folders of a path: a backslash where it begins with a drive or a host, as on Windows. Elsewhere a backslash is a
 * part of a name, or spells out a character of one.
 */
export function separatorOf(path: string): "/" | "\\" {
  return /^(?:[a-z]:\\|\\\\)/i.test(path) ? "\\" : "/";
}

/** Lazy, so that a line of a megabyte costs no more than the few rows that are shown of it. */
function* wrappedLines(text: string, width: number): Generator<string> {
  let line = "";
  let lineWidth = 0;
  let started = false;
  for (const word of text.split(" ")) {
    const wordWidth = displayWidth(word);
    if (started && lineWidth + 1 + wordWidth <= width) {
      line += ` ${word}`;
      lineWidth += 1 + wordWidth;
      continue;
    }
    if (started) yield withoutEndSpaces(line);
    started = true;
    line = word;
    lineWidth = wordWidth;
    if (wordWidth > width) {
      line = yield* brokenWord(word, width);
      lineWidth = displayWidth(line);
    }
  }
  yield withoutEndSpaces(line);
}

/** Spaces only: trimEnd would also remove other blanks, which are text of the log. */
function withoutEndSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === " ") end -= 1;
  return line.slice(0, end);
}

/** Where an address or a path may be broken: after these. */
const BREAKS = new Set(["/", "?", "&"]);

/** Yields the full lines of a word that is too wide, broken as an address is read if it is one, and returns the rest of it. */
function* brokenWord(word: string, width: number): Generator<string, string> {
  let line = "";
  let lineWidth = 0;
  /** Of the line, up to its last break. */
  let whole = "";
  for (const { segment } of clusters.segment(word)) {
    const segmentWidth = displayWidth(segment);
    if (lineWidth + segmentWidth > width && line !== "") {
      // a break near the front would leave most of the line empty
      const first = displayWidth(whole) * 2 >= width ? whole : line;
      yield first;
      line = line.slice(first.length);
      lineWidth = displayWidth(line);
      whole = "";
    }
    line += segment;
    lineWidth += segmentWidth;
    if (BREAKS.has(segment)) whole = line;
  }
  return line;
}

function withEllipsis(line: string, width: number): string {
  if (displayWidth(line) < width) return `${line}…`;
  let kept = "";
  for (const { segment } of clusters.segment(line)) {
    if (displayWidth(kept) + displayWidth(segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
