// Reads logs while they are written. The stages are those of every run (wiring.ts). What differs is when a call is judged:
// provisionally whenever a line may have decided its fate, and finally when it has ended by the wall clock.
import type { Call } from "../calls/call.js";
import { LINGER_MS } from "../calls/limits.js";
import { LogStream } from "../calls/reading/stream.js";
import type { StreamFile } from "../calls/reading/stream-file.js";
import { readLineBatches } from "../io/lines.js";
import { SpoolError } from "../io/spool.js";
import type { Side } from "../records/record.js";
import type { News } from "../report/news.js";
import type { CallRow } from "../report/schema.js";
import { isRotatedName, planGrowing } from "../sources/plan-growing.js";
import { hostsOf, latestStampMs, type Outcome, type Request, STOPPED, Wiring } from "../wiring.js";
import { LogFiles } from "./log-files.js";
import type { WatchMemory } from "./memory.js";
import { ToldFindings } from "./told-findings.js";

/** The input of a run that follows its logs. */
export interface WatchRequest extends Request {
  /** What an earlier run left. Null if there was none. */
  readonly memory: WatchMemory | null;
  /** True if calls that are unfinished at the end are left to a later run. */
  readonly leavesOpen: boolean;
  /** True if it ends as soon as nothing is new. */
  readonly isOnce: boolean;
  /** Asked after each look at the logs: is it time to save what a later run needs? */
  readonly wantsMemory: () => boolean;
  readonly keepMemory: (memory: WatchMemory) => void;
  /** Called before the first look at the logs and after each. The state is worked out only if it is asked for. */
  readonly looked: (state: () => WatchState) => void;
  /** Receives findings as soon as they stand, in order. Reading waits for it. */
  readonly tell: (news: readonly News[]) => Promise<void>;
  /** Asked after each look at the logs: is a summary of the findings so far wanted now? */
  readonly wantsSummary: () => "no" | "of all" | "and begin anew";
  readonly summarise: (outcome: Outcome) => Promise<void>;
  /** The clock on the wall. */
  readonly clockMs: () => number;
  /** Waits. `wakeable` receives what ends the wait early, to be called when something arrives. */
  readonly pause: (ms: number, wakeable: (wake: () => void) => void) => Promise<void>;
}

/** How far a run that follows its logs is, for somebody who watches it. */
export interface WatchState {
  /** Calls that are over for good. */
  readonly callCount: number;
  /** Those of them that went wrong. */
  readonly problemCount: number;
  /** Calls that are up, or ended a moment ago. */
  readonly openCount: number;
  /** Log messages. */
  readonly recordCount: number;
}

/** How often files are polled. */
const LOOK_EVERY_MS = 100;
/** How often the run looks for calls that have ended. */
const SWEEP_EVERY_MS = 2_000;
/** A busy log never pauses, so in the meantime calls are judged this often. */
const JUDGE_AT_LEAST_EVERY_MS = 300;
/** Provisional judging takes at most one part in this many of the time. */
const JUDGING_SHARE = 4;
/** Finished halves that ended earlier than this cannot be partners of calls that are up. */
const PARTNERS_WITHIN_MS = 5 * LINGER_MS;
/** A pipe that has shown only one log for this long carries no other. */
const OTHER_SIDE_WITHIN_MS = 5 * 60_000;
/** A summary covers at most this many calls: what a run keeps must not grow for as long as it runs. */
const CALLS_IN_SUMMARY = 100_000;

/** The report, and what a later run needs to know. */
export interface Watched {
  readonly outcome: Outcome;
  /** Null if there is nothing for a later run to go on from: none will, or it starts where this one did. */
  readonly memory: WatchMemory | null;
}

/** Follows logs until it is stopped, or until all pipes have ended. */
export async function watch(request: WatchRequest): Promise<Watched> {
  const watcher = new Watcher(request);
  try {
    await watcher.begin();
    return await watcher.run();
  } finally {
    await watcher.close();
  }
}

class Watcher {
  readonly #request: WatchRequest;
  readonly #files: LogFiles;
  readonly #told = new ToldFindings((finding) => this.#wiring.judge.titlesOf(finding));
  #wake: () => void = () => undefined;
  readonly #wiring: Wiring;
  /** Which sides the files are known to contain, and since when nothing is known about others. */
  readonly #sides = new Set<Side>();
  #unknownSinceMs: number | null = null;
  /** False until all logs have been looked at. */
  #isPlanned = false;
  #news: News[] = [];
  #sweptMs = 0;
  #judgedMs = 0;
  #judgingTookMs = 0;
  #recordsJudged = 0;
  #closedCount = 0;
  #problemCount = 0;
  #settledJudged = 0;
  /** The calls that are up, by the state of their halves, and whether something about them was reported or waits to be. */
  #judged = new Map<string, boolean>();

  constructor(request: WatchRequest) {
    this.#request = request;
    this.#files = new LogFiles({ ...request, wake: () => this.#wake() });
    this.#wiring = new Wiring(request, this.#files, {
      judged: (row, call) => this.#close(row, call),
      // what was reported is to be taken back in a report of its own
      mayBeSettled: ({ asterisk, bot }) => !this.#told.isOpen(asterisk.events) && !this.#told.isOpen(bot.events),
    });
  }

  /** Nothing more is read. */
  close(): Promise<void> {
    return this.#files.close();
  }

  /** Looks at what there is, and puts the files into streams. */
  async begin(): Promise<void> {
    const { sources, warn, stop } = this.#request;
    const left = this.#request.memory;
    const { paths, hosts } = this.#files;
    // events of calls that are up name their file by its index
    paths.push(...(left?.paths ?? []));
    for (const side of left?.sides ?? []) this.#sides.add(side);
    for (const [index, host] of left?.hosts ?? []) hosts.set(index, host);
    const known = new Set(left?.streams.flatMap(({ files }) => files.map(({ path }) => path)));
    const given = new Set(sources.map(({ path }) => path));
    const other = [...known].find((path) => !given.has(path));
    if (other !== undefined)
      throw new Error(`the state is of ${other} too, which is not given now: give the same logs`);
    const before = await this.#left(left);
    // pieces of a known log are found from it, whatever they are called by now
    const fresh = sources.filter(({ path }) => !known.has(path) && (left === null || !isRotatedName(path)));
    const firstIndex = paths.push(...fresh.map(({ path }) => path)) - fresh.length;
    const planned = await planGrowing(fresh, { nowMs: latestStampMs(this.#request), warn, stop });
    if (stop?.aborted) return;
    this.#isPlanned = true;
    const plan = planned.map((files) => files.map((file) => ({ ...file, sourceIndex: file.sourceIndex + firstIndex })));
    for (const [index, host] of hostsOf(plan)) hosts.set(index, host);
    for (const { side } of plan.flat()) {
      if (side !== null) this.#sides.add(side);
      // a run that does not stay goes by what is there
      else if (!this.#request.isOnce) this.#unknownSinceMs = this.#request.clockMs();
    }
    const begun = await Promise.all(
      plan.map((files) => Promise.all(files.map((file) => (file.grows ? this.#files.growing(file) : file)))),
    );
    for (const files of [...before, ...begun]) this.#wiring.addStream(files);
    if (left === null) return;
    const { joiner, assembler, streams } = this.#wiring;
    joiner.recall(left.joiner);
    assembler.recall(left.runEvents);
    for (const [index, { memory }] of left.streams.entries()) streams[index]?.recall(memory);
  }

  /** What is left to read of an earlier run's streams. */
  async #left(left: WatchMemory | null): Promise<StreamFile[][]> {
    const streams: StreamFile[][] = [];
    for (const { files, hosts } of left?.streams ?? []) {
      const found = await Promise.all(files.map((file, at) => this.#files.resumed(file, hosts[at] ?? null)));
      streams.push(found.flat());
    }
    return streams;
  }

  async #memory(): Promise<WatchMemory> {
    const streams = await Promise.all(
      this.#wiring.streams.map(async (stream) => {
        const files = await this.#files.readSoFar(stream.readings);
        const hosts = files.map(
          ({ sourceIndex }) => stream.readings.find((reading) => reading.sourceIndex === sourceIndex)?.host ?? null,
        );
        return { files, hosts, memory: stream.memory };
      }),
    );
    const hosts = [...this.#files.hosts];
    return {
      paths: this.#files.paths,
      hosts,
      sides: [...this.#sides],
      joiner: this.#wiring.joiner.memory,
      runEvents: this.#wiring.assembler.memory,
      streams,
    };
  }

  /** Reads, judges and reports until the end. */
  async run(): Promise<Watched> {
    const { stop, leavesOpen, looked, warn } = this.#request;
    const state = (): WatchState => this.#state();
    looked(state);
    /** Why not everything could be kept. Null if it could. */
    let failure: string | null = null;
    try {
      await this.#readOn(state);
      if (!leavesOpen) this.#wiring.end();
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error;
      // what was judged before can still be told, and is better than nothing
      failure = error.message;
      warn(failure);
    }
    const memory = leavesOpen && this.#isPlanned && failure === null ? await this.#memory() : null;
    await this.#tell();
    const missing = [
      ...(failure === null ? [] : [`${failure}. Calls that end after that are not in here`]),
      ...(stop?.aborted && !leavesOpen ? [STOPPED] : []),
    ];
    return { outcome: { ...this.#wiring.outcome(missing), isCutShort: failure !== null }, memory };
  }

  async #readOn(state: () => WatchState): Promise<void> {
    const { pause, stop, isOnce, looked } = this.#request;
    while (!stop?.aborted) {
      const isMore = await this.#readWhatIsNew();
      await this.#look();
      looked(state);
      await this.#summariseIfWanted();
      if (this.#request.wantsMemory()) this.#request.keepMemory(await this.#memory());
      if (isOnce || stop?.aborted || this.#wiring.next === null) break;
      if (isMore) continue;
      await pause(LOOK_EVERY_MS, (wake) => {
        this.#wake = wake;
      });
    }
  }

  /**
   * Reads until no log has anything new, the log furthest behind in time first. A busy log never gets there: returns true if it
   * is time to attend to everything else.
   */
  async #readWhatIsNew(): Promise<boolean> {
    const { clockMs, stop, isOnce } = this.#request;
    const growing = new Set(this.#wiring.streams);
    for (;;) {
      const next = LogStream.furthestBehind([...growing]);
      if (!next || stop?.aborted) return false;
      if (await next.readGrowing(readLineBatches, clockMs())) {
        this.#wiring.joiner.settle(() => this.#wiring.progress, this.#expected());
        await this.#tell();
        if (!isOnce && clockMs() - this.#judgedMs >= JUDGE_AT_LEAST_EVERY_MS) return true;
      } else growing.delete(next);
    }
  }

  /** Judges what there is to judge, and reports it. */
  async #look(): Promise<void> {
    const nowMs = this.#request.clockMs();
    const { isOnce } = this.#request;
    if (isOnce || nowMs - this.#sweptMs >= SWEEP_EVERY_MS) {
      this.#sweptMs = nowMs;
      for (const stream of this.#wiring.streams) stream.sweep();
      this.#wiring.joiner.settleNow(this.#wiring.progress, this.#expected(), () => this.#openHalves());
    }
    const recordCount = this.#recordCount;
    const settledCount = this.#wiring.streams.reduce((sum, stream) => sum + stream.settledWarningCount, 0);
    if (settledCount !== this.#settledJudged) {
      this.#settledJudged = settledCount;
      this.#recordsJudged = -1;
      this.#judged.clear();
    }
    const isDue = nowMs - this.#judgedMs >= this.#judgingTookMs * JUDGING_SHARE;
    if (!isOnce && isDue && (recordCount !== this.#recordsJudged || this.#told.isWaiting)) {
      this.#recordsJudged = recordCount;
      this.#judgeForNow(nowMs);
      this.#judgedMs = this.#request.clockMs();
      this.#judgingTookMs = this.#judgedMs - nowMs;
    }
    await this.#tell();
  }

  get #recordCount(): number {
    return this.#wiring.streams.reduce((sum, stream) => sum + stream.recordCount, 0);
  }

  #state(): WatchState {
    return {
      callCount: this.#closedCount + this.#wiring.settledCount,
      problemCount: this.#problemCount,
      openCount: this.#judged.size,
      recordCount: this.#recordCount,
    };
  }

  /** What would be said about calls if the logs ended here. */
  #judgeForNow(nowMs: number): void {
    const reachedMs = new Map(
      this.#wiring.progress.map((log) => [`${log.side} ${log.streamIndex}`, log.nowMs] as const),
    );
    const before = this.#judged;
    this.#judged = new Map();
    let state = "";
    this.#wiring.joiner.preview(
      this.#openHalves(),
      (clocks) =>
        this.#wiring.assembler.by(clocks, (call) => {
          const news = this.#told.weigh(call, this.#wiring.judge.look(call, this.#wiring.readSoFar(clocks)), nowMs);
          if (news) this.#news.push(news);
          this.#judged.set(state, this.#told.isOpen(call.events));
        }),
      (halves) => {
        state = halves.map((half) => half.state).join(" ");
        // nothing about it has changed and nothing waits to be reported, so it is not judged again
        const isSettled = before.get(state) === false;
        if (isSettled) this.#judged.set(state, false);
        return !isSettled;
      },
      (side, stream) => (reachedMs.get(`${side} ${stream}`) ?? Number.NEGATIVE_INFINITY) - PARTNERS_WITHIN_MS,
    );
  }

  #close(row: CallRow, call: Call): void {
    this.#closedCount += 1;
    if (row.diagnosis.cause !== "none") this.#problemCount += 1;
    this.#news.push(...this.#told.close(call, row));
  }

  async #tell(): Promise<void> {
    const news = this.#news;
    this.#news = [];
    if (news.length > 0) await this.#request.tell(news);
  }

  async #summariseIfWanted(): Promise<void> {
    const wanted = this.#request.wantsSummary();
    const isFull = this.#wiring.judge.size >= CALLS_IN_SUMMARY;
    if (wanted !== "no") await this.#request.summarise(this.#wiring.outcome([]));
    if (wanted !== "and begin anew" && !isFull) return;
    this.#wiring.beginAnew();
  }

  #openHalves(): ReturnType<LogStream["openHalves"]> {
    return this.#wiring.streams.flatMap((stream) => stream.openHalves());
  }

  /** A pipe may carry either log, or both. That is known once it has been read for a while. */
  #expected(): Record<Side, boolean> {
    for (const { side } of this.#wiring.progress) this.#sides.add(side);
    const isOpen =
      this.#unknownSinceMs !== null && this.#request.clockMs() - this.#unknownSinceMs < OTHER_SIDE_WITHIN_MS;
    return { asterisk: isOpen || this.#sides.has("asterisk"), bot: isOpen || this.#sides.has("bot") };
  }
}
