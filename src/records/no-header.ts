// Most lines of a full log with traces have no header. To ask every form and every envelope of each would cost more than all
// else; what no form and no envelope can begin with is known at a glance.

const [TAB, BLANK, DASH, LESS] = [0x09, 0x20, 0x2d, 0x3c];
const [FIRST_OF_ASCII, LAST_OF_ASCII] = [0x21, 0x7e];
/** Times, brackets, objects, priorities of syslog. */
const BEGINS_HEADERS = /^(?:[\d[{]|<\d|-- )/;
// Nov 22 15:51:38 … | INFO[2026-11-22T15:51:38Z] … | INFO:     2026-11-22 15:51:38,312 - …
const CLOCK = /\d:\d\d:\d\d/;
// voice-bot-1  | …
const PIPE = /^[\w.-]+ +\|/;
// time=2026-11-22T15:51:38.312Z level=INFO …: a line of one pair alone (v=0) tells no time and no message
const PAIRS = /^[\w.@]+=[^=]*=/;

/**
 * True where a bare line, without colour, is surely the start of no record, in no form and no envelope: blank, indented, or
 * without a time. Not for logs in which lines without one may be records (consoles without `-T`), nor for a user's own forms.
 */
export function hasNoHeader(text: string): boolean {
  const first = text.charCodeAt(0);
  if (text === "" || text === "{" || first === BLANK || first === TAB) return true;
  if (first < FIRST_OF_ASCII || first > LAST_OF_ASCII) return false;
  if (first === DASH || first === LESS || isDigit(first) || text.startsWith("[") || text.startsWith("{"))
    return !BEGINS_HEADERS.test(text);
  return !CLOCK.test(text) && !PIPE.test(text) && !PAIRS.test(text);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
