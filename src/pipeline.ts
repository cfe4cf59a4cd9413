// The whole data flow on one screen: sources -> lines -> records -> events -> calls -> findings -> report.
// Streams (a log, or a rotated set of it) are read side by side, the one that is behind in time next.
import type { ConfigTree } from "./asterisk/config/read.js";
import type { RtpLimits } from "./asterisk/config/rtp-limits.js";
import type { Call, TimedEvent } from "./calls/call.js";
import { type GivenClocks, noClocksGiven } from "./calls/clock.js";
import { Joiner } from "./calls/joiner.js";
import type { LimitFlags } from "./calls/limits-in-force.js";
import type { LogSpans } from "./calls/story.js";
import { LogStream, type UnparsedSink } from "./calls/stream.js";
import { CaseBook } from "./case-book.js";
import type { ConfigFault } from "./findings/judge-config.js";
import { readLineBatches } from "./lines.js";
import type { Side, Wording } from "./records/record.js";
import type { CallRow, ReportFrame, Severity } from "./report/schema.js";
import { planStreams, type StreamPlan } from "./sources/plan.js";
import type { Source } from "./sources/source.js";
import { untilStopped } from "./sources/until-stopped.js";
import { SpoolError } from "./spool.js";

/** What a run is asked. */
export interface Request {
  readonly sources: readonly Source[];
  readonly flags: LimitFlags;
  /** null where no configuration was given. */
  readonly config: RtpLimits | null;
  /** All that was read of it, for the audit; null where there is none. */
  readonly configTree: ConfigTree | null;
  /** Lengths of SIP sessions that the configuration asks for. */
  readonly sessionExpiresSeconds: readonly number[];
  /** The command as given, for advice on how to run it again. */
  readonly command: string;
  readonly toolVersion: string;
  /** The present: dates stamps without a year until a uniqueid tells theirs. */
  readonly nowMs: number;
  /** How the user's own bot says things. */
  readonly wordings?: readonly Wording[];
  /** What the user says of the clocks; nothing where left out. */
  readonly clocks?: GivenClocks;
  /** How long a caller may wait for an answer before it is a finding. */
  readonly answerBudgetSeconds: number;
  readonly keep: (call: CallRow) => boolean;
  /** Rows hold the events of calls that went well, too. */
  readonly allTimelines: boolean;
  /** True where nobody reads the calls of the outcome: only their sums are kept. */
  readonly sumsOnly?: boolean;
  /** Told of kept calls as soon as they are judged, in the order in which they ended; the reading waits for it. */
  readonly judged?: (calls: readonly CallRow[]) => Promise<void>;
  readonly warn: (message: string) => void;
  /** Aborted where the user has had enough: what was read until then is reported, as partial. */
  readonly stop?: AbortSignal;
  /** Told of each line that nothing reads, where the user wants to see them. */
  readonly onUnparsed?: UnparsedSink;
}

/** The outcome of a run: the report's frame, and its calls as a stream in the order of their start. */
export interface Outcome {
  readonly frame: ReportFrame;
  readonly calls: () => Generator<CallRow>;
  /** Severities that findings of these calls have. */
  readonly callSeverities: ReadonlySet<Severity>;
  /** Calls in the logs, those that the user did not ask for among them. */
  readonly callsRead: number;
  /** Faults of the configuration, and why nothing in it would have saved the calls that an RTP limit ended. */
  readonly audit: { readonly faults: readonly ConfigFault[]; readonly remarks: readonly string[] };
  /** As the log's banner has it; null where none does. */
  readonly asteriskVersion: string | null;
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

/** Which Asterisk wrote an event; null where there is only one. */
export function hostOf(
  event: TimedEvent["event"],
  hosts: ReadonlyMap<number, string>,
  streams: readonly LogStream[],
): string | null {
  const host = hosts.get(event.sourceIndex);
  if (host !== undefined || event.host === undefined) return host ?? null;
  return streams.some(({ hostNames }) => hostNames.length > 1) ? event.host : null;
}

/** Runs the whole analysis. */
export async function analyse(request: Request): Promise<Outcome> {
  const clocks = request.clocks ?? noClocksGiven;
  // a stamp without a year is of the latest one that does not put it in the future (dating.ts)
  const nowMs = clocks.year === null ? request.nowMs : Date.UTC(clocks.year + 1, 0, 1) - 1;
  /** Why calls, or a side of them, may not be in the report; empty where all is. */
  const missing: string[] = [];
  const plan = await planStreams(request.sources, nowMs, request.warn, (error) =>
    missing.push(`${error}; nothing of it is in here`),
  );
  const hosts = hostsOf(plan);
  const book = new CaseBook(
    request,
    request.sources.map(({ path }) => path),
    (event) => hostOf(event, hosts, streams),
  );
  let justJudged: CallRow[] = [];
  const tell = async (): Promise<void> => {
    const calls = justJudged;
    justJudged = [];
    if (calls.length > 0) await request.judged?.(calls);
  };
  const judge = (call: Call): void => {
    const row = book.add(call, spans());
    if (row !== null && request.judged) justJudged.push(row);
  };
  const joiner = new Joiner(judge, (timed) => book.facts.addEvent(timed), clocks);
  const streams = plan.map(
    (files, index) =>
      new LogStream(index, files, joiner, nowMs, request.onUnparsed, clocks.dateOrder, request.wordings),
  );
  const spans = (): LogSpans => joiner.spans(streams.flatMap(({ parts }) => parts));

  const mayHold = (side: Side): boolean =>
    plan.some((files) => files.some((file) => file.side === side || file.side === null));
  const expected = { asterisk: mayHold("asterisk"), bot: mayHold("bot") };
  try {
    while (!request.stop?.aborted) {
      const next = LogStream.furthestBehind(streams);
      if (!next) break;
      await next.readBatch((chunks, start) => readLineBatches(untilStopped(chunks, request.stop), start));
      joiner.settle(
        streams.flatMap((stream) => stream.progress),
        expected,
      );
      await tell();
    }
    for (const stream of streams) stream.end();
    joiner.end();
    if (request.stop?.aborted) missing.unshift(STOPPED);
  } catch (error) {
    if (!(error instanceof SpoolError)) throw error;
    // what was judged before can be read, and is worth more than nothing
    missing.unshift(`${error.message}. Calls that end after that are not in here`);
    request.warn(error.message);
  }
  await tell();
  for (const { error } of streams.flatMap(({ readings }) => readings)) if (error !== null) request.warn(error);

  return book.outcome(streams, joiner, missing);
}
