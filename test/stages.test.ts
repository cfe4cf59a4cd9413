// What must hold for single stages, whatever their input; the seed is fixed (support/seed.ts). Beside these: lines.test.ts,
// records/reader.test.ts, events/details.test.ts, calls/clock.test.ts, time.test.ts, spool.test.ts, report/safe-text.test.ts,
// and properties.test.ts for whole runs.
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../src/asterisk/config/parse.js";
import { readConfig } from "../src/asterisk/config/read.js";
import { rtpLimits } from "../src/asterisk/config/rtp-limits.js";
import { parseDefaults } from "../src/cli/parse-defaults.js";
import { Column } from "../src/io/column.js";
import { renderHtml } from "../src/report/html.js";
import { renderJson } from "../src/report/json.js";
import { renderMarkdown } from "../src/report/markdown.js";
import { renderOtlp } from "../src/report/otlp.js";
import { renderQuiet } from "../src/report/quiet.js";
import type { CallRow, Report } from "../src/report/schema.js";
import { renderTerminal } from "../src/report/terminal.js";
import { OptionError } from "../src/settings/option-error.js";
import { streamSource } from "../src/sources/source.js";
import { memoryIo } from "./asterisk/config/memory-io.js";
import { RAW_CHARACTER } from "./fuzz/checks.js";
import { anyCodePoints } from "./support/code-points.js";
import { callsOf } from "./support/read-log.js";
import { frameOf, joined, ndjsonOf, rtpTimeoutReport } from "./support/report-fixtures.js";

const anyText = fc.oneof(
  anyCodePoints(30),
  fc.constantFrom(
    "</script><script>alert(1)",
    "\x1b]0;t\x07",
    "\u202eevil",
    "\ud800",
    "\0",
    "](javascript:1)|`<b>",
    "=1+1",
  ),
);

describe("a source", () => {
  it("brings the same text however its bytes are cut, packed or not", async () => {
    const cuts = fc.array(fc.nat({ max: 2_000 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 400 }),
        cuts,
        fc.boolean(),
        async (words, at, packed) => {
          // without a letter first, four bytes could pass for the mark of a packing, or of UTF-16
          const text = `[Nov 22] ${words}`;
          const bytes = packed ? gzipSync(text) : Buffer.from(text);
          const edges = [0, ...at.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length];
          const pieces = edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge));
          const chunks: Buffer[] = [];
          for await (const chunk of streamSource(Readable.from(pieces), "auto").open()) chunks.push(chunk);
          expect(Buffer.concat(chunks).toString("utf8")).toBe(Buffer.from(text).toString("utf8"));
        },
      ),
    );
  });
});

describe("the joiner", () => {
  // calls that follow each other or overlap, of which either log, or both, tell
  const call = fc.record({
    startSecond: fc.nat({ max: 3_000 }),
    lengthSeconds: fc.integer({ min: 3, max: 60 }),
    logs: fc.constantFrom("asterisk", "bot", "both"),
  });

  it("puts every line into one call, and no two ids of one kind", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 8 }), async (drawn) => {
        const asterisk: [second: number, line: string][] = [];
        const bot: [second: number, line: string][] = [];
        for (const [i, { startSecond, lengthSeconds, logs }] of drawn.entries()) {
          const name = `PJSIP/gw-${(i + 1).toString(16).padStart(8, "0")}`;
          const id = `${1_795_359_000 + startSecond}.${i * 2}`;
          const head = `VERBOSE[${9_000 + i}][C-${(i + 1).toString(16).padStart(8, "0")}] pbx.c:`;
          if (logs !== "bot")
            asterisk.push(
              [startSecond, `${head} Executing [1@in:1] Stasis("${name}", "app") in new stack`],
              [startSecond + lengthSeconds, `${head} Spawn extension (in, 1, 1) exited non-zero on '${name}'`],
            );
          if (logs !== "asterisk")
            bot.push(
              [startSecond, `- bot - INFO - StasisStart channel=${id}`],
              [startSecond + lengthSeconds, `- bot - INFO - StasisEnd channel=${id}`],
            );
        }
        const text = (lines: [number, string][], stamp: (iso: string) => string): string =>
          lines
            .sort(([a], [b]) => a - b)
            .map(([second, line]) => `${stamp(new Date((1_795_359_000 + second) * 1000).toISOString())} ${line}\n`)
            .join("");
        const texts = [
          text(asterisk, (iso) => `[${iso.slice(0, 10)} ${iso.slice(11, 19)}]`),
          text(bot, (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 19)},000`),
        ];
        const { calls } = await callsOf(...texts.filter((one) => one !== ""));
        const lines = calls.flatMap(({ events }) =>
          events.map(({ event: { sourceIndex, line } }) => `${sourceIndex}:${line}`),
        );
        expect(new Set(lines).size).toBe(lines.length);
        expect(lines.length).toBe(asterisk.length + bot.length);
        for (const ids of [calls.map(({ channelId }) => channelId), calls.map(({ channelName }) => channelName)]) {
          const known = ids.filter((one) => one !== null);
          expect(new Set(known).size).toBe(known.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("every format of the report", () => {
  /** The report with another text wherever log text stands. */
  const spoiled = (report: Report, text: string): Report => {
    const put = <T>(value: T): T => {
      if (Array.isArray(value)) return value.map(put) as T;
      if (value === null || typeof value !== "object") return value;
      const entries = Object.entries(value).map(([key, one]) => [
        key,
        typeof one === "string" && SPOILED.has(key) ? `${one}${text}` : put(one),
      ]);
      return Object.fromEntries(entries) as T;
    };
    return put(report);
  };
  const SPOILED = new Set(["text", "channelName", "channelId", "source", "path", "callerNumber", "message", "summary"]);

  it("shows any text and obeys none", async () => {
    const scripts = (html: string): number => html.match(/<script/gi)?.length ?? 0;
    const plain = scripts(
      await joined(renderHtml(frameOf(rtpTimeoutReport), rtpTimeoutReport.calls, { script: "", style: "" })),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const report = spoiled(rtpTimeoutReport, text);
        const [runReport, calls] = [frameOf(report), report.calls as CallRow[]];
        // what JSON cannot hold as such it escapes; a lone surrogate comes back as it was
        expect(JSON.parse(await joined(renderJson(runReport, calls)))).toEqual(report);
        JSON.parse(await joined(renderOtlp(runReport, calls)));
        for (const line of (await ndjsonOf(report)).trimEnd().split("\n")) JSON.parse(line);
        const html = await joined(renderHtml(runReport, calls, { script: "", style: "" }));
        expect(scripts(html)).toBe(plain);
        const pages = {
          terminal: await joined(renderTerminal(runReport, calls, { columns: 90, color: false, drawAll: true })),
          quiet: await joined(renderQuiet(runReport, calls)),
          markdown: await joined(renderMarkdown(runReport, calls)),
          html,
        };
        for (const [format, page] of Object.entries(pages))
          expect([format, RAW_CHARACTER.exec(page)]).toEqual([format, null]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a configuration", () => {
  const line = fc.oneof(
    fc.constantFrom("[general]", "[a](!)", "[b](a)", "[a](+)", "[", ";--", "--;", "#include x.conf", "type=endpoint"),
    fc
      .tuple(fc.constantFrom("rtptimeout", "rtp_timeout", "type", "x"), anyText)
      .map(([key, value]) => `${key}=${value}`),
    anyText,
  );

  it("of any lines is read, and each entry stands at its line", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (drawn) => {
        const text = drawn.join("\n");
        const lines = text.split("\n");
        for (const { entries } of parseConfig([{ file: "x.conf", text }]).sections)
          for (const { key, line: number } of entries) expect(lines[number - 1]).toContain(key);
        const tree = readConfig(
          ["/etc/asterisk"],
          memoryIo({ "/etc/asterisk/sip.conf": text, "/etc/asterisk/pjsip.conf": text }),
        );
        for (const { rtpTimeoutSeconds } of rtpLimits(tree).rows)
          expect(rtpTimeoutSeconds === null || (Number.isFinite(rtpTimeoutSeconds) && rtpTimeoutSeconds >= 0)).toBe(
            true,
          );
      }),
    );
  });

  it("of a team's defaults is taken or refused, in one line", () => {
    const file = fc.oneof(
      fc.json(),
      fc.string(),
      fc.dictionary(fc.constantFrom("format", "limit", "config"), fc.jsonValue()).map((one) => JSON.stringify(one)),
    );
    fc.assert(
      fc.property(file, (text) => {
        try {
          parseDefaults(text, "defaults.json");
        } catch (error) {
          expect(error).toBeInstanceOf(OptionError);
          expect((error as Error).message).toMatch(/^defaults\.json: [^\n]+$/);
        }
      }),
    );
  });
});

describe("a column", () => {
  it("holds what was set, and 0 elsewhere", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 500 }), fc.integer())), (sets) => {
        const column = new Column(Int32Array);
        const model = new Map(sets);
        for (const [index, value] of sets) column.set(index, value);
        for (let index = 0; index <= 600; index += 1) expect(column.get(index)).toBe(model.get(index) ?? 0);
      }),
    );
  });
});
