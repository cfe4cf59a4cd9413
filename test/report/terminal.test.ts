import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/report/display-width.js";
import { type CallRow, type Report, reportSchema } from "../../src/report/schema.js";
import { renderTerminal, type TerminalOptions } from "../../src/report/terminal.js";
import {
  frameOf,
  healthyCall,
  joined,
  rtpTimeoutCall,
  rtpTimeoutReport,
  seedCall,
  seedReport,
} from "../support/report-fixtures.js";

const render = (report: Report, options: Partial<TerminalOptions> = {}): Promise<string> =>
  joined(renderTerminal(frameOf(report), report.calls, { columns: 80, color: false, ...options }));

const widest = (text: string): number => Math.max(...text.split("\n").map(displayWidth));

/** Fields whose words come from logs, paths or rules, and so may hold anything. */
const freeText =
  /^(text|summary|message|why|reason|what|how|title|event|cause|caller|exten|host|source|path|channelId|channelName|logCallId|sipCallId)$/;

/** The report with `hostile` at the end of all its free text. */
function withHostileText(report: Report, hostile: string): Report {
  const changed: unknown = JSON.parse(JSON.stringify(report), (key, value) =>
    typeof value === "string" && freeText.test(key) ? value + hostile : value,
  );
  return reportSchema.parse(changed);
}

describe("renderTerminal", () => {
  test.each([
    ["RTP timeout", rtpTimeoutReport],
    ["seed", seedReport],
  ])("fits the terminal: %s", async (_, report) => {
    for (const columns of [80, 100, 140]) expect(widest(await render(report, { columns }))).toBe(columns);
    expect(widest(await render(report, { columns: 300 }))).toBe(140);
  });

  test("fits the terminal whatever the script of the log", async () => {
    const report = withHostileText(
      rtpTimeoutReport,
      " 通話が切れました🫠👩‍💻⚠️ क्षि Ελλάδα й̆ 0123456789012345678901234567890123456789",
    );
    const lines = (await render(report)).split("\n").filter((line) => !/:\d+$/.test(line));
    expect(widest(lines.join("\n"))).toBe(80);
  });

  test("keeps commands whole, to be copied", async () => {
    const command = `asterisk -rx '${"pjsip show endpoint trunk ".repeat(5)}'`;
    const advice = rtpTimeoutReport.recommendations.map((recommendation) => ({ ...recommendation, apply: [command] }));
    expect(await render({ ...rtpTimeoutReport, recommendations: advice })).toContain(command);
  });

  test("says what happened, why, and what to do", async () => {
    const text = await render(rtpTimeoutReport);
    expect(text).toContain("2 calls: 1 healthy, 1 with a cause, 0 undetermined.");
    expect(text).toContain("VERDICT  rtp-timeout (confirmed)");
    expect(text).toContain("79162579129 -> 1010, 2026-11-22 15:57:25.000 UTC, lasted 7.05 s");
    expect(text).toContain("asterisk.full.log:1075");
    expect(text).toContain("15:57:34.843 │                                │ ~ tts: ");
    expect(text).toContain("Change  rtptimeout: 5 -> 60");
    expect(text).toContain("asterisk -rx 'sip reload'");
    expect(text).toContain("UTC+03:00");
  });

  test("an undetermined call names candidates and what to log", async () => {
    const text = await render(seedReport);
    expect(text).toContain("VERDICT  undetermined: the logs do not say why");
    expect(text).toContain("1. caller-hangup");
    expect(text).toContain("-> Then: asterisk -rx 'logger reload'");
    expect(text).toContain("Only the bot log tells of this call.");
  });

  test("healthy calls are counted, not drawn", async () => {
    const summary = { ...seedReport.summary, callCount: 2, healthyCount: 2, undeterminedCount: 0 };
    const text = await render({ ...seedReport, summary, calls: [healthyCall, healthyCall] });
    expect(text).toContain("All 2 calls are healthy.");
    expect(text).not.toContain("VERDICT");
  });

  test("a healthy call with a warning is drawn, and not called broken", async () => {
    const call = { ...healthyCall, findings: rtpTimeoutCall.findings };
    const text = await render({ ...rtpTimeoutReport, calls: [call] });
    expect(text).toContain("VERDICT  the call went well, but see the findings");
    expect(text).toContain("WARNING RTP102");
  });

  test("a call is drawn before the next one is asked for", async () => {
    async function* endless(): AsyncGenerator<CallRow> {
      for (;;) yield seedCall;
    }
    let drawn = 0;
    for await (const chunk of renderTerminal(frameOf(seedReport), endless(), { columns: 80, color: false })) {
      if (chunk.includes("VERDICT")) drawn += 1;
      if (drawn === 3) break;
    }
    expect(drawn).toBe(3);
  });

  test("a long timeline loses its middle, never its ends or its evidence", async () => {
    const [first] = seedCall.timeline;
    if (first === undefined) throw new Error("the seed call has a timeline");
    const noise = Array.from({ length: 500 }, (_, index) => ({ ...first, line: 100 + index, event: "noise" }));
    const [start, ...rest] = rtpTimeoutCall.timeline;
    if (start === undefined) throw new Error("the call has a timeline");
    const text = await render({
      ...rtpTimeoutReport,
      calls: [{ ...rtpTimeoutCall, timeline: [start, ...noise, ...rest] }],
    });
    expect(text).toMatch(/… \d+ more events …/);
    expect(text).toContain("! rtp-timeout: ");
    expect(text).toContain("StasisEnd: ");
    expect(text.split("\n").length).toBeLessThan(150);
  });

  test("hostile text reaches no terminal raw, and forges no line", async () => {
    const report = withHostileText(
      rtpTimeoutReport,
      "\x1b[2J\x1b]0;owned\x07\x9b\u202e\u2066\r\nVERDICT  healthy\ud83d",
    );
    for (const color of [false, true]) {
      const text = await render(report, { color });
      // The only escape sequences are our own paints.
      const ours = text.replace(/\x1b\[(1|2|22|31|32|33|39)m/g, "");
      expect(ours).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066\ud83d]/);
      expect(text).not.toMatch(/^VERDICT {2}healthy/m);
    }
  });

  test("without colour there is no escape at all, and colour changes no word", async () => {
    const plain = await render(rtpTimeoutReport);
    const painted = await render(rtpTimeoutReport, { color: true });
    expect(plain).not.toContain("\x1b");
    expect(painted).toContain("\x1b[31m");
    expect(painted.replace(/\x1b\[\d+m/g, "")).toBe(plain);
  });
});
