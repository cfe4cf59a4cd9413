import { describe, expect, test } from "vitest";
import { callLines, runLines, titlesIn } from "../../src/report/ndjson.js";
import { healthyCall, rtpTimeoutCall, rtpTimeoutReport } from "../support/report-fixtures.js";

interface Document {
  readonly "@timestamp"?: string;
  readonly message: string;
  readonly log: { readonly level: string; readonly file?: { readonly path: string }; readonly offset?: number };
  readonly event: Readonly<Record<string, unknown>>;
  readonly ari_doctor: Readonly<Record<string, unknown>>;
}
const documents = (lines: string): Document[] =>
  lines.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Document]));

describe("findings for a log pipeline", () => {
  test("are one a line, in the names of ECS", () => {
    const [document, ...others] = documents(callLines(rtpTimeoutCall, titlesIn(rtpTimeoutReport)));
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      "@timestamp": "2026-11-22T15:57:34.845Z",
      message: "The bot needed 8.69 s from hold to playback, longer than the RTP timeout of 5 s.",
      log: { level: "warning", file: { path: "bot.log" }, offset: 12_002 },
      event: { kind: "alert", category: ["session"], action: "hold-gap-over-rtp-timeout", code: "RTP102", severity: 2 },
      ari_doctor: {
        call: { channel_id: "1795363045.1" },
        diagnosis: { cause: "rtp-timeout", confidence: "confirmed" },
      },
    });
  });

  test("quote a line once", () => {
    const [finding] = rtpTimeoutCall.findings;
    if (!finding) throw new Error("the fixture has a finding");
    const { evidence } = rtpTimeoutCall.diagnosis;
    const line = callLines({ ...rtpTimeoutCall, findings: [{ ...finding, evidence }] }, () => []);
    for (const { text } of evidence) expect(line.split(JSON.stringify(text).slice(1, -1))).toHaveLength(2);
  });

  test("name what is recommended", () => {
    const [finding] = rtpTimeoutCall.findings;
    if (!finding) throw new Error("the fixture has a finding");
    const call = { ...rtpTimeoutCall, findings: [{ ...finding, recommendationIds: ["R2", "R1", "R9"] }] };
    const [document] = documents(callLines(call, titlesIn(rtpTimeoutReport)));
    expect(document?.ari_doctor.recommendations).toEqual([
      "Stop the speech synthesis when StasisEnd arrives",
      "Raise the RTP timeout for the trunk",
    ]);
  });

  test("are none for a call that has none", () => {
    expect(callLines(healthyCall, () => [])).toBe("");
  });

  test("of the run have no time of their own where no line has", () => {
    const [document] = documents(runLines(rtpTimeoutReport));
    expect(document).not.toHaveProperty("@timestamp");
    expect(document?.event.code).toBe("CFG104");
  });

  test("stay one a line, whatever the log says, and act on no terminal", () => {
    const [finding] = rtpTimeoutCall.findings;
    if (!finding) throw new Error("the fixture has a finding");
    const message = 'a\nb\u2028c\x1b[2J\u202e"';
    const lines = callLines({ ...rtpTimeoutCall, findings: [{ ...finding, message }] }, () => []);
    expect(lines.match(/\n/g)).toHaveLength(1);
    expect(lines).not.toMatch(/[\x00-\x09\x0b-\x1f\u2028\u202e]/);
    expect(documents(lines)[0]?.message).toBe(message);
  });
});
