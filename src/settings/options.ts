// Every option of every command, once. A new one is a row here, plus a place that uses the resulting setting. --help,
// completions, check, type and defaults file follow from the row.
import { FORMATS } from "../report/formats.js";
import type { OptionTable, SettingsOf } from "./option.js";
import { FAIL_ON } from "./severity-limit.js";

/** How much is masked. */
export const REDACTION_LEVELS = ["kinds", "strict"] as const;

/** Of a run: `ari-doctor [files...]`. */
export const RUN_OPTIONS = {
  files: {
    flags: "[files...]",
    help: "logs of Asterisk and of the bot, told apart by their content: files, folders, 'patterns*'; none or - reads standard input",
    repeatable: true,
    group: "input",
  },
  asterisk: {
    flags: "--asterisk <file>",
    help: "read this file as Asterisk's log, whatever it looks like (may be repeated)",
    repeatable: true,
    group: "input",
  },
  bot: {
    flags: "--bot <file>",
    help: "read this file as the bot's log, whatever it looks like (may be repeated)",
    repeatable: true,
    group: "input",
  },
  host: {
    flags: "--host <file=name>",
    help: "which Asterisk host wrote a file, if logs of several do not say so (may be repeated)",
    repeatable: true,
    check: ({ hostOfFile }) => hostOfFile,
    mayBeDefault: true,
    group: "input",
  },
  config: {
    flags: "--config <path>",
    help: "Asterisk configuration: a folder such as /etc/asterisk, or files of it (may be repeated)",
    repeatable: true,
    mayBeDefault: true,
    group: "input",
    brief: "Asterisk's configuration, for the limits in force",
  },
  followIncludes: {
    flags: "--follow-includes",
    help: "follow #include and links also to files outside the configuration folder",
    group: "input",
  },
  formats: {
    flags: "--formats <file>",
    help: "a JSON file with your own line formats and wordings; see ari-doctor formats",
    group: "input",
  },
  tz: {
    flags: "--tz <zone>",
    help: "time zone of Asterisk's stamps if they state none, such as Europe/Berlin",
    check: ({ zone }) => zone,
    group: "input",
  },
  botTz: {
    flags: "--bot-tz <zone>",
    help: "time zone of the bot's stamps if they state none",
    check: ({ zone }) => zone,
    group: "input",
  },
  botClockOffsetSeconds: {
    flags: "--bot-clock-offset <seconds>",
    help: "how far the bot's clock is ahead of Asterisk's; overrides what the logs show",
    check: ({ text }) =>
      text(/^[+-]?\d+(?:\.\d+)?$/, "must be a number of seconds, below 0 where the bot's clock is behind").transform(
        Number,
      ),
    group: "input",
  },
  year: {
    flags: "--year <year>",
    help: "the year of the first stamp without one",
    check: ({ text }) => text(/^(?:19[789]|20\d)\d$/, "must be a year of four digits").transform(Number),
    group: "input",
  },
  dateOrder: {
    flags: "--date-order <order>",
    help: "dmy or mdy: how to read dates such as 03/04/2026",
    check: ({ oneOf }) => oneOf(["dmy", "mdy"]),
    group: "input",
  },
  showUnparsed: {
    flags: "--show-unparsed",
    help: "print lines that could not be read to standard error, as FILE:LINE: text",
    group: "input",
  },
  rtpTimeoutSeconds: {
    flags: "--rtp-timeout <seconds>",
    help: "the RTP timeout in force (0 = off); overrides the configuration",
    check: ({ seconds }) => seconds,
    mayBeDefault: true,
    group: "limits",
    brief: "the RTP timeout in force, without --config",
  },
  rtpHoldTimeoutSeconds: {
    flags: "--rtp-hold-timeout <seconds>",
    help: "the RTP hold timeout in force (0 = off)",
    check: ({ seconds }) => seconds,
    mayBeDefault: true,
    group: "limits",
  },
  answerBudgetSeconds: {
    flags: "--answer-budget <seconds>",
    help: "how long a caller may wait for an answer before it is reported",
    check: ({ seconds }) => seconds,
    default: "30",
    mayBeDefault: true,
    group: "limits",
  },
  call: {
    flags: "--call <id>",
    help: "only this call: a uniqueid, channel name, C-… or SIP Call-ID",
    group: "selection",
    brief: "one call, with all its lines",
  },
  sinceMs: {
    flags: "--since <time>",
    help: "only calls that end at or after this time (UTC, or with an offset)",
    check: ({ moment }) => moment,
    group: "selection",
    brief: "calls that end then or later",
  },
  untilMs: {
    flags: "--until <time>",
    help: "only calls that start before this time",
    check: ({ moment }) => moment,
    group: "selection",
    brief: "calls that start before then",
  },
  output: {
    flags: "-o, --output <file>",
    help: "write the report to a file instead of standard output, in the format that its name ends in (may be repeated; - is standard output)",
    repeatable: true,
    group: "output",
    brief: "a report in a file: .html, .md, .json or .txt",
  },
  format: {
    flags: "--format <format>",
    help: `${FORMATS.join(", ")} (default: terminal, or what the name of the -o file says)`,
    check: ({ oneOf }) => oneOf(FORMATS),
    mayBeDefault: true,
    group: "output",
  },
  all: {
    flags: "--all",
    help: "also keep the events of calls that went well; implied by --verbose and --call (default: only of problem calls)",
    mayBeDefault: true,
    group: "output",
  },
  verbose: {
    flags: "-v, --verbose",
    help: "draw all calls on the page, with all their lines (format terminal)",
    group: "output",
    brief: "draw all calls, with all their lines",
  },
  quiet: {
    flags: "-q, --quiet",
    help: "one line per problem: code, call, cause, confidence, file and line (format terminal)",
    notWith: ["verbose"],
    group: "output",
    brief: "one line per problem",
  },
  limit: {
    flags: "--limit <calls>",
    help: "how many problem calls to show, the clearest of each cause first; the rest are only counted",
    check: ({ text }) => text(/^\d{1,9}$/, "must be a whole number of calls").transform(Number),
    // most of them are a line
    default: "40",
    mayBeDefault: true,
    group: "output",
  },
  color: {
    flags: "--color <when>",
    help: "auto (the default), always or never (NO_COLOR is honoured)",
    check: ({ oneOf }) => oneOf(["auto", "always", "never"]),
    default: "auto",
    mayBeDefault: true,
    group: "output",
  },
  writeConfig: {
    flags: "--write-config <folder>",
    help: "write the proposed configuration changes into a new folder; the configuration itself is not touched",
    notWith: ["follow", "state"],
    group: "output",
  },
  failOn: {
    flags: "--fail-on <severity>",
    help: `exit 1 from this severity on: ${FAIL_ON.join(", ")}`,
    check: ({ oneOf }) => oneOf(FAIL_ON),
    default: "warning",
    mayBeDefault: true,
    group: "output",
    brief: "exit 1 from: error, warning (default), info",
  },
  exitZero: {
    flags: "--exit-zero",
    help: "exit 0 whatever was found; the same as --fail-on never",
    group: "output",
  },
  follow: {
    flags: "--follow",
    help: "keep reading as the logs grow and rotate, and report each finding at once; Ctrl-C ends it",
    group: "live",
    brief: "keep reading, report findings at once",
  },
  everyMs: {
    flags: "--every <time>",
    help: "with --follow: print a summary this often, such as 30s, 5m or 1h, each since the one before",
    check: ({ durationMs }) => durationMs,
    goesWith: ["follow"],
    group: "live",
  },
  state: {
    flags: "--state <file>",
    help: "continue where the last run stopped, and report each call once: for a run every few minutes, or --follow",
    check: ({ someText }) => someText,
    group: "live",
    brief: "report what is new since the last run",
  },
  newState: {
    flags: "--new-state",
    help: "start a new state if the file is damaged, of another version or not a state file",
    goesWith: ["state"],
    group: "live",
  },
  alert: {
    flags: "--alert <command>",
    help: "with --follow or --state: run a command for each finding that --fail-on covers, with its JSON on standard input; split at spaces, no shell",
    check: ({ someText }) => someText,
    goesWith: ["follow", "state"],
    group: "live",
  },
  alertArg: {
    flags: "--alert-arg <word>",
    help: "an argument for that command, which is then not split (may be repeated)",
    repeatable: true,
    goesWith: ["alert"],
    elseSays: "there is no --alert to give it to",
    group: "live",
  },
  alertEveryMs: {
    flags: "--alert-every <time>",
    help: "run it at most this often; the next run says how many were skipped",
    check: ({ durationMs }) => durationMs,
    default: "10s",
    group: "live",
  },
  alertTimeoutMs: {
    flags: "--alert-timeout <time>",
    help: "stop a command that takes longer",
    check: ({ durationMs }) => durationMs,
    default: "30s",
    group: "live",
  },
  redact: {
    flags: "--redact [level]",
    help: "mask phone numbers, names, addresses, hosts, passwords and tokens (number#1, host#2), in every format; --redact=strict, for tickets: mask all but words of Asterisk and ARI, ids, times and short numbers (default level: kinds)",
    check: ({ oneOf }) => oneOf(REDACTION_LEVELS),
    without: "kinds",
    group: "privacy",
    brief: "mask numbers, names, hosts; =strict: all unknown",
  },
  redactKey: {
    flags: "--redact-key <file>",
    help: "with --redact: make the masks with the key in this file; reports with the same key have the same masks",
    check: ({ someText }) => someText,
    goesWith: ["redact"],
    elseSays: "goes with --redact only",
    mayBeDefault: true,
    group: "privacy",
  },
} as const satisfies OptionTable;

/** Of `ari-doctor config`. */
export const CONFIG_OPTIONS = {
  paths: {
    flags: "[paths...]",
    help: "a folder such as /etc/asterisk, or files of it",
    repeatable: true,
    group: "input",
  },
  advice: {
    flags: "--advice <file>",
    help: "a snippet that you were told to paste; says what each line would do",
    group: "input",
  },
  log: {
    flags: "--log <file>",
    help: "a log of Asterisk or the bot, to judge the configuration with (may be repeated)",
    repeatable: true,
    group: "input",
  },
  diff: {
    flags: "--diff",
    help: "print only the changes, as a unified diff for patch -p0; nothing is written",
    group: "output",
  },
  followIncludes: RUN_OPTIONS.followIncludes,
  writeConfig: { flags: RUN_OPTIONS.writeConfig.flags, help: RUN_OPTIONS.writeConfig.help, group: "output" },
  asteriskVersion: {
    flags: "--asterisk-version <version>",
    help: "the Asterisk version, such as 20.20.1 (default: the log's)",
    check: ({ text }) => text(/^\d+\.\d+/, "must be a version such as 20.20.1"),
    group: "input",
  },
  format: {
    flags: "--format <format>",
    help: "terminal or json (default: terminal, or json if -o names a .json file)",
    check: ({ oneOf }) => oneOf(["terminal", "json"]),
    group: "output",
  },
  output: {
    flags: "-o, --output <file>",
    help: "write the report to a .txt or .json file instead of standard output",
    group: "output",
  },
  failOn: RUN_OPTIONS.failOn,
  exitZero: RUN_OPTIONS.exitZero,
  color: RUN_OPTIONS.color,
} as const satisfies OptionTable;

/** Of `ari-doctor merge`. */
export const MERGE_OPTIONS = {
  files: {
    flags: "<reports...>",
    help: "reports that --format json wrote; a single one is converted to another format",
    repeatable: true,
    group: "input",
  },
  format: RUN_OPTIONS.format,
  output: {
    flags: RUN_OPTIONS.output.flags,
    help: "write the report to a file instead of standard output (may be repeated)",
    repeatable: true,
    group: "output",
  },
  verbose: RUN_OPTIONS.verbose,
  quiet: {
    flags: RUN_OPTIONS.quiet.flags,
    help: "one line per problem (format terminal)",
    notWith: ["verbose"],
    group: "output",
  },
  limit: { ...RUN_OPTIONS.limit, help: "how many problem calls to show" },
  redact: {
    flags: RUN_OPTIONS.redact.flags,
    help: "mask what is private, in every format; --redact=strict: mask all that is not known to be harmless (default level: kinds)",
    check: RUN_OPTIONS.redact.check,
    without: RUN_OPTIONS.redact.without,
    group: "privacy",
  },
  redactKey: RUN_OPTIONS.redactKey,
  failOn: RUN_OPTIONS.failOn,
  exitZero: RUN_OPTIONS.exitZero,
  color: RUN_OPTIONS.color,
} as const satisfies OptionTable;

/** Of `ari-doctor diff`. */
export const DIFF_OPTIONS = {
  before: {
    flags: "<before>",
    help: "JSON report from before the change",
    group: "input",
  },
  after: { flags: "<after>", help: "JSON report from after it", group: "input" },
  format: CONFIG_OPTIONS.format,
  output: {
    flags: CONFIG_OPTIONS.output.flags,
    help: "write the comparison to a .txt or .json file instead of standard output",
    group: "output",
  },
  exitZero: {
    flags: RUN_OPTIONS.exitZero.flags,
    help: "exit 0 even if more calls are lost than before",
    group: "output",
  },
  color: RUN_OPTIONS.color,
} as const satisfies OptionTable;

/** What a run was asked. It is handed on whole to the stages, whose types name the parts that they use. */
export type Settings = SettingsOf<typeof RUN_OPTIONS>;
