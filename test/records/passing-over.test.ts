// Reading at a glance must never differ from reading by the forms: where it is sure, they must agree.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { envelopes } from "../../src/records/envelopes/index.js";
import { asteriskDefault } from "../../src/records/formats/asterisk.js";
import { HeaderScanner } from "../../src/records/formats/asterisk-scanner.js";
import { hasNoHeader } from "../../src/records/no-header.js";
import { allFormats } from "../../src/records/recognition.js";

const YEAR = 2026;
const SEED = 20_261_122;

/** Each line is looked at where it stands, between others. */
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

  const samples = [
    ...allFormats.filter(({ name }) => !/undated|enveloped/.test(name)).flatMap(({ samples: lines }) => lines),
    ...envelopes
      .filter(({ name }) => name !== "export-blocks")
      .flatMap(({ samples: pairs }) => pairs.map(([line]) => line)),
  ];

  it.each(samples)("is suspected in %s", (line) => expect(isBare(line)).toBe(false));

  it("is in no line that seems to have none", () => {
    const pieces = fc.constantFrom(
      ...samples.flatMap((line) => line.split(/(?<=[\s:|=[\]{}"])/)),
      ..."\t |=:<>{}[]-.0123456789aZ\"'".split(""),
    );
    const readers = [
      ...allFormats
        .filter(({ name }) => !/undated|enveloped/.test(name))
        .map(
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
