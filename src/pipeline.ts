// The whole data flow on one screen: sources -> lines -> records -> events -> calls -> findings -> report.
// Streams (a log, or a rotated set of it) are read side by side, the one that is behind in time next.
import { Assembler } from "./calls/assembler.js";
import { type GivenClocks, noClocksGiven } from "./calls/clock.js";
import { Joiner } from "./calls/joiner.js";
import { LogClocks } from "./calls/log-clocks.js";
import { LogStream, type UnparsedSink } from "./calls/stream.js";
import type { LearntWords } from "./calls/word-learning.js";
import { CaseBook, type Judged } from "./judging/case-book.js";
import type { KeptRows } from "./judging/kept-rows.js";
import type { Question } from "./judging/question.js";
import { readSoFar } from "./judging/read-so-far.js";
import { readLineBatches } from "./lines.js";
import type { Side, Wording } from "./records/record.js";
import { frameOf, unknownWords } from "./report/frame.js";
import type { CallRow, ReportFrame } from "./report/schema.js";
import { planStreams, type StreamPlan } from "./sources/plan.js";
import type { Source } from "./sources/source.js";
import { untilStopped } from "./sources/until-stopped.js";
import { SpoolError } from "./spool.js";

/** What a run is asked. */
export interface Request extends Question {
  readonly sources: readonly Source[];
  /** The command as given, for advice on how to run it again. */
  readonly command: string;
  readonly toolVersion: string;
  /** The present: dates stamps without a year until a uniqueid tells theirs. */
  readonly nowMs: number;
  /** How the user's own bot says things. */
  readonly wordings?: readonly Wording[];
  /** What the user says of the clocks; nothing where left out. */
  readonly clocks?: GivenClocks;
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

/** Which Asterisk each of its logs is of, by the index of the source; empty where there is only one. */
export function hostsOf(plan: readonly StreamPlan[]): Map<number, string> {
  const ofAsterisk = plan.filter(([file]) => file?.side === "asterisk");
  const files = ofAsterisk.length > 1 ? ofAsterisk.flat() : [];
  return new Map(files.map(({ sourceIndex, host, source }) => [sourceIndex, host ?? source.path]));
}

/** Runs the whole analysis. */
export async function analyse(request: Request): Promise<Outcome> {
  const clocks = request.clocks ?? noClocksGiven;
  // a stamp without a year is of the latest one that does not put it in the future (dating.ts)
  const nowMs = clocks.year === null ? request.nowMs : Date.UTC(clocks.year + 1, 0, 1) - 1;
  /** Why calls, or a side of them, may not be in the report; empty where all is. */
  const missing: string[] = [];
  /** Why not all could be kept; null where it could. */
  let failure: string | null = null;
  const plan = await planStreams(request.sources, nowMs, request.warn, (error) =>
    missing.push(`${error}; nothing of it is in here`),
  );
  const logClocks = new LogClocks(clocks);
  const paths = request.sources.map(({ path }) => path);
  const book = new CaseBook(request, paths, hostsOf(plan));
  const assembler = new Assembler(
    logClocks,
    (call) => {
      const row = book.add(call, readSoFar(streams, logClocks));
      if (row !== null) request.learn?.(row);
    },
    (timed, count) => book.facts.addEvent(timed, count),
  );
  const joiner = new Joiner(assembler, logClocks);
  const streams = plan.map(
    (files, index) =>
      new LogStream(index, files, joiner, nowMs, request.onUnparsed, clocks.dateOrder, request.wordings),
  );

  const mayHold = (side: Side): boolean =>
    plan.some((files) => files.some((file) => file.side === side || file.side === null));
  const expected = { asterisk: mayHold("asterisk"), bot: mayHold("bot") };
  const print = async (): Promise<void> => {
    const lines = book.takeLines();
    if (lines !== "") await request.print?.(lines);
  };
  try {
    while (!request.stop?.aborted) {
      const next = LogStream.furthestBehind(streams);
      if (!next) break;
      await next.readBatch((chunks, start, isStream) =>
        readLineBatches(untilStopped(chunks, request.stop), start, isStream),
      );
      joiner.settle(
        streams.flatMap((stream) => stream.progress),
        expected,
      );
      await print();
    }
    for (const stream of streams) stream.end();
    joiner.end();
  } catch (error) {
    if (!(error instanceof SpoolError)) throw error;
    // what was judged before can be read, and is worth more than nothing
    failure = error.message;
    missing.unshift(`${failure}. Calls that end after that are not in here`);
    request.warn(failure);
  }
  await print();
  const judged = { ...book.judged(), rows: book.rows, evictedRunEvents: assembler.evictedRunEvents };
  if (isToBeReadAgain(request, judged) && failure === null) {
    judged.rows.close();
    return analyse({ ...withoutEcho(request), distrustsConfig: true });
  }
  if (request.stop?.aborted) missing.unshift(STOPPED);
  for (const { error } of streams.flatMap(({ readings }) => readings)) if (error !== null) request.warn(error);
  for (const note of unknownWords(streams)) request.warn(note);

  return { ...outcomeOf(request, judged, streams, joiner.words, logClocks, missing), isCutShort: failure !== null };
}

/** Calls were judged by a configuration that turned out to be another server's: where the logs can be read again, they are. */
function isToBeReadAgain(request: Request, { misfit, judgedByConfig }: AllJudged): boolean {
  return (
    misfit !== null &&
    judgedByConfig > 0 &&
    !request.distrustsConfig &&
    !request.asLines &&
    !request.stop?.aborted &&
    request.sources.every(({ onceOnly }) => !onceOnly)
  );
}

/** The same request, without saying again what the first reading said. */
function withoutEcho({ onUnparsed: _, ...request }: Request): Request {
  return { ...request, warn: () => undefined };
}

/** The report of all that was judged; `missing` says why not all are in it, and is empty where they are. */
export function outcomeOf(
  request: Request,
  judged: AllJudged,
  streams: readonly LogStream[],
  words: LearntWords,
  clocks: LogClocks,
  missing: readonly string[],
): Outcome {
  return {
    ...judged,
    words,
    frame: frameOf(request, judged, streams, words, clocks, missing),
    calls: () => judged.rows.inOrder(),
    ...(request.asJson && { printed: () => judged.rows.printed() }),
    isCutShort: false,
    analysed: streams.some(({ recordCount }) => recordCount > 0),
    close: () => judged.rows.close(),
  };
}
