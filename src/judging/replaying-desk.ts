// Judges what batches hold, as if it were handed on here: on the judging thread, or on the reading one where there is no other.
import type { GivenClocks } from "../calls/clock.js";
import { LogClocks } from "../calls/log-clocks.js";
import { type Batch, replay } from "./batch.js";
import { Desk, type DeskSetup, type Print } from "./desk.js";
import type { ReadSoFar } from "./read-so-far.js";

/** A desk with clocks of its own, which become those of the reading thread with each batch. */
export class ReplayingDesk {
  readonly desk: Desk;
  readonly #clocks: LogClocks;
  #read: ReadSoFar = { spans: { asterisk: null, bot: null }, holdsSeveralHosts: false };

  /**
   * @param given What the user says of the clocks.
   * @param rowsInMemory Rows beyond this many wait on disk.
   */
  constructor(setup: DeskSetup, given: GivenClocks, print: Print, rowsInMemory?: number) {
    this.#clocks = new LogClocks(given);
    this.desk = new Desk(setup, this.#clocks, () => this.#read, print, undefined, rowsInMemory);
  }

  take(batch: Batch): void {
    this.#read = batch.read;
    replay(batch, this.#clocks, this.desk);
  }
}
