// Each kind of private value, in each of its spellings, through every format, at both levels of --redact.
import { beforeAll, describe, expect, it, test } from "vitest";
import { MASK } from "../../src/report/redact/masks.js";
import { Redactor } from "../../src/report/redact.js";
import { type CallRow, type Report, reportSchema } from "../../src/report/schema.js";
import { analyseTexts, sampleLogs } from "../support/analyse.js";
import { inEveryFormat, LEVELS, redacted, vocabulary } from "../support/redacted.js";
import { sampleNames } from "../support/sample.js";
import { KEPT, KEPT_AT_STRICT, KINDS, type PrivateLine, STRICT_KINDS } from "./redact-kinds.js";

async function read(name: string): Promise<Report> {
  const { logs, config } = sampleLogs(name);
  const { runReport, calls } = await analyseTexts(logs, { config });
  return { ...runReport, calls: [...calls] };
}

/** A report whose first call has this line wherever it quotes one; or, as the bot's, only where lines stand. */
function withLine(report: Report, line: string, isBots: boolean): Report {
  const first = report.calls[0] as CallRow;
  const bots = first.timeline.find(({ side }) => side === "bot");
  const ofBot = isBots && bots ? { side: "bot" as const, source: bots.source } : {};
  const said = <T extends { text: string }>(rows: readonly T[]): T[] =>
    rows.map((row) => ({ ...row, text: line, ...("side" in row ? ofBot : { ...ofBot, side: undefined }) }));
  const call: CallRow = {
    ...first,
    findings: first.findings.map((finding) =>
      isBots ? { ...finding, evidence: said(finding.evidence) } : { ...finding, message: line },
    ),
    diagnosis: { ...first.diagnosis, evidence: said(first.diagnosis.evidence) },
    firstLines: said(first.firstLines),
    timeline: said(first.timeline),
  };
  return { ...report, calls: [call], notes: isBots ? [] : [line] };
}

/** What of a line is still seen, and in which formats. A format may escape what it quotes. */
function leaked([, ...values]: PrivateLine, texts: Record<string, string>): string[] {
  return Object.entries(texts).flatMap(([format, text]) =>
    values
      .filter((value) => text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)))
      .map((value) => `${value} in ${format}`),
  );
}

describe.each(LEVELS)("of the kinds of private values, at --redact=%s", (level) => {
  let report: Report;
  beforeAll(async () => {
    report = await read("rtp-timeout");
  });

  it.each(Object.entries(level === "strict" ? { ...KINDS, ...STRICT_KINDS } : KINDS))(
    "%s are not seen in any format, however they are spelt",
    async (kind, lines) => {
      expect(lines.length).toBeGreaterThanOrEqual(5);
      const leaks: string[] = [];
      for (const line of lines) {
        const planted = withLine(report, line[0], kind in STRICT_KINDS);
        // the line is told where it is not masked: else nothing would be tested
        expect(leaked(line, { json: JSON.stringify(planted) })).toHaveLength(line.length - 1);
        const found = leaked(line, await inEveryFormat(redacted(planted, level)));
        if (found.length > 0) leaks.push(`${line[0]}: ${found.join(", ")}`);
      }
      expect(leaks).toEqual([]);
    },
  );

  it("what a caller said is not seen, whichever words it was said in", async () => {
    const row = report.calls[0]?.timeline.find(({ event }) => event === "bot-speech");
    expect(row).toBeDefined();
    const said = [
      "ASR final: cancel the call",
      'ASR final: "hold: play the music"',
      "ASR final = stop at 12:30:00 on hold",
    ];
    for (const text of said) {
      const call = report.calls[0] as CallRow;
      const timeline = call.timeline.map((one) => (one.event === "bot-speech" ? { ...one, text } : one));
      const after = redacted({ ...report, calls: [{ ...call, timeline }] }, level);
      const shown = after.calls[0]?.timeline.find(({ event }) => event === "bot-speech")?.text;
      if (level === "strict") expect(shown).toMatch(/^ASR final(?: =|:) "?text#\d+"?$/);
      else expect(shown).toBe(text);
    }
  });

  it("of the same values, the whole report says in which level it is masked", async () => {
    const texts = await inEveryFormat(redacted(report, level));
    const said = level === "strict" ? /--redact=strict|"strict"/ : /--redact(?!=)|"kinds"/;
    const { quiet: _quiet, news: _news, ...formats } = texts;
    for (const [format, text] of Object.entries(formats)) expect(text, format).toMatch(said);
  });
});

describe("what holds nothing private", () => {
  it.each(Object.entries(KEPT))("%s stay as they are", (_kind, lines) => {
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect(lines.map((line) => new Redactor([]).text(line))).toEqual(lines);
  });

  it.each(Object.entries(KEPT_AT_STRICT))("%s stay as they are at --redact=strict, too", (_kind, lines) => {
    expect(lines.length).toBeGreaterThanOrEqual(5);
    const redactor = new Redactor([], [], { strict: vocabulary });
    expect(lines.map((line) => redactor.line(line))).toEqual(lines);
  });

  it("a line that is masked again stays what it is", () => {
    const redactor = new Redactor([]);
    const once = Object.values(KINDS).flatMap((lines) => lines.map(([line]) => redactor.text(line)));
    expect(once.map((line) => new Redactor([]).text(line))).toEqual(once);
  });
});

const masks = new RegExp(MASK);

/** Where a masked report says something else than the report, apart from masks. */
function* otherwise(before: unknown, after: unknown, at = ""): Generator<string> {
  if (typeof before === "string" && typeof after === "string") {
    const parts = after.split(masks);
    let from = 0;
    for (const [i, part] of parts.entries()) {
      const found = i === 0 ? (before.startsWith(part) ? 0 : -1) : before.indexOf(part, from);
      if (found < 0) return yield `${at}: ${before} -> ${after}`;
      from = found + part.length;
    }
    if (!before.endsWith(parts.at(-1) ?? "")) yield `${at}: ${before} -> ${after}`;
  } else if (typeof before === "object" && before !== null && typeof after === "object" && after !== null) {
    const [one, other] = [Object.entries(before), Object.entries(after)];
    if (one.length !== other.length) yield `${at}: ${one.length} -> ${other.length}`;
    for (const [key, value] of one) yield* otherwise(value, (after as Record<string, unknown>)[key], `${at}.${key}`);
  } else if (before !== after) yield `${at}: ${String(before)} -> ${String(after)}`;
}

describe.each(sampleNames())("--redact over sample %s", (name) => {
  test("changes no verdict, confidence, finding or join, and no word but what it masks", async () => {
    const before = await read(name);
    const after = redacted(before, "kinds");
    reportSchema.parse(after);
    const said = { notes: [], redaction: null };
    expect([...otherwise({ ...before, ...said }, { ...after, ...said })]).toEqual([]);
    const judged = (report: Report): unknown => [
      report.summary,
      report.runFindings.map(({ code }) => code),
      report.calls.map(({ channelId, logCallId, legs, diagnosis, findings, timeline }) => ({
        ids: [channelId, logCallId, legs.map((leg) => leg.channelId), timeline.map(({ playbackId }) => playbackId)],
        verdict: [diagnosis.cause, diagnosis.confidence],
        findings: findings.map(({ code, severity }) => [code, severity]),
      })),
    ];
    expect(judged(after)).toEqual(judged(before));
  });
});
