// The stages of a run, each plugged into the next: what is asked of it, and what came of it. Which files it reads, and when, is
// up to who runs it: pipeline.ts reads logs to their end, live/watch.ts while they grow.

import type { Call } from "./calls/call.js";
import { LogClocks } from "./calls/clocks/log-clocks.js";
import { Assembler } from "./calls/joining/assembler.js";
import { Joiner, type Progress } from "./calls/joining/joiner.js";
import { LogStream } from "./calls/reading/stream.js";
import type { StreamFile, UnparsedSink } from "./calls/reading/stream-file.js";
import type { LearntWords } from "./calls/words/word-learning.js";
import { CaseBook, type Judged } from "./judging/case-book.js";
import type { KeptRows } from "./judging/kept-rows.js";
import type { Question } from "./judging/question.js";
import { type ReadSoFar, readSoFar } from "./judging/read-so-far.js";
import type { Wording } from "./records/record.js";
import { frameOf } from "./report/frame.js";
import type { CallRow, ReportFrame } from "./report/schema.js";
import type { StreamPlan } from "./sources/plan.js";
import type { Source } from "./sources/source.js";

/** What a run is asked. */
export interface Request extends Question {
  readonly sources: readonly Source[];
  readonly toolVersion: string;
  /** The present: dates stamps without a year until a uniqueid tells theirs. */
  readonly nowMs: number;
  /** How the user's own bot says things. */
  readonly wordings?: readonly Wording[];
  readonly warn: (message: string) => void;
  /** Aborted where the user has had enough: what was read until then is reported, as partial. */
  readonly stop?: AbortSignal;
  /** Told of each line that nothing reads, where the user wants to see them. */
  readonly onUnparsed?: UnparsedSink;
  /** Told of each call that is kept, as soon as it is judged. */
  readonly learn?: (call: CallRow) => void;
  /** Told of findings, where they are wanted as lines, as soon as they stand; the reading waits for it. */
  readonly print?: (lines: string) => Promise<void>;
}

/** What came of all calls. */
export interface AllJudged extends Judged {
  readonly rows: KeptRows;
  /** Events of the run that were let go for want of room. */
  readonly evictedRunEvents: number;
}

/** The outcome of a run: the report's frame, and its calls as a stream in the order of their start. */
export interface Outcome
  extends Pick<AllJudged, "audit" | "callSeverities" | "callsRead" | "asteriskVersion" | "unmasked"> {
  readonly frame: ReportFrame;
  /** What words of the bot's were learnt to mean. */
  readonly words: LearntWords;
  readonly calls: () => Generator<CallRow>;
  /** The same as the JSON report has them; absent where that was not asked. */
  readonly printed?: () => Generator<string>;
  /** True where not all could be kept, for want of room on the disk. */
  readonly isCutShort: boolean;
  /** True where some line was understood. */
  readonly analysed: boolean;
  readonly close: () => void;
}

/** Why not all is in a report whose reading the user ended. */
export const STOPPED = "the reading was stopped before the end of the input; calls that end after that are not in here";

/** The files of a run, by the index of the source. */
export interface Files {
  readonly paths: readonly string[];
  /** Which Asterisk each is of; empty where there is only one. */
  readonly hosts: ReadonlyMap<number, string>;
}

/** Which Asterisk each of its logs is of, by the index of the source; empty where there is only one. */
export function hostsOf(plan: readonly StreamPlan[]): Map<number, string> {
  const ofAsterisk = plan.filter(([file]) => file?.side === "asterisk");
  const files = ofAsterisk.length > 1 ? ofAsterisk.flat() : [];
  return new Map(files.map(({ sourceIndex, host, source }) => [sourceIndex, host ?? source.path]));
}

/** A stamp without a year is of the latest one that does not put it after this (dating.ts). */
export function latestStampMs({ settings, nowMs }: Pick<Request, "settings" | "nowMs">): number {
  return settings.year === undefined ? nowMs : Date.UTC(settings.year + 1, 0, 1) - 1;
}

/** Streams -> joiner -> assembler -> case book. */
export class Wiring {
  readonly streams: LogStream[] = [];
  readonly clocks: LogClocks;
  readonly joiner: Joiner;
  readonly assembler: Assembler;
  readonly #request: Request;
  readonly #files: Files;
  #book: CaseBook;

  /**
   * @param files May grow.
   * @param judged Told of each call that has ended, with its row where the user asked for it.
   */
  constructor(request: Request, files: Files, judged: (row: CallRow, call: Call) => void) {
    this.#request = request;
    this.#files = files;
    this.#book = this.#newBook();
    this.clocks = new LogClocks(request.settings);
    this.assembler = new Assembler(
      this.clocks,
      (call) => {
        const row = this.#book.add(call, this.readSoFar());
        if (row !== null) judged(row, call);
      },
      (timed, count) => this.#book.facts.addEvent(timed, count),
    );
    this.joiner = new Joiner(this.assembler, this.clocks);
  }

  /** What was judged so far. */
  get book(): CaseBook {
    return this.#book;
  }

  #newBook(): CaseBook {
    return new CaseBook(this.#request, this.#files.paths, this.#files.hosts);
  }

  /** Forgets what was judged so far: sums begin anew. */
  beginAnew(): void {
    this.#book.rows.close();
    this.#book = this.#newBook();
  }

  /** Adds a log: a file, or those that are one log. */
  addStream(files: readonly StreamFile[]): void {
    const { onUnparsed, settings, wordings } = this.#request;
    const nowMs = latestStampMs(this.#request);
    this.streams.push(
      new LogStream(this.streams.length, files, this.joiner, nowMs, onUnparsed, settings.dateOrder, wordings),
    );
  }

  /** The log to read next, the one that is furthest behind in time; null when all have ended. */
  get next(): LogStream | null {
    return LogStream.furthestBehind(this.streams);
  }

  /** How far each side of each log has been read. */
  get progress(): Progress[] {
    return this.streams.flatMap(({ progress }) => progress);
  }

  /** How far the logs have been read, as far as a judgement hangs on it. */
  readSoFar(clocks = this.clocks): ReadSoFar {
    return readSoFar(this.streams, clocks);
  }

  /** Nothing more comes: what is open ends. */
  end(): void {
    for (const stream of this.streams) stream.end();
    this.joiner.end();
  }

  /** All that was judged. */
  judged(): AllJudged {
    return {
      ...this.#book.judged(),
      rows: this.#book.rows,
      evictedRunEvents: this.assembler.evictedRunEvents,
    };
  }

  /** The report of all that was judged; `missing` says why not all are in it, and is empty where they are. */
  outcome(missing: readonly string[], judged = this.judged()): Outcome {
    return {
      ...judged,
      words: this.joiner.words,
      frame: frameOf(this.#request, judged, this.streams, this.joiner.words, this.clocks, missing),
      calls: () => judged.rows.inOrder(),
      ...(this.#request.asJson && { printed: () => judged.rows.printed() }),
      isCutShort: false,
      analysed: this.streams.some(({ recordCount }) => recordCount > 0),
      close: () => judged.rows.close(),
    };
  }
}
