// ari-doctor diff: did a change help? Two reports, from before and from after it.
import type { Command } from "commander";

/** Adds `ari-doctor diff`. */
export function addDiffCommand(program: Command): void {
  program
    .command("diff")
    .description("compare two JSON reports: did the change help? Causes, waits and lost calls before and after")
    .argument("<before>", "what --format json wrote of the time before the change")
    .argument("<after>", "and after it")
    .option("--format <format>", "terminal or json (default: terminal, or json where -o names a .json file)")
    .option("-o, --output <file>", "write the comparison to a file instead of standard output")
    .option("--exit-zero", "exit 0 also where more calls are lost than before")
    .option("--color <when>", "auto (the default), always or never (NO_COLOR is honoured)")
    .addHelpText(
      "after",
      `
Exit codes: 0 not worse, or not clearly; 1 clearly more calls are lost; 2 there is nothing to compare.

  ari-doctor full bot.log -o before.json      and after the change -o after.json
  ari-doctor diff before.json after.json`,
    )
    .action(async (before: string, after: string, flags: Record<string, unknown>) => {
      const { runDiff } = await import("./run-diff.js");
      process.exitCode = await runDiff({ ...flags, before, after });
    });
}
