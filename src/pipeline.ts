// The whole data flow: sources -> lines -> records -> events -> calls -> findings -> report; wiring.ts connects the stages.
// Streams (a log, or its rotated set) are read side by side, and the one furthest behind in time is read next.
import type { Captures } from "./captures/read-captures.js";
import { readLineBatches } from "./io/lines.js";
import { SpoolError } from "./io/spool.js";
import type { Side } from "./records/record.js";
import { unknownWords } from "./report/run-report.js";
import { planStreams } from "./sources/plan.js";
import type { Source } from "./sources/source.js";
import { toldCaptures } from "./sources/told-captures.js";
import { untilStopped } from "./sources/until-stopped.js";
import { type AllJudged, hostsOf, latestStampMs, type Outcome, type Request, STOPPED, Wiring } from "./wiring.js";

/** Runs the whole analysis. */
export async function analyse(request: Request): Promise<Outcome> {
  /** Why calls, or one side of them, may be missing from the report. Empty if nothing is. */
  const missing: string[] = [];
  /** Why not everything could be kept. Null if it could. */
  let failure: string | null = null;
  const { stop } = request;
  // both looks at each input count as one half
  const told = (looks: number): void => request.surveyed?.(Math.floor(looks / 2));
  const sources = await toldCaptures(request.sources, { stop, looked: told });
  const captures = await capturesAmong(sources, request.stop);
  const plan = await planStreams(sources, {
    nowMs: latestStampMs(request),
    warn: request.warn,
    unread: (error) => missing.push(`${error}; nothing of it is in here`),
    surveyed: (count) => told(sources.length + count),
    stop,
  });
  const paths = request.sources.map(({ path }) => path);
  const wiring = new Wiring(
    request,
    { paths, hosts: hostsOf(plan) },
    { judged: (row) => request.learn?.(row), beside: captures ?? undefined },
  );
  const { streams, joiner, judge: book } = wiring;
  for (const files of plan) wiring.addStream(files);

  const mayHold = (side: Side): boolean =>
    plan.some((files) => files.some((file) => file.side === side || file.side === null));
  const expected = { asterisk: mayHold("asterisk"), bot: mayHold("bot") };
  const print = async (): Promise<void> => {
    const lines = book.takeLines();
    if (lines !== "") await request.print?.(lines);
  };
  try {
    while (!request.stop?.aborted) {
      const { next } = wiring;
      if (!next) break;
      await next.readBatch((chunks, start, isStream) =>
        readLineBatches(untilStopped(chunks, request.stop), start, isStream),
      );
      joiner.settle(() => wiring.progress, expected);
      await print();
    }
    wiring.end();
  } catch (error) {
    if (!(error instanceof SpoolError)) throw error;
    // what was judged before can still be read, and is better than nothing
    failure = error.message;
    missing.unshift(`${failure}. Calls that end after that are not in here`);
    request.warn(failure);
  }
  await print();
  const judged = wiring.judged();
  if (isToBeReadAgain(request, judged) && failure === null) {
    judged.rows.close();
    return analyse({ ...withoutEcho(request), distrustsConfig: true });
  }
  if (request.stop?.aborted) missing.unshift(STOPPED);
  for (const { error } of [...streams.flatMap(({ readings }) => readings), ...(captures?.inputs ?? [])])
    if (error !== null) request.warn(error);
  for (const note of unknownWords(streams)) request.warn(note);

  return { ...wiring.outcome(missing, judged), isCutShort: failure !== null };
}

/** What captures hold, if there are any: few runs have one, and need what reads them. */
async function capturesAmong(sources: readonly Source[], stop: AbortSignal | undefined): Promise<Captures | null> {
  if (sources.every(({ capture }) => capture === undefined)) return null;
  const { readCaptures } = await import("./captures/read-captures.js");
  return readCaptures(sources, (chunks) => untilStopped(chunks, stop));
}

/** Calls were judged by a configuration that turned out to be another server's. If the logs can be read again, they are. */
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

/** The same request, without repeating what the first reading said. */
function withoutEcho({ onUnparsed: _, ...request }: Request): Request {
  return { ...request, warn: () => undefined };
}
