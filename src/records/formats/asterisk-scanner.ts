// Asterisk's default header, which a full log repeats millions of times, taken apart by character codes: what the expression
// of asterisk.ts reads, at a fraction of its cost. Where the scanner is not sure it reads nothing, and the expression is asked.
import { parseStamp, type Stamp } from "../../time.js";
import type { Header } from "../record.js";

const [BLANK, DASH, COLON, OPENING, CLOSING] = [0x20, 0x2d, 0x3a, 0x5b, 0x5d];
const [ZERO, NINE, UNDERSCORE, LAST_OF_ASCII] = [0x30, 0x39, 0x5f, 0x7e];
const [CAPITAL_A, CAPITAL_C, CAPITAL_Z, SMALL_A, SMALL_F] = [0x41, 0x43, 0x5a, 0x61, 0x66];
/** As in the expression. */
const STAMP_LENGTH = { min: 8, max: 40 };
const CALL_DIGITS = 8;

/** Takes headers apart, one after the other: what it says is of the line that was scanned last. */
export class HeaderScanner {
  messageAt = 0;
  #stamp: Stamp | null = null;
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
    if (text.charCodeAt(0) !== OPENING) return false;
    const close = text.indexOf("]", STAMP_LENGTH.min + 1);
    if (close < 0 || close > STAMP_LENGTH.max + 1 || text.charCodeAt(close + 1) !== BLANK) return false;
    if (!this.#scanBehindStamp(text, close + 2)) return false;
    this.#stamp = parseStamp(text.slice(1, close), year);
    return this.#stamp !== null;
  }

  /** As {@link parseStamp} has it. */
  get stamp(): Stamp {
    return this.#stamp as Stamp;
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
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
