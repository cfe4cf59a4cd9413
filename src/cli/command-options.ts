// The options of a command, from their table.
import type { Command } from "commander";
import { helpOf, isOperand, type OptionGroup, type OptionTable } from "../settings/option.js";

/** Gives a command its operands and options. */
export function addOptions(command: Command, table: OptionTable): Command {
  for (const option of Object.values(table)) {
    if (isOperand(option)) command.argument(option.flags, helpOf(option));
    else {
      const added = command.createOption(option.flags, helpOf(option)).helpGroup(headingOf(option.group));
      if (option.without !== undefined) added.preset(option.without);
      command.addOption(option.repeatable ? added.argParser(collect) : added);
    }
  }
  // what belongs to no table
  return command.optionsGroup("Other:").helpOption("-h, --help", "print this help");
}

const collect = (value: string, list: readonly string[] = []): string[] => [...list, value];

/** `live` -> `Live:` */
function headingOf(group: OptionGroup): string {
  return `${group.charAt(0).toUpperCase()}${group.slice(1)}:`;
}

/** Looked for in the current folder. */
export const DEFAULTS_FILE = "ari-doctor.config.json";

/** Where the command takes defaults from. No stage is told, for by then they are settings. */
export function addDefaultsOptions(command: Command): Command {
  return command
    .option("--defaults <file>", `a file of defaults for these options (default: ${DEFAULTS_FILE}, where there is one)`)
    .option("--no-defaults", "take the defaults of no file");
}
