// Correlation ids in a bot's line: the call_uuid, session, trace id or call_sid by which a bot labels its calls. They are
// recognised by their look, as keys are in any language: a word that nobody chose. Only a line that names a channel tells which
// call one belongs to.

/** Lines are searched this far: ids are in the header, in fields or early in the words. */
const MAX_SEEN = 600;

/** A line with more of them is a dump. */
const MAX_FOUND = 8;

/**
 * Words that look random: a UUID; hexadecimal digits, `s-ce73b8`; letters and digits of a base64 or a call_sid. After a slash or
 * a dot it is part of a path, a host or a file. All but a UUID contain a digit, which most words do not, so that is checked
 * first.
 */
const WORD =
  /(?<![\w/.%@:-])(?=[A-Za-z_:-]{0,63}\d|[A-Fa-f-]{36})[A-Za-z\d](?:[A-Za-z\d]|[_:-](?=[A-Za-z\d])){4,63}(?![\w/.%@]?\w)/g;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** `ce73b8`, `s-ce73b8`, `call:9f4f1f7a65b8`: digits and the letters a to f, with both present. */
const HEX = /^(?:[A-Za-z]{1,8}[_:-])?(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{6,40}$/;
/** `CA2f8Kq09xLm4T`: long, with digits in the middle. */
const LONG = /^(?:[A-Za-z]{1,8}[_:-])?(?=(?:[A-Za-z]*\d){2})(?=\d*[A-Za-z])[A-Za-z\d]{12,48}$/;
/** What {@link KEYED} cannot do without. */
const KEY = /call|sess|conv|trace|dialog|correlation|job/i;
// call_uuid=42 | "session": "k7" | trace_id: 19: short ones are recognised by their key
const KEYED =
  /(?<![A-Za-z\d])((?:[A-Za-z]{1,16}[_.-]?)?(?:call|session|sess|conversation|conv|trace|dialog|correlation|job)[_.-]?(?:uuid|guid|sid|key|ref|id|no)?)["']?[ \t]?[=:][ \t]?["']?([A-Za-z\d][\w:+-]{0,63})(?![\w.@/])/gi;

/**
 * The words of a line that may be correlation ids.
 * @param text The line as logged.
 * @returns At most {@link MAX_FOUND}. For a short value, its key too.
 */
export function correlationIdsIn(text: string): readonly string[] {
  const seen = text.slice(0, MAX_SEEN);
  let found: string[] | null = null;
  WORD.lastIndex = 0;
  for (let match = WORD.exec(seen); match !== null; match = WORD.exec(seen)) {
    const word = match[0];
    if (!UUID.test(word) && !HEX.test(word) && !LONG.test(word)) continue;
    found ??= [];
    if (found.length < MAX_FOUND) found.push(word);
  }
  if (!KEY.test(seen)) return found ?? NONE;
  for (const [, key, value] of seen.matchAll(KEYED)) {
    if (key === undefined || value === undefined || !/\d/.test(value)) continue;
    found ??= [];
    if (found.length < MAX_FOUND && !found.includes(value)) found.push(`${key.toLowerCase()}=${value}`);
  }
  return found ?? NONE;
}

const NONE: readonly string[] = [];
