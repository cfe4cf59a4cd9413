// The command line. Together with cli/ it is the only owner of arguments, standard output, standard error and the exit code.
// This file and those of the commands contain what --help says. What a command needs to run is loaded when it runs, since
// loading takes longer than most of what commands do. Exit code 0: nothing was found of the severity that --fail-on names, or
// worse; 1: something was; 2: nothing could be analysed; 130 and 143: stopped by SIGINT or SIGTERM, and the report is partial.
import { Command, CommanderError } from "commander";
import { addDefaultsOptions, addOptions } from "./cli/command-options.js";
import { addConfigCommand } from "./cli/config-command.js";
import { version, warn } from "./cli/console.js";
import { addDiffCommand } from "./cli/diff-command.js";
import { addLookupCommands } from "./cli/lookup-commands.js";
import { addMergeCommand } from "./cli/merge-command.js";
import { ReaderLeft } from "./cli/standard-output.js";
import { setV8Flags } from "./cli/v8-flags.js";
import { safeText } from "./report/safe-text.js";
import { RUN_OPTIONS } from "./settings/options.js";

setV8Flags();

const program = addOptions(
  new Command("ari-doctor").description(
    "Reads Asterisk full logs together with the logs of an ARI voice bot and says, per call, what happened and why.",
  ),
  RUN_OPTIONS,
);
addDefaultsOptions(program)
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
  // options after a command belong to that command
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

/** An error of commander's as one line of ours. Its guess gets a line of its own. */
function oneLine(text: string): string {
  const line = text.replace(/^error: /, "ari-doctor: ").replace(/\n\(Did you mean/, " (did you mean");
  // it quotes what was given: a file name in place of an option
  return line === text ? text : `${safeText(line.trimEnd())}\n`;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = failure(error);
}

/** What went wrong, in one line, and the exit code for it. */
function failure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ReaderLeft) return 0;
  warn(error instanceof Error ? error.message : String(error));
  return 2;
}
