// An error that nothing explains is in every format that tells of its call.
import { describe, expect, it } from "vitest";
import { diffReports } from "../../src/report/diff.js";
import { renderHtml } from "../../src/report/html.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { mergeReports } from "../../src/report/merge.js";
import { callLines, titlesIn } from "../../src/report/ndjson.js";
import { renderOtlp } from "../../src/report/otlp.js";
import { Redactor } from "../../src/report/redact.js";
import { type CallRow, callSchema, type Report } from "../../src/report/schema.js";
import { renderTerminal } from "../../src/report/terminal.js";
import { plainOrigin } from "../support/analyse.js";
import { frameOf, joined, rtpTimeoutCall, rtpTimeoutReport } from "../support/report-fixtures.js";

const LINE = "2026-11-22 15:57:33,000 ERROR no card of +49 151 12345678";
const call: CallRow = {
  ...rtpTimeoutCall,
  unexplained: [
    {
      source: "bot.log",
      line: 91,
      byteOffset: 11_000,
      at: "2026-11-22T15:57:33.000Z",
      text: LINE,
      count: 3,
      reason: "the only call up at the time",
    },
  ],
  unexplainedLineCount: 7,
};
const report: Report = { ...rtpTimeoutReport, calls: [call] };
const runReport = frameOf(report);

describe("an unexplained error", () => {
  it("is drawn on a terminal, with how often, and why it is this call's", async () => {
    const text = await joined(renderTerminal(runReport, [call], { columns: 100, color: false, drawAll: false }));
    const section = text.slice(text.indexOf("Unexplained"));
    expect(section).toContain("bot.log:91  3 times");
    expect(section).toContain(LINE);
    expect(section).toContain("~ the only call up at the time");
    expect(section).toContain("… 4 more lines of other kinds");
  });

  it("is in Markdown and in the page", async () => {
    const markdown = await joined(renderMarkdown(runReport, [call]));
    expect(markdown).toContain("3 times; the only call up at the time");
    expect(markdown).toContain(LINE);
    expect(await joined(renderHtml(runReport, [call], { script: "", style: "" }))).toContain(LINE);
  });

  it("is a line of NDJSON and an event of the trace", async () => {
    const lines = callLines(call, titlesIn(report)).trimEnd().split("\n");
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
      event: { dataset: "ari_doctor.unexplained", original: LINE },
      ari_doctor: { unexplained: { path: "bot.log", line: 91, count: 3 } },
    });
    expect(await joined(renderOtlp(runReport, [call]))).toContain('"name":"unexplained"');
  });

  it("is masked, kept by a merge and counted by a comparison", () => {
    const masked = new Redactor([]).call(call);
    expect(masked.unexplained[0]?.text).not.toContain("12345678");
    const merged = mergeReports([{ name: "a.json", report }], "9.9.9", plainOrigin);
    expect([...merged.calls][0]?.unexplained).toEqual(call.unexplained);
    const diff = diffReports({ name: "a", report: rtpTimeoutReport }, { name: "b", report }, "9.9.9");
    expect(diff.rows.find(({ what }) => what === "unexplained")).toMatchObject({
      before: { calls: 0 },
      after: { calls: 1 },
    });
  });

  it("is empty in a report of before", () => {
    const { unexplained: _, unexplainedLineCount: __, ...old } = call;
    expect(callSchema.parse(old)).toMatchObject({ unexplained: [], unexplainedLineCount: 0 });
  });
});
