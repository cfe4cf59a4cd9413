// Events of calls that went well are left out unasked. Nothing else of the report may hang on that, and no format may be silent
// about it.
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/markdown.js";
import { mergeReports } from "../../src/report/merge.js";
import { renderOtlp } from "../../src/report/otlp.js";
import { isProblem, withTimelineOfProblem } from "../../src/report/problem.js";
import type { CallRow, Report } from "../../src/report/schema.js";
import { renderTerminal } from "../../src/report/terminal.js";
import { analyseTexts, plainOrigin, sampleLogs } from "../support/analyse.js";
import { frameOf, joined } from "../support/report-fixtures.js";
import { sampleNames } from "../support/sample.js";

async function reportOf(name: string, allTimelines: boolean): Promise<Report> {
  const { logs, config } = sampleLogs(name);
  const { runReport, calls } = await analyseTexts(logs, { config, settings: { all: allTimelines } });
  // only calls that are judged without all events are settled
  return { ...runReport, calls: calls.map(({ settled: _, ...call }) => call) };
}

describe.each(sampleNames())("the report of sample %s", (name) => {
  it("is the same with all events and without, but for them", async () => {
    const [brief, whole] = [await reportOf(name, false), await reportOf(name, true)];
    expect(frameOf(brief)).toEqual(frameOf(whole));
    expect(brief.calls.map(withoutEvents)).toEqual(whole.calls.map(withoutEvents));
    for (const [index, call] of whole.calls.entries()) {
      expect(call.leftOutEventCount).toBe(0);
      expect(brief.calls[index]).toEqual(
        isProblem(call) ? call : { ...call, timeline: [], leftOutEventCount: call.timeline.length },
      );
      expect(withTimelineOfProblem(call)).toEqual(brief.calls[index]);
      expect(brief.calls[index] && withTimelineOfProblem(brief.calls[index])).toEqual(brief.calls[index]);
    }
  });

  it("knows each call by a line that is no other's, as its timeline has it", async () => {
    const { calls } = await reportOf(name, true);
    for (const { firstLines, timeline } of calls) {
      expect(firstLines.length).toBeGreaterThan(0);
      for (const line of firstLines)
        expect(timeline.find(({ side, attributed }) => side === line.side && attributed === "direct")).toMatchObject(
          line,
        );
    }
    const places = calls.flatMap(({ firstLines }) => firstLines.map(({ source, line }) => `${source}:${line}`));
    expect(new Set(places).size).toBe(places.length);
  });
});

function withoutEvents({ timeline: _, leftOutEventCount: __, ...call }: CallRow): unknown {
  return call;
}

describe("merged reports without events of calls that went well", () => {
  const merged = (reports: readonly Report[]): Report => {
    const named = reports.map((report, index) => ({ name: `${index}.json`, report }));
    const { runReport, calls } = mergeReports(named, "9.9.9", plainOrigin);
    return { ...runReport, calls: [...calls] };
  };

  it("count a call once, and keep the one that has its events", async () => {
    const [brief, whole] = [await reportOf("healthy", false), await reportOf("healthy", true)];
    expect(merged([brief, brief]).calls).toEqual(brief.calls);
    expect(merged([brief, whole]).calls).toEqual(whole.calls);
    expect(merged([whole, brief]).calls).toEqual(whole.calls);
  });

  it("know a log that has grown", async () => {
    const brief = await reportOf("healthy", false);
    const first: Report = {
      ...brief,
      inputs: brief.inputs.map((input) => ({ ...input, bytes: input.bytes - 1, lineCount: input.lineCount - 1 })),
      calls: brief.calls.slice(0, 2),
    };
    const both = merged([first, brief]);
    expect(both.inputs).toEqual(brief.inputs);
    expect(both.calls).toEqual(brief.calls);
  });

  it("keep hosts apart whose ids and times are the same", async () => {
    const north = await reportOf("healthy", false);
    // another host's log: its lines stand elsewhere
    const south: Report = {
      ...north,
      calls: north.calls.map((call) => ({
        ...call,
        caller: "79160000077",
        firstLines: call.firstLines.map((line) => ({ ...line, text: `${line.text} (south)` })),
      })),
    };
    const both = merged([north, south]);
    expect(both.calls).toHaveLength(2 * north.calls.length);
    expect(new Set(both.calls.map(({ host }) => host))).toEqual(new Set(["0", "1"]));
  });
});

describe("of events that are left out", () => {
  it("the page says how many there are, and how to have them", async () => {
    const { calls, ...runReport } = await reportOf("healthy", false);
    const page = await joined(renderTerminal(runReport, calls, { columns: 100, color: false, drawAll: true }));
    expect(page.match(/\d+ events? left out; --all keeps them\./g)).toEqual(
      calls.map(({ leftOutEventCount }) => `${leftOutEventCount} events left out; --all keeps them.`),
    );
  });

  it("a ticket says where they are", async () => {
    const { calls, ...runReport } = await reportOf("healthy", false);
    expect(await joined(renderMarkdown(runReport, calls))).toContain(
      "- 3 calls that went well: in the JSON report, with `--all` event by event",
    );
  });

  it("a trace has the number, its times and its id", async () => {
    interface Span {
      readonly traceId: string;
      readonly parentSpanId?: string;
      readonly startTimeUnixNano: string;
    }
    const rootsOf = async (report: Report): Promise<Span[]> => {
      const { resourceSpans } = JSON.parse(await joined(renderOtlp(frameOf(report), report.calls))) as {
        resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
      };
      const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
      return spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    };
    const [brief, whole] = [await reportOf("healthy", false), await reportOf("healthy", true)];
    const [short, long] = [await rootsOf(brief), await rootsOf(whole)];
    const placed = (roots: readonly Span[]): unknown[] =>
      roots.map(({ traceId, startTimeUnixNano }) => [traceId, startTimeUnixNano]);
    expect(placed(short)).toEqual(placed(long));
    expect(JSON.stringify(short)).toContain('"ari_doctor.left_out_event_count"');
    expect(JSON.stringify(long)).not.toContain('"ari_doctor.left_out_event_count"');
  });
});
