// The command line: sole owner of arguments, standard output, standard error and the exit code.
// Exit 0: nothing was found of the severity that --fail-on names, or a worse one; 1: something was; 2: nothing could be
// analysed; 130 and 143: stopped by SIGINT or SIGTERM, the report is partial.
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setFlagsFromString } from "node:v8";
import { Argument, Command, CommanderError } from "commander";
import { type ConfigTree, readConfig } from "./asterisk/config/read.js";
import { rtpLimits } from "./asterisk/config/rtp-limits.js";
import { sessionTimers } from "./asterisk/config/session-timers.js";
import { refusalOf, writeFolder } from "./asterisk/config/write-folder.js";
import { auditConfig, type LogFacts } from "./audit.js";
import { completionScript, SHELLS, type Shell } from "./completion.js";
import { DEFAULTS_FILE, parseDefaults } from "./defaults.js";
import { listForms } from "./formats/list.js";
import { readOwnForms } from "./formats/own-forms.js";
import { traceLines } from "./formats/trace.js";
import { readLineBatches } from "./lines.js";
import { type ConfigOptions, OptionError, type Options, parseConfigOptions, parseOptions } from "./options.js";
import { OutputFile } from "./output-file.js";
import { readPageAssets } from "./page-assets.js";
import { analyse, type Outcome, type Request } from "./pipeline.js";
import { Progress } from "./progress.js";
import { changeFolder } from "./report/change-folder.js";
import { renderConfig } from "./report/config-page.js";
import { configJsonSchema } from "./report/config-schema.js";
import { FORMATS, type Format, type Output, outputsOf } from "./report/formats.js";
import { renderHtml } from "./report/html.js";
import { renderJson } from "./report/json.js";
import { renderMarkdown } from "./report/markdown.js";
import { callLines, runLines } from "./report/ndjson.js";
import { renderOtlp } from "./report/otlp.js";
import { renderQuiet } from "./report/quiet.js";
import { safeText } from "./report/safe-text.js";
import { type CallRow, jsonSchema } from "./report/schema.js";
import { worstCalls } from "./report/terminal/worst.js";
import { renderTerminal } from "./report/terminal.js";
import { capturePlan } from "./rules/capture-plan.js";
import { similarRules } from "./rules/did-you-mean.js";
import { allRules, explainRule, findRule, listRules } from "./rules/explain.js";
import { FAIL_ON, type FailOn, isFailure } from "./severity-limit.js";
import { findFiles } from "./sources/find-files.js";
import { shellWord } from "./sources/shell-word.js";
import { fileSource, type Source, streamSource } from "./sources/source.js";
import { isoUtc } from "./time.js";

// What a run keeps is small and what it throws away is much: let the heap grow by half, not fourfold, before it is swept.
// Measured over 180 MB of logs: 151 MB resident instead of 232 MB, at the same speed.
setFlagsFromString("--heap-growing-percent=50");

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const progress = new Progress({
  write: (text) => process.stderr.write(text),
  columns: () => process.stderr.columns || 80,
  nowMs: Date.now,
});
const warn = (message: string): void => {
  progress.clear();
  process.stderr.write(`ari-doctor: ${safeText(message)}\n`);
};
const collect = (value: string, list: readonly string[] = []): string[] => [...list, value];

/** The same of a run and of an audit. */
const WRITE_CONFIG =
  "write the proposed changes of the configuration into a new folder; the configuration is left alone";

const program = new Command("ari-doctor")
  .description(
    "Reads Asterisk full logs together with the logs of an ARI voice bot and says, per call, what happened and why.",
  )
  .argument(
    "[files...]",
    "logs of Asterisk and of the bot, told apart by their content: files, folders, 'patterns*'; none or - reads standard input",
  )
  .option("--asterisk <file>", "a file that is Asterisk's, whatever it looks like (may be repeated)", collect)
  .option("--bot <file>", "a file that is the bot's, whatever it looks like (may be repeated)", collect)
  .option(
    "--host <file=name>",
    "which Asterisk a file is of, where logs of several are given and do not say (may be repeated)",
    collect,
  )
  .option(
    "--config <path>",
    "Asterisk configuration: a folder such as /etc/asterisk, or files of it (may be repeated)",
    collect,
  )
  .option("--write-config <folder>", WRITE_CONFIG)
  .option("--rtp-timeout <seconds>", "the RTP timeout in force (0 = off), instead of the configuration's")
  .option("--rtp-hold-timeout <seconds>", "the RTP hold timeout in force (0 = off)")
  .option("--formats <file>", "your own line formats and wordings, JSON; see ari-doctor formats")
  .option("--tz <zone>", "the zone of Asterisk's stamps where they state none, such as Europe/Berlin")
  .option("--bot-tz <zone>", "the zone of the bot's stamps where they state none")
  .option(
    "--bot-clock-offset <seconds>",
    "how far the bot's clock is ahead of Asterisk's, instead of what the logs show",
  )
  .option("--year <year>", "the year of the first stamp that prints none")
  .option("--date-order <order>", "dmy or mdy: how dates such as 03/04/2026 are meant")
  .option("--answer-budget <seconds>", "how long a caller may wait for an answer before it is a finding (default: 30)")
  .option("--call <id>", "only this call: a uniqueid, channel name, C-… or SIP Call-ID")
  .option("--since <time>", "only calls that end at or after this time (UTC, or with an offset)")
  .option("--until <time>", "only calls that start before this time")
  .option("--format <format>", `${FORMATS.join(", ")} (default: terminal, or what the name of the -o file says)`)
  .option(
    "-o, --output <file>",
    "write the report to a file instead of standard output, in the format that its name ends in (may be repeated; - is standard output)",
    collect,
  )
  .option("-v, --verbose", "draw all calls on the page, with all their lines (format terminal)")
  .option("-q, --quiet", "one line a problem: code, call, cause, confidence, file and line (format terminal)")
  .option(
    "--limit <calls>",
    "how many problem calls are drawn on the page, the worst; the rest are counted (default: 10)",
  )
  .option("--show-unparsed", "print the lines that could not be read on standard error, as FILE:LINE: text")
  .option("--fail-on <severity>", `exit 1 from this severity on: ${FAIL_ON.join(", ")} (default: warning)`)
  .option("--exit-zero", "exit 0 whatever was found, as --fail-on never does")
  .option("--color <when>", "auto (the default), always or never (NO_COLOR is honoured)")
  .option("--defaults <file>", `a file of defaults for these options (default: ${DEFAULTS_FILE}, where there is one)`)
  .option("--no-defaults", "take the defaults of no file")
  .version(version)
  .addHelpText(
    "after",
    `
Exit codes: 0 nothing found that --fail-on names, 1 something found, 2 nothing could be analysed,
130 or 143 stopped by SIGINT or SIGTERM: what was read until then is reported.

Why did calls die?
  ari-doctor /var/log/asterisk/full bot.log --config /etc/asterisk
  ari-doctor full bot.log --call 1757572606.0            one call, with its lines
  ari-doctor full bot.log --since 2026-11-22T15:00:00Z   from then on
  ari-doctor full bot.log --quiet                        one line a problem
Logs that are elsewhere
  ssh pbx cat /var/log/asterisk/full | ari-doctor - bot.log
  cat full bot.log | ari-doctor --rtp-timeout 60
A report for others
  ari-doctor full bot.log -o incident.html -o incident.json -o incident.md
In a script
  ari-doctor full bot.log --fail-on error --quiet || alert
Is the configuration right, and would this advice help?
  ari-doctor config /etc/asterisk --advice sip_general_custom.conf
What does a code mean, what to log next time?
  ari-doctor explain RTP101
  ari-doctor capture-plan
Completion of options with the tab key
  source <(ari-doctor completion bash)`,
  )
  // options after a command are that command's own
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(oneLine(text)) })
  .action(async (files: string[], flags: Record<string, unknown>) => {
    process.exitCode = await run(parseOptions({ ...defaultsFor(flags), ...flags, files }));
  });

program
  .command("config")
  .description("say what a configuration puts in force, what is wrong in it, and what a pasted snippet would do")
  .argument("[paths...]", "a folder such as /etc/asterisk, or files of it")
  .option("--advice <file>", "a snippet that you were told to paste: what each of its lines would do")
  .option("--log <file>", "a log of Asterisk or the bot, to see it with (may be repeated)", collect)
  .option("--diff", "print the changes alone, as a unified diff for patch -p0; nothing is written")
  .option("--write-config <folder>", WRITE_CONFIG)
  .option("--asterisk-version <version>", "the version that runs it, such as 20.20.1 (default: the log's)")
  .option("--format <format>", "terminal or json (default: terminal, or json where -o names a .json file)")
  .option("-o, --output <file>", "write the report to a file instead of standard output")
  .option("--fail-on <severity>", `exit 1 from this severity on: ${FAIL_ON.join(", ")} (default: warning)`)
  .option("--exit-zero", "exit 0 whatever was found, as --fail-on never does")
  .option("--color <when>", "auto (the default), always or never (NO_COLOR is honoured)")
  .option("--defaults <file>", `a file of defaults for these options (default: ${DEFAULTS_FILE}, where there is one)`)
  .option("--no-defaults", "take the defaults of no file")
  .action(async (paths: string[], flags: Record<string, unknown>) => {
    const { failOn, color } = defaultsFor(flags);
    process.exitCode = await runConfig(parseConfigOptions({ failOn, color, ...flags, paths }));
  });

program
  .command("schema")
  .description("print the JSON Schema of the report")
  .option("--config", "that of the report of `ari-doctor config`")
  .action(({ config }: { config?: boolean }) => {
    process.stdout.write(`${JSON.stringify(config ? configJsonSchema() : jsonSchema(), null, 2)}\n`);
  });

program
  .command("formats")
  .description("list the log formats that are known, or show how each line of a log is read")
  .option("--test <file>", "show for each line its format, time, level, channel and event, or why it has none")
  .action(async (_flags: unknown, command: Command) => {
    const { test, formats } = command.optsWithGlobals<{ test?: string; formats?: string }>();
    const own = ownForms(formats);
    if (test === undefined) return void process.stdout.write(listForms(own));
    const source = test === "-" ? streamSource(process.stdin, "auto") : fileSource(test, "auto");
    const lines = traceLines(readLineBatches(source.open()), "auto", own, Date.now());
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  });

program
  .command("rules")
  .description("list every rule: code, name, severity, meaning")
  .action(() => {
    process.stdout.write(listRules());
  });

program
  .command("explain <code>")
  .description("say what a rule means, what proves it, what rules it out and what to do (code or name)")
  .action((code: string) => {
    const rule = findRule(code);
    if (!rule) throw new OptionError(`no rule is called ${code}; ${otherwise(code)}"ari-doctor rules" lists them`);
    process.stdout.write(explainRule(rule));
  });

program
  .command("capture-plan")
  .description("print what to log at the next reproduction, ready to copy")
  .action(() => {
    process.stdout.write(capturePlan());
  });

program
  .command("completion")
  .description("print a script that lets a shell complete options, for example: source <(ari-doctor completion bash)")
  .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
  .action((shell: Shell) => {
    process.stdout.write(completionScript(program, shell, COMPLETED_WORDS));
  });

/** Options and arguments that take one of so many words. */
const COMPLETED_WORDS = {
  "--format": FORMATS,
  "config --format": ["terminal", "json"],
  "--fail-on": FAIL_ON,
  "--color": ["auto", "always", "never"],
  "explain code": allRules().map(({ code }) => code),
  "completion shell": SHELLS,
};

/** An error of commander as one line of ours; its guess stands on a line of its own. */
function oneLine(text: string): string {
  return text.replace(/^error: /, "ari-doctor: ").replace(/\n\(Did you mean/, " (did you mean");
}

/** What the team's file sets; nothing where there is none. */
function defaultsFor({ defaults }: Record<string, unknown>): Record<string, unknown> {
  if (defaults === false || (typeof defaults !== "string" && !existsSync(DEFAULTS_FILE))) return {};
  const file = typeof defaults === "string" ? defaults : DEFAULTS_FILE;
  if (!existsSync(file)) throw new OptionError(`--defaults: ${file}: no such file`);
  return parseDefaults(readFileSync(file, "utf8"), file);
}

/** What else the user may have meant, ready to be read on; empty where nothing is like it. */
function otherwise(code: string): string {
  const names = similarRules(code).map((rule) => `${rule.code} (${rule.name})`);
  return names.length === 0 ? "" : `did you mean ${names.join(" or ")}? `;
}

/** Runs an analysis; returns the exit code. */
async function run(options: Options): Promise<number> {
  /** Why inputs were left out: told beside the report, or as the reason why there is none. */
  const leftOut: string[] = [];
  const own = ownForms(options.formats);
  const sources = (await sourcesOf(options, (message) => leftOut.push(message))).map((source) =>
    own ? { ...source, formats: own.formats } : source,
  );
  refuseToOverwriteInput(
    options.output,
    sources.map(({ path }) => path),
  );
  if (options.writeConfig !== undefined) refuseConfigFolder(options.writeConfig, options.config);
  const outputs = outputsOf(options.output, options.format).map(openTarget);
  if (process.stderr.isTTY) progress.begin(bytesOf(sources));
  try {
    return await runInto(outputs, sources, own, leftOut, options);
  } finally {
    progress.end();
    for (const { target } of outputs) target.discard();
  }
}

async function runInto(
  outputs: readonly OpenOutput[],
  sources: readonly Source[],
  own: ReturnType<typeof ownForms>,
  leftOut: string[],
  options: Options,
): Promise<number> {
  const stop = interruption();
  const lineByLine = outputs.filter(({ format }) => format === "ndjson");
  const settings = readSettings(options.config);
  const { configTree } = settings;
  const outcome = await analyse({
    sources,
    flags: { rtpTimeoutSeconds: options.rtpTimeout ?? null, rtpHoldTimeoutSeconds: options.rtpHoldTimeout ?? null },
    ...settings,
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
    keep: (call) => isWanted(call, options),
    ...(lineByLine.length > 0 && {
      judged: async (calls) => {
        const lines = calls.map(callLines).join("");
        progress.clear();
        for (const { target } of lineByLine) await target.write(lines);
      },
    }),
    warn: (message) => leftOut.push(message),
    stop,
    ...(options.showUnparsed ? { onUnparsed: showUnparsed } : {}),
  });
  progress.end();
  try {
    if (!outcome.analysed) {
      warn(`nothing could be analysed: ${leftOut.join("; ") || "no input holds lines of Asterisk or of a bot"}`);
      return 2;
    }
    for (const message of leftOut) warn(message);
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
      warn(`no call matches ${chosenBy(options)}; ${outcome.callsRead} were read`);
      return 2;
    }
    const status = exitCode(outcome, options.failOn);
    await write(outcome, outputs, options);
    if (options.writeConfig !== undefined && configTree !== null)
      writeFolder(options.writeConfig, changeFolder(configTree, outcome.audit.faults, outcome.audit.remarks));
    if (stop.aborted) return stop.reason as number;
    return options.exitZero ? 0 : status;
  } finally {
    outcome.close();
  }
}

/**
 * Aborted by the first SIGINT or SIGTERM, with the exit code that shells expect; a second one ends the process at once.
 * Standard input may not say another word, so it is closed.
 */
function interruption(): AbortSignal {
  const stop = new AbortController();
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    process.once(signal, () => {
      stop.abort(code);
      process.stdin.destroy();
    });
  return stop.signal;
}

/** What is to be read from the disk; what cannot be looked at is told where it is read. */
function bytesOf(sources: readonly Source[]): number {
  return sources.reduce((sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}

function showUnparsed(path: string, line: number, text: string): void {
  progress.clear();
  process.stderr.write(`${safeText(path)}:${line}: ${safeText(text)}\n`);
}

/** Audits a configuration; returns the exit code. */
async function runConfig(options: ConfigOptions): Promise<number> {
  refuseToOverwriteInput(options.output === undefined ? [] : [options.output], [
    ...options.paths,
    ...options.log,
    ...(options.advice === undefined ? [] : [options.advice]),
  ]);
  if (options.writeConfig !== undefined) refuseConfigFolder(options.writeConfig, options.paths);
  const tree = readTree(options.paths);
  const advice =
    options.advice === undefined ? null : { file: options.advice, text: readFileSync(options.advice, "utf8") };
  if (tree.files.length === 0 && tree.version === null && advice === null) {
    warn("no configuration was read");
    return 2;
  }
  const logs = options.log.length === 0 ? null : await readLogs(options.log, tree);
  const { report, faults } = auditConfig({
    tree,
    advice,
    logs,
    asteriskVersion: options.asteriskVersion ?? logs?.asteriskVersion ?? tree.version,
    toolVersion: version,
  });
  if (options.writeConfig !== undefined)
    writeFolder(options.writeConfig, changeFolder(tree, faults, logs?.remarks ?? []));
  const text = options.diff
    ? report.patch
    : (options.format ?? (options.output?.endsWith(".json") ? "json" : "terminal")) === "json"
      ? `${JSON.stringify(report, null, 2)}\n`
      : renderConfig(report, { columns: columns(), color: inColor(options.color, options.output ?? null) });
  if (options.output !== undefined) await writeWhole(options.output, text);
  else process.stdout.write(text);
  const found =
    report.findings.some(({ severity }) => isFailure(severity, options.failOn)) ||
    (isFailure("warning", options.failOn) && report.advice.some(({ effect }) => effect !== "works"));
  return found && !options.exitZero ? 1 : 0;
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = new OutputFile(path);
  try {
    await file.write(text);
    await file.finish();
    file.name();
  } finally {
    file.discard();
  }
}

/** What the logs tell that bears on the configuration. */
async function readLogs(
  paths: readonly string[],
  tree: ConfigTree,
): Promise<LogFacts & { readonly asteriskVersion: string | null }> {
  const outcome = await analyse({
    sources: paths.map((path) => fileSource(path, "auto")),
    flags: { rtpTimeoutSeconds: null, rtpHoldTimeoutSeconds: null },
    config: rtpLimits(tree),
    configTree: tree,
    sessionExpiresSeconds: sessionLengths(tree),
    answerBudgetSeconds: parseOptions({ files: [] }).answerBudget,
    command: "ari-doctor",
    toolVersion: version,
    nowMs: Date.now(),
    keep: () => true,
    warn,
  });
  try {
    let longestGapSeconds: number | null = null;
    for (const { gaps } of outcome.calls())
      for (const { seconds } of gaps) longestGapSeconds = Math.max(longestGapSeconds ?? 0, seconds);
    const { callCount, causeCounts, healthyCount } = outcome.frame.summary;
    return {
      incident: { callCount, causeCounts: { ...causeCounts, none: healthyCount }, longestGapSeconds },
      ...outcome.audit,
      asteriskVersion: outcome.asteriskVersion,
    };
  } finally {
    outcome.close();
  }
}

/** The forms that the user added; null where they added none. */
function ownForms(path: string | undefined): ReturnType<typeof readOwnForms> | null {
  return path === undefined ? null : readOwnForms(readFileSync(path, "utf8"), path);
}

/** Proposals never go where a configuration is read. */
function refuseConfigFolder(folder: string, configPaths: readonly string[]): void {
  if (configPaths.length === 0) throw new OptionError("--write-config: there is no configuration to change");
  const refusal = refusalOf(folder, configPaths);
  if (refusal !== null) throw new OptionError(`--write-config: ${refusal}`);
}

/** The options that leave calls out, as given. */
function chosenBy({ call, since, until }: Options): string {
  const named = [
    call === undefined ? null : `--call ${call}`,
    since === undefined ? null : `--since ${isoUtc(since)}`,
    until === undefined ? null : `--until ${isoUtc(until)}`,
  ];
  return named.filter((option) => option !== null).join(" ");
}

/** A report must never replace a log. */
function refuseToOverwriteInput(output: readonly string[], inputs: readonly string[]): void {
  const place = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path));
  const taken = new Set(inputs.flatMap((path) => (path === "-" ? [] : [place(path)])));
  const given = new Set<string>();
  for (const path of output) {
    const target = path === "-" ? path : place(path);
    if (taken.has(target)) throw new OptionError(`--output: ${path} is an input; the report would replace it`);
    if (given.has(target)) throw new OptionError(`--output: ${path} is given twice`);
    given.add(target);
  }
}

async function sourcesOf(options: Options, warnOf: (message: string) => void): Promise<Source[]> {
  const given = { asterisk: options.asterisk, bot: options.bot, auto: options.files } as const;
  const sources: Source[] = [];
  for (const role of ["asterisk", "bot", "auto"] as const) {
    for (const { path, searched } of await findFiles(given[role], warnOf))
      sources.push(path === "-" ? streamSource(process.stdin, role) : fileSource(path, role, searched, tellProgress));
  }
  for (const { path, name } of options.host) {
    const at = sources.findIndex((source) => source.path === path);
    if (at < 0) throw new OptionError(`--host: ${path} is no input`);
    sources[at] = { ...(sources[at] as Source), host: name };
  }
  const named = options.asterisk.length + options.bot.length + options.files.length > 0;
  return named ? sources : [streamSource(process.stdin, "auto")];
}

function tellProgress(path: string, bytes: number): void {
  progress.at(path, bytes);
}

/** What the configuration says that a diagnosis can use; its faults go to standard error. */
function readSettings(paths: readonly string[]): Pick<Request, "config" | "configTree" | "sessionExpiresSeconds"> {
  if (paths.length === 0) return { config: null, configTree: null, sessionExpiresSeconds: [] };
  const tree = readTree(paths);
  return { config: rtpLimits(tree), configTree: tree, sessionExpiresSeconds: sessionLengths(tree) };
}

/** Reads a configuration. What stands at a line is a finding of the audit; what was not read at all is said here. */
function readTree(paths: readonly string[]): ConfigTree {
  const tree = readConfig(paths);
  for (const { file, line, message } of tree.problems) if (line === null) warn(`${file}: ${message}`);
  return tree;
}

function sessionLengths(tree: ConfigTree): number[] {
  const expires = sessionTimers(tree).flatMap((row) => (row.expires.seconds === null ? [] : [row.expires.seconds]));
  return [...new Set(expires)];
}

/** The command to run again, as the report prints it. */
function commandOf(options: Options): string {
  const parts = [
    "ari-doctor",
    ...options.files,
    ...options.asterisk.flatMap((file) => ["--asterisk", file]),
    ...options.bot.flatMap((file) => ["--bot", file]),
  ];
  return parts.map(shellWord).join(" ");
}

function isWanted(call: CallRow, { call: id, since, until }: Options): boolean {
  if (id !== undefined) {
    const ids = [
      call.channelId,
      call.channelName,
      call.logCallId,
      call.sipCallId,
      ...call.legs.flatMap((leg) => [leg.channelId, leg.channelName]),
    ];
    if (!ids.includes(id.replace(/^\[|\]$/g, ""))) return false;
  }
  const endMs = call.endedAt === null ? null : Date.parse(call.endedAt);
  const startMs = call.startedAt === null ? null : Date.parse(call.startedAt);
  return (
    (since === undefined || endMs === null || endMs >= since) &&
    (until === undefined || startMs === null || startMs < until)
  );
}

function exitCode({ frame, callSeverities }: Outcome, failOn: FailOn): number {
  const severities = [...callSeverities, ...frame.runFindings.map(({ severity }) => severity)];
  return severities.some((severity) => isFailure(severity, failOn)) ? 1 : 0;
}

/** Where the text of an output goes. */
type Target = Pick<OutputFile, "write" | "finish" | "name" | "discard">;

interface OpenOutput extends Output {
  readonly target: Target;
}

function openTarget(output: Output): OpenOutput {
  return { ...output, target: output.path === null ? standardOutput : new OutputFile(output.path) };
}

const standardOutput: Target = {
  write: (text) => pipeline(Readable.from([text]), process.stdout, { end: false }),
  finish: async () => undefined,
  name: () => undefined,
  discard: () => undefined,
};

/** Writes every output. Files get their names when all are whole; a reader of standard output may leave, so it comes last. */
async function write(outcome: Outcome, outputs: readonly OpenOutput[], options: Options): Promise<void> {
  const files = outputs.filter(({ path }) => path !== null);
  for (const output of files) {
    for await (const text of rendered(outcome, output, options)) await output.target.write(text);
    await output.target.finish();
  }
  for (const { target } of files) target.name();
  for (const output of outputs) {
    if (output.path === null)
      await pipeline(Readable.from(rendered(outcome, output, options)), process.stdout, { end: false });
  }
}

/** The report in the form of an output. */
function rendered({ frame, calls }: Outcome, { path, format }: Output, options: Options): AsyncIterable<string> {
  const color = inColor(options.color, path);
  const render: Record<Format, () => AsyncIterable<string>> = {
    terminal: () => {
      if (options.quiet) return renderQuiet(frame, calls());
      const { verbose, limit, call } = options;
      const drawAll = call !== undefined;
      const isCrowded = !verbose && !drawAll && frame.summary.callCount > limit;
      const choice = isCrowded ? { choice: worstCalls(calls(), limit) } : {};
      return renderTerminal(frame, calls(), { columns: columns(), color, drawAll, isVerbose: verbose, ...choice });
    },
    json: () => renderJson(frame, calls()),
    markdown: () => renderMarkdown(frame, calls()),
    html: () => renderHtml(frame, calls(), readPageAssets()),
    otlp: () => renderOtlp(frame, calls()),
    // those of the calls were written as the calls were judged
    ndjson: () => Readable.from([runLines(frame.runFindings)]),
  };
  return render[format]();
}

function inColor(when: Options["color"], path: string | null): boolean {
  const toTerminal = path === null && process.stdout.isTTY === true;
  return when === "always" || (when === "auto" && toTerminal && !process.env.NO_COLOR);
}

function columns(): number {
  return process.stdout.columns ?? (Number(process.env.COLUMNS) || 80);
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = failure(error);
}

/** What went wrong, in one line; the exit code for it. */
function failure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if ((error as NodeJS.ErrnoException).code === "EPIPE") return 0; // the reader has had enough: `| head`
  warn(error instanceof OptionError || error instanceof Error ? error.message : String(error));
  return 2;
}
