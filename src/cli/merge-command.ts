// ari-doctor merge: reports of several hosts or days as one.
import type { Command } from "commander";
import { FORMATS } from "../report/formats.js";
import { collect, EXIT_ZERO_HELP, FAIL_ON_HELP } from "./shared-options.js";

/** Adds `ari-doctor merge`. */
export function addMergeCommand(program: Command): void {
  program
    .command("merge")
    .description("bring JSON reports of several hosts or days into one report of the same shape, in any format")
    .argument("<reports...>", "what --format json wrote; of one alone, another format is made")
    .option("--format <format>", `${FORMATS.join(", ")} (default: terminal, or what the name of the -o file says)`)
    .option("-o, --output <file>", "write the report to a file instead of standard output (may be repeated)", collect)
    .option("-v, --verbose", "draw all calls on the page, with all their lines (format terminal)")
    .option("-q, --quiet", "one line a problem (format terminal)")
    .option("--limit <calls>", "how many problem calls are drawn on the page (default: 10)")
    .option("--redact", "put masks in place of what is private, in every format")
    .option("--fail-on <severity>", FAIL_ON_HELP)
    .option("--exit-zero", EXIT_ZERO_HELP)
    .option("--color <when>", "auto (the default), always or never (NO_COLOR is honoured)")
    .addHelpText(
      "after",
      `
Two hosts       ari-doctor merge pbx1.json pbx2.json -o both.html
A week          ari-doctor merge mon.json tue.json wed.json -o week.json
Another format  ari-doctor merge incident.json -o incident.md

A call that stands in several reports is counted once. Where two logs have the same path, the report's name goes before it.
Events of calls that went well are in it where the reports were made with --all.`,
    )
    .action(async (files: string[], flags: Record<string, unknown>) => {
      const { runMerge } = await import("./run-merge.js");
      process.exitCode = await runMerge({ ...flags, files });
    });
}
