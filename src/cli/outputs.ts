// Where reports go, and each in its format: files get their names when all are whole.
import { Readable } from "node:stream";
import type { Options } from "../options.js";
import { OutputFile } from "../output-file.js";
import { readPageAssets } from "../page-assets.js";
import type { Outcome } from "../pipeline.js";
import type { Format, Output } from "../report/formats.js";
import { renderHtml } from "../report/html.js";
import { renderJson } from "../report/json.js";
import { renderMarkdown } from "../report/markdown.js";
import { renderNdjson, runLines } from "../report/ndjson.js";
import { renderOtlp } from "../report/otlp.js";
import { renderQuiet } from "../report/quiet.js";
import { worstCalls } from "../report/terminal/worst.js";
import { renderTerminal } from "../report/terminal.js";
import { columns, inColor } from "./console.js";
import { print, unlessReaderLeft } from "./standard-output.js";

/** Where the text of an output goes. */
type Target = Pick<OutputFile, "write" | "finish" | "name" | "discard">;

/** An output and where its text goes. */
export interface OpenOutput extends Output {
  readonly target: Target;
}

/** Makes ready to write an output; a file has another name until it is whole. */
export function openTarget(output: Output, _index: number, all: readonly Output[]): OpenOutput {
  return { ...output, target: output.path === null ? standardOutput(all.length === 1) : new OutputFile(output.path) };
}

/** `isOnly`: where its reader leaves, there is nothing left to do. */
const standardOutput = (isOnly: boolean): Target => ({
  write: (text) => (isOnly ? print([text]) : print([text]).catch(unlessReaderLeft)),
  finish: async () => undefined,
  name: () => undefined,
  discard: () => undefined,
});

/**
 * Writes every output. Files get their names when all are whole; a reader of standard output may leave, so it comes last.
 * @returns Whether anybody got a report: false where its only reader had left.
 */
export async function write(outcome: Outcome, outputs: readonly OpenOutput[], options: Options): Promise<boolean> {
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

/** The report in the form of an output. */
function rendered({ frame, calls }: Outcome, { path, format }: Output, options: Options): AsyncIterable<string> {
  const color = inColor(options.color, path);
  const render: Record<Format, () => AsyncIterable<string>> = {
    terminal: () => {
      if (options.quiet) return renderQuiet(frame, calls());
      const { verbose, limit, call } = options;
      const drawAll = call !== undefined;
      const isCrowded = !verbose && !drawAll && frame.summary.callCount > limit;
      const choice = isCrowded ? { choice: worstCalls(calls(), limit) } : {};
      return renderTerminal(frame, calls(), { columns: columns(), color, drawAll, isVerbose: verbose, ...choice });
    },
    json: () => renderJson(frame, calls()),
    markdown: () => renderMarkdown(frame, calls()),
    html: () => renderHtml(frame, calls(), readPageAssets()),
    otlp: () => renderOtlp(frame, calls()),
    // else those of the calls were written as the calls were judged
    ndjson: () => (options.redact ? renderNdjson(frame, calls()) : Readable.from([runLines(frame.runFindings)])),
  };
  return render[format]();
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
