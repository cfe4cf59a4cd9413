// ari-doctor merge: reports of several hosts or days as one.
import type { Command } from "commander";
import { type MergeOptions, parseMergeOptions } from "../options.js";
import { FORMATS, outputsOf } from "../report/formats.js";
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
      const { failOn, color, limit, format } = defaultsFor({});
      process.exitCode = await runMerge(parseMergeOptions({ failOn, color, limit, format, ...flags, files }));
    });
}

async function runMerge(options: MergeOptions): Promise<number> {
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
