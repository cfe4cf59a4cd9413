// ari-doctor diff: did a change help? It compares a report from before with one from after.
import type { Command } from "commander";
import { DIFF_OPTIONS } from "../settings/options.js";
import { addOptions } from "./command-options.js";

/** Adds `ari-doctor diff`. */
export function addDiffCommand(program: Command): void {
  const command = program
    .command("diff")
    .description("compare two JSON reports: did the change help? Causes, waits and lost calls before and after");
  addOptions(command, DIFF_OPTIONS);
  command
    .addHelpText(
      "after",
      `
Exit codes: 0 not worse, or not clearly; 1 clearly more calls are lost; 2 there
is nothing to compare.

  ari-doctor full bot.log -o before.json      # after the change: -o after.json
  ari-doctor diff before.json after.json`,
    )
    .action(async (before: string, after: string, flags: Record<string, unknown>) => {
      const { runDiff } = await import("./run-diff.js");
      process.exitCode = await runDiff({ ...flags, before, after });
    });
}
