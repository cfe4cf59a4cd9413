// Records that yield no event: most of a full log. They matter only for how far they advance the log's time. So of all
// consecutive ones within a minute two go on: the latest, and the last. A zone's offset changes between minutes only.
import type { Stamp } from "../time.js";
import type { LogRecord } from "./record.js";

const MINUTE_MS = 60_000;

/** What is kept of a record that yields no event. */
export interface Passed {
  readonly stamp: Stamp;
  readonly level: string;
  readonly line: number;
  readonly byteOffset: number;
}

/** The records of one voice that yield no event, since the last one that did. */
export class PassedOver {
  /** The one that may still get lines, none of which anybody asks for. Null if the last record yielded an event. */
  #open: Passed | null = null;
  #latest: Passed | null = null;
  #last: Passed | null = null;

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Takes the next one, which ends the one before. Completes those of an earlier minute. */
  begin(stamp: Stamp, level: string, line: number, byteOffset: number, into: LogRecord[]): void {
    this.#closeOpen(into);
    this.#open = { stamp, level, line, byteOffset };
  }

  /** Completes all but the open one and hands that over. From now on its lines are read like those of others. */
  giveUpOpen(into: LogRecord[]): Passed | null {
    const open = this.#open;
    this.flush(into);
    this.#open = null;
    return open;
  }

  /** Completes all, because a record begins that yields an event. */
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
