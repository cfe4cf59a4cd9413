// Brings reports together: flags in, one report and the exit code out.
import { parseMergeOptions } from "../options.js";
import { outputsOf } from "../report/formats.js";
import { counted } from "../report/html/browser/words.js";
import { mergeReports } from "../report/merge.js";
import { Redactor } from "../report/redact.js";
import type { CallRow } from "../report/schema.js";
import { version, warn } from "./console.js";
import { defaultsFor } from "./defaults-file.js";
import { codeOf } from "./exit-code.js";
import { refuseToOverwriteInput } from "./inputs.js";
import { openTarget, type Shown, write } from "./outputs.js";
import { readReports } from "./report-files.js";
import { masked } from "./run.js";

/** Brings reports together; returns the exit code. @throws OptionError */
export async function runMerge(flags: Readonly<Record<string, unknown>>): Promise<number> {
  const { failOn, color, limit, format } = await defaultsFor({});
  const options = parseMergeOptions({ failOn, color, limit, format, ...flags });
  refuseToOverwriteInput(options.output, options.files);
  const { frame, calls } = mergeReports(readReports(options.files), version);
  const merged: Shown = { frame, calls: () => calls };
  const callSeverities = new Set(calls.flatMap(({ findings }) => findings.map(({ severity }) => severity)));
  const status = codeOf({ frame, callSeverities }, options.failOn);
  const outputs = outputsOf(options.output, options.format).map(openTarget);
  try {
    if (options.redact) warnOfUnknown(merged.calls());
    const shown = options.redact ? masked(merged, redactorOf(merged)) : merged;
    await write(shown, outputs, { ...options, call: undefined, callLinesAreWritten: false });
  } finally {
    for (const { target } of outputs) target.discard();
  }
  return options.exitZero ? 0 : status;
}

/** A name or a host that one line tells is masked wherever another mentions it: of events that are left out nothing is learnt. */
function warnOfUnknown(calls: Iterable<CallRow>): void {
  let withoutEvents = 0;
  for (const { leftOutEventCount } of calls) if (leftOutEventCount > 0) withoutEvents += 1;
  if (withoutEvents === 0) return;
  warn(
    `the events of ${counted(withoutEvents, "call")} are not in the reports: a name or host that only these tell is masked nowhere else; give --redact or --all when the logs are read`,
  );
}

function redactorOf({ frame, calls }: Shown): Redactor {
  const redactor = new Redactor(frame.inputs.map(({ path }) => path));
  for (const call of calls()) redactor.learn(call);
  return redactor;
}
