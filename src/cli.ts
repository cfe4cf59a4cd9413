// The command line: with cli/ the sole owner of arguments, standard output, standard error and the exit code. Here and in the
// files of commands stands what --help says; what a command needs to run is loaded when it runs, for loading takes longer than
// most of what they do.
// Exit 0: nothing was found of the severity that --fail-on names, or a worse one; 1: something was; 2: nothing could be
// analysed; 130 and 143: stopped by SIGINT or SIGTERM, the report is partial.
import { Command, CommanderError } from "commander";
import { addConfigCommand } from "./cli/config-command.js";
import { version, warn } from "./cli/console.js";
import { addDiffCommand } from "./cli/diff-command.js";
import { addLookupCommands } from "./cli/lookup-commands.js";
import { addMergeCommand } from "./cli/merge-command.js";
import {
  collect,
  DEFAULTS_FILE,
  EXIT_ZERO_HELP,
  FAIL_ON_HELP,
  FOLLOW_INCLUDES,
  WRITE_CONFIG,
} from "./cli/shared-options.js";
import { ReaderLeft } from "./cli/standard-output.js";
import { FORMATS } from "./report/formats.js";
import { safeText } from "./report/safe-text.js";
import { setV8Flags } from "./v8-flags.js";

setV8Flags();

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
  .option("--follow-includes", FOLLOW_INCLUDES)
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
  .option(
    "--all",
    "keep the events of calls that went well in the report, too; --verbose and --call imply it (default: of problem calls)",
  )
  .option("-v, --verbose", "draw all calls on the page, with all their lines (format terminal)")
  .option("-q, --quiet", "one line a problem: code, call, cause, confidence, file and line (format terminal)")
  .option(
    "--limit <calls>",
    "how many problem calls are drawn on the page, the worst; the rest are counted (default: 10)",
  )
  .option(
    "--redact",
    "put masks (number#1, host#2) in place of phone numbers, names, addresses, hosts, passwords and tokens, in every format",
  )
  .option("--show-unparsed", "print the lines that could not be read on standard error, as FILE:LINE: text")
  .option("--follow", "read on as the logs grow, through rotation, and tell each finding at once; Ctrl-C ends it")
  .option("--every <time>", "with --follow: a summary this often, such as 30s, 5m or 1h, which then begins anew")
  .option(
    "--alert <command>",
    "with --follow or --state: run a command for each finding that --fail-on names, its JSON on standard input; split at spaces, no shell",
  )
  .option(
    "--state <file>",
    "go on where the run before left off, and report each call once: for a run every few minutes, or --follow",
  )
  .option("--new-state", "begin a new state in the place of a file that is damaged, of another version or none")
  .option("--alert-arg <word>", "an argument of the command, which is then taken whole (may be repeated)", collect)
  .option("--alert-every <time>", "run it at most this often; the next run tells how many were left out (default: 10s)")
  .option("--alert-timeout <time>", "end a command that takes longer (default: 30s)")
  .option("--fail-on <severity>", FAIL_ON_HELP)
  .option("--exit-zero", EXIT_ZERO_HELP)
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
  ari-doctor full bot.log --all -o archive.json          with the events of calls that went well
  ari-doctor full bot.log --redact -o incident.html      numbers, names, hosts and passwords masked
As it happens
  ari-doctor --follow /var/log/asterisk/full bot.log --every 1h
  ssh pbx tail -F /var/log/asterisk/full | ari-doctor --follow - bot.log --format ndjson
Every five minutes
  ari-doctor /var/log/asterisk/full bot.log --state /var/lib/ari-doctor.state --quiet
Several hosts or days, before and after a change
  ari-doctor merge pbx1.json pbx2.json -o both.html
  ari-doctor diff before.json after.json
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
    const { run } = await import("./cli/run.js");
    process.exitCode = await run({ ...flags, files });
  });

addConfigCommand(program);
addMergeCommand(program);
addDiffCommand(program);
addLookupCommands(program);

/** An error of commander as one line of ours; its guess stands on a line of its own. */
function oneLine(text: string): string {
  const line = text.replace(/^error: /, "ari-doctor: ").replace(/\n\(Did you mean/, " (did you mean");
  // it quotes what was given: a name of a file in place of an option
  return line === text ? text : `${safeText(line.trimEnd())}\n`;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = failure(error);
}

/** What went wrong, in one line; the exit code for it. */
function failure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ReaderLeft) return 0;
  warn(error instanceof Error ? error.message : String(error));
  return 2;
}
