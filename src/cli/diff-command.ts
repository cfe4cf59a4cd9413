// ari-doctor diff: did a change help? Two reports, from before and from after it.
import type { Command } from "commander";
import { type DiffOptions, parseDiffOptions } from "../options.js";
import { diffReports } from "../report/diff.js";
import { renderDiff } from "../report/diff-page.js";
import type { NamedReport } from "../report/merge/parse-report.js";
import { columns, inColor, version } from "./console.js";
import { refuseToOverwriteInput } from "./inputs.js";
import { writeWhole } from "./outputs.js";
import { readReports } from "./report-files.js";
import { print, unlessReaderLeft } from "./standard-output.js";

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
      process.exitCode = await runDiff(parseDiffOptions({ ...flags, before, after }));
    });
}

async function runDiff(options: DiffOptions): Promise<number> {
  refuseToOverwriteInput(options.output === undefined ? [] : [options.output], [options.before, options.after]);
  const [before, after] = readReports([options.before, options.after]) as [NamedReport, NamedReport];
  const diff = diffReports(before, after, version);
  const isJson = (options.format ?? (options.output?.endsWith(".json") ? "json" : "terminal")) === "json";
  const text = isJson
    ? `${JSON.stringify(diff, null, 2)}\n`
    : renderDiff(diff, { columns: columns(), color: inColor(options.color, options.output ?? null) });
  if (options.output === undefined) await print([text]).catch(unlessReaderLeft);
  else await writeWhole(options.output, text);
  if (diff.before.callCount === 0 || diff.after.callCount === 0) return 2;
  return diff.outcome === "worse" && !options.exitZero ? 1 : 0;
}
