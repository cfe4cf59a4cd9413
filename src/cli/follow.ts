// ari-doctor --follow: findings as they come, summaries on request. A disk that takes nothing ends nothing: it is said, and what can
// be told is told.
import type { WatchMemory } from "../live/memory.js";
import { type WatchRequest, watch } from "../live/watch.js";
import { type Output, outputsOf } from "../report/formats.js";
import { runLines, summaryLine } from "../report/ndjson.js";
import { type News, newsLine, newsText } from "../report/news.js";
import { createStyle } from "../report/terminal/style.js";
import { OptionError } from "../settings/option-error.js";
import type { Settings } from "../settings/options.js";
import { isFailure } from "../settings/severity-limit.js";
import type { Outcome, Request } from "../wiring.js";
import { Alert, commandWords } from "./alert.js";
import { AppendedFile } from "./appended-file.js";
import { inColor, showUnparsed, warn } from "./console.js";
import { codeOf } from "./exit-code.js";
import { FollowState } from "./follow-state.js";
import type { Interruption } from "./interruption.js";
import { LiveMasks } from "./live-masks.js";
import { openTarget, write } from "./outputs.js";
import { readState, writeState } from "./state-file.js";
import { StateLock } from "./state-lock.js";
import { keepHeapSmallest } from "./v8-flags.js";
import { writtenThrough } from "./written-through.js";

/**
 * Follows the logs until the user ends it or standard input ends. With --state alone, reads what is new in them. Returns the
 * exit code.
 */
export async function follow(request: Request, { stop, exitCode }: Interruption): Promise<number> {
  const { settings } = request;
  const outputs = outputsOf(settings.output, settings.format);
  const lone = request.sources.find(({ onceOnly }) => onceOnly);
  if (settings.state === undefined) return followInto(outputs, request, null, { stop, exitCode });
  if (lone) throw new OptionError(`--state: ${lone.path}: a pipe cannot be gone back to`);
  // a link stays a link
  const state = writtenThrough(settings.state);
  const lock = new StateLock(state, warn);
  try {
    return await followInto(outputs, request, { path: state, lock }, { stop, exitCode });
  } finally {
    lock.release();
  }
}

/** Where the state is kept. */
interface State {
  readonly path: string;
  readonly lock: StateLock;
}

async function followInto(
  outputs: readonly Output[],
  request: Request,
  state: State | null,
  { stop, exitCode }: Pick<Interruption, "stop" | "exitCode">,
): Promise<number> {
  const { settings } = request;
  const { follow: isFollowing } = settings;
  const memory = state === null || settings.newState ? null : readState(state.path);
  const masks = await LiveMasks.for(settings, request.sources, memory?.redaction);
  const say = (message: string): void => warn(masks?.text(message) ?? message);
  if (isFollowing) keepHeapSmallest();
  const clockMs = steadyClock();
  let keptMs = clockMs();
  const alert =
    settings.alert === undefined
      ? null
      : new Alert({
          command: commandWords(settings.alert, settings.alertArg),
          everyMs: settings.alertEveryMs,
          timeoutMs: settings.alertTimeoutMs,
          clockMs,
          warn: say,
        });
  const summaries = new Summaries(settings.everyMs ?? null, clockMs);
  const told = process.stderr.isTTY && isFollowing ? new FollowState(request.sources, say, clockMs) : null;
  if (isFollowing) sayWhatWaits(outputs);
  const teller = new Teller(outputs, settings);
  const keep = (known: WatchMemory): void => {
    if (state === null) return;
    state.lock.check();
    // what masks rest on stays in the state, also of a run that masks nothing
    writeState(state.path, { ...known, redaction: masks?.memory ?? memory?.redaction });
  };
  const watched = await watch({
    ...request,
    sumsOnly: outputs.every(({ format }) => format === "ndjson"),
    warn: say,
    ...(settings.showUnparsed && {
      onUnparsed: (path, line, text) => {
        const [shownPath, shownText] = masks?.unparsed(path, text) ?? [path, text];
        showUnparsed(shownPath, line, shownText);
      },
    }),
    stop,
    tell: async (told) => {
      const news = masks?.news(told) ?? told;
      await teller.tell(news);
      for (const one of news)
        if (one.finding === null || isFailure(one.finding.severity, settings.failOn)) alert?.raise(newsLine(one));
    },
    wantsSummary: () => {
      alert?.catchUp();
      return summaries.wanted();
    },
    summarise: async (soFar) => {
      await teller.report(masks?.outcome(soFar) ?? soFar, outputs, false);
    },
    clockMs,
    memory,
    leavesOpen: state !== null,
    isOnce: !isFollowing,
    // what was not told must be told again
    wantsMemory: () => state !== null && isFollowing && !teller.hasFailed && clockMs() - keptMs >= KEEP_EVERY_MS,
    keepMemory: (known) => {
      keptMs = clockMs();
      try {
        keep(known);
      } catch (error) {
        // the next time may go better, and until then the old one stands
        warn((error as Error).message);
      }
    },
    looked: (soFar) => told?.looked(soFar),
    pause: (ms, wakeable) => pause(ms, wakeable, stop),
  });
  const { outcome } = watched;
  try {
    await alert?.close();
    const isNews = isFollowing || memory === null || outcome.runReport.summary.callCount > 0;
    const shown = masks?.outcome(outcome) ?? outcome;
    await teller.report(shown, isNews ? outputs : outputs.filter(isForPrograms), true);
    const isWhole = teller.close() && !outcome.isCutShort;
    // last: a run that is killed earlier has reported nothing finally, and its calls are left to the next one
    if (watched.memory !== null && isWhole) keep(watched.memory);
    else if (state !== null) warn("the state is left as it was: the next run reports again what this one reported");
    return exitCode() ?? (!isWhole ? 2 : isFollowing || settings.exitZero ? 0 : codeOf(outcome, settings.failOn));
  } finally {
    outcome.close();
  }
}

/** The time of day at the start, and the time that has gone by since: somebody may set the clock of the machine meanwhile. */
function steadyClock(): () => number {
  const startMs = Date.now() - performance.now();
  return () => startMs + performance.now();
}

/** A document can be printed only once. Whoever reads standard output would take the silence until then for a fault. */
function sayWhatWaits(outputs: readonly Output[]): void {
  for (const { path, format } of outputs)
    if (path === null && format !== "terminal" && format !== "ndjson")
      warn(
        `--format ${format} is one document, printed when --follow ends (Ctrl-C); --format ndjson prints each finding at once`,
      );
}

/** A run every few minutes that has nothing to report is silent, so that cron sends no mail. */
function isForPrograms({ path, format }: Output): boolean {
  return path !== null || format !== "terminal";
}

/** At most this much is reported again after --follow with --state was killed. */
const KEEP_EVERY_MS = 30_000;

/** When summaries are due: on SIGUSR1, and at intervals. */
class Summaries {
  readonly #everyMs: number | null;
  readonly #clockMs: () => number;
  #lastMs: number;
  #isAsked = false;

  constructor(everyMs: number | null, clockMs: () => number) {
    this.#everyMs = everyMs;
    this.#clockMs = clockMs;
    this.#lastMs = clockMs();
    process.on("SIGUSR1", () => {
      this.#isAsked = true;
    });
  }

  wanted(): ReturnType<WatchRequest["wantsSummary"]> {
    const sinceMs = this.#clockMs() - this.#lastMs;
    if (this.#everyMs !== null && sinceMs >= this.#everyMs) {
      // not later and later, however long a round takes
      this.#lastMs += Math.floor(sinceMs / this.#everyMs) * this.#everyMs;
      return "and begin anew";
    }
    if (!this.#isAsked) return "no";
    this.#isAsked = false;
    return "of all";
  }
}

/** Tells findings and summaries, wherever they are wanted. */
class Teller {
  readonly #outputs: readonly Output[];
  readonly #settings: Settings;
  readonly #files = new Map<string, AppendedFile>();
  /** What was said of a file that took nothing, so that it is said once. */
  readonly #said = new Map<string, string>();
  #reportHasFailed = false;

  constructor(outputs: readonly Output[], settings: Settings) {
    this.#outputs = outputs;
    this.#settings = settings;
    for (const { path, format } of outputs)
      if (path !== null && format === "ndjson") this.#files.set(path, new AppendedFile(path));
  }

  /** True if something could not be told where it was wanted. */
  get hasFailed(): boolean {
    return (
      this.#reportHasFailed ||
      [...this.#files.values()].some(({ failure, lostLineCount }) => failure !== null || lostLineCount > 0)
    );
  }

  async tell(news: readonly News[]): Promise<void> {
    for (const { path, format } of this.#outputs) {
      if (!this.#settings.follow && format === "terminal") continue; // the page has it all
      if (format === "ndjson") await this.#put(path, news.map(newsLine).join(""));
      else if (path === null && format === "terminal") {
        const style = createStyle(inColor(this.#settings.color, path));
        const shown = news.filter(({ finding }) => finding === null || finding.severity !== "info");
        await this.#put(path, shown.map((one) => newsText(one, style)).join(""));
      }
    }
  }

  /** The whole report so far. A file is replaced by its newer version. A single document is printed at the end. */
  async report(outcome: Outcome, outputs: readonly Output[], isLast: boolean): Promise<void> {
    for (const { path } of outputs.filter(({ format }) => format === "ndjson"))
      await this.#put(path, runLines(outcome.runReport) + summaryLine(outcome.runReport));
    const whole = outputs.filter(
      ({ path, format }) => format !== "ndjson" && (path !== null || isLast || format === "terminal"),
    );
    const open = whole.map(openTarget);
    try {
      const { hasFailed } = await write(outcome, open, { ...this.#settings, callLinesAreWritten: true });
      this.#reportHasFailed = hasFailed;
    } finally {
      for (const { target } of open) target.discard();
    }
  }

  /** Says what is not where it was wanted. @returns whether all is. */
  close(): boolean {
    for (const [path, { lostLineCount }] of this.#files)
      if (lostLineCount > 0) warn(`${path}: ${lostLineCount} lines are not in it`);
    return !this.hasFailed;
  }

  async #put(path: string | null, text: string): Promise<void> {
    if (text === "") return;
    const output: Output = { path, format: "ndjson" };
    const file = path === null ? undefined : this.#files.get(path);
    if (file === undefined) {
      await openTarget(output, 0, [output]).target.write(text);
      return;
    }
    file.append(text);
    const said = file.failure?.message ?? "";
    if (said !== "" && this.#said.get(path as string) !== said)
      warn(`${said}; what it did not take is written once it does`);
    this.#said.set(path as string, said);
  }
}

/** Waits this long, or until it is woken or the user ends it. */
function pause(ms: number, wakeable: (wake: () => void) => void, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    stop.addEventListener("abort", done);
    wakeable(done);
  });
}
