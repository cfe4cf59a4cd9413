// Which calls are shown where there are many, and how the page shows them; what --quiet and --verbose leave of it.
import { describe, expect, test } from "vitest";
import { chooseCalls } from "../../src/report/choice.js";
import { renderQuiet } from "../../src/report/quiet.js";
import type { CallRow, Finding } from "../../src/report/schema.js";
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
const causes = ["rtp-timeout", "bot-hangup", "caller-hangup"];

describe("the calls to show", () => {
  test("are the clearest of each cause, the most frequent cause first, then the others", async () => {
    const { clearest, others, leftOut } = await chooseCalls(calls, { causes, limit: 10 });
    expect(clearest.map(({ channelId }) => channelId)).toEqual(["1.2", "1.4", "1.5", warned.channelId]);
    expect(others.map(({ id }) => id)).toEqual(["1.3", "1.1"]);
    expect(others[0]).toMatchObject({
      cause: "rtp-timeout",
      confidence: "confirmed",
      proof: { line: 1075 },
      call: null,
    });
    expect(leftOut.size).toBe(0);
  });

  test("of equals the first, surer before doubtful, told by both logs before told by one", async () => {
    const [line] = rtpTimeoutCall.firstLines;
    const ofOneLog = { ...callOf("2.1", "a", "error"), firstLines: line ? [line] : [] };
    const some = [
      ofOneLog,
      callOf("2.2", "a", "error", "likely"),
      callOf("2.3", "a", "error"),
      callOf("2.4", "a", "error"),
    ];
    const { clearest } = await chooseCalls(some, { causes: ["a"], limit: 1 });
    expect(clearest.map(({ channelId }) => channelId)).toEqual(["2.3"]);
  });

  test("are no more than the limit, and those that are left out are counted by cause", async () => {
    const { clearest, others, leftOut } = await chooseCalls(calls, { causes, limit: 2 });
    expect([clearest.length, others.length]).toEqual([2, 0]);
    expect(Object.fromEntries(leftOut)).toEqual({ "rtp-timeout": 2, "caller-hangup": 1, none: 1 });
  });

  test("of ten thousand calls one of each cause is kept whole", async () => {
    function* many(): Generator<CallRow> {
      for (let index = 0; index < 10_000; index += 1) yield callOf(`3.${index}`, `cause-${index % 3}`, "error");
    }
    const { clearest, others, leftOut } = await chooseCalls(many(), { causes: ["cause-2"], limit: 40 });
    expect([clearest.length, others.length]).toEqual([3, 37]);
    expect(clearest[0]?.diagnosis.cause).toBe("cause-2");
    expect(others.every(({ call }) => call === null)).toBe(true);
    expect([...leftOut.values()].reduce((sum, some) => sum + some, 0)).toBe(9_960);
  });
});

describe("the page of several calls", () => {
  const draw = (limit: number): Promise<string> =>
    joined(renderTerminal(runReport, calls, { columns: 80, color: false, drawAll: false, limit }));
  const summary = {
    ...rtpTimeoutReport.summary,
    ...{
      callCount: 7,
      healthyCount: 2,
      causeCounts: { none: 2, "rtp-timeout": 3, "bot-hangup": 1, "caller-hangup": 1 },
    },
  };
  const runReport = { ...frameOf(rtpTimeoutReport), summary };

  test("has a block for each cause, a line for each other call", async () => {
    const page = await draw(40);
    expect(page.match(/^[a-z-]+ \((?:confirmed|likely)\), \d calls?$/gm)).toEqual([
      "rtp-timeout (confirmed), 3 calls",
      "bot-hangup (confirmed), 1 call",
      "caller-hangup (confirmed), 1 call",
    ]);
    expect(page).toContain("went well, with findings");
    expect(page).toContain(`
Other calls
  1.3  rtp-timeout (confirmed), 15:57:25, asterisk.full.log:1075
  1.1  rtp-timeout (likely), 15:57:25, asterisk.full.log:1075

--call ID shows one call whole, --verbose all of them.
`);
  });

  test("counts what it leaves out, and says how to see it", async () => {
    expect(await draw(2)).toContain(
      `4 more calls with a problem: 2 rtp-timeout, 1 caller-hangup, 1 that went well
but for a warning.
--call ID shows one call whole, --verbose all of them; --quiet lists all,
--limit N shows more.
`,
    );
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
          ...{ columns: 80, color: false, drawAll: false },
          isVerbose,
          limit: 0,
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
    const runReport = { ...frameOf(rtpTimeoutReport), runFindings: [{ ...ofRun, severity: "warning" as const }] };
    const place = `${ofRun.evidence[0]?.source}:${ofRun.evidence[0]?.line}`;
    const lines = (await joined(renderQuiet(runReport, [healthyCall, rtpTimeoutCall, warned]))).split("\n");
    expect(lines).toEqual([
      `${finding.code} ${rtpTimeoutCall.channelId} rtp-timeout confirmed asterisk.full.log:1075`,
      expect.stringMatching(/^BOT201 \S+ none \w+ \S+:\d+$/),
      `${ofRun.code} - ${ofRun.name} - ${place}`,
      "",
    ]);
  });

  test("is nothing where nothing is wrong, and forges no line", async () => {
    const runReport = { ...frameOf(rtpTimeoutReport), runFindings: [] };
    expect(await joined(renderQuiet(runReport, [healthyCall]))).toBe("");
    const hostile = await joined(renderQuiet(runReport, [{ ...rtpTimeoutCall, channelId: "1.1\nRTP101 \x1b[31m" }]));
    expect(hostile.match(/\n/g)).toHaveLength(1);
    expect(hostile).not.toContain("\x1b");
  });
});
