// Most lines of a full log with traces have no header. To ask every form and every envelope of each would cost more than all
// else; what no form and no envelope can begin with is known at a glance.

const [TAB, BLANK, COMMA, DASH, DOT, COLON, LESS, EQUALS, AT] = [0x09, 0x20, 0x2c, 0x2d, 0x2e, 0x3a, 0x3c, 0x3d, 0x40];
const [OPENING, CLOSING, OPENING_BRACE] = [0x5b, 0x5d, 0x7b];
const [FIRST_OF_ASCII, LAST_OF_ASCII] = [0x21, 0x7e];
/** Times, brackets, objects, priorities of syslog, marks of the journal. */
const BEGINS_HEADERS = /^(?:[\d[{]|<\d|-- )/;
// Nov 22 15:51:38 … | INFO[2026-11-22T15:51:38Z] … | INFO:     2026-11-22 15:51:38,312 - …
const CLOCK = /\d:\d\d:\d\d/;
// voice-bot-1  | …: behind its first word
const PIPE = / +\|/y;
// INFO:     2026-11-22 15:51:38,312 - … | INFO: [Nov 22 15:51:38] …: behind its first word
const STAMP_NEXT = /: +\[?[\dA-Z]/y;

/**
 * True where a bare line, without colour, is surely the start of no record, in no form and no envelope: blank, indented, or
 * without a time. Not for logs in which lines without one may be records (consoles without `-T`), nor for a user's own forms.
 */
export function hasNoHeader(text: string): boolean {
  const first = text.charCodeAt(0);
  if (text === "" || text === "{" || first === BLANK || first === TAB) return true;
  if (first < FIRST_OF_ASCII || first > LAST_OF_ASCII) return false;
  if (first === DASH || first === LESS || first === OPENING || first === OPENING_BRACE || isDigit(first))
    return !BEGINS_HEADERS.test(text);
  const end = endOfWord(text);
  switch (text.charCodeAt(end)) {
    // time=2026-11-22T15:51:38.312Z level=INFO …: a line of one pair alone (v=0) tells no time and no message
    case EQUALS:
      return text.indexOf("=", end + 1) < 0;
    case COLON:
      return !beginsAt(STAMP_NEXT, text, end) || !CLOCK.test(text);
    case BLANK:
      return !beginsAt(PIPE, text, end) && !CLOCK.test(text);
    case COMMA:
    case OPENING:
    case CLOSING:
      return !CLOCK.test(text);
    default:
      return true;
  }
}

function beginsAt(expression: RegExp, text: string, at: number): boolean {
  expression.lastIndex = at;
  return expression.test(text);
}

/** Where the first character stands that is none of a name. */
function endOfWord(text: string): number {
  let at = 0;
  let code = text.charCodeAt(at);
  // letters of either case differ in one bit
  while (((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || isOfName(code)) code = text.charCodeAt(++at);
  return at;
}

function isOfName(code: number): boolean {
  return isDigit(code) || code === DASH || code === DOT || code === AT || code === 0x5f;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
