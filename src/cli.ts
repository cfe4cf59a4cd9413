// The command line: sole owner of arguments, standard output, standard error and the exit code.
// Exit 0: nothing of severity error or warning; 1: something was found; 2: nothing could be analysed.
import { createWriteStream, existsSync, readFileSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setFlagsFromString } from "node:v8";
import { Command, CommanderError } from "commander";
import { readConfig } from "./asterisk/config/read.js";
import { rtpLimits } from "./asterisk/config/rtp-limits.js";
import { sessionTimers } from "./asterisk/config/session-timers.js";
import { listForms } from "./formats/list.js";
import { readOwnForms } from "./formats/own-forms.js";
import { traceLines } from "./formats/trace.js";
import { readLineBatches } from "./lines.js";
import { OptionError, type Options, parseOptions } from "./options.js";
import { analyse, type Outcome, type Request } from "./pipeline.js";
import { renderJson } from "./report/json.js";
import { safeText } from "./report/safe-text.js";
import { type CallRow, jsonSchema } from "./report/schema.js";
import { renderTerminal } from "./report/terminal.js";
import { capturePlan } from "./rules/capture-plan.js";
import { similarRules } from "./rules/did-you-mean.js";
import { explainRule, findRule, listRules } from "./rules/explain.js";
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

const warn = (message: string): void => {
  process.stderr.write(`ari-doctor: ${safeText(message)}\n`);
};
const collect = (value: string, list: readonly string[] = []): string[] => [...list, value];

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
  .option("--format <format>", "terminal or json (default: terminal, or json where -o names a .json file)")
  .option("-o, --output <file>", "write the report to a file instead of standard output")
  .option("--show-unparsed", "print the lines that could not be read on standard error, as FILE:LINE: text")
  .option("--exit-zero", "exit 0 whatever was found")
  .option("--color <when>", "auto, always or never (NO_COLOR is honoured)", "auto")
  .version(version)
  .addHelpText(
    "after",
    `
Exit codes: 0 nothing of severity error or warning found, 1 something found, 2 nothing could be analysed.

Examples:
  ari-doctor /var/log/asterisk/full bot.log --config /etc/asterisk
  cat full bot.log | ari-doctor --rtp-timeout 60
  ssh pbx cat /var/log/asterisk/full | ari-doctor - bot.log
  ari-doctor full bot.log --call 1757572606.0 --format json -o incident.json`,
  )
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text.replace(/^error: /, "ari-doctor: ")) })
  .action(async (files: string[], flags: Record<string, unknown>) => {
    process.exitCode = await run(parseOptions({ ...flags, files }));
  });

program
  .command("schema")
  .description("print the JSON Schema of the report")
  .action(() => {
    process.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
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
  refuseToOverwriteInput(options.output, sources);
  const outcome = await analyse({
    sources,
    flags: { rtpTimeoutSeconds: options.rtpTimeout ?? null, rtpHoldTimeoutSeconds: options.rtpHoldTimeout ?? null },
    ...readSettings(options.config),
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
    warn: (message) => leftOut.push(message),
    ...(options.showUnparsed ? { onUnparsed: showUnparsed } : {}),
  });
  try {
    if (!outcome.analysed) {
      warn(`nothing could be analysed: ${leftOut.join("; ") || "no input holds lines of Asterisk or of a bot"}`);
      return 2;
    }
    for (const message of leftOut) warn(message);
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
    const status = exitCode(outcome);
    await write(outcome, options);
    return options.exitZero ? 0 : status;
  } finally {
    outcome.close();
  }
}

function showUnparsed(path: string, line: number, text: string): void {
  process.stderr.write(`${safeText(path)}:${line}: ${safeText(text)}\n`);
}

/** The forms that the user added; null where they added none. */
function ownForms(path: string | undefined): ReturnType<typeof readOwnForms> | null {
  return path === undefined ? null : readOwnForms(readFileSync(path, "utf8"), path);
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
function refuseToOverwriteInput(output: string | undefined, inputs: readonly Source[]): void {
  const place = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path));
  if (output === undefined) return;
  for (const { path } of inputs) {
    if (path !== "-" && place(path) === place(output))
      throw new OptionError(`--output: ${output} is an input; the report would replace it`);
  }
}

async function sourcesOf(options: Options, warnOf: (message: string) => void): Promise<Source[]> {
  const given = { asterisk: options.asterisk, bot: options.bot, auto: options.files } as const;
  const sources: Source[] = [];
  for (const role of ["asterisk", "bot", "auto"] as const) {
    for (const { path, searched } of await findFiles(given[role], warnOf))
      sources.push(path === "-" ? streamSource(process.stdin, role) : fileSource(path, role, searched));
  }
  for (const { path, name } of options.host) {
    const at = sources.findIndex((source) => source.path === path);
    if (at < 0) throw new OptionError(`--host: ${path} is no input`);
    sources[at] = { ...(sources[at] as Source), host: name };
  }
  const named = options.asterisk.length + options.bot.length + options.files.length > 0;
  return named ? sources : [streamSource(process.stdin, "auto")];
}

/** What the configuration says that a diagnosis can use; its faults go to standard error. */
function readSettings(paths: readonly string[]): Pick<Request, "config" | "sessionExpiresSeconds"> {
  if (paths.length === 0) return { config: null, sessionExpiresSeconds: [] };
  const tree = readConfig(paths);
  const limits = rtpLimits(tree);
  for (const { file, line, message, effect } of [...tree.problems, ...limits.problems]) {
    if (effect !== "noted" || line === null) warn(`${file}${line === null ? "" : `:${line}`}: ${message}`);
  }
  const expires = sessionTimers(tree).flatMap((row) => (row.expires.seconds === null ? [] : [row.expires.seconds]));
  return { config: limits, sessionExpiresSeconds: [...new Set(expires)] };
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

function exitCode({ frame, calls }: Outcome): number {
  const serious = (findings: CallRow["findings"]): boolean => findings.some(({ severity }) => severity !== "info");
  if (serious(frame.runFindings)) return 1;
  for (const call of calls()) if (serious(call.findings)) return 1;
  return 0;
}

async function write({ frame, calls }: Outcome, options: Options): Promise<void> {
  const format = options.format ?? (options.output?.endsWith(".json") ? "json" : "terminal");
  const toTerminal = options.output === undefined && process.stdout.isTTY === true;
  const color = options.color === "always" || (options.color === "auto" && toTerminal && !process.env.NO_COLOR);
  const text =
    format === "json"
      ? renderJson(frame, calls())
      : renderTerminal(frame, calls(), { columns: columns(), color, drawAll: options.call !== undefined });
  if (options.output !== undefined) return pipeline(Readable.from(text), createWriteStream(options.output));
  await pipeline(Readable.from(text), process.stdout, { end: false });
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
