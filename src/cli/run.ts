// Runs an analysis: options in, reports and the exit code out.
import { writeFolder } from "../asterisk/config/write-folder.js";
import { type Options, parseOptions } from "../options.js";
import { analyse, type Request } from "../pipeline.js";
import { changeFolder } from "../report/change-folder.js";
import { type Output, outputsOf } from "../report/formats.js";
import { withTimelineOfProblem } from "../report/problem.js";
import { Unmasked } from "../report/redact/unmasked.js";
import { Redactor } from "../report/redact.js";
import { safeText } from "../report/safe-text.js";
import type { Source } from "../sources/source.js";
import { progress, version, warn } from "./console.js";
import { defaultsFor } from "./defaults-file.js";
import { codeOf } from "./exit-code.js";
import { bytesOf, commandOf, ownForms, refuseToOverwriteInput, sourcesOf } from "./inputs.js";
import { type Interruption, interruption } from "./interruption.js";
import { type OpenOutput, openTarget, type Shown, write } from "./outputs.js";
import { readSettings, refuseConfigFolder } from "./settings.js";
import { chosenBy, wantsAllTimelines } from "./wanted-calls.js";

/** Runs an analysis; returns the exit code. @throws OptionError */
export async function run(flags: Readonly<Record<string, unknown>>): Promise<number> {
  const options = parseOptions({ ...(await defaultsFor(flags)), ...flags });
  /** Why inputs were left out: told beside the report, or as the reason why there is none. */
  const leftOut: string[] = [];
  const own = await ownForms(options.formats);
  const sources = (await sourcesOf(options, (message) => leftOut.push(message))).map((source) =>
    own ? { ...source, formats: own.formats } : source,
  );
  refuseToOverwriteInput(
    options.output,
    sources.map(({ path }) => path),
  );
  if (options.writeConfig !== undefined) refuseConfigFolder(options.writeConfig, options.config);
  const interrupted = interruption();
  if (options.follow || options.state !== undefined) {
    try {
      const { follow } = await import("./follow.js");
      return await follow(options, requestOf(options, sources, own, leftOut), interrupted);
    } finally {
      interrupted.over();
    }
  }
  const outputs = outputsOf(options.output, options.format).map(openTarget);
  if (process.stderr.isTTY) progress.begin(bytesOf(sources));
  try {
    return await runInto(outputs, sources, own, leftOut, options, interrupted);
  } finally {
    progress.end();
    for (const { target } of outputs) target.discard();
    interrupted.over();
  }
}

async function runInto(
  outputs: readonly OpenOutput[],
  sources: readonly Source[],
  own: Awaited<ReturnType<typeof ownForms>>,
  leftOut: string[],
  options: Options,
  { stop, exitCode: exitCodeOfSignal }: Interruption,
): Promise<number> {
  const redactor = options.redact
    ? new Redactor(
        sources.map(({ path }) => path),
        options.config,
      )
    : null;
  const shown = (text: string): string => redactor?.text(text) ?? text;
  const say = (message: string): void => warn(shown(message));
  const mayLeave = redactor === null && outputs.some(leavesTheMachine);
  // a host may be told by a call that ends later: masked findings wait until all is read
  const lineByLine = redactor === null ? outputs.filter(({ format }) => format === "ndjson") : [];
  const request = requestOf(options, sources, own, leftOut);
  const { configTree } = request;
  const read = await analyse({
    ...request,
    ...(redactor && { learn: (call) => redactor.learn(call) }),
    looksForUnmasked: mayLeave,
    asJson: redactor === null && outputs.some(({ format }) => format === "json"),
    sumsOnly: lineByLine.length === outputs.length,
    ...(lineByLine.length > 0 && {
      asLines: true,
      print: async (lines) => {
        progress.clear();
        for (const { target } of lineByLine) await target.write(lines);
      },
    }),
    stop,
    ...(options.showUnparsed && {
      onUnparsed: (path, line, text) => showUnparsed(shown(path), line, shown(text)),
    }),
  });
  const outcome = redactor === null ? read : maskedAs(options, read, redactor);
  progress.end();
  try {
    if (!outcome.analysed) {
      say(`nothing could be analysed: ${leftOut.join("; ") || "no input holds lines of Asterisk or of a bot"}`);
      return exitCodeOfSignal() ?? 2;
    }
    for (const message of leftOut) say(message);
    if (stop.aborted) warn("stopped; what was read so far is reported");
    for (const input of outcome.frame.inputs) {
      if (input.cutLineCount > 0)
        warn(`${input.path}: ${input.cutLineCount} lines are over 1 MiB long; the rest of each was left out`);
      if (input.unparsedLineCount > 0)
        warn(
          `${input.path}: ${input.unparsedLineCount} of ${input.lineCount} lines could not be read as Asterisk's or a bot's`,
        );
    }
    if (outcome.frame.summary.callCount === 0 && outcome.callsRead > 0) {
      say(`no call matches ${chosenBy(options)}; ${outcome.callsRead} were read`);
      return 2;
    }
    const status = outcome.isCutShort && outcome.callsRead === 0 ? 2 : codeOf(outcome, options.failOn);
    const isDelivered = await write(outcome, outputs, { ...options, callLinesAreWritten: lineByLine.length > 0 });
    const unmasked = new Unmasked(outcome.unmasked);
    if (mayLeave) unmasked.look(outcome.frame);
    const told = mayLeave && isDelivered ? unmasked.inWords() : null;
    if (told !== null) warn(`the report holds ${told} as logged; --redact masks them before it leaves this machine`);
    if (options.writeConfig !== undefined && configTree !== null)
      writeFolder(options.writeConfig, changeFolder(configTree, outcome.audit.faults, outcome.audit.remarks));
    return exitCodeOfSignal() ?? (options.exitZero && status === 1 ? 0 : status);
  } finally {
    outcome.close();
  }
}

/** What is asked of an analysis, whichever way its logs are read. */
export function requestOf(
  options: Options,
  sources: readonly Source[],
  own: Awaited<ReturnType<typeof ownForms>>,
  leftOut: string[],
): Request {
  return {
    sources,
    flags: { rtpTimeoutSeconds: options.rtpTimeout ?? null, rtpHoldTimeoutSeconds: options.rtpHoldTimeout ?? null },
    ...readSettings(options.config, options.followIncludes),
    ...(own ? { wordings: own.wordings } : {}),
    clocks: {
      zones: { asterisk: options.tz ?? null, bot: options.botTz ?? null },
      botSkewMs: options.botClockOffset === undefined ? null : options.botClockOffset * 1000,
      year: options.year ?? null,
      dateOrder: options.dateOrder ?? null,
    },
    answerBudgetSeconds: options.answerBudget,
    command: commandOf(options),
    toolVersion: version,
    nowMs: Date.now(),
    wanted: { call: options.call, since: options.since, until: options.until },
    // what is to be masked is learnt from every line
    allTimelines: wantsAllTimelines(options) || options.redact,
    warn: (message) => leftOut.push(message),
    ...(options.showUnparsed ? { onUnparsed: showUnparsed } : {}),
  };
}

function showUnparsed(path: string, line: number, text: string): void {
  progress.clear();
  process.stderr.write(`${safeText(path)}:${line}: ${safeText(text)}\n`);
}

/** The same masks whatever is left out: lines of calls that went well tell names, too, and go once all is masked. */
function maskedAs<T extends Shown>(options: Options, read: T, redactor: Redactor): T {
  const whole = masked(read, redactor);
  if (wantsAllTimelines(options)) return whole;
  return {
    ...whole,
    calls: function* () {
      for (const call of whole.calls()) yield withTimelineOfProblem(call);
    },
  };
}

/** What was read, with masks in all that is shown of it. */
export function masked<T extends Shown>(read: T, redactor: Redactor): T {
  return {
    ...read,
    frame: redactor.frame(read.frame),
    calls: function* () {
      for (const call of read.calls()) yield redactor.call(call);
    },
  };
}

/** Is it a report to keep or to pass on, not one that is read here and now? */
function leavesTheMachine({ path, format }: Output): boolean {
  return path !== null || format !== "terminal";
}
