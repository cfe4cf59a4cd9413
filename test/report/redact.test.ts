// What is private must not survive in any format, whatever the sample and wherever it stands; what joins lines must.
import { beforeAll, describe, expect, it, test } from "vitest";
import { Unmasked } from "../../src/report/redact/unmasked.js";
import { Redactor } from "../../src/report/redact.js";
import { type CallRow, type Report, reportSchema } from "../../src/report/schema.js";
import { analyseTexts, sampleLogs } from "../support/analyse.js";
import { inEveryFormat, redacted } from "../support/redacted.js";
import { sampleNames } from "../support/sample.js";

/** The report of a sample, with the events of all its calls. */
async function read(name: string): Promise<Report> {
  const { logs, config } = sampleLogs(name);
  const { runReport, calls } = await analyseTexts(logs, { config });
  return { ...runReport, calls: [...calls] };
}

/** A line as a log may have it, and what of it must not be seen. */
const planted: readonly (readonly [line: string, ...secrets: string[]])[] = [
  ['From: "Wilhelmina Tell" <sip:wtell:pa55@pbx7.corp.example:5061>;tag=as1', "Wilhelmina", "wtell", "pa55", "pbx7"],
  ["Via: SIP/2.0/TLS edge-gw4:5061;branch=z9hG4bK1, then edge-gw4 said no to Wilhelmina", "edge-gw4", "Wilhelmina"],
  ["INVITE sip:+4915112345678@203.0.113.9:5060, also 004915112345678", "15112345678", "203.0.113.9"],
  ["GET http://ari:hunter2@media-3:8088/ari/channels?api_key=ari:hunter3&app=x", "hunter2", "hunter3", "media-3"],
  ["Authorization: Basic YXJpOmh1bnRlcjQ= and Bearer eyJhbGciOi.J9x.sig", "YXJpOmh1bnRlcjQ", "eyJhbGciOi"],
  ['Authorization: Digest username="zed", response="deadbeef0"\\r\\nTo: <sip:1@[2001:db8::77]>', "deadbeef0", "::77"],
  [
    '{"caller":{"name":"\\u0418\\u0432\\u0430\\u043d","number":"79265550001"},"token":"tok-9"}',
    "u0418",
    "79265550001",
    "tok-9",
  ],
  [
    "OPENAI_API_KEY='sk-proj-abcdefghijklmnop' password=correcthorse; secret: 'battery staple'",
    "abcdefghij",
    "correcth",
    "staple",
  ],
  [
    'Dial("PJSIP/79265550002-0000000a", "PJSIP/5557788@trunk") and +7 (926) 555-00-03',
    "79265550002",
    "5557788",
    "555-00-03",
  ],
  ["Nov 22 15:52:38 pbx-nord asterisk[22709]: on pbx-nord-1795362758.4", "pbx-nord"],
  ["mailto wtell2@example.org from 10.20.30.40, MAC 00:1b:44:11:3a:b7", "wtell2", "10.20.30.40", "44:11:3a"],
  ["endpoint=sip%3A79265550004%40198.51.100.4", "79265550004", "198.51.100.4"],
  ["tag=79265550007;branch=z9hG4bK79265550008, on port 9265550009, line: 9265550010", "926555000", "9265550010"],
  ['"pass": "pa56word", pass=pa57word', "pa56word", "pa57word"],
  ["cannot open /home/wtell3/bot.py, C:\\Users\\wtell4\\bot.py", "wtell3", "wtell4"],
];
const secrets = planted.flatMap(([, ...values]) => values);

/** The report with the lines planted wherever a line is quoted. */
function withPlants(report: Report): Report {
  const lines = planted.map(([line]) => line).join(" | ");
  const plant = (call: CallRow): CallRow => ({
    ...call,
    caller: "79265550005",
    exten: "4953330006",
    host: "pbx-sued",
    sipCallId: "6c042fcc5cd4-12345678@pbx7.corp.example",
    findings: call.findings.map((finding) => ({ ...finding, message: `${finding.message} ${lines}` })),
    diagnosis: {
      ...call.diagnosis,
      evidence: call.diagnosis.evidence.map((line) => ({ ...line, text: `${line.text} ${lines}` })),
    },
    firstLines: call.firstLines.map((line) => ({ ...line, text: `${line.text} ${lines}` })),
    timeline: call.timeline.map((entry) => ({
      ...entry,
      text: `${entry.text} ${lines} 79265550005 pbx-sued 4953330006`,
    })),
  });
  return { ...report, calls: report.calls.map(plant), notes: [...report.notes, lines] };
}

describe.each(sampleNames())("--redact over sample %s", (name) => {
  let before: Report;
  let after: Report;
  beforeAll(async () => {
    before = withPlants(await read(name));
    after = redacted(before, "kinds");
  });

  test("leaves nothing that was planted, in any format", async () => {
    const formats = await inEveryFormat(after);
    for (const [format, text] of Object.entries(formats))
      expect(
        [...secrets, "79265550005", "4953330006", "pbx-sued"].filter((secret) => text.includes(secret)),
        format,
      ).toEqual([]);
    const unmasked = new Unmasked();
    for (const call of after.calls) unmasked.look(call);
    expect(unmasked.inWords()).toBeNull();
  });

  test("changes no verdict, no time, no place and no id", () => {
    reportSchema.parse(after);
    expect(after.summary).toEqual(before.summary);
    const kept = (report: Report): unknown =>
      report.calls.map(({ channelId, logCallId, startedAt, legs, diagnosis, findings, timeline }) => ({
        ids: [channelId, logCallId, startedAt, legs.map((leg) => leg.channelId)],
        counters: legs.map(({ channelName }) => channelName?.replace(/^.*-/s, "")),
        verdict: [diagnosis.cause, diagnosis.confidence, diagnosis.evidence.map(({ source, line }) => [source, line])],
        codes: findings.map(({ code }) => code),
        lines: timeline.map(({ at, source, line, event, playbackId }) => [at, source, line, event, playbackId]),
      }));
    expect(kept(after)).toEqual(kept(before));
    for (const { sipCallId } of after.calls) expect(sipCallId).toMatch(/^6c042fcc5cd4-12345678@host#\d+$/);
  });
});

describe("a mask", () => {
  const shown = (text: string): string => new Redactor([]).text(text);

  it("is the same for the same value, however it is written", () => {
    expect(shown("+7 916 229-89-21, 79162298921 and sip:79162298921@192.0.2.1; 192.0.2.1:5060")).toBe(
      "number#1, number#1 and sip:number#1@address#1; address#1:5060",
    );
  });

  it("stays what it is when the report is masked again", () => {
    const once = shown('"Ivan" <sip:ivan@pbx.example.com>, 79162298921, 192.0.2.1, password=abc');
    expect(shown(once)).toBe(once);
  });

  it.each([
    "[2026-11-22 18:58:10.123456] VERBOSE[22709][C-00000012] app_stasis.c: PJSIP/trunk-00000012 1795362758.0",
    "Local/1000@in-00000003;1 8689be8d-0248-4f24-9d70-7b60876715bd 6c042fcc5cd48cb4aa94d0d4@127.0.0.1:50602",
    '{"time":1795362698312,"took":4.812345} log.info res_pjsip.c com.example.Call max_tokens=5120, 12345678 bytes',
    "Sent RTP packet to 127.0.0.1:10234 (type 08, seq 024680, ts 1000160, len 000160) CSeq: 10234 INVITE",
    "rtpstart=10000 rtpend=20000; basic call control, bearer channel; token expires in 30 s; 15:52:38",
  ])("is not put on what is no secret: %s", (text) => expect(shown(text)).toBe(text));
});
