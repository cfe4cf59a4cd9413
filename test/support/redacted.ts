// Reports as --redact masks them, and what each format shows of them.

import { wordsOfSources } from "../../build/words.js";
import type { Format } from "../../src/report/formats.js";
import { renderHtml } from "../../src/report/html.js";
import { renderJson } from "../../src/report/json.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { newsLine, newsText } from "../../src/report/news.js";
import { renderOtlp } from "../../src/report/otlp.js";
import { renderQuiet } from "../../src/report/quiet.js";
import type { Vocabulary } from "../../src/report/redact/strict.js";
import { Redactor, type RedactorOptions } from "../../src/report/redact.js";
import type { Report } from "../../src/report/schema.js";
import { createStyle } from "../../src/report/terminal/style.js";
import { renderTerminal } from "../../src/report/terminal.js";
import { REDACTION_LEVELS } from "../../src/settings/options.js";
import { frameOf, joined, ndjsonOf } from "./report-fixtures.js";

export type Level = (typeof REDACTION_LEVELS)[number];
export const LEVELS = REDACTION_LEVELS;

const words = wordsOfSources();
/** The words that --redact=strict keeps, as the build finds them. */
export const vocabulary: Vocabulary = { log: new Set(words.log), report: new Set([...words.log, ...words.report]) };

/** What masks the report, having learnt its calls. */
export function redactorOf(report: Report, level: Level, options: RedactorOptions = {}): Redactor {
  const strict = level === "strict" ? vocabulary : undefined;
  const redactor = new Redactor(
    report.inputs.map(({ path }) => path),
    [],
    { ...options, strict },
  );
  for (const call of report.calls) redactor.learn(call);
  return redactor;
}

/** The report, masked. */
export function redacted(report: Report, level: Level, options: RedactorOptions = {}): Report {
  const redactor = redactorOf(report, level, options);
  return { ...report, ...redactor.runReport(frameOf(report)), calls: report.calls.map((call) => redactor.call(call)) };
}

/** What is shown of a report: in each format, in a line a problem, and as news of a log that is followed. */
export async function inEveryFormat(report: Report): Promise<Record<Format | "quiet" | "news", string>> {
  const runReport = frameOf(report);
  const { calls } = report;
  const news = calls.flatMap((call) =>
    call.findings.map((finding) => ({ call, finding, titles: [], supersedes: null, isFinal: true })),
  );
  return {
    json: await joined(renderJson(runReport, calls)),
    terminal: await joined(renderTerminal(runReport, calls, { columns: 400, color: false, drawAll: true })),
    markdown: await joined(renderMarkdown(runReport, calls)),
    html: await joined(renderHtml(runReport, calls, { script: "", style: "" })),
    ndjson: await ndjsonOf(report),
    otlp: await joined(renderOtlp(runReport, calls)),
    quiet: await joined(renderQuiet(runReport, calls)),
    news: news.map((one) => newsLine(one) + newsText(one, createStyle(false))).join(""),
  };
}
