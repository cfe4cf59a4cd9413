// ari-doctor merge: combines reports of several hosts or days.
import type { Command } from "commander";
import { MERGE_OPTIONS } from "../settings/options.js";
import { addOptions } from "./command-options.js";

/** Adds `ari-doctor merge`. */
export function addMergeCommand(program: Command): void {
  const command = program
    .command("merge")
    .description("merge JSON reports of several hosts or days into one report, in any format");
  addOptions(command, MERGE_OPTIONS);
  command
    .addHelpText(
      "after",
      `
  ari-doctor merge pbx1.json pbx2.json -o both.html          # two hosts
  ari-doctor merge mon.json tue.json wed.json -o week.json   # a week
  ari-doctor merge incident.json -o incident.md              # another format

A call that stands in several reports is counted once. Where two logs have the
same path, the report's name goes before it. Events of calls that went well are
in it where the reports were made with --all.`,
    )
    .action(async (files: string[], flags: Record<string, unknown>) => {
      const { runMerge } = await import("./run-merge.js");
      process.exitCode = await runMerge({ ...flags, files });
    });
}
