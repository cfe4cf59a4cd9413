// The commands and options of the command line, as commander knows them: what --help, the completions and the manual page say. What
// a command needs to run is loaded when it runs, for loading takes longer than most of what they do.
import { existsSync } from "node:fs";
import { Command, Option } from "commander";
import { safeText } from "../report/safe-text.js";
import { RUN_OPTIONS } from "../settings/options.js";
import { briefHelp } from "./brief-help.js";
import { addDefaultsOptions, addOptions } from "./command-options.js";
import { addConfigCommand } from "./config-command.js";
import { addDiffCommand } from "./diff-command.js";
import { addHelpCommands } from "./help-commands.js";
import { helpEnd } from "./help-text.js";
import { addLookupCommands } from "./lookup-commands.js";
import { addMergeCommand } from "./merge-command.js";

/** Makes the program; `args` are those that it will be given. */
export function makeProgram(version: string, args: readonly string[]): Command {
  const program = new Command("ari-doctor").description(
    "Reads Asterisk full logs together with the logs of an ARI voice bot and says, per call, what happened and why.",
  );
  addOptions(program, RUN_OPTIONS);
  addDefaultsOptions(program)
    .version(version, "-V, --version", "print the version")
    // options after a command are that command's own
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(oneLine(text)) })
    .action(async (files: string[], flags: Record<string, unknown>) => {
      const [first] = files;
      if (first !== undefined && !existsSync(first)) {
        const { refuseMistypedCommand } = await import("./meant-command.js");
        refuseMistypedCommand(first, program);
      }
      const { run } = await import("./run.js");
      process.exitCode = await run({ ...flags, files });
    });

  addConfigCommand(program);
  addMergeCommand(program);
  addDiffCommand(program);
  addLookupCommands(program);
  addHelpCommands(program, version);
  addHelp(program, args);
  return program;
}

/** -h is one screen, --help is all. After the commands, which would take it over: theirs are short enough. */
function addHelp(program: Command, args: readonly string[]): void {
  const isBrief = args.includes("-h") && !args.includes("--help");
  program
    .addHelpOption(new Option("-h, --help", "-h: the options most used, on one screen; --help: all"))
    .addHelpText("after", () => (isBrief ? "" : helpEnd()));
  if (isBrief) {
    const names = program.commands.map((command) => command.name());
    program.configureHelp({ formatHelp: () => briefHelp(RUN_OPTIONS, names) });
  }
}

/** An error of commander as one line of ours; its guess stands on a line of its own. */
function oneLine(text: string): string {
  const line = text.replace(/^error: /, "ari-doctor: ").replace(/\n\(Did you mean/, " (did you mean");
  // it quotes what was given: a name of a file in place of an option
  return line === text ? text : `${safeText(line.trimEnd())}\n`;
}
