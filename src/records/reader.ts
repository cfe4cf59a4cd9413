// Lines of one source -> records. The form of a line is recognised from the line itself, the last form that matched
// first; a line without a header belongs to the record before it (main/logger.c writes a message with one write, A.6).
import { decodeUtf8, type Line } from "../lines.js";
import type { Dating } from "./dating.js";
import { asteriskConsole, asteriskFormats } from "./formats/asterisk.js";
import { botFormats } from "./formats/bot.js";
import { type Header, type LogFormat, type LogRecord, MAX_CONTINUATION_LINES, type Side } from "./record.js";

/** All formats, the strictest header first: the console form reads any "[stamp] text" and comes last. */
export const formats: readonly LogFormat[] = [...asteriskFormats, ...botFormats, asteriskConsole];

const COLOUR = /\x1b\[[0-9;]*[A-Za-z]/g;

/** Forms that also read the lines of stricter ones, and so must not be tried before them. */
const LOOSE_FORMS: ReadonlySet<string> = new Set(["stamped-text", "bare-text", "asterisk-console"]);
const ONE_LINE_FORMS: ReadonlySet<string> = new Set(["asterisk-json", "json-lines"]);

/** How the lines of a source were read. */
export interface ReadingCounts {
  lineCount: number;
  /** Lines that no format reads and that belong to no record. */
  unparsedLineCount: number;
  /** Lines too long to be kept whole. */
  cutLineCount: number;
  /** Records per format name. */
  readonly recordCounts: Map<string, number>;
}

/** Turns the lines of one source into records. */
export class RecordReader {
  readonly counts: ReadingCounts = { lineCount: 0, unparsedLineCount: 0, cutLineCount: 0, recordCounts: new Map() };
  readonly #candidates: LogFormat[];
  readonly #dating: Dating;
  #pending: { record: LogRecord; continuation: string[] } | null = null;

  /**
   * @param role Which side's formats to consider: forced by the user, or both.
   * @param dating Supplies what stamps lack of a date; the files of one log share it.
   */
  constructor(role: Side | "auto", dating: Dating) {
    this.#candidates = formats.filter((format) => role === "auto" || format.side === role);
    this.#dating = dating;
  }

  /** Takes a batch of lines; returns the records that are complete. */
  push(lines: readonly Line[]): LogRecord[] {
    const complete: LogRecord[] = [];
    for (const line of lines) {
      const text = decodeUtf8(line.text).replace(/^\ufeff/, "");
      const read = this.#read(text.includes("\x1b") ? text.replace(COLOUR, "") : text);
      this.counts.lineCount += 1;
      if (line.cut) this.counts.cutLineCount += 1;
      if (read) {
        this.#complete(complete);
        const continuation: string[] = [];
        const stamp = read.header.stamp && this.#dating.date(read.header.stamp);
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
      const header = format.read(text, this.#dating.year);
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

/** A JSON record is one line: another that starts like one, cut at the writer's buffer (A.4), is no part of it. */
function isCutJson(text: string, before: LogRecord): boolean {
  return text.startsWith('{"') && (ONE_LINE_FORMS.has(before.format) || text.startsWith('{"hostname":"'));
}
