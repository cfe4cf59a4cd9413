// Compares two reports: takes flags, writes what changed, and returns the exit code.
import { diffReports } from "../report/diff.js";
import { renderDiff } from "../report/diff-page.js";
import type { NamedReport } from "../report/merge/parse-report.js";
import { DIFF_OPTIONS } from "../settings/options.js";
import { parseSettings } from "../settings/parse.js";
import { columns, inColor, version } from "./console.js";
import { refuseToOverwriteInput } from "./inputs.js";
import { PAGE_ENDINGS, refuseUnknownEndings } from "./output-endings.js";
import { writeWhole } from "./outputs.js";
import { readReports } from "./report-files.js";
import { print, unlessReaderLeft } from "./standard-output.js";

/** Compares two reports; returns the exit code. @throws OptionError */
export async function runDiff(flags: Readonly<Record<string, unknown>>): Promise<number> {
  const settings = parseSettings(DIFF_OPTIONS, flags);
  refuseUnknownEndings(settings.output === undefined ? [] : [settings.output], settings.format, PAGE_ENDINGS);
  refuseToOverwriteInput(settings.output === undefined ? [] : [settings.output], [settings.before, settings.after]);
  const [before, after] = readReports([settings.before, settings.after]) as [NamedReport, NamedReport];
  const diff = diffReports(before, after, version);
  const isJson = (settings.format ?? (settings.output?.endsWith(".json") ? "json" : "terminal")) === "json";
  const text = isJson
    ? `${JSON.stringify(diff, null, 2)}\n`
    : renderDiff(diff, { columns: columns(), color: inColor(settings.color, settings.output ?? null) });
  if (settings.output === undefined) await print([text]).catch(unlessReaderLeft);
  else await writeWhole(settings.output, text);
  if (diff.before.callCount === 0 || diff.after.callCount === 0) return 2;
  return diff.outcome === "worse" && !settings.exitZero ? 1 : 0;
}
