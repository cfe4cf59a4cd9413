// Records that say nothing: most of a full log. Nobody asks for more of them than how far they bring the log's time, so of all
// of a minute that stand together two go on: the latest, and the last. A change of a zone's offset falls between minutes.
import type { Stamp } from "../time.js";
import type { LogRecord } from "./record.js";

const MINUTE_MS = 60_000;

/** What is kept of a record that says nothing. */
export interface Passed {
  readonly stamp: Stamp;
  readonly level: string;
  readonly line: number;
  readonly byteOffset: number;
}

/** The records of one voice that say nothing since the last that did. */
export class PassedOver {
  /** The one that may still get lines, none of which anybody asks for; null where the last record said something. */
  #open: Passed | null = null;
  #latest: Passed | null = null;
  #last: Passed | null = null;

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Takes the next one, which ends the one before; completes what is of an earlier minute. */
  begin(stamp: Stamp, level: string, line: number, byteOffset: number, into: LogRecord[]): void {
    this.#closeOpen(into);
    this.#open = { stamp, level, line, byteOffset };
  }

  /** Completes all but the open one, and hands that over: its lines are read as those of others from now on. */
  giveUpOpen(into: LogRecord[]): Passed | null {
    const open = this.#open;
    this.flush(into);
    this.#open = null;
    return open;
  }

  /** Completes all, for a record begins that says something. */
  end(into: LogRecord[]): void {
    this.#closeOpen(into);
    this.#open = null;
    this.flush(into);
  }

  /** Completes what can get no more lines. */
  flush(into: LogRecord[]): void {
    const [latest, last] = [this.#latest, this.#last];
    if (latest === null || last === null) return;
    if (latest.stamp.wallMs !== last.stamp.wallMs) into.push(recordOf(latest));
    into.push(recordOf(last));
    this.#latest = null;
    this.#last = null;
  }

  #closeOpen(into: LogRecord[]): void {
    const open = this.#open;
    if (open === null) return;
    if (this.#last !== null && minuteOf(open) !== minuteOf(this.#last)) this.flush(into);
    this.#last = open;
    if (this.#latest === null || open.stamp.wallMs > this.#latest.stamp.wallMs) this.#latest = open;
  }
}

const minuteOf = ({ stamp }: Passed): number => Math.floor(stamp.wallMs / MINUTE_MS);

/** The record, of which only time and level are known. */
export function recordOf({ stamp, level, line, byteOffset }: Passed): LogRecord {
  return {
    stamp,
    level,
    line,
    byteOffset,
    thread: null,
    logCallId: null,
    origin: null,
    message: "",
    fields: null,
    side: "asterisk",
    writer: "",
    format: "asterisk-default",
    text: "",
    continuation: [],
    saysNothing: true,
  };
}
