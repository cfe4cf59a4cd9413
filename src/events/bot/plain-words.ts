// A message in the form that the lexicons' expressions see.

/**
 * The message as plain lower-case words: `ChannelHold`, `channel_hold` and `Channel hold` become the same. A dash between two
 * clauses stays. It does what `/([a-z])([A-Z])/` and `/(?<=\S)[_-]+(?=\S)/` would do, in a fraction of the time.
 */
export function plainWords(message: string): string {
  let words = "";
  let from = 0;
  for (let at = 0; at < message.length; at += 1) {
    const code = message.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) {
      if (!isLowerCase(message.charCodeAt(at - 1))) continue;
      words += `${message.slice(from, at)} `;
      from = at;
    } else if (isJoint(code)) {
      let end = at + 1;
      while (isJoint(message.charCodeAt(end))) end += 1;
      // of several, the one next to a blank stays
      const first = isBlank(message.charCodeAt(at - 1)) ? at + 1 : at;
      const last = isBlank(message.charCodeAt(end)) ? end - 1 : end;
      if (first < last) {
        words += `${message.slice(from, first)} `;
        from = last;
      }
      at = end - 1;
    }
  }
  return (from === 0 ? message : words + message.slice(from)).toLowerCase();
}

const isLowerCase = (code: number): boolean => code >= 0x61 && code <= 0x7a;
/** `_` or `-` */
const isJoint = (code: number): boolean => code === 0x5f || code === 0x2d;

/** A blank, or a place outside of the text. */
function isBlank(code: number): boolean {
  if (code > 0x20 && code < 0x80) return false;
  return Number.isNaN(code) || /\s/.test(String.fromCharCode(code));
}
