// ari-doctor config: says what a configuration puts in force and what is wrong in it.
import type { Command } from "commander";
import {
  collect,
  DEFAULTS_FILE,
  EXIT_ZERO_HELP,
  FAIL_ON_HELP,
  FOLLOW_INCLUDES,
  WRITE_CONFIG,
} from "./shared-options.js";

/** Adds `ari-doctor config`. */
export function addConfigCommand(program: Command): void {
  program
    .command("config")
    .description("say what a configuration puts in force, what is wrong in it, and what a pasted snippet would do")
    .argument("[paths...]", "a folder such as /etc/asterisk, or files of it")
    .option("--advice <file>", "a snippet that you were told to paste: what each of its lines would do")
    .option("--log <file>", "a log of Asterisk or the bot, to see it with (may be repeated)", collect)
    .option("--diff", "print the changes alone, as a unified diff for patch -p0; nothing is written")
    .option("--follow-includes", FOLLOW_INCLUDES)
    .option("--write-config <folder>", WRITE_CONFIG)
    .option("--asterisk-version <version>", "the version that runs it, such as 20.20.1 (default: the log's)")
    .option("--format <format>", "terminal or json (default: terminal, or json where -o names a .json file)")
    .option("-o, --output <file>", "write the report to a file instead of standard output")
    .option("--fail-on <severity>", FAIL_ON_HELP)
    .option("--exit-zero", EXIT_ZERO_HELP)
    .option("--color <when>", "auto (the default), always or never (NO_COLOR is honoured)")
    .option("--defaults <file>", `a file of defaults for these options (default: ${DEFAULTS_FILE}, where there is one)`)
    .option("--no-defaults", "take the defaults of no file")
    .action(async (paths: string[], flags: Record<string, unknown>) => {
      const { runConfig } = await import("./run-config.js");
      process.exitCode = await runConfig({ ...flags, paths });
    });
}
