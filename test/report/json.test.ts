import { describe, expect, test } from "vitest";
import { renderJson } from "../../src/report/json.js";
import { type CallRow, type Report, reportSchema } from "../../src/report/schema.js";
import { frameOf, joined, rtpTimeoutCall, rtpTimeoutReport, seedReport } from "../support/report-fixtures.js";

const render = (report: Report): Promise<string> => joined(renderJson(frameOf(report), report.calls));

describe("renderJson", () => {
  test.each([
    ["RTP timeout", rtpTimeoutReport],
    ["seed", seedReport],
    ["no calls", { ...seedReport, calls: [] }],
  ])("is the report, pretty, in the order of the schema: %s", async (_, report) => {
    const text = await render(report);
    expect(text).toBe(`${JSON.stringify(report, null, 2)}\n`);
    expect(reportSchema.parse(JSON.parse(text))).toEqual(report);
  });

  test("puts the keys in the schema's order, whatever the frame's", async () => {
    const { schemaVersion, tool, ...rest } = frameOf(seedReport);
    const text = await joined(renderJson({ ...rest, tool, schemaVersion }, seedReport.calls));
    expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(reportSchema.shape));
  });

  test("writes a call before it asks for the next one", async () => {
    let asked = 0;
    async function* calls(): AsyncGenerator<CallRow> {
      for (;;) {
        asked += 1;
        yield rtpTimeoutCall;
      }
    }
    let callsWritten = 0;
    for await (const chunk of renderJson(frameOf(rtpTimeoutReport), calls())) {
      if (chunk.includes('"channelId"')) callsWritten += 1;
      expect(asked - callsWritten).toBeLessThanOrEqual(1);
      if (callsWritten === 3) break;
    }
    expect(callsWritten).toBe(3);
  });

  test("hostile text stays valid JSON and acts on no terminal", async () => {
    const hostile = "\x1b]0;owned\x07 \x9b2J \u202e\u2066 \u{e0041} \ud83d \u2028 \n 👩‍💻";
    const text = await render({ ...seedReport, notes: [hostile] });
    expect(JSON.parse(text).notes).toEqual([hostile]);
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066\u2028]/);
    expect(text).toContain("👩‍💻");
  });
});
