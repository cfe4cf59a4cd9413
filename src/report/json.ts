// The JSON report as a stream of text. A run may have more calls than memory, so calls are written as they come.
import type { CallRow, Report, RunReport } from "./schema.js";

/** All keys of a report. None can be forgotten, as the compiler checks. */
const everyKey: Readonly<Record<keyof Report, true>> = {
  schemaVersion: true,
  tool: true,
  generatedAt: true,
  command: true,
  generatedOn: true,
  redaction: true,
  inputs: true,
  limits: true,
  summary: true,
  recommendations: true,
  calls: true,
  runFindings: true,
  notes: true,
};
const keys = Object.keys(everyKey) as (keyof Report)[];

/** A call as it stands in the report. */
export function printCall(call: CallRow): string {
  return pretty(call, 2);
}

/**
 * Renders the report as indented JSON, with its keys in the order of the schema. The text is that of
 * `JSON.stringify(report, null, 2)` for the whole report, except that characters with an invisible effect on a terminal are
 * escaped, since people do `cat` a report.
 * @param calls Rows, or what {@link printCall} has made of them.
 */
export async function* renderJson(
  runReport: RunReport,
  calls: AsyncIterable<CallRow | string> | Iterable<CallRow | string>,
): AsyncGenerator<string> {
  for (const [index, key] of keys.entries()) {
    yield `${index === 0 ? "{" : ","}\n  ${JSON.stringify(key)}: `;
    if (key === "calls") yield* renderCalls(calls);
    else yield pretty(runReport[key], 1);
  }
  yield "\n}\n";
}

async function* renderCalls(
  calls: AsyncIterable<CallRow | string> | Iterable<CallRow | string>,
): AsyncGenerator<string> {
  let separator = "[";
  for await (const call of calls) {
    yield `${separator}\n    ${typeof call === "string" ? call : printCall(call)}`;
    separator = ",";
  }
  yield separator === "[" ? "[]" : "\n  ]";
}

function pretty(value: Report[keyof Report] | CallRow, depth: number): string {
  // JSON.stringify escapes line feeds within strings, so those that remain are its own indentation
  const text = JSON.stringify(value, null, 2).replaceAll("\n", `\n${"  ".repeat(depth)}`);
  return escapeUnseen(text);
}

/** Only characters that every terminal shows: recognised at once, while the Unicode tables cost far more. */
const plain = /^[\n\x20-\x7e]*$/;

/** JSON text in which characters with an invisible effect on a display are escaped. It means the same. */
export function escapeUnseen(json: string): string {
  return plain.test(json) ? json : json.replace(/[\x7f-\x9f\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/gu, escaped);
}

function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
