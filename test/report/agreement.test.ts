// Every format is drawn from one report: their findings must be the same, call by call.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FindingData, PageData } from "../../src/report/html/browser/page-data.js";
import { renderHtml } from "../../src/report/html.js";
import { renderJson } from "../../src/report/json.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { isProblem } from "../../src/report/problem.js";
import { type Report, reportSchema } from "../../src/report/schema.js";
import { renderTerminal } from "../../src/report/terminal.js";
import { frameOf, joined, ndjsonOf } from "../support/report-fixtures.js";
import { GOLDEN, sampleNames } from "../support/sample.js";

const CODE = /\b(?:SIP|RTP|ARI|BOT|CFG|SYS|LOG)\d{3}\b/g;

/** Codes with how often each is given. */
function tally(codes: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort());
}

/** The codes of a text in which a finding's label stands before them. */
function labelled(text: string, label: RegExp): string[] {
  return [...text.matchAll(label)].flatMap(([found]) => found.match(CODE) ?? []);
}

describe.each(sampleNames())("the formats of sample %s", (name) => {
  const report: Report = reportSchema.parse(JSON.parse(readFileSync(join(GOLDEN, name, "report.json"), "utf8")));
  const runReport = frameOf(report);
  const codesOf = (calls: Report["calls"]): string[] =>
    [...calls.flatMap(({ findings }) => findings), ...report.runFindings].map(({ code }) => code);
  const all = tally(codesOf(report.calls));
  /** Those for people leave calls out in which nothing went wrong. */
  const ofProblems = tally(codesOf(report.calls.filter(isProblem)));

  test("agree in their findings", async () => {
    const json = reportSchema.parse(JSON.parse(await joined(renderJson(runReport, report.calls))));
    expect(
      tally([...json.calls.flatMap(({ findings }) => findings), ...json.runFindings].map(({ code }) => code)),
    ).toEqual(all);

    const lines = (await ndjsonOf(report)).split("\n").filter(Boolean);
    expect(tally(lines.map((line) => (JSON.parse(line) as { event: { code: string } }).event.code))).toEqual(all);

    const markdown = await joined(renderMarkdown(runReport, report.calls));
    expect(tally(labelled(markdown, /^- \*\*(?:ERROR|WARNING|INFO) \w+/gm))).toEqual(ofProblems);

    const terminal = await joined(
      renderTerminal(runReport, report.calls.filter(isProblem), {
        columns: 100,
        color: false,
        drawAll: false,
        isVerbose: true,
      }),
    );
    expect(tally(labelled(terminal, /^ +(?:ERROR|WARNING|INFO) \w+/gm))).toEqual(ofProblems);

    const html = await joined(renderHtml(runReport, report.calls, { script: "", style: "" }));
    const data = JSON.parse(/id="data">(?<json>[^<]*)</.exec(html)?.groups?.json ?? "") as PageData;
    const text = (number: number): string => data.strings[number] ?? "";
    const found = [
      ...data.calls.flatMap(([, , , , , , , , , , , , , , detail]) => detail?.findings ?? []),
      ...data.runFindings,
    ];
    expect(tally(found.map(([code]: FindingData) => text(code)))).toEqual(ofProblems);
    expect(data.calls.map(([, , , , , , cause]) => text(cause))).toEqual(
      report.calls.map(({ diagnosis }) => diagnosis.cause),
    );
  });
});
