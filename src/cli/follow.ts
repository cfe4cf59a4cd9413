// ari-doctor --follow: findings as they come, summaries on request.
import { appendFileSync } from "node:fs";
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
import { inColor, warn } from "./console.js";
import { codeOf } from "./exit-code.js";
import { FollowState } from "./follow-state.js";
import type { Interruption } from "./interruption.js";
import { openTarget, write } from "./outputs.js";
import { readState, writeState } from "./state-file.js";
import { keepHeapSmallest } from "./v8-flags.js";

/**
 * Follows the logs until the user ends it or standard input ends. With --state alone, reads what is new in them. Returns the
 * exit code.
 */
export async function follow(request: Request, { stop, exitCode }: Interruption): Promise<number> {
  const { settings } = request;
  const outputs = outputsOf(settings.output, settings.format);
  const { state, follow: isFollowing } = settings;
  const lone = request.sources.find(({ onceOnly }) => onceOnly);
  if (state !== undefined && lone) throw new OptionError(`--state: ${lone.path}: a pipe cannot be gone back to`);
  const memory = state === undefined || settings.newState ? null : readState(state);
  if (isFollowing) keepHeapSmallest();
  let keptMs = Date.now();
  const alert =
    settings.alert === undefined
      ? null
      : new Alert({
          command: commandWords(settings.alert, settings.alertArg),
          everyMs: settings.alertEveryMs,
          timeoutMs: settings.alertTimeoutMs,
          warn,
        });
  const summaries = new Summaries(settings.everyMs ?? null);
  const told = process.stderr.isTTY && isFollowing ? new FollowState(request.sources, warn, Date.now) : null;
  if (isFollowing) sayWhatWaits(outputs);
  const watched = await watch({
    ...request,
    sumsOnly: outputs.every(({ format }) => format === "ndjson"),
    warn,
    stop,
    tell: async (news) => {
      await tell(news, outputs, settings);
      for (const one of news)
        if (one.finding === null || isFailure(one.finding.severity, settings.failOn)) alert?.raise(newsLine(one));
    },
    wantsSummary: () => {
      alert?.catchUp();
      return summaries.wanted();
    },
    summarise: (soFar) => report(soFar, outputs, settings, false),
    clockMs: Date.now,
    memory,
    leavesOpen: state !== undefined,
    isOnce: !isFollowing,
    wantsMemory: () => state !== undefined && isFollowing && Date.now() - keptMs >= KEEP_EVERY_MS,
    keepMemory: (known) => {
      keptMs = Date.now();
      writeState(state as string, known);
    },
    looked: (state) => told?.looked(state),
    pause: (ms, wakeable) => pause(ms, wakeable, stop),
  });
  const { outcome } = watched;
  try {
    await alert?.close();
    const isNews = isFollowing || memory === null || outcome.runReport.summary.callCount > 0;
    await report(outcome, isNews ? outputs : outputs.filter(isForPrograms), settings, true);
    // last: a run that is killed earlier has reported nothing finally, and its calls are left to the next one
    if (state !== undefined && watched.memory !== null) writeState(state, watched.memory);
    return exitCode() ?? (isFollowing || settings.exitZero ? 0 : codeOf(outcome, settings.failOn));
  } finally {
    outcome.close();
  }
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
  #lastMs = Date.now();
  #isAsked = false;

  constructor(everyMs: number | null) {
    this.#everyMs = everyMs;
    process.on("SIGUSR1", () => {
      this.#isAsked = true;
    });
  }

  wanted(): ReturnType<WatchRequest["wantsSummary"]> {
    if (this.#everyMs !== null && Date.now() - this.#lastMs >= this.#everyMs) {
      // not later and later, however long a round takes
      this.#lastMs += Math.floor((Date.now() - this.#lastMs) / this.#everyMs) * this.#everyMs;
      return "and begin anew";
    }
    if (!this.#isAsked) return "no";
    this.#isAsked = false;
    return "of all";
  }
}

async function tell(news: readonly News[], outputs: readonly Output[], settings: Settings): Promise<void> {
  for (const { path, format } of outputs) {
    if (!settings.follow && format === "terminal") continue; // the page has it all
    if (format === "ndjson") await put(path, news.map(newsLine).join(""));
    else if (path === null && format === "terminal") {
      const style = createStyle(inColor(settings.color, path));
      const shown = news.filter(({ finding }) => finding === null || finding.severity !== "info");
      await put(path, shown.map((one) => newsText(one, style)).join(""));
    }
  }
}

/** The whole report so far. A file is replaced by its newer version. A single document is printed at the end. */
async function report(
  outcome: Outcome,
  outputs: readonly Output[],
  settings: Settings,
  isLast: boolean,
): Promise<void> {
  for (const { path } of outputs.filter(({ format }) => format === "ndjson"))
    await put(path, runLines(outcome.runReport) + summaryLine(outcome.runReport));
  const whole = outputs.filter(
    ({ path, format }) => format !== "ndjson" && (path !== null || isLast || format === "terminal"),
  );
  const open = whole.map(openTarget);
  try {
    await write(outcome, open, { ...settings, callLinesAreWritten: true });
  } finally {
    for (const { target } of open) target.discard();
  }
}

async function put(path: string | null, text: string): Promise<void> {
  if (text === "") return;
  const output: Output = { path, format: "ndjson" };
  if (path === null) await openTarget(output, 0, [output]).target.write(text);
  // opened each time, as the file may be rotated, too
  else appendFileSync(path, text);
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
