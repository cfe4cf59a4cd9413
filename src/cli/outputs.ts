// Where reports go, each in its format. Files get their names once all are complete.

import type { Format, Output } from "../report/formats.js";
import type { CallRow, RunReport } from "../report/schema.js";
import type { Settings } from "../settings/options.js";
import { CannotWrite } from "./cannot-write.js";
import { columns, inColor, warn } from "./console.js";
import { OutputFile } from "./output-file.js";
import { print, unlessReaderLeft } from "./standard-output.js";

/** Where the text of an output goes. */
type Target = Pick<OutputFile, "write" | "finish" | "name" | "discard">;

/** An output, and where its text goes. */
export interface OpenOutput extends Output {
  readonly target: Target;
  /** Why it cannot be written. Then nothing more is tried. */
  failure?: CannotWrite;
}

/** Does something with an output, and notes if it cannot be written: the others are, all the same. */
export async function attempt(output: OpenOutput, act: (target: Target) => Promise<void> | void): Promise<void> {
  if (output.failure !== undefined) return;
  try {
    await act(output.target);
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    output.failure = error;
  }
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

/** What came of writing. */
export interface Written {
  /** False if nobody got a report, for its only reader had left. */
  readonly isDelivered: boolean;
  /** True if some output could not be written. That has been said. */
  readonly hasFailed: boolean;
}

/**
 * Writes every output. Files get their names once all are complete. A reader of standard output may leave, so it comes last. Where
 * no file could be written, the report goes there unasked: what a long run has found is not thrown away for a full disk.
 */
export async function write(outcome: Shown, outputs: readonly OpenOutput[], options: ShowOptions): Promise<Written> {
  const files = outputs.filter(({ path }) => path !== null);
  for (const output of files)
    await attempt(output, async (target) => {
      for await (const text of rendered(outcome, output, options)) await target.write(text);
      await target.finish();
    });
  for (const output of files) await attempt(output, (target) => target.name());
  const failures = outputs.flatMap(({ failure }) => failure ?? []);
  for (const { message } of failures) warn(message);
  const isLost = failures.length > 0 && failures.length === files.length && files.length === outputs.length;
  if (isLost) warn("the report follows on standard output");
  let isDelivered = files.some(({ failure }) => failure === undefined);
  const printed: readonly Output[] = isLost
    ? [{ path: null, format: "terminal" }]
    : outputs.filter(({ path, failure }) => path === null && failure === undefined);
  for (const output of printed) {
    const whole = print(rendered(outcome, output, options)).then(() => true);
    isDelivered = (await whole.catch(unlessReaderLeft)) === true || isDelivered;
  }
  return { isDelivered, hasFailed: failures.length > 0 };
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
