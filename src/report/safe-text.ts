// Makes log text safe to show. A log line can contain what a caller typed into a caller name, so it can try to recolour, retitle
// or rewrite the reader's terminal, or to reorder what the reader sees. Only colour is silently dropped: whoever hunts an attack
// wants to see it.

/**
 * Colour sequences (they carry no meaning here), and every character that affects the display without being visible: controls
 * (Cc), lone surrogates (Cs), line and paragraph separators (Zl, Zp), and format characters (Cf: bidi overrides and isolates,
 * zero-width space, tags). The two joiners stay, as emoji and Persian need them. Linear: an alternative either takes one
 * character, or runs to the next character that is no digit, `;` or `:`.
 */
const unsafe = /\x1b\[[\d;:]*m|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** What most lines consist of: recognised at once, while the Unicode tables cost far more. */
const plain = /^[\x20-\x7e]*$/;

/**
 * Makes a piece of log text safe to show on one line. Tabs become spaces, colour is removed, and anything else that would affect
 * the terminal is spelt out (`\x1b`, `\n`, `\u202e`). Lone surrogates become U+FFFD.
 */
export function safeText(text: string): string {
  return plain.test(text) ? text : text.replace(unsafe, shown);
}

function shown(match: string): string {
  if (match.length > 2) return "";
  if (match === "\t") return " ";
  if (match === "\n") return "\\n";
  if (match === "\r") return "\\r";
  const code = match.codePointAt(0) ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 4)}}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
