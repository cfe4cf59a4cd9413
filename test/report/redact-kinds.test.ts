// Each kind of private value, in each of its spellings, through every format.
import { beforeAll, describe, expect, it, test } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { renderJson } from "../../src/report/json.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { renderOtlp } from "../../src/report/otlp.js";
import { MASK } from "../../src/report/redact/masks.js";
import { Redactor } from "../../src/report/redact.js";
import { type CallRow, type Report, reportSchema } from "../../src/report/schema.js";
import { renderTerminal } from "../../src/report/terminal.js";
import { analyseTexts, sampleLogs } from "../support/analyse.js";
import { frameOf, joined, ndjsonOf } from "../support/report-fixtures.js";
import { sampleNames } from "../support/sample.js";
import { KEPT, KINDS, type PrivateLine } from "./redact-kinds.js";

async function read(name: string): Promise<Report> {
  const { logs, config } = sampleLogs(name);
  const { runReport, calls } = await analyseTexts(logs, { config });
  return { ...runReport, calls: [...calls] };
}

function redacted(report: Report): Report {
  const redactor = new Redactor(report.inputs.map(({ path }) => path));
  for (const call of report.calls) redactor.learn(call);
  return { ...report, ...redactor.runReport(frameOf(report)), calls: report.calls.map((call) => redactor.call(call)) };
}

/** A report whose first call has this line wherever it quotes one. */
function withLine(report: Report, line: string): Report {
  const first = report.calls[0] as CallRow;
  const said = <T extends { text: string }>(rows: readonly T[]): T[] => rows.map((row) => ({ ...row, text: line }));
  const call: CallRow = {
    ...first,
    findings: first.findings.map((finding) => ({ ...finding, message: line })),
    diagnosis: { ...first.diagnosis, evidence: said(first.diagnosis.evidence) },
    firstLines: said(first.firstLines),
    timeline: said(first.timeline),
  };
  return { ...report, calls: [call], notes: [line] };
}

async function inEveryFormat(report: Report): Promise<Record<string, string>> {
  const runReport = frameOf(report);
  const { calls } = report;
  return {
    json: await joined(renderJson(runReport, calls)),
    terminal: await joined(renderTerminal(runReport, calls, { columns: 400, color: false, drawAll: true })),
    markdown: await joined(renderMarkdown(runReport, calls)),
    html: await joined(renderHtml(runReport, calls, { script: "", style: "" })),
    ndjson: await ndjsonOf(report),
    otlp: await joined(renderOtlp(runReport, calls)),
  };
}

/** What of a line is still seen, and in which formats. A format may escape what it quotes. */
function leaked([, ...values]: PrivateLine, texts: Record<string, string>): string[] {
  return Object.entries(texts).flatMap(([format, text]) =>
    values
      .filter((value) => text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)))
      .map((value) => `${value} in ${format}`),
  );
}

describe("of the kinds of private values", () => {
  let report: Report;
  beforeAll(async () => {
    report = await read("rtp-timeout");
  });

  it.each(Object.entries(KINDS))("%s are not seen in any format, however they are spelt", async (_kind, lines) => {
    expect(lines.length).toBeGreaterThanOrEqual(5);
    const leaks: string[] = [];
    for (const line of lines) {
      const planted = withLine(report, line[0]);
      // the line is told where it is not masked: else nothing would be tested
      expect(leaked(line, { json: JSON.stringify(planted) })).toHaveLength(line.length - 1);
      const found = leaked(line, await inEveryFormat(redacted(planted)));
      if (found.length > 0) leaks.push(`${line[0]}: ${found.join(", ")}`);
    }
    expect(leaks).toEqual([]);
  });

  it.each(Object.entries(KEPT))("%s stay as they are", (_kind, lines) => {
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect(lines.map((line) => new Redactor([]).text(line))).toEqual(lines);
  });

  it("a line that is masked again stays what it is", () => {
    const redactor = new Redactor([]);
    const once = Object.values(KINDS).flatMap((lines) => lines.map(([line]) => redactor.text(line)));
    expect(once.map((line) => new Redactor([]).text(line))).toEqual(once);
  });
});

const masks = new RegExp(MASK);

/** Where a masked report says something else than the report, apart from masks. */
function* otherwise(before: unknown, after: unknown, at = ""): Generator<string> {
  if (typeof before === "string" && typeof after === "string") {
    const parts = after.split(masks);
    let from = 0;
    for (const [i, part] of parts.entries()) {
      const found = i === 0 ? (before.startsWith(part) ? 0 : -1) : before.indexOf(part, from);
      if (found < 0) return yield `${at}: ${before} -> ${after}`;
      from = found + part.length;
    }
    if (!before.endsWith(parts.at(-1) ?? "")) yield `${at}: ${before} -> ${after}`;
  } else if (typeof before === "object" && before !== null && typeof after === "object" && after !== null) {
    const [one, other] = [Object.entries(before), Object.entries(after)];
    if (one.length !== other.length) yield `${at}: ${one.length} -> ${other.length}`;
    for (const [key, value] of one) yield* otherwise(value, (after as Record<string, unknown>)[key], `${at}.${key}`);
  } else if (before !== after) yield `${at}: ${String(before)} -> ${String(after)}`;
}

describe.each(sampleNames())("--redact over sample %s", (name) => {
  test("changes no verdict, confidence, finding or join, and no word but what it masks", async () => {
    const before = await read(name);
    const after = redacted(before);
    reportSchema.parse(after);
    expect([...otherwise({ ...before, notes: [] }, { ...after, notes: [] })]).toEqual([]);
    const judged = (report: Report): unknown => [
      report.summary,
      report.runFindings.map(({ code }) => code),
      report.calls.map(({ channelId, logCallId, legs, diagnosis, findings, timeline }) => ({
        ids: [channelId, logCallId, legs.map((leg) => leg.channelId), timeline.map(({ playbackId }) => playbackId)],
        verdict: [diagnosis.cause, diagnosis.confidence],
        findings: findings.map(({ code, severity }) => [code, severity]),
      })),
    ];
    expect(judged(after)).toEqual(judged(before));
  });
});
