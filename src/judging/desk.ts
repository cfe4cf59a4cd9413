// Judging, call by call as they are handed on: joined halves -> calls -> findings -> rows.
import { Assembler } from "../calls/assembler.js";
import type { CallSink, JoinedHalves } from "../calls/call-sink.js";
import type { LogClocks } from "../calls/log-clocks.js";
import type { CallEvent } from "../events/event.js";
import type { CallRow } from "../report/schema.js";
import { SpoolError } from "../spool.js";
import { CaseBook, type Judged } from "./case-book.js";
import type { KeptRows } from "./kept-rows.js";
import type { Question } from "./question.js";
import type { ReadSoFar } from "./read-so-far.js";

/** Takes findings as NDJSON lines, where they are wanted, in the order in which calls ended. */
export type Print = (lines: string) => Promise<void>;

/** What judging is given before the first call. */
export interface DeskSetup {
  readonly question: Question;
  /** Of each source, by its index. */
  readonly paths: readonly string[];
  /** Which Asterisk each log of it is of, by the index of the source; empty where there is only one. */
  readonly hosts: ReadonlyMap<number, string>;
}

/** What came of all calls. */
export interface AllJudged extends Judged {
  readonly rows: Pick<KeptRows, "inOrder" | "printed" | "close">;
  /** Events of the run that were let go for want of room. */
  readonly evictedRunEvents: number;
}

/** Judges what is handed on, here or elsewhere. */
export interface Judging extends CallSink {
  /** Why not all can be kept: what is handed on from then on is passed over. null where all is well. */
  readonly failure: SpoolError | null;
  /**
   * Told after each piece of a log: all calls have been handed on that are whole so far. What was found by now has then been
   * printed: the reading waits for its reader.
   */
  settled(): Promise<void>;
  /** All that was handed on has been judged, and printed. */
  finish(): Promise<AllJudged>;
}

/** Judges at once. */
export class Desk implements Judging {
  readonly takesBytes = false;
  readonly book: CaseBook;
  readonly #assembler: Assembler;
  readonly #print: Print;
  #failure: SpoolError | null = null;

  /**
   * @param clocks Of the joiner that hands the halves on.
   * @param readSoFar How far the logs have been read by now.
   * @param print Told of findings by {@link settled}.
   * @param learn Told of each row that is kept.
   * @param rowsInMemory Rows beyond this many wait on disk.
   */
  constructor(
    { question, paths, hosts }: DeskSetup,
    clocks: LogClocks,
    readSoFar: () => ReadSoFar,
    print: Print,
    learn: (row: CallRow) => void = () => undefined,
    rowsInMemory?: number,
  ) {
    this.#print = print;
    this.book = new CaseBook(question, paths, hosts, rowsInMemory);
    this.#assembler = new Assembler(
      clocks,
      (call) => {
        const row = this.book.add(call, readSoFar());
        if (row !== null) learn(row);
      },
      (timed, count) => this.book.facts.addEvent(timed, count),
    );
  }

  get failure(): SpoolError | null {
    return this.#failure;
  }

  expectMany(): void {}

  addRunEvent(event: CallEvent, streamIndex: number): void {
    this.#unlessFull(() => this.#assembler.addRunEvent(event, streamIndex));
  }

  clocksAreSet(): void {
    this.#unlessFull(() => this.#assembler.clocksAreSet());
  }

  forgetBefore(utcMs: number): void {
    this.#assembler.forgetBefore(utcMs);
  }

  add(joined: JoinedHalves): void {
    this.#unlessFull(() => this.#assembler.add(joined));
  }

  end(): void {
    this.#assembler.end();
  }

  async settled(): Promise<void> {
    const lines = this.book.takeLines();
    if (lines !== "") await this.#print(lines);
  }

  async finish(): Promise<AllJudged> {
    await this.settled();
    return { ...this.book.judged(), rows: this.book.rows, evictedRunEvents: this.#assembler.evictedRunEvents };
  }

  /** What was judged before the disk was full can be read, and is worth more than nothing. */
  #unlessFull(take: () => void): void {
    if (this.#failure !== null) return;
    try {
      take();
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error;
      this.#failure = error;
    }
  }
}
