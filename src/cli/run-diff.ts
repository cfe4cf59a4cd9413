// Compares two reports: flags in, what changed and the exit code out.
import { parseDiffOptions } from "../options.js";
import { diffReports } from "../report/diff.js";
import { renderDiff } from "../report/diff-page.js";
import type { NamedReport } from "../report/merge/parse-report.js";
import { columns, inColor, version } from "./console.js";
import { refuseToOverwriteInput } from "./inputs.js";
import { writeWhole } from "./outputs.js";
import { readReports } from "./report-files.js";
import { print, unlessReaderLeft } from "./standard-output.js";

/** Compares two reports; returns the exit code. @throws OptionError */
export async function runDiff(flags: Readonly<Record<string, unknown>>): Promise<number> {
  const options = parseDiffOptions(flags);
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
