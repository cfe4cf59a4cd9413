// Records that were read and wait for their turn. A batch brings thousands, and taking the first out of an array moves all others.
import type { LogRecord } from "../../records/record.js";

/** First in, first out. */
export class RecordQueue {
  #records: LogRecord[] = [];
  #taken = 0;

  get isEmpty(): boolean {
    return this.#taken === this.#records.length;
  }

  /** The next one, which stays. Undefined if there is none. */
  get next(): LogRecord | undefined {
    return this.#records[this.#taken];
  }

  add(record: LogRecord): void {
    this.#records.push(record);
  }

  /** Takes the next one out. Undefined if there is none. */
  take(): LogRecord | undefined {
    const record = this.#records[this.#taken];
    if (record === undefined) return undefined;
    this.#taken += 1;
    if (this.isEmpty) {
      this.#records = [];
      this.#taken = 0;
    }
    return record;
  }
}
