// Merges reports: takes flags, writes one report, and returns the exit code.
import { ENDINGS, outputsOf } from "../report/formats.js";
import { mergeReports } from "../report/merge.js";
import type { Redactor } from "../report/redact.js";
import { isMaskedNote, redactionOf } from "../report/redaction.js";
import type { CallRow } from "../report/schema.js";
import { counted } from "../report/words/units.js";
import { MERGE_OPTIONS, type Settings } from "../settings/options.js";
import { parseSettings } from "../settings/parse.js";
import { version, warn } from "./console.js";
import { defaultsFor } from "./defaults-file.js";
import { codeOf } from "./exit-code.js";
import { refuseToOverwriteInput } from "./inputs.js";
import { masked } from "./masked.js";
import { origin } from "./origin.js";
import { refuseUnknownEndings } from "./output-endings.js";
import { refuseMissingFolders } from "./output-file.js";
import { openTarget, type Shown, write } from "./outputs.js";
import { redactorFor } from "./redactor.js";
import { readReports } from "./report-files.js";

/** Merges reports. Returns the exit code. @throws OptionError */
export async function runMerge(flags: Readonly<Record<string, unknown>>): Promise<number> {
  const settings = parseSettings(MERGE_OPTIONS, { ...(await defaultsFor(MERGE_OPTIONS, {})), ...flags });
  refuseToOverwriteInput(settings.output, settings.files);
  refuseUnknownEndings(settings.output, settings.format, ENDINGS);
  refuseMissingFolders(settings.output);
  const { runReport, calls } = mergeReports(readReports(settings.files), version, origin());
  const merged: Shown = { runReport, calls: () => calls };
  const callSeverities = new Set(calls.flatMap(({ findings }) => findings.map(({ severity }) => severity)));
  const status = codeOf({ runReport, callSeverities }, settings.failOn);
  const outputs = outputsOf(settings.output, settings.format).map(openTarget);
  try {
    const redactor = await redactorOf(merged, settings);
    if (redactor !== null) warnOfUnknown(merged.calls());
    const shown = redactor === null ? merged : masked(merged, redactor);
    const { hasFailed } = await write(shown, outputs, { ...settings, call: undefined, callLinesAreWritten: false });
    if (hasFailed) return 2;
  } finally {
    for (const { target } of outputs) target.discard();
  }
  return settings.exitZero ? 0 : status;
}

/**
 * A name or a host that one line reveals is masked wherever another mentions it. Nothing is learnt from events that are left
 * out.
 */
function warnOfUnknown(calls: Iterable<CallRow>): void {
  let withoutEvents = 0;
  for (const { leftOutEventCount } of calls) if (leftOutEventCount > 0) withoutEvents += 1;
  if (withoutEvents === 0) return;
  warn(
    `the events of ${counted(withoutEvents, "call")} are not in the reports: a name or host that only these tell is masked nowhere else; give --redact or --all when the logs are read`,
  );
}

async function redactorOf(
  { runReport, calls }: Shown,
  settings: Pick<Settings, "redact" | "redactKey">,
): Promise<Redactor | null> {
  const paths = runReport.inputs.map(({ path }) => path);
  const isMaskedBefore = redactionOf(runReport).level !== "none" || runReport.notes.some(isMaskedNote);
  const redactor = await redactorFor(settings, paths, [], { isMaskedBefore });
  if (redactor !== null) for (const call of calls()) redactor.learn(call);
  return redactor;
}
