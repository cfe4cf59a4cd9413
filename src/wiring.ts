// Connects the stages of a run. Which files it reads, and when, is decided by who runs it: pipeline.ts reads logs to their end,
// live/watch.ts while they grow.

import type { Call } from "./calls/call.js";
import { LogClocks } from "./calls/clocks/log-clocks.js";
import { Assembler } from "./calls/joining/assembler.js";
import type { Progress } from "./calls/joining/complete-times.js";
import { Joiner } from "./calls/joining/joiner.js";
import type { SettledCall } from "./calls/joining/settled-call.js";
import type { Witnesses } from "./calls/joining/witnesses.js";
import { LogStream } from "./calls/reading/stream.js";
import type { StreamFile, UnparsedSink } from "./calls/reading/stream-file.js";
import type { Surroundings } from "./calls/tracking/run-log.js";
import type { LearntWords } from "./calls/words/word-learning.js";
import { CallJudge, type Judged } from "./judging/call-judge.js";
import type { KeptRows } from "./judging/kept-rows.js";
import type { Question } from "./judging/question.js";
import { type ReadSoFar, readSoFar } from "./judging/read-so-far.js";
import { wantsAllTimelines } from "./judging/wanted.js";
import type { Wording } from "./records/record.js";
import type { CaptureInput } from "./report/capture-inputs.js";
import { type Origin, runReportOf } from "./report/run-report.js";
import type { CallRow, RunReport } from "./report/schema.js";
import type { StreamPlan } from "./sources/plan.js";
import type { Source } from "./sources/source.js";

/** The input of a run. */
export interface Request extends Question {
  readonly sources: readonly Source[];
  readonly toolVersion: string;
  /** Asked when a report is made. */
  readonly origin: () => Origin;
  /** The present: dates stamps without a year until a uniqueid tells theirs. */
  readonly nowMs: number;
  /** The user's own forms for what the bot says. */
  readonly wordings?: readonly Wording[];
  readonly warn: (message: string) => void;
  /** Aborted when the user has had enough. What was read until then is reported as partial. */
  readonly stop?: AbortSignal;
  /** Told how many inputs have been looked at, before they are read. */
  readonly surveyed?: (count: number) => void;
  /** Told of each line that no pattern reads, if the user wants to see them. */
  readonly onUnparsed?: UnparsedSink;
  /** Told of each kept call as soon as it is judged. */
  readonly learn?: (call: CallRow) => void;
  /** Receives findings, if they are wanted as lines, as soon as they stand. Reading waits for it. */
  readonly print?: (lines: string) => Promise<void>;
}

/** The result over all calls. */
export interface AllJudged extends Judged {
  readonly rows: KeptRows;
  /** How many events of the run were dropped because a table was full. */
  readonly evictedRunEvents: number;
}

/** The outcome of a run: the report on the run, and its calls as a stream in the order of their start. */
export interface Outcome
  extends Pick<AllJudged, "audit" | "callSeverities" | "callsRead" | "asteriskVersion" | "unmasked"> {
  readonly runReport: RunReport;
  /** What the bot's unknown words were learnt to mean. */
  readonly words: LearntWords;
  readonly calls: () => Generator<CallRow>;
  /** The calls as the JSON report has them. Absent if not requested. */
  readonly printed?: () => Generator<string>;
  /** True if not everything could be kept because the disk was full. */
  readonly isCutShort: boolean;
  /** True if some line was understood. */
  readonly analysed: boolean;
  readonly close: () => void;
}

/** Why a report is incomplete if the user stopped the reading. */
export const STOPPED = "the reading was stopped before the end of the input; calls that end after that are not in here";

/** The files of a run, by the index of the source. */
export interface Files {
  readonly paths: readonly string[];
  /** Which Asterisk each belongs to. Empty if there is only one. */
  readonly hosts: ReadonlyMap<number, string>;
}

/** Which Asterisk each of its logs belongs to, by the index of the source. Empty if there is only one. */
export function hostsOf(plan: readonly StreamPlan[]): Map<number, string> {
  const ofAsterisk = plan.filter(([file]) => file?.side === "asterisk");
  const files = ofAsterisk.length > 1 ? ofAsterisk.flat() : [];
  return new Map(files.map(({ sourceIndex, host, source }) => [sourceIndex, host ?? source.path]));
}

/** A stamp without a year gets the latest year that does not put it after this (dating.ts). */
export function latestStampMs({ settings, nowMs }: Pick<Request, "settings" | "nowMs">): number {
  return settings.year === undefined ? nowMs : Date.UTC(settings.year + 1, 0, 1) - 1;
}

/** What stands beside the logs: what captures hold of calls, and what was read of each. */
export interface Beside {
  readonly witnesses: Witnesses | null;
  readonly inputs: readonly CaptureInput[];
}

const NOTHING_BESIDE: Beside = { witnesses: null, inputs: [] };

/** Who hears of calls, and what is known beside the logs. */
interface Listening {
  /** Told of each call that has ended and is not settled, with its row if the user asked for it. */
  readonly judged: (row: CallRow, call: Call) => void;
  /** For logs that grow. Asked about each call that went well at a glance: need nobody see it whole? */
  readonly mayBeSettled?: (call: SettledCall) => boolean;
  /** What the captures of the run hold, which must have been read before. */
  readonly beside?: Beside | undefined;
}

/** Streams -> joiner -> assembler -> judge. */
export class Wiring {
  readonly streams: LogStream[] = [];
  readonly clocks: LogClocks;
  readonly joiner: Joiner;
  readonly assembler: Assembler;
  /** Calls that went well at a glance. */
  settledCount = 0;
  readonly #request: Request;
  readonly #files: Files;
  readonly #beside: Beside;
  #judge: CallJudge;
  #lastRead: { readonly recordCount: number; readonly soFar: ReadSoFar } | null = null;

  /** @param files May grow. */
  constructor(request: Request, files: Files, { judged, mayBeSettled, beside = NOTHING_BESIDE }: Listening) {
    this.#request = request;
    this.#files = files;
    this.#beside = beside;
    this.#judge = this.#newJudge();
    this.clocks = new LogClocks(request.settings);
    // what a capture shows is for the rules
    const settles = !wantsAllTimelines(request.settings) && beside.witnesses === null;
    this.assembler = new Assembler(
      this.clocks,
      (call) => {
        const row = this.#judge.add(call, this.readSoFar());
        if (row !== null) judged(row, call);
      },
      settles ? (call, surroundings) => mayBeSettled?.(call) !== false && this.#settle(call, surroundings) : null,
      (timed, count) => this.#judge.facts.addEvent(timed, count),
      beside.witnesses,
    );
    this.joiner = new Joiner(this.assembler, this.clocks, null, mayBeSettled === undefined);
  }

  #settle(call: SettledCall, surroundings: Surroundings): boolean {
    const isSettled = this.#judge.settle(call, surroundings, this.readSoFar());
    if (isSettled) this.settledCount += 1;
    return isSettled;
  }

  /** What has been judged so far. */
  get judge(): CallJudge {
    return this.#judge;
  }

  #newJudge(): CallJudge {
    return new CallJudge(this.#request, this.#files.paths, this.#files.hosts);
  }

  /** Forgets what has been judged so far, so that sums start over. */
  beginAnew(): void {
    this.#judge.rows.close();
    this.#judge = this.#newJudge();
  }

  /** Adds a log: a file, or files that form one log. */
  addStream(files: readonly StreamFile[]): void {
    const { onUnparsed, settings, wordings } = this.#request;
    const nowMs = latestStampMs(this.#request);
    this.streams.push(
      new LogStream(this.streams.length, files, this.joiner, nowMs, onUnparsed, settings.dateOrder, wordings),
    );
  }

  /** The log to read next: the one furthest behind in time. Null when all have ended. */
  get next(): LogStream | null {
    return LogStream.furthestBehind(this.streams);
  }

  /** How far each side of each log has been read. */
  get progress(): Progress[] {
    return this.streams.flatMap(({ progress }) => progress);
  }

  /**
   * How far the logs have been read, to the extent that judgement depends on it. Many calls are judged at the same point of the
   * reading, and the clocks have been set before the first.
   */
  readSoFar(clocks = this.clocks): ReadSoFar {
    if (clocks !== this.clocks) return readSoFar(this.streams, clocks);
    let recordCount = 0;
    for (const stream of this.streams) recordCount += stream.recordCount;
    if (this.#lastRead?.recordCount !== recordCount)
      this.#lastRead = { recordCount, soFar: readSoFar(this.streams, clocks) };
    return this.#lastRead.soFar;
  }

  /** Nothing more comes, so what is open ends. */
  end(): void {
    for (const stream of this.streams) stream.end();
    this.joiner.end();
  }

  /** Everything that was judged. */
  judged(): AllJudged {
    return {
      ...this.#judge.judged(),
      rows: this.#judge.rows,
      evictedRunEvents: this.assembler.evictedRunEvents,
    };
  }

  /** The report of everything that was judged. `missing` says why it is incomplete; empty if it is not. */
  outcome(missing: readonly string[], judged = this.judged()): Outcome {
    return {
      ...judged,
      words: this.joiner.words,
      runReport: runReportOf(
        this.#request,
        judged,
        this.streams,
        this.joiner.words,
        this.clocks,
        missing,
        this.#beside.inputs,
      ),
      calls: () => judged.rows.inOrder(),
      ...(this.#request.asJson && { printed: () => judged.rows.printed() }),
      isCutShort: false,
      analysed: this.streams.some(({ recordCount }) => recordCount > 0),
      close: () => judged.rows.close(),
    };
  }
}
