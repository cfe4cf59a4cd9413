// ari-doctor help [command] and ari-doctor version: what --help and --version say, for those who begin without a dash.
import type { Command } from "commander";
import { OptionError } from "../settings/option-error.js";
import { print } from "./standard-output.js";

/** Adds `ari-doctor help` and `ari-doctor version`. */
export function addHelpCommands(program: Command, version: string): void {
  program
    .command("help")
    .description("show help for a command, or for the whole tool")
    .argument("[command]", "a command of ari-doctor")
    .action(async (name: string | undefined) => {
      const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
      if (command !== undefined) return command.outputHelp();
      const { meantCommand } = await import("./meant-command.js");
      const meant = meantCommand(name ?? "", program);
      throw new OptionError(`help: no command is called ${name}${meant === null ? "" : `; did you mean ${meant}?`}`);
    });

  program
    .command("version")
    .description("print the version")
    .action(() => print([`${version}\n`]));
}
