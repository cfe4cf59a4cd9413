// Lines of one source -> records. The form of a line is recognised from the line itself, the last form that matched
// first; a line without a header belongs to the record before it (main/logger.c writes a message with one write, A.6).
import { decodeUtf8, type Line } from "../lines.js";
import type { Stamp } from "../time.js";
import { asteriskConsole, asteriskFormats } from "./formats/asterisk.js";
import { botFormats } from "./formats/bot.js";
import { type Header, type LogFormat, type LogRecord, MAX_CONTINUATION_LINES, type Side } from "./record.js";

/** All formats, the strictest header first: the console form reads any "[stamp] text" and comes last. */
export const formats: readonly LogFormat[] = [...asteriskFormats, ...botFormats, asteriskConsole];

const COLOUR = /\x1b\[[0-9;]*[A-Za-z]/g;

/** Forms that also read the lines of stricter ones, and so must not be tried before them. */
const LOOSE_FORMS: ReadonlySet<string> = new Set(["stamped-text", "asterisk-console"]);
const ONE_LINE_FORMS: ReadonlySet<string> = new Set(["asterisk-json", "json-lines"]);

const DAY_MS = 86_400_000;

/** Threads and processes that write one log overtake each other by less than this. */
const OUT_OF_ORDER_MS = 60_000;

/** How the lines of a source were read. */
export interface ReadingCounts {
  lineCount: number;
  /** Lines that no format reads and that belong to no record. */
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
  readonly #undated = { "time-only": { lastMs: 0, rounds: 0 }, "no-year": { lastMs: 0, rounds: 0 } };

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
        const record = {
          ...read.header,
          stamp,
          side: read.format.side,
          format: read.format.name,
          line: line.number,
          byteOffset: line.byteOffset,
          text,
          continuation,
        };
        this.#pending = { record, continuation };
      } else if (this.#pending && !isCutJson(text, this.#pending.record)) {
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
    const halfRoundMs = (stamp.kind === "time-only" ? 1 : 365) * (DAY_MS / 2);
    let wallMs = later(stamp, state.rounds);
    if (state.lastMs - wallMs > halfRoundMs) {
      state.rounds += 1;
      wallMs = later(stamp, state.rounds);
    } else if (state.rounds > 0) {
      // neighbours may stand in the wrong order (A.5), at midnight too
      const beforeMs = later(stamp, state.rounds - 1);
      if (beforeMs <= state.lastMs && state.lastMs - beforeMs < OUT_OF_ORDER_MS) wallMs = beforeMs;
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
      if (i > 0 && !LOOSE_FORMS.has(format.name)) {
        this.#candidates.splice(i, 1);
        this.#candidates.unshift(format);
      }
      return { header, format };
    }
    return null;
  }
}

/** The stamp, that many days or years later. */
function later({ wallMs, kind }: Stamp, rounds: number): number {
  if (kind === "time-only" || rounds === 0) return wallMs + rounds * DAY_MS;
  const date = new Date(wallMs);
  return date.setUTCFullYear(date.getUTCFullYear() + rounds);
}

/** A JSON record is one line: another that starts like one, cut at the writer's buffer (A.4), is no part of it. */
function isCutJson(text: string, before: LogRecord): boolean {
  return text.startsWith('{"') && (ONE_LINE_FORMS.has(before.format) || text.startsWith('{"hostname":"'));
}
