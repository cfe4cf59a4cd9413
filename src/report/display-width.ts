// How many terminal columns a text takes, and how to break it to fit. Own code because string-width is no direct
// dependency, and the one that cli-table3 brings knows neither the emoji of the last years nor most combining marks.

/** Takes no column: marks over the letter before them, joiners and other format characters, later Hangul jamo. */
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;

/** Takes two columns: East Asian wide and full-width characters (UAX #11), emoji drawn as pictures. */
const doubleWidth =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|(?![\u{1f1e6}-\u{1f1ff}])\p{Emoji_Presentation}/u;

/** Colour sequences as style.ts writes them; they take no column. */
const colour = /\x1b\[\d+m/g;

const plainAscii = /^[\x20-\x7e]*$/;

/** Asks for the emoji form of the character before it, which is then two columns wide: ⚠ U+26A0, ⚠️ U+26A0 U+FE0F. */
const EMOJI_VARIANT = "\ufe0f";

const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns that `text` takes in a terminal; our own colour sequences count nothing. */
export function displayWidth(text: string): number {
  if (plainAscii.test(text)) return text.length;
  let width = 0;
  let last = 0;
  for (const character of text.replace(colour, "")) {
    last = character === EMOJI_VARIANT && last === 1 ? 1 : characterWidth(character);
    width += last;
  }
  return width;
}

function characterWidth(character: string): 0 | 1 | 2 {
  if (zeroWidth.test(character)) return 0;
  return doubleWidth.test(character) ? 2 : 1;
}

/** Fills `text` with spaces up to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

/**
 * Breaks `text` at its spaces into lines of at most `width` columns; only a word that is wider than a whole line is
 * broken inside. Where that gives more than `maxLines` lines, the last one kept ends in `…`.
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
 * A path of at most `width` columns where its file name allows it: leading folders give way to `…`, the name stays whole
 * (`…/pjsip-decoy/asterisk.full.log`).
 */
export function shortenPath(path: string, width: number): string {
  if (displayWidth(path) <= width) return path;
  const parts = path.split("/");
  let kept = parts.pop() ?? "";
  if (displayWidth(kept) + ELLIPSIS_FOLDER.length > width) return kept;
  for (const folder of parts.reverse()) {
    const longer = `${folder}/${kept}`;
    if (displayWidth(longer) + ELLIPSIS_FOLDER.length > width) break;
    kept = longer;
  }
  return ELLIPSIS_FOLDER + kept;
}

const ELLIPSIS_FOLDER = "…/";

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

/** Spaces only: trimEnd takes the other blanks as well, which are text of the log. */
function withoutEndSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === " ") end -= 1;
  return line.slice(0, end);
}

/** Yields the full lines of a word that is too wide, and returns what is left of it. */
function* brokenWord(word: string, width: number): Generator<string, string> {
  let line = "";
  let lineWidth = 0;
  for (const { segment } of clusters.segment(word)) {
    const segmentWidth = displayWidth(segment);
    if (lineWidth + segmentWidth > width && line !== "") {
      yield line;
      line = "";
      lineWidth = 0;
    }
    line += segment;
    lineWidth += segmentWidth;
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
