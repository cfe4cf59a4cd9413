// Reports brought together: nothing is judged anew, nothing counted twice, and every line still points to its file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseReport } from "../../src/report/merge/parse-report.js";
import { mergeReports } from "../../src/report/merge.js";
import { maskedNote } from "../../src/report/redaction.js";
import { type CallRow, type Finding, type Report, reportSchema } from "../../src/report/schema.js";
import { type Evidence, recommendationSchema } from "../../src/verdict/verdict.js";
import { plainOrigin } from "../support/analyse.js";
import { GOLDEN, sampleNames } from "../support/sample.js";

const golden = (name: string): Report => parseReport(readFileSync(join(GOLDEN, name, "report.json"), "utf8"), name);
const TIMEOUT = golden("rtp-timeout");
const HANGUP = golden("caller-hangup");

function merged(reports: Readonly<Record<string, Report>>): Report {
  const named = Object.entries(reports).map(([name, report]) => ({ name, report }));
  const { runReport, calls } = mergeReports(named, "9.9.9", plainOrigin);
  return reportSchema.parse({ ...runReport, calls });
}

/** Everything that cites a line. */
function citedBy(report: Report): Evidence[] {
  const ofCall = ({ diagnosis, findings }: CallRow): Evidence[] =>
    [diagnosis, ...diagnosis.ruledOut, ...findings].flatMap(({ evidence }) => evidence);
  return [...report.calls.flatMap(ofCall), ...report.runFindings.flatMap(({ evidence }) => evidence)];
}

/** The call a minute later on, as another one: its lines, times and ids are its own. */
function laterCall(call: CallRow): CallRow {
  const text = JSON.stringify(call)
    .replaceAll("T15:5", "T16:5")
    .replaceAll(call.channelId ?? "-", "1795399999.7")
    .replaceAll(call.channelName ?? "-", "PJSIP/trunk-00000777")
    .replaceAll(call.logCallId ?? "-", "C-00000777")
    .replaceAll(call.sipCallId ?? "-", "later@192.0.2.1");
  const later = JSON.parse(text) as CallRow;
  const lower = <T extends { readonly line: number }>(entry: T): T => ({ ...entry, line: entry.line + 100_000 });
  return { ...later, firstLines: later.firstLines.map(lower), timeline: later.timeline.map(lower) };
}

describe("merged reports", () => {
  it("of one report are that report", () => {
    for (const name of sampleNames()) {
      const report = golden(name);
      const same = merged({ "a.json": report });
      const { generatedAt, command, generatedOn } = report;
      expect({ ...same, tool: report.tool, generatedAt, command, generatedOn, notes: report.notes }).toEqual(report);
    }
  });

  it("hold a call once that was given twice", () => {
    const twice = merged({ "a.json": HANGUP, "b.json": HANGUP });
    expect(twice.calls).toEqual(HANGUP.calls);
    expect(twice.inputs).toEqual(HANGUP.inputs);
    expect(twice.summary).toEqual(HANGUP.summary);
    expect(twice.notes.join("\n")).toContain(`${HANGUP.calls.length} calls stand in more than one of them`);
  });

  it("of a log that has grown know it again", () => {
    const [call] = HANGUP.calls as [CallRow];
    const grown: Report = {
      ...HANGUP,
      inputs: HANGUP.inputs.map((input) => ({ ...input, bytes: input.bytes * 2, lineCount: input.lineCount * 2 })),
      calls: [...HANGUP.calls, laterCall(call)],
    };
    const both = merged({ "noon.json": HANGUP, "evening.json": grown });
    expect(both.inputs).toEqual(grown.inputs);
    expect(both.calls.map(({ channelId }) => channelId)).toEqual(grown.calls.map(({ channelId }) => channelId));
    expect(both.calls.every(({ host }) => host === null)).toBe(true);
  });

  it("of two hosts keep files of the same path apart, and every line points to its own", () => {
    const reports = { "north.json": TIMEOUT, "south.json": HANGUP };
    const both = merged(reports);
    expect(both.inputs.map(({ path }) => path)).toEqual(
      Object.entries(reports).flatMap(([name, { inputs }]) => inputs.map(({ path }) => `${name}:${path}`)),
    );
    const texts = new Map(
      Object.entries(reports).flatMap(([name, report]) =>
        citedBy(report).map(({ source, line, text }) => [`${name}:${source}:${line}`, text]),
      ),
    );
    for (const { source, line, text } of citedBy(both)) expect(texts.get(`${source}:${line}`)).toBe(text);
    expect(both.summary).toMatchObject({
      callCount: 4,
      healthyCount: 2,
      causeCounts: { none: 2, "rtp-timeout": 1, "caller-hangup": 1 },
    });
    expect(both.limits).toHaveLength(TIMEOUT.limits.length + HANGUP.limits.length);
    expect(both.runFindings.every(({ message }) => /^(north|south)\.json: /.test(message))).toBe(true);
  });

  it("name the host where two logs cover the same time, and the days of one host not", () => {
    const moved = (report: Report, hours: number): Report => ({
      ...report,
      inputs: report.inputs.map((input) => ({
        ...input,
        firstAt: `2026-11-22T${String(hours).padStart(2, "0")}:00:00.000Z`,
        lastAt: `2026-11-22T${String(hours + 2).padStart(2, "0")}:00:00.000Z`,
      })),
    });
    const hosts = merged({ "north.json": moved(TIMEOUT, 14), "south.json": moved(HANGUP, 15) });
    expect(new Set(hosts.calls.map(({ host }) => host))).toEqual(new Set(["north", "south"]));
    const days = merged({ "mon.json": moved(TIMEOUT, 4), "tue.json": moved(HANGUP, 15) });
    expect(new Set(days.calls.map(({ host }) => host))).toEqual(new Set([null]));
  });

  it("say where two reports judge a call differently, and keep the one that has more of its lines", () => {
    const cut: Report = {
      ...HANGUP,
      calls: HANGUP.calls.map((call) => ({
        ...call,
        diagnosis: { ...call.diagnosis, cause: "undetermined" },
        timeline: call.timeline.slice(0, -3),
        leftOutEventCount: Math.max(0, call.leftOutEventCount - 3),
      })),
    };
    const both = merged({ "cut.json": cut, "whole.json": HANGUP });
    expect(both.calls).toEqual(HANGUP.calls);
    expect(both.notes.join("\n")).toContain(
      "is caller-hangup by whole.json, which has more of its lines; cut.json says",
    );
  });

  it("count masks on where reports were masked one by one", () => {
    const masked = (report: Report, mask: string): Report => ({
      ...report,
      // of a version that did not say it elsewhere
      redaction: null,
      notes: [maskedNote({ level: "kinds", key: null })],
      calls: report.calls.map((call) => ({ ...call, caller: mask })),
    });
    const both = merged({ "a.json": masked(TIMEOUT, "number#2"), "b.json": masked(HANGUP, "number#1") });
    expect(both.calls.map(({ caller }) => caller).sort()).toEqual(["number#2", "number#2", "number#3", "number#3"]);
    const again = merged({ "a.json": masked(TIMEOUT, "number#2"), "b.json": masked(TIMEOUT, "number#1") });
    expect(again.calls).toHaveLength(TIMEOUT.calls.length);
  });
});

describe("a report that is read", () => {
  it("may be of schema 1, whose findings hold their recommendations whole", () => {
    const whole = ({ recommendationIds, ...finding }: Finding): unknown => ({
      ...finding,
      recommendations: recommendationIds.map((id) =>
        recommendationSchema.parse(TIMEOUT.recommendations.find((row) => row.id === id)),
      ),
    });
    const ofSchema1 = {
      ...TIMEOUT,
      schemaVersion: "1.1.0",
      recommendations: [...TIMEOUT.recommendations]
        .sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }))
        .map((row) => recommendationSchema.parse(row)),
      calls: TIMEOUT.calls.map((call) => ({ ...call, findings: call.findings.map(whole) })),
      runFindings: TIMEOUT.runFindings.map(whole),
    };
    expect(parseReport(JSON.stringify(ofSchema1), "x.json")).toEqual(TIMEOUT);
  });

  it.each([
    ["{", "x.json: is no JSON: "],
    ['{"a":1}\n{"b":2}\n', "x.json: is no JSON (NDJSON? merge and diff take --format json)"],
    ["[]", "x.json: is no report of ari-doctor"],
    [JSON.stringify({ ...TIMEOUT, schemaVersion: "3.0.0" }), "x.json: is a report of schema 3.0.0"],
    [JSON.stringify({ ...TIMEOUT, calls: [{}] }), "x.json: is no whole report: calls[0]."],
  ])("is refused in one line that names the file: %.40s", (text, words) => {
    expect(() => parseReport(text, "x.json")).toThrow(words);
  });
});
