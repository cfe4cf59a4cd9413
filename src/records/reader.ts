// Lines of one source -> records. The form of a line is recognised from the line itself, the last form that matched
// first; a line without a header belongs to the record before it (main/logger.c writes a message with one write, A.6).
import { decodeUtf8, type Line } from "../lines.js";
import { asteriskConsole, asteriskFormats } from "./formats/asterisk.js";
import { botFormats } from "./formats/bot.js";
import type { Stamp } from "../time.js";
import { type Header, type LogFormat, type LogRecord, MAX_CONTINUATION_LINES, type Side } from "./record.js";

/** All formats, the strictest header first: the console form reads any "[stamp] text" and comes last. */
export const formats: readonly LogFormat[] = [...asteriskFormats, ...botFormats, asteriskConsole];

const COLOUR = /\x1b\[[0-9;]*[A-Za-z]/g;

const DAY_MS = 86_400_000;
const daysInYear = (year: number): number => (Date.UTC(year + 1, 0) - Date.UTC(year, 0)) / DAY_MS;

/** How the lines of a source were read. */
export interface ReadingCounts {
  lineCount: number;
  /** Lines that no format reads and that follow no record. */
  unparsedLineCount: number;
  /** Records per format name. */
  readonly recordCounts: Map<string, number>;
}

/** Turns the lines of one source into records. */
export class RecordReader {
  readonly counts: ReadingCounts = { lineCount: 0, unparsedLineCount: 0, recordCounts: new Map() };
  readonly #candidates: LogFormat[];
  readonly #year: number;
  #pending: { record: LogRecord; continuation: string[] } | null = null;
  /** Added to stamps that lack a date or a year, as midnights and new years go by. */
  readonly #undated = { "time-only": { lastMs: 0, days: 0 }, "no-year": { lastMs: 0, days: 0 } };

  /**
   * @param role Which side's formats to consider: forced by the user, or both.
   * @param year Supplies the year that stamps lack; a clock corrects it once something anchors it.
   */
  constructor(role: Side | "auto", year: number) {
    this.#candidates = formats.filter((format) => role === "auto" || format.side === role);
    this.#year = year;
  }

  /** Takes a batch of lines; returns the records that are complete. */
  push(lines: readonly Line[]): LogRecord[] {
    const complete: LogRecord[] = [];
    for (const line of lines) {
      const text = decodeUtf8(line.text).replace(/^\ufeff/, "");
      const read = this.#read(text.includes("\x1b") ? text.replace(COLOUR, "") : text);
      this.counts.lineCount += 1;
      if (read) {
        this.#complete(complete);
        const continuation: string[] = [];
        const stamp = read.header.stamp && this.#dated(read.header.stamp);
        const record = { ...read.header, stamp, side: read.format.side, format: read.format.name, line: line.number, byteOffset: line.byteOffset, text, continuation };
        this.#pending = { record, continuation };
      } else if (this.#pending) {
        if (this.#pending.continuation.length < MAX_CONTINUATION_LINES) this.#pending.continuation.push(text);
      } else if (text !== "") {
        this.counts.unparsedLineCount += 1;
      }
    }
    return complete;
  }

  /** The last record, once the source has ended. */
  end(): LogRecord[] {
    const complete: LogRecord[] = [];
    this.#complete(complete);
    return complete;
  }

  /** A time of day that jumps back half a day has passed midnight; a date that jumps back half a year, New Year. */
  #dated(stamp: Stamp): Stamp {
    if (stamp.kind === "full") return stamp;
    const state = this.#undated[stamp.kind];
    const cycleDays = stamp.kind === "time-only" ? 1 : daysInYear(new Date(stamp.wallMs).getUTCFullYear());
    let wallMs = stamp.wallMs + state.days * DAY_MS;
    if (state.lastMs - wallMs > (cycleDays * DAY_MS) / 2) {
      state.days += cycleDays;
      wallMs += cycleDays * DAY_MS;
    }
    state.lastMs = Math.max(state.lastMs, wallMs);
    return { ...stamp, wallMs };
  }

  #complete(into: LogRecord[]): void {
    if (!this.#pending) return;
    const { record } = this.#pending;
    this.counts.recordCounts.set(record.format, (this.counts.recordCounts.get(record.format) ?? 0) + 1);
    into.push(record);
    this.#pending = null;
  }

  #read(text: string): { header: Header; format: LogFormat } | null {
    for (let i = 0; i < this.#candidates.length; i += 1) {
      const format = this.#candidates[i] as LogFormat;
      const header = format.read(text, this.#year);
      if (!header) continue;
      // Neighbours share their form.
      if (i > 0 && format !== asteriskConsole) {
        this.#candidates.splice(i, 1);
        this.#candidates.unshift(format);
      }
      return { header, format };
    }
    return null;
  }
}
