// What stands in quotation marks, in a line of a log: speech, values, JSON in JSON.

/** A part of a text, and the marks around it; empty where there are none. */
export interface Part {
  readonly open: string;
  readonly text: string;
  readonly close: string;
}

/** A text cut at its quotation marks, also escaped ones. An apostrophe within a word opens nothing. */
export function* quotedParts(text: string): Generator<Part> {
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const open = QUOTE.exec(text.slice(at));
    if (open === null) break;
    const [mark] = open;
    const start = at + open.index;
    const inside = start + mark.length;
    const closing = CLOSING[mark] ?? mark;
    const isApostrophe = mark.endsWith("'") && /[\p{L}\d]/u.test(text.charAt(start - 1));
    const end = isApostrophe ? -1 : endOf(text, closing, inside);
    if (end < 0) {
      at = inside;
      continue;
    }
    if (start > from) yield { open: "", text: text.slice(from, start), close: "" };
    yield { open: mark, text: text.slice(inside, end), close: closing };
    from = end + closing.length;
    at = from;
  }
  if (from < text.length) yield { open: "", text: text.slice(from), close: "" };
}

const QUOTE = /\\{0,3}["']|[“„«「]/u;
const CLOSING: Readonly<Record<string, string>> = { "“": "”", "„": "“", "«": "»", "「": "」" };

function endOf(text: string, closing: string, from: number): number {
  for (let end = text.indexOf(closing, from); end >= 0; end = text.indexOf(closing, end + 1)) {
    const isApostrophe = closing === "'" && /[\p{L}\d]/u.test(text.charAt(end + 1));
    const isEscaped = !closing.startsWith("\\") && text.charAt(end - 1) === "\\";
    if (!isApostrophe && !isEscaped) return end;
  }
  return -1;
}
