// The short way of reading must never differ from the forms: where it is sure, both must agree.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interpret, wantedMessages } from "../../src/events/interpret.js";
import { LineBatch } from "../../src/io/lines.js";
import { Dating } from "../../src/records/dating.js";
import { envelopes } from "../../src/records/envelopes/index.js";
import { asteriskDefault } from "../../src/records/formats/asterisk.js";
import { HeaderScanner } from "../../src/records/formats/asterisk-scanner.js";
import { undatedBotFormats } from "../../src/records/formats/enveloped.js";
import { noHeaderTest } from "../../src/records/no-header.js";
import { RecordReader } from "../../src/records/reader.js";
import { allFormats, hasNoHeader } from "../../src/records/recognition.js";
import type { LogRecord } from "../../src/records/record.js";

const YEAR = 2026;
const SEED = 20_261_122;

describe("a trace whose lines are more than a record keeps", () => {
  it.each([true, false])("is read alike in one piece and in many (with the line that tells: %s)", (isKept) => {
    const padding = Array.from({ length: 450 }, (_, n) => `X-H: ${n}`);
    const told = "To: <sip:a@b>\nCSeq: 7 OPTIONS";
    const log = Buffer.from(
      [
        ...[1, 2, 3].map(
          (n) => `[Nov 22 15:51:0${n}] VERBOSE[1] pbx.c: Executing [1@in:1] NoOp("SIP/a-0000000${n}", "") in new stack`,
        ),
        "[Nov 22 15:51:05] VERBOSE[1] res_pjsip_logger.c: <--- Received SIP request (9 bytes) from UDP:192.0.2.1:5060 --->",
        "OPTIONS sip:a@b SIP/2.0\nCall-ID: x",
        isKept ? `${told}\n${padding.join("\n")}` : `${padding.join("\n")}\n${told}`,
        "",
        '[Nov 22 15:51:06] VERBOSE[1] pbx.c: Executing [1@in:2] Hangup("SIP/a-00000001", "") in new stack\n',
      ].join("\n"),
    );
    const types = (pieceBytes: number): string[] => {
      const reader = new RecordReader("auto", new Dating(Date.UTC(YEAR, 11, 1)), undefined, [], wantedMessages);
      const records: LogRecord[] = [];
      const batch = new LineBatch();
      for (let from = 0, line = 1; from < log.length; ) {
        const to = Math.max(log.lastIndexOf("\n", from + pieceBytes), log.indexOf("\n", from)) + 1;
        batch.fill(log.subarray(from, to), line, from, false);
        line += batch.count;
        records.push(...reader.push(batch));
        from = to;
      }
      return [...records, ...reader.end()].flatMap((record) => interpret(record, 0)?.type ?? []);
    };
    const whole = types(log.length);
    expect(whole.filter((type) => type === "sip-message")).toHaveLength(isKept ? 0 : 1);
    for (const pieceBytes of [1, 200, 450, 1_000]) expect(types(pieceBytes)).toEqual(whole);
  });
});

/** Each line is checked in its place among others. */
const placed = (line: string): [bytes: Buffer, from: number, to: number] => {
  const bytes = Buffer.from(`[before]\n${line}\n[1] behind`);
  return [bytes, "[before]\n".length, "[before]\n".length + Buffer.byteLength(line)];
};
const scans = (scanner: HeaderScanner, line: string): boolean => scanner.scan(...placed(line), YEAR);
const isBare = (line: string): boolean => hasNoHeader(...placed(line));

/** Pieces of headers, good and bad, put together at random. */
const headers = fc
  .tuple(
    fc.constantFrom("[", "", "[["),
    fc.constantFrom("2026-11-22 15:5", "Nov 22 15:5", "Nov  2 15:5", "15:5", "22.11.2026 15:5", "2026-11-22T15:5"),
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom(":07", ":59", ":60", ":61", ":7", ":07.", ""),
    fc.constantFrom("", ".1", ".29", ".289", ".123456", ",999", "Z", "+03:00", " PM", ".x"),
    fc.constantFrom("] ", "]", "]  "),
    fc.constantFrom("NOTICE", "VERBOSE", "LEVEL_9", "notice", ""),
    fc.constantFrom("[1]", "[-1]", "[]", "[1]:", "[1x]"),
    fc.constantFrom("", "[C-0000000a]", "[C-00a]", "[C-0000000G]", "[x]"),
    fc.constantFrom(" pbx.c: ", " a/b.c: ", " a/b/c.c:", " : ", " a b: ", " логгер: ", " a:b: "),
    fc.constantFrom("", "x", "по-русски", "a: b"),
  )
  .map((parts) => parts.join(""));

describe("a header", () => {
  it("is scanned as the expression reads it, or left to it", () => {
    fc.assert(
      fc.property(fc.array(headers, { minLength: 1, maxLength: 6 }), (lines) => {
        const scanner = new HeaderScanner();
        for (const line of lines)
          if (scans(scanner, line)) expect(scanner.header(line)).toEqual(asteriskDefault.read(line, YEAR));
      }),
      { seed: SEED, numRuns: 5_000 },
    );
  });

  it.each([
    "[2026-11-22 15:52:38.496] VERBOSE[9104][C-00000002] res_musiconhold.c: Started music on hold",
    "[Nov  2 06:12:11] WARNING[-1] logger: Log queue threshold (1000) exceeded.",
    "[15:52:38.49] DEBUG[1] res_pjsip/pjsip_options.c: ",
  ])("is scanned where it is Asterisk's: %s", (line) => {
    const scanner = new HeaderScanner();
    expect(scans(scanner, line)).toBe(true);
    expect(scanner.header(line)).toEqual(asteriskDefault.read(line, YEAR));
  });

  // what may be without a time, or is quoted, is no record in a file of Asterisk's
  const dated = allFormats.filter(
    (format) => !/undated|enveloped/.test(format.name) && !undatedBotFormats.includes(format),
  );
  const samples = [
    ...dated.flatMap(({ samples: lines }) => lines),
    ...envelopes.filter(({ ofAnyLine }) => !ofAnyLine).flatMap(({ samples: pairs }) => pairs.map(([line]) => line)),
  ];

  it("is suspected in what begins as no form did before, once a sample does", () => {
    const line = "@2026-11-22T15:51:38.312Z/INFO/calls> put on hold";
    expect([isBare(line), noHeaderTest([line])(...placed(line))]).toEqual([true, false]);
  });

  it.each(samples)("is suspected in %s", (line) => expect(isBare(line)).toBe(false));

  it("is in no line that seems to have none", () => {
    const pieces = fc.constantFrom(
      ...samples.flatMap((line) => line.split(/(?<=[\s:|=[\]{}"])/)),
      ..."\t |=:<>{}[]-.0123456789aZ\"'".split(""),
    );
    const readers = [
      ...dated.map(
        ({ read }) =>
          (line: string) =>
            read(line, YEAR),
      ),
      ...envelopes.map(
        ({ peel }) =>
          (line: string) =>
            peel(line, YEAR, null),
      ),
    ];
    const lines = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(lines, (line) => {
        if (!isBare(line)) return;
        expect(readers.filter((read) => read(line) !== null)).toEqual([]);
      }),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it.each(["", "{", "  indented", "\ttab", "Via: SIP/2.0/UDP 192.0.2.1:5060", "v=0", "<--- x --->", "}"])(
    "is not looked for in %j",
    (line) => expect(isBare(line)).toBe(true),
  );
});
