// Asterisk's default header, which a full log repeats millions of times, taken apart by character codes: what the expression
// of asterisk.ts reads, at a fraction of its cost. Where the scanner is not sure it reads nothing, and the expression is asked.
import { parseStamp, type Stamp } from "../../time.js";
import type { Header } from "../record.js";

// [2026-11-22 15:52:38.496] | [Nov 22 15:51:40]: what comes before the seconds, the seconds, their fraction
const SECONDS_LAST = /^(?<minute>.*:)(?<seconds>[0-5]\d)(?:(?<point>[.,])(?<fraction>\d{1,9}))?$/;

const [BLANK, DASH, COLON, OPENING, CLOSING] = [0x20, 0x2d, 0x3a, 0x5b, 0x5d];
const [ZERO, NINE, UNDERSCORE, LAST_OF_ASCII] = [0x30, 0x39, 0x5f, 0x7e];
const [CAPITAL_A, CAPITAL_C, CAPITAL_Z, SMALL_A, SMALL_F] = [0x41, 0x43, 0x5a, 0x61, 0x66];
/** As in the expression. */
const STAMP_LENGTH = { min: 8, max: 40 };
const CALL_DIGITS = 8;

/** Stamps of one minute: they differ in their last digits only. */
interface Minute {
  /** `[2026-11-22 15:52:` */
  readonly head: string;
  /** Of the whole stamp, with its first bracket. */
  readonly length: number;
  readonly startMs: number;
  readonly point: number;
  readonly fractionDigits: number;
  readonly stamp: Stamp;
}

/** Takes headers apart, one after the other: what it says is of the line that was scanned last. */
export class HeaderScanner {
  /** When, before its days or years are counted (dating.ts). */
  wallMs = 0;
  messageAt = 0;
  #minute: Minute | null = null;
  /** True where the stamps of the log are of a form that is no business of ours. */
  #givenUp = false;
  #levelAt = 0;
  #threadAt = 0;
  #callAt = 0;
  #fileAt = 0;

  /**
   * Looks at a line.
   * @param text As latin1 or decoded: a header is ASCII.
   * @param year Supplies the year that a stamp lacks.
   * @returns false where it has no such header, or may have one of another form.
   */
  scan(text: string, year: number): boolean {
    if (this.#givenUp || text.charCodeAt(0) !== OPENING) return false;
    const close = text.indexOf("]", STAMP_LENGTH.min + 1);
    if (close < 0 || close > STAMP_LENGTH.max + 1 || text.charCodeAt(close + 1) !== BLANK) return false;
    return this.#scanBehindStamp(text, close + 2) && this.#scanStamp(text, close, year);
  }

  /** As {@link parseStamp} has it. */
  get stamp(): Stamp {
    const { stamp } = this.#minute as Minute;
    return stamp.wallMs === this.wallMs ? stamp : { ...stamp, wallMs: this.wallMs };
  }

  /** @param text The line that was scanned last. */
  level(text: string): string {
    return text.slice(this.#levelAt, this.#threadAt - 1);
  }

  /** Base name of the source file. */
  origin(text: string): string {
    const end = this.messageAt - 2;
    return text.slice(Math.max(this.#fileAt, text.lastIndexOf("/", end) + 1), end);
  }

  /** @param text The line that was scanned last, decoded. */
  header(text: string): Header {
    return {
      stamp: this.stamp,
      level: this.level(text),
      thread: text.slice(this.#threadAt, text.indexOf("]", this.#threadAt)),
      logCallId: this.#callAt === 0 ? null : text.slice(this.#callAt, this.#fileAt - 2),
      origin: this.origin(text),
      message: text.slice(this.messageAt),
      fields: null,
    };
  }

  // VERBOSE[9104][C-00000002] res_musiconhold.c: Started music on hold, …
  #scanBehindStamp(text: string, levelAt: number): boolean {
    let at = levelAt;
    let code = text.charCodeAt(at);
    if (code < CAPITAL_A || code > CAPITAL_Z) return false;
    while ((code >= CAPITAL_A && code <= CAPITAL_Z) || code === UNDERSCORE || isDigit(code))
      code = text.charCodeAt(++at);
    if (code !== OPENING) return false;
    const threadAt = at + 1;
    code = text.charCodeAt(++at);
    if (code === DASH) code = text.charCodeAt(++at);
    if (!isDigit(code)) return false;
    while (isDigit(code)) code = text.charCodeAt(++at);
    if (code !== CLOSING) return false;
    code = text.charCodeAt(++at);
    let callAt = 0;
    if (code === OPENING) {
      callAt = at + 1;
      if (text.charCodeAt(callAt) !== CAPITAL_C || text.charCodeAt(callAt + 1) !== DASH) return false;
      at = callAt + 2;
      code = text.charCodeAt(at);
      while (isDigit(code) || (code >= SMALL_A && code <= SMALL_F)) code = text.charCodeAt(++at);
      if (code !== CLOSING || at - callAt - 2 < CALL_DIGITS) return false;
      code = text.charCodeAt(++at);
    }
    if (code !== BLANK) return false;
    const fileAt = ++at;
    code = text.charCodeAt(at);
    while (code > BLANK && code <= LAST_OF_ASCII && code !== COLON) code = text.charCodeAt(++at);
    if (code !== COLON || at === fileAt || text.charCodeAt(at + 1) !== BLANK) return false;
    this.#levelAt = levelAt;
    this.#threadAt = threadAt;
    this.#callAt = callAt;
    this.#fileAt = fileAt;
    this.messageAt = at + 2;
    return true;
  }

  #scanStamp(text: string, close: number, year: number): boolean {
    if (this.#minute?.length !== close || !text.startsWith(this.#minute.head)) {
      const bracketed = text.slice(0, close);
      const stamp = parseStamp(bracketed.slice(1), year);
      if (!stamp) return false;
      this.#minute = minuteOf(bracketed, stamp);
    }
    if (this.#minute === null) {
      this.#givenUp = true;
      return false;
    }
    const { head, startMs, point, fractionDigits } = this.#minute;
    const at = head.length;
    const [tens, ones] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO];
    if (!(tens >= 0 && tens <= 5 && ones >= 0 && ones <= 9)) return false;
    let fractionMs = 0;
    if (fractionDigits > 0) {
      if (text.charCodeAt(at + 2) !== point) return false;
      for (let digit = at + 3; digit < close; digit += 1) if (!isDigit(text.charCodeAt(digit))) return false;
      // as parseStamp has it, to the last bit
      fractionMs = Math.floor(Number(`0.${text.slice(at + 3, close)}`) * 1000);
    }
    this.wallMs = startMs + (tens * 10 + ones) * 1000 + fractionMs;
    return true;
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/**
 * The minute of a stamp with its bracket; null where it does not end in its seconds, says a zone, or can be read with day and
 * month the other way round: those are dated one by one.
 */
function minuteOf(bracketed: string, stamp: Stamp): Minute | null {
  const groups = SECONDS_LAST.exec(bracketed)?.groups;
  if (!groups || stamp.order !== undefined || stamp.utcOffsetMinutes !== null) return null;
  const { minute = "", seconds, point = "", fraction = "" } = groups;
  const fractionMs = fraction === "" ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  return {
    head: minute,
    length: bracketed.length,
    startMs: stamp.wallMs - Number(seconds) * 1000 - fractionMs,
    point: point.charCodeAt(0),
    fractionDigits: fraction.length,
    stamp,
  };
}
