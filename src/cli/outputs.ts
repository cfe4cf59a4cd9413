// Where reports go, each in its format. Files get their names once all are complete.

import type { Format, Output } from "../report/formats.js";
import type { CallRow, RunReport } from "../report/schema.js";
import type { Settings } from "../settings/options.js";
import { columns, inColor } from "./console.js";
import { OutputFile } from "./output-file.js";
import { print, unlessReaderLeft } from "./standard-output.js";

/** Where the text of an output goes. */
type Target = Pick<OutputFile, "write" | "finish" | "name" | "discard">;

/** An output, and where its text goes. */
export interface OpenOutput extends Output {
  readonly target: Target;
}

/** Prepares to write an output. A file has another name until it is complete. */
export function openTarget(output: Output, _index: number, all: readonly Output[]): OpenOutput {
  return { ...output, target: output.path === null ? standardOutput(all.length === 1) : new OutputFile(output.path) };
}

/** `isOnly`: if its reader leaves, there is nothing left to do. */
const standardOutput = (isOnly: boolean): Target => ({
  write: (text) => (isOnly ? print([text]) : print([text]).catch(unlessReaderLeft)),
  finish: async () => undefined,
  name: () => undefined,
  discard: () => undefined,
});

/** A report to be shown. */
export interface Shown {
  readonly runReport: RunReport;
  /** Requested anew for each output. */
  readonly calls: () => Iterable<CallRow>;
  /** The same, each as the JSON report has it. */
  readonly printed?: () => Iterable<string>;
}

/** How it is shown. */
export interface ShowOptions extends Pick<Settings, "color" | "quiet" | "verbose" | "limit" | "call"> {
  /** True if NDJSON lines of calls were written as the calls were judged. */
  readonly callLinesAreWritten: boolean;
}

/**
 * Writes every output. Files get their names once all are complete. A reader of standard output may leave, so it comes last.
 * @returns Whether anybody got a report: false if its only reader had left.
 */
export async function write(outcome: Shown, outputs: readonly OpenOutput[], options: ShowOptions): Promise<boolean> {
  const files = outputs.filter(({ path }) => path !== null);
  for (const output of files) {
    for await (const text of rendered(outcome, output, options)) await output.target.write(text);
    await output.target.finish();
  }
  for (const { target } of files) target.name();
  let isDelivered = files.length > 0;
  for (const output of outputs) {
    if (output.path !== null) continue;
    const printed = print(rendered(outcome, output, options)).then(() => true);
    isDelivered = (await printed.catch(unlessReaderLeft)) === true || isDelivered;
  }
  return isDelivered;
}

/** The report in the format of an output. The code for a format is loaded only if that format is wanted. */
async function* rendered(
  { runReport, calls, printed }: Shown,
  { path, format }: Output,
  options: ShowOptions,
): AsyncGenerator<string> {
  const color = inColor(options.color, path);
  const render: Record<Format, () => Promise<AsyncIterable<string> | Iterable<string>>> = {
    terminal: async () => {
      if (options.quiet) {
        const { renderQuiet } = await import("../report/quiet.js");
        return renderQuiet(runReport, calls());
      }
      const { renderTerminal } = await import("../report/terminal.js");
      const { verbose, limit, call } = options;
      return renderTerminal(runReport, calls(), {
        columns: columns(),
        color,
        drawAll: call !== undefined,
        isVerbose: verbose,
        limit,
      });
    },
    json: async () => (await import("../report/json.js")).renderJson(runReport, printed?.() ?? calls()),
    markdown: async () => (await import("../report/markdown.js")).renderMarkdown(runReport, calls()),
    html: async () => {
      const { readPageAssets } = await import("./page-assets.js");
      const { renderHtml } = await import("../report/html.js");
      return renderHtml(runReport, calls(), readPageAssets());
    },
    otlp: async () => (await import("../report/otlp.js")).renderOtlp(runReport, calls()),
    ndjson: async () => {
      const { renderNdjson, runLines } = await import("../report/ndjson.js");
      return options.callLinesAreWritten ? [runLines(runReport)] : renderNdjson(runReport, calls());
    },
  };
  yield* await render[format]();
}

/** Writes a file that never exists half-written. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const file = new OutputFile(path);
  try {
    await file.write(text);
    await file.finish();
    file.name();
  } finally {
    file.discard();
  }
}
