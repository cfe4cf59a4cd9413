// ari-doctor config: says what a configuration puts in force and what is wrong in it.
import type { Command } from "commander";
import { CONFIG_OPTIONS } from "../settings/options.js";
import { addDefaultsOptions, addOptions } from "./command-options.js";

/** Adds `ari-doctor config`. */
export function addConfigCommand(program: Command): void {
  const command = program
    .command("config")
    .description(
      "show which values a configuration puts in force, what is wrong with it, and what a pasted snippet would do",
    );
  addOptions(command, CONFIG_OPTIONS);
  addDefaultsOptions(command);
  command.action(async (paths: string[], flags: Record<string, unknown>) => {
    const { runConfig } = await import("./run-config.js");
    process.exitCode = await runConfig({ ...flags, paths });
  });
}
