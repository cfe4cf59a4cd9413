// Runs an analysis: takes settings, writes reports, and returns the exit code.
import { writeFolder } from "../asterisk/config/write-folder.js";
import { analyse } from "../pipeline.js";
import { changeFolder } from "../report/change-folder.js";
import { ENDINGS, type Output, outputsOf } from "../report/formats.js";
import { Unmasked } from "../report/redact/unmasked.js";
import { RUN_OPTIONS, type Settings } from "../settings/options.js";
import { parseSettings } from "../settings/parse.js";
import type { Source } from "../sources/source.js";
import { withoutCaptures } from "../sources/told-captures.js";
import type { Request } from "../wiring.js";
import { readConfiguration, refuseConfigFolder } from "./configuration.js";
import { progress, showUnparsed, version, warn } from "./console.js";
import { defaultsFor } from "./defaults-file.js";
import { codeOf } from "./exit-code.js";
import { bytesOf, ownForms, refuseToOverwriteInput, sourcesOf, tellWhoTypes } from "./inputs.js";
import { type Interruption, interruption } from "./interruption.js";
import { maskedAs } from "./masked.js";
import { origin } from "./origin.js";
import { refuseUnknownEndings } from "./output-endings.js";
import { refuseMissingFolders } from "./output-file.js";
import { attempt, type OpenOutput, openTarget, write } from "./outputs.js";
import { redactorFor } from "./redactor.js";
import { chosenBy } from "./wanted-calls.js";

/** Runs an analysis; returns the exit code. @throws OptionError */
export async function run(flags: Readonly<Record<string, unknown>>): Promise<number> {
  const settings = parseSettings(RUN_OPTIONS, { ...(await defaultsFor(RUN_OPTIONS, flags)), ...flags });
  /** Why inputs were left out: printed besides the report, or as the reason why there is none. */
  const leftOut: string[] = [];
  const own = await ownForms(settings.formats);
  const sources = (await sourcesOf(settings, (message) => leftOut.push(message))).map((source) =>
    own ? { ...source, formats: own.formats } : source,
  );
  refuseToOverwriteInput(
    settings.output,
    sources.map(({ path }) => path),
  );
  refuseUnknownEndings(settings.output, settings.format, ENDINGS);
  refuseMissingFolders(settings.output);
  if (settings.writeConfig !== undefined) refuseConfigFolder(settings.writeConfig, settings.config);
  const isTyped = sources.some(({ path }) => path === "-") && tellWhoTypes(settings);
  const interrupted = interruption();
  if (settings.follow || settings.state !== undefined) {
    try {
      const { follow } = await import("./follow.js");
      const logs = await withoutCaptures(sources, (path) =>
        warn(`${path}: is a capture; left out, because only logs can be followed`),
      );
      return await follow(requestOf(settings, logs, own, leftOut), interrupted);
    } finally {
      interrupted.over();
    }
  }
  const outputs = outputsOf(settings.output, settings.format).map(openTarget);
  // not into the line that somebody is typing
  if (process.stderr.isTTY && !isTyped) progress.begin(bytesOf(sources));
  try {
    return await runInto(outputs, sources, own, leftOut, settings, interrupted);
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
  settings: Settings,
  { stop, exitCode: exitCodeOfSignal }: Interruption,
): Promise<number> {
  const inputPaths = sources.map(({ path }) => path);
  const redactor = await redactorFor(settings, inputPaths, settings.config);
  const shown = (text: string): string => redactor?.text(text) ?? text;
  const say = (message: string): void => warn(shown(message));
  const mayLeave = redactor === null && outputs.some(leavesTheMachine);
  // a call that ends later may reveal a host, so masked findings wait until everything has been read
  const lineByLine = redactor === null ? outputs.filter(({ format }) => format === "ndjson") : [];
  const request = requestOf(settings, sources, own, leftOut);
  const { configuration } = request;
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
        for (const output of lineByLine) {
          const put = (target: OpenOutput["target"]): Promise<void> => target.write(lines);
          // a run that nobody can read the outcome of need not go on
          if (outputs.length === 1 && output.path === null) await put(output.target);
          else await attempt(output, put);
        }
      },
    }),
    stop,
    surveyed: (count) => progress.looked(count, sources.length),
    ...(settings.showUnparsed && {
      onUnparsed: (path, line, text) => showUnparsed(redactor?.path(path) ?? path, line, redactor?.line(text) ?? text),
    }),
  });
  const outcome = redactor === null ? read : maskedAs(settings, read, redactor);
  progress.end();
  try {
    if (!outcome.analysed) {
      if (stop.aborted) warn("stopped before anything could be analysed");
      else say(`nothing could be analysed: ${leftOut.join("; ") || "no input holds lines of Asterisk or of a bot"}`);
      return exitCodeOfSignal() ?? 2;
    }
    for (const message of leftOut) say(message);
    if (stop.aborted) warn("stopped; what was read so far is reported");
    for (const input of outcome.runReport.inputs) {
      if (input.cutLineCount > 0)
        warn(`${input.path}: ${input.cutLineCount} lines are over 1 MiB long; the rest of each was left out`);
      if (input.unparsedLineCount > 0)
        warn(
          `${input.path}: ${input.unparsedLineCount} of ${input.lineCount} lines could not be read as Asterisk's or a bot's`,
        );
    }
    if (outcome.runReport.summary.callCount === 0 && outcome.callsRead > 0) {
      say(`no call matches ${chosenBy(settings)}; ${outcome.callsRead} were read`);
      return 2;
    }
    const status = outcome.isCutShort && outcome.callsRead === 0 ? 2 : codeOf(outcome, settings.failOn);
    const { isDelivered, hasFailed } = await write(outcome, outputs, {
      ...settings,
      callLinesAreWritten: lineByLine.length > 0,
    });
    const unmasked = new Unmasked(outcome.unmasked);
    if (mayLeave) unmasked.look(outcome.runReport);
    const told = mayLeave && isDelivered ? unmasked.inWords() : null;
    if (told !== null) warn(`the report holds ${told} as logged; --redact masks them before it leaves this machine`);
    if (settings.writeConfig !== undefined && configuration !== null)
      writeFolder(settings.writeConfig, changeFolder(configuration.tree, outcome.audit.faults, outcome.audit.remarks));
    if (hasFailed) return exitCodeOfSignal() ?? 2;
    return exitCodeOfSignal() ?? (settings.exitZero && status === 1 ? 0 : status);
  } finally {
    outcome.close();
  }
}

/** The request for an analysis, whichever way its logs are read. */
export function requestOf(
  settings: Settings,
  sources: readonly Source[],
  own: Awaited<ReturnType<typeof ownForms>>,
  leftOut: string[],
): Request {
  return {
    settings,
    sources,
    configuration: readConfiguration(settings),
    ...(own ? { wordings: own.wordings } : {}),
    toolVersion: version,
    origin: () => origin(),
    nowMs: Date.now(),
    warn: (message) => leftOut.push(message),
  };
}

/** Is it a report to keep or to pass on, rather than one to be read here and now? */
function leavesTheMachine({ path, format }: Output): boolean {
  return path !== null || format !== "terminal";
}
