// Where in the code a line was written. Loggers print that before or after the words, and names of functions look like events:
// `handlers:_on_stasis_end:92 | Call result` ends nothing. So it is separated from the message.

/** Endings of source files. */
const FILE = String.raw`[\w./\\<>-]{1,120}\.(?:pyx?|[cm]?[jt]sx?|go|java|kts?|scala|groovy|rb|php|cs|fs|vb|rs|exs?|erl|lua|cpp|cc|c|h|swift|dart)`;
/** on_stasis_end | X.onStasisEnd | <lambda> */
const NAME = String.raw`[\w$.<>]{1,80}`;
/** What separates the place from the words. */
const BREAK = String.raw`(?: ?[|:>]| -{1,2}(?= )) ?`;

const BEFORE = new RegExp(
  String.raw`^(?:${[
    // [x.py:92 on_stasis_end()] … | (x.py:92) … | [x.py:on_stasis_end:92] … | [handlers:on_stasis_end:92] …
    String.raw`[[(](?:${FILE}:[\w$.<>:]{1,80}(?: ${NAME}(?:\(\))?)?|[A-Za-z_]${NAME}(?::${NAME})?:\d{1,5}|${NAME}\(\)(?::\d{1,5})?)[\])]:?(?: -{1,2}(?= ))?`,
    // X.onStasisEnd(X.java:88) - …
    String.raw`${NAME}\(${FILE}:\d{1,5}\)(?:${BREAK})?`,
    // x.py:92 on_stasis_end() … | x.py:92: … | app/x.py:on_stasis_end:92 - …
    String.raw`${FILE}:(?:${NAME}:)?\d{1,5}(?::\d{1,5})?(?:[ :]${NAME}\(\))?(?:${BREAK})?(?= )`,
    // handlers:_on_stasis_end:92 | …
    String.raw`[A-Za-z_][\w$.<>-]{0,80}:${NAME}:\d{1,5}${BREAK}`,
    // _on_stasis_end:92 - …
    String.raw`[A-Za-z_]${NAME}:\d{1,5}(?: \|| -{1,2}(?= )) ?`,
    // X.on_stasis_end(): …
    String.raw`${NAME}\(\)(?::\d{1,5})?${BREAK}`,
    // handlers.on_stasis_end:92 … | Calls#onStasisEnd:92 …
    String.raw`[A-Za-z_][\w$]{0,60}[.#]${NAME}:\d{1,5}(?=[ :])(?:${BREAK})?`,
  ].join("|")}) *(?=\S)`,
);
/** How it begins if it follows the words. */
const OPENING = /[[(]|\bat | {2,}/;
// … (x.py:92) | … [in /app/x.py:92] | … at X.onStasisEnd(X.java:88) | …      handlers.py:92
const BEHIND = new RegExp(
  String.raw`^ *(?:[[(](?:in |at )?${FILE}:\d{1,5}(?:[ :,]${NAME}(?:\(\))?)?[\])]|at ${NAME}\(${FILE}:\d{1,5}\)|${FILE}:\d{1,5})$`,
);
/** The longest one that is looked for after the words. */
const LONGEST = 260;

/** A message, and the place in the code that was printed with it. */
export interface Placed {
  readonly message: string;
  /** Null if none was printed. */
  readonly place: string | null;
}

/** The message without the place in the code where it was written. */
export function withoutCodeLocation(message: string): Placed {
  const before = mayBeginSo(message) ? BEFORE.exec(message)?.[0] : undefined;
  if (before !== undefined) return { message: message.slice(before.length), place: bare(before) };
  const behind = placeBehind(message);
  return behind === null
    ? { message, place: null }
    : { message: message.slice(0, behind).trimEnd(), place: bare(message.slice(behind)) };
}

/** Most messages begin with a word and a blank. No place does, and trying the expression costs more. */
function mayBeginSo(message: string): boolean {
  for (let at = 0; at < message.length && at < LONGEST; at += 1) {
    const code = message.charCodeAt(at);
    // a colon or a bracket before any blank
    if (code === 0x3a || code === 0x28 || (code === 0x5b && at === 0)) return true;
    if (code <= 0x20) return false;
  }
  return false;
}

/** Where the place after the words begins. Null if there is none. */
function placeBehind(message: string): number | null {
  const last = message.charCodeAt(message.length - 1);
  const isDigit = last >= 0x30 && last <= 0x39;
  if (!isDigit && last !== 0x29 && last !== 0x5d) return null;
  const from = Math.max(0, message.length - LONGEST);
  const tail = message.slice(from);
  if (!tail.includes(":")) return null;
  for (let at = tail.search(OPENING); at >= 0; ) {
    if (BEHIND.test(tail.slice(at))) return from + at > 0 ? from + at : null;
    const next = tail.slice(at + 1).search(OPENING);
    at = next < 0 ? -1 : at + 1 + next;
  }
  return null;
}

/** Without the punctuation around it. */
function bare(place: string): string {
  let [from, to] = [0, place.length];
  while (" [(|>:-".includes(place[from] as string)) from += 1;
  while (" ])|>:-".includes(place[to - 1] as string)) to -= 1;
  const name = place.slice(from, to).replace(/^(?:in|at) /, "");
  // of a function's own brackets the last one goes with it
  return name.includes("(") ? `${name})` : name;
}
