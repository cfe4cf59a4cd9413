// Most lines of a full log with traces have no header. Trying every form and envelope on each would cost more than everything
// else. Bytes with which no form and no envelope can begin are recognised at a glance.

const [TAB, BLANK, COMMA, DASH, DOT, COLON] = [0x09, 0x20, 0x2c, 0x2d, 0x2e, 0x3a];
const [LESS, EQUALS, GREATER, AT] = [0x3c, 0x3d, 0x3e, 0x40];
const [OPENING, CLOSING, UNDERSCORE, OPENING_BRACE, PIPE] = [0x5b, 0x5d, 0x5f, 0x7b, 0x7c];
const [SMALL_E, SMALL_L] = [0x65, 0x6c];
const [FIRST_OF_ASCII, LAST_OF_ASCII] = [0x21, 0x7e];
/** `INFO`, `WARN`, before a count of seconds in brackets. */
const LEVEL_LENGTH = 4;

/** Does a bare line surely begin no record? */
export type NoHeaderTest = (bytes: Uint8Array, from: number, to: number) => boolean;

/**
 * The test for a set of forms. A form whose lines begin in a way that the test does not know is seen by its samples: lines with
 * that first byte are then never taken for lines without a header.
 * @param samples Header lines of all forms and envelopes.
 */
export function noHeaderTest(samples: Iterable<string>): NoHeaderTest {
  const mayBegin = new Uint8Array(256);
  for (const sample of samples) {
    const bytes = Buffer.from(sample, "utf8");
    if (looksWithoutHeader(bytes, 0, bytes.length)) mayBegin[bytes[0] ?? 0] = 1;
  }
  return (bytes, from, to) =>
    looksWithoutHeader(bytes, from, to) && (from === to || mayBegin[bytes[from] as number] === 0);
}

/**
 * True if a bare line without colours surely begins no record, in any form or envelope: it is blank, indented, or without a
 * time. Not for logs in which lines without a time may be records (consoles without `-T`), nor for a user's own forms.
 * @param bytes Contains the line, from `from` to before `to`.
 */
function looksWithoutHeader(bytes: Uint8Array, from: number, to: number): boolean {
  if (from === to) return true;
  const first = bytes[from] as number;
  if (first === BLANK || first === TAB) return true;
  if (first < FIRST_OF_ASCII || first > LAST_OF_ASCII) return false;
  // times, brackets, objects, priorities of syslog, marks of the journal and of quotations
  if (isDigit(first) || first === OPENING || first === GREATER) return false;
  if (first === OPENING_BRACE) return to === from + 1;
  if (first === LESS) return !mayFollowLess(byteAt(bytes, from + 1, to));
  if (first === DASH) return byteAt(bytes, from + 1, to) !== DASH || byteAt(bytes, from + 2, to) !== BLANK;
  const end = endOfWord(bytes, from, to);
  switch (byteAt(bytes, end, to)) {
    // time=2026-11-22T15:51:38.312Z level=INFO …: a line with a single pair (v=0) gives neither time nor message
    case EQUALS: {
      const next = bytes.indexOf(EQUALS, end + 1);
      return next < 0 || next >= to;
    }
    case COLON:
      return !hasStampNext(bytes, end, to) || !hasClock(bytes, from, to);
    case BLANK:
      return byteAt(bytes, behindBlanks(bytes, end, to), to) !== PIPE && !hasClock(bytes, from, to);
    case OPENING:
      return !isSinceStart(bytes, from, end, to) && !hasClock(bytes, from, to);
    case COMMA:
    case CLOSING:
      return !hasClock(bytes, from, to);
    default:
      return true;
  }
}

// <134>1 2026-11-22T… | <log4j:event … | <Event …
function mayFollowLess(byte: number): boolean {
  return isDigit(byte) || byte === SMALL_L || (byte | 0x20) === SMALL_E;
}

/** The byte at a place. After the line 0, with which nothing begins. */
function byteAt(bytes: Uint8Array, at: number, to: number): number {
  return at < to ? (bytes[at] as number) : 0;
}

// Nov 22 15:51:38 … | INFO[2026-11-22T15:51:38Z] … | INFO:     2026-11-22 15:51:38,312 - …: digit, colon, two digits, colon, two digits
function hasClock(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from + 1; at + 5 < to; at += 1) {
    if (
      bytes[at] === COLON &&
      bytes[at + 3] === COLON &&
      isDigit(bytes[at - 1] as number) &&
      isDigit(bytes[at + 1] as number) &&
      isDigit(bytes[at + 2] as number) &&
      isDigit(bytes[at + 4] as number) &&
      isDigit(bytes[at + 5] as number)
    )
      return true;
  }
  return false;
}

// INFO:     2026-11-22 15:51:38,312 - … | INFO: [Nov 22 15:51:38] …: after its first word
function hasStampNext(bytes: Uint8Array, colonAt: number, to: number): boolean {
  let at = behindBlanks(bytes, colonAt + 1, to);
  if (at === colonAt + 1) return false;
  if (byteAt(bytes, at, to) === OPENING) at += 1;
  const first = byteAt(bytes, at, to);
  return isDigit(first) || isCapital(first);
}

// INFO[0005] hold started
function isSinceStart(bytes: Uint8Array, from: number, openingAt: number, to: number): boolean {
  if (openingAt !== from + LEVEL_LENGTH) return false;
  for (let at = from; at < openingAt; at += 1) if (!isCapital(bytes[at] as number)) return false;
  let at = openingAt + 1;
  while (isDigit(byteAt(bytes, at, to))) at += 1;
  return at >= openingAt + 5 && byteAt(bytes, at, to) === CLOSING && byteAt(bytes, at + 1, to) === BLANK;
}

function behindBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (byteAt(bytes, at, to) === BLANK) at += 1;
  return at;
}

/** The place of the first byte that cannot be part of a name. */
function endOfWord(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isOfName(bytes[at] as number)) at += 1;
  return at;
}

function isOfName(byte: number): boolean {
  // upper and lower case differ in one bit
  const small = byte | 0x20;
  return (
    (small >= 0x61 && small <= 0x7a) ||
    isDigit(byte) ||
    byte === DASH ||
    byte === DOT ||
    byte === AT ||
    byte === UNDERSCORE
  );
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
