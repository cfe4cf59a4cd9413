// Asterisk's default header, which a full log repeats millions of times, taken apart byte by byte: what the expression of
// asterisk.ts reads, at a fraction of its cost. Where the scanner is not sure it reads nothing, and the expression is asked.
import { parseStamp, type Stamp } from "../../time.js";
import type { Header } from "../record.js";

const [BLANK, DASH, SLASH, COLON, OPENING, CLOSING] = [0x20, 0x2d, 0x2f, 0x3a, 0x5b, 0x5d];
const [ZERO, NINE, UNDERSCORE, LAST_OF_ASCII] = [0x30, 0x39, 0x5f, 0x7e];
const [CAPITAL_A, CAPITAL_C, CAPITAL_Z, SMALL_A, SMALL_F] = [0x41, 0x43, 0x5a, 0x61, 0x66];
/** As in the expression. */
const STAMP_LENGTH = { min: 8, max: 40 };
const CALL_DIGITS = 8;

/** A number by which names of source files are told apart at a glance; two names may have the same. */
export function fileHash(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i += 1) hash = hashWith(hash, name.charCodeAt(i));
  return hash;
}

const hashWith = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;

/** Takes headers apart, one after the other: what it says is of the line that was scanned last. */
export class HeaderScanner {
  /** Of the base name of the source file; see {@link fileHash}. */
  fileHash = 0;
  #stamp: Stamp | null = null;
  /** The bytes of the stamp that was read last, and how many: lines of one moment stand together. */
  readonly #stampBytes = new Uint8Array(STAMP_LENGTH.max);
  #stampLength = 0;
  #stampYear = Number.NaN;
  #level = "";
  // places in the line, from its first byte
  #messageAt = 0;
  #threadAt = 0;
  #callAt = 0;
  #nameAt = 0;

  /**
   * Looks at a line, which stands in `bytes` from `from` to before `to`.
   * @param year Supplies the year that a stamp lacks.
   * @returns false where it has no such header, or may have one of another form.
   */
  scan(bytes: Buffer, from: number, to: number, year: number): boolean {
    if (bytes[from] !== OPENING) return false;
    let close = from + 1;
    const last = Math.min(to - 1, from + STAMP_LENGTH.max + 1);
    while (close < last && bytes[close] !== CLOSING) close += 1;
    if (close - from <= STAMP_LENGTH.min || bytes[close] !== CLOSING || bytes[close + 1] !== BLANK) return false;
    return this.#scanBehindStamp(bytes, from, close + 2, to) && this.#readStamp(bytes, from + 1, close, year);
  }

  /** As {@link parseStamp} has it. */
  get stamp(): Stamp {
    return this.#stamp as Stamp;
  }

  get level(): string {
    return this.#level;
  }

  /** Where the message begins, from the first byte of the line. */
  get messageAt(): number {
    return this.#messageAt;
  }

  /**
   * Base name of the source file.
   * @param text The line that was scanned last: a header is ASCII, so its places are those of its bytes.
   */
  origin(text: string): string {
    return text.slice(this.#nameAt, this.#messageAt - 2);
  }

  /** @param text The line that was scanned last. */
  header(text: string): Header {
    return {
      stamp: this.stamp,
      level: this.level,
      thread: text.slice(this.#threadAt, text.indexOf("]", this.#threadAt)),
      logCallId: this.#callAt === 0 ? null : text.slice(this.#callAt, text.indexOf("]", this.#callAt)),
      origin: this.origin(text),
      message: text.slice(this.#messageAt),
      fields: null,
    };
  }

  #readStamp(bytes: Buffer, from: number, to: number, year: number): boolean {
    const length = to - from;
    if (length !== this.#stampLength || year !== this.#stampYear || !this.#isStampBefore(bytes, from)) {
      this.#stamp = parseStamp(bytes.toString("latin1", from, to), year);
      for (let i = 0; i < length; i += 1) this.#stampBytes[i] = bytes[from + i] as number;
      this.#stampLength = length;
      this.#stampYear = year;
    }
    return this.#stamp !== null;
  }

  #isStampBefore(bytes: Buffer, from: number): boolean {
    // backwards: what differs is at the end
    for (let i = this.#stampLength - 1; i >= 0; i -= 1) if (bytes[from + i] !== this.#stampBytes[i]) return false;
    return true;
  }

  // VERBOSE[9104][C-00000002] res_musiconhold.c: Started music on hold, …
  #scanBehindStamp(bytes: Buffer, from: number, levelAt: number, to: number): boolean {
    let at = levelAt;
    let byte = at < to ? (bytes[at] as number) : 0;
    // behind the line stands its end, which no part of a header goes past
    const next = (): number => (++at < to ? (bytes[at] as number) : 0);
    if (byte < CAPITAL_A || byte > CAPITAL_Z) return false;
    while ((byte >= CAPITAL_A && byte <= CAPITAL_Z) || byte === UNDERSCORE || isDigit(byte)) byte = next();
    if (byte !== OPENING) return false;
    const levelTo = at;
    const threadAt = at + 1;
    byte = next();
    if (byte === DASH) byte = next();
    if (!isDigit(byte)) return false;
    while (isDigit(byte)) byte = next();
    if (byte !== CLOSING) return false;
    byte = next();
    let callAt = 0;
    if (byte === OPENING) {
      callAt = at + 1;
      if (next() !== CAPITAL_C || next() !== DASH) return false;
      byte = next();
      while (isDigit(byte) || (byte >= SMALL_A && byte <= SMALL_F)) byte = next();
      if (byte !== CLOSING || at - callAt - 2 < CALL_DIGITS) return false;
      byte = next();
    }
    if (byte !== BLANK) return false;
    byte = next();
    const fileAt = at;
    let nameAt = at;
    let hash = 0;
    while (byte > BLANK && byte <= LAST_OF_ASCII && byte !== COLON) {
      hash = hashWith(hash, byte);
      if (byte === SLASH) {
        nameAt = at + 1;
        hash = 0;
      }
      byte = next();
    }
    if (byte !== COLON || at === fileAt || next() !== BLANK) return false;
    this.#readLevel(bytes, levelAt, levelTo);
    this.#threadAt = threadAt - from;
    this.#callAt = callAt === 0 ? 0 : callAt - from;
    this.#nameAt = nameAt - from;
    this.#messageAt = at + 1 - from;
    this.fileHash = hash;
    return true;
  }

  /** Neighbours often have the same. */
  #readLevel(bytes: Buffer, from: number, to: number): void {
    const level = this.#level;
    let i = to - from === level.length ? 0 : -1;
    while (i >= 0 && i < level.length) i = bytes[from + i] === level.charCodeAt(i) ? i + 1 : -1;
    if (i < 0) this.#level = bytes.toString("latin1", from, to);
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
