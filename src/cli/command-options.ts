// The options of a command, from their table.
import type { Command } from "commander";
import { helpOf, isOperand, type OptionTable } from "../settings/option.js";

/** Gives a command its operands and options. */
export function addOptions(command: Command, table: OptionTable): Command {
  for (const option of Object.values(table)) {
    if (isOperand(option)) command.argument(option.flags, helpOf(option));
    else if (option.repeatable) command.option(option.flags, helpOf(option), collect);
    else command.option(option.flags, helpOf(option));
  }
  return command;
}

const collect = (value: string, list: readonly string[] = []): string[] => [...list, value];

/** Looked for in the current folder. */
export const DEFAULTS_FILE = "ari-doctor.config.json";

/** Where the command takes defaults from. No stage is told, for by then they are settings. */
export function addDefaultsOptions(command: Command): Command {
  return command
    .option("--defaults <file>", `a file of defaults for these options (default: ${DEFAULTS_FILE}, where there is one)`)
    .option("--no-defaults", "take the defaults of no file");
}
