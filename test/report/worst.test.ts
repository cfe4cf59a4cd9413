import { describe, expect, test } from "vitest";
import { renderQuiet } from "../../src/report/quiet.js";
import type { CallRow, Finding } from "../../src/report/schema.js";
import { worstCalls } from "../../src/report/terminal/worst.js";
import { renderTerminal } from "../../src/report/terminal.js";
import { frameOf, healthyCall, joined, rtpTimeoutCall, rtpTimeoutReport } from "../support/report-fixtures.js";

const [finding] = rtpTimeoutCall.findings;
if (finding === undefined) throw new Error("the call has findings");

function callOf(channelId: string, cause: string, severity: Finding["severity"], confidence = "confirmed"): CallRow {
  const diagnosis = {
    ...rtpTimeoutCall.diagnosis,
    cause,
    confidence: confidence as CallRow["diagnosis"]["confidence"],
  };
  return { ...rtpTimeoutCall, channelId, diagnosis, findings: [{ ...finding, name: cause, severity } as Finding] };
}
const warned: CallRow = {
  ...healthyCall,
  findings: [{ ...finding, code: "BOT201", name: "hold-gap-over-rtp-timeout", severity: "warning" }],
};
const calls = [
  healthyCall,
  warned,
  callOf("1.1", "rtp-timeout", "error", "likely"),
  callOf("1.2", "rtp-timeout", "error"),
  callOf("1.3", "rtp-timeout", "error"),
  callOf("1.4", "bot-hangup", "error"),
  callOf("1.5", "caller-hangup", "info"),
];

describe("the worst calls", () => {
  test("are errors first, and one of each cause before two of any", () => {
    const order = [1, 2, 3, 4, 5, 6].map((limit) => [...worstCalls(calls, limit).drawn]);
    expect(order.at(-1)).toEqual([5, 2, 3, 4, 1, 6]);
    for (const [index, drawn] of order.entries()) expect(drawn).toEqual(order.at(-1)?.slice(0, index + 1));
  });

  test("are drawn in the order of the run, the others counted by cause", async () => {
    const report = { ...rtpTimeoutReport, calls };
    const page = await joined(
      renderTerminal(frameOf(report), calls, {
        columns: 80,
        color: false,
        drawAll: false,
        choice: worstCalls(calls, 2),
      }),
    );
    expect(page.match(/^Call \S+/gm)).toEqual(["Call 1.1", "Call 1.4"]);
    expect(page).toContain(
      "4 more calls with a problem not drawn: 2 rtp-timeout, 1 that went well but for a\nwarning, 1 caller-hangup.",
    );
    expect(page).toContain("--limit N draws more");
  });

  test("leave nothing to count where all are drawn", async () => {
    const { drawn, leftOut } = worstCalls(calls, 10);
    expect([drawn.size, leftOut.size]).toEqual([6, 0]);
  });
});

describe("verbose", () => {
  test("draws every call, and every line of a long one", async () => {
    const [entry] = rtpTimeoutCall.timeline;
    if (entry === undefined) throw new Error("the call has events");
    const timeline = Array.from({ length: 60 }, (_, index) => ({ ...entry, line: index + 1, text: `event ${index}` }));
    const long = [healthyCall, { ...rtpTimeoutCall, timeline }];
    const draw = (isVerbose: boolean): Promise<string> =>
      joined(
        renderTerminal(frameOf(rtpTimeoutReport), long, {
          columns: 80,
          color: false,
          drawAll: false,
          isVerbose,
          choice: worstCalls(long, 0),
        }),
      );
    const [brief, all] = [await draw(false), await draw(true)];
    expect(brief).not.toMatch(/^Call /m);
    expect(all.match(/^Call \S+/gm)).toHaveLength(2);
    for (const { text } of timeline) expect(all).toContain(text);
  });
});

describe("quiet", () => {
  test("is a line a problem: code, call, cause, confidence, place", async () => {
    const [ofRun] = rtpTimeoutReport.runFindings;
    if (ofRun === undefined) throw new Error("the report has a run finding");
    const frame = { ...frameOf(rtpTimeoutReport), runFindings: [{ ...ofRun, severity: "warning" as const }] };
    const place = `${ofRun.evidence[0]?.source}:${ofRun.evidence[0]?.line}`;
    const lines = (await joined(renderQuiet(frame, [healthyCall, rtpTimeoutCall, warned]))).split("\n");
    expect(lines).toEqual([
      `${finding.code} ${rtpTimeoutCall.channelId} rtp-timeout confirmed asterisk.full.log:1075`,
      expect.stringMatching(/^BOT201 \S+ none \w+ \S+:\d+$/),
      `${ofRun.code} - ${ofRun.name} - ${place}`,
      "",
    ]);
  });

  test("is nothing where nothing is wrong, and forges no line", async () => {
    const frame = { ...frameOf(rtpTimeoutReport), runFindings: [] };
    expect(await joined(renderQuiet(frame, [healthyCall]))).toBe("");
    const hostile = await joined(renderQuiet(frame, [{ ...rtpTimeoutCall, channelId: "1.1\nRTP101 \x1b[31m" }]));
    expect(hostile.match(/\n/g)).toHaveLength(1);
    expect(hostile).not.toContain("\x1b");
  });
});
