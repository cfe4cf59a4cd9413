import { Marked } from "marked";
import { describe, expect, test } from "vitest";
import { code, codeBlock, prose } from "../../src/report/markdown/safe-markdown.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import type { Report } from "../../src/report/schema.js";
import { corpusReport } from "../support/corpus.js";
import { frameOf, joined, rtpTimeoutCall, rtpTimeoutReport, seedReport } from "../support/report-fixtures.js";

const marked = new Marked({ gfm: true });
const render = (report: Report): Promise<string> => joined(renderMarkdown(frameOf(report), report.calls));
const html = (markdown: string): string => marked.parse(markdown, { async: false });
/** What a reader sees of the page. */
const seen = (page: string): string =>
  page
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

/** What a caller may put into a caller name, and a bot into its log. */
const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "[click](https://evil.example/)",
  "![x](https://evil.example/x.png)",
  "https://evil.example/ www.evil.example someone@evil.example @everyone #42",
  "| a | b |",
  "**bold** _it_ ~~gone~~ `code` ``more`` &lt;b&gt; &amp; $x$",
  "# heading",
  "- item",
  "1. item",
  "```",
  "</details>",
  "<!-- hidden -->",
];

describe("log text in Markdown", () => {
  test.each(HOSTILE)("is shown as it is within a sentence: %s", (text) => {
    const page = html(`- ${prose(text)}`);
    expect(page).not.toMatch(/<(?:a|img|script|h1|ol|strong|em|del|table|details|!)/);
    expect(seen(page).trim()).toBe(text);
  });

  test.each(HOSTILE)("is shown as it is as code and as a block: %s", (text) => {
    for (const page of [html(code(text)), html(codeBlock([text]).join("\n"))]) {
      expect(page).not.toMatch(/<(?:a|img|script|h1|ol|ul|strong|em|del|table|details|!)/);
      expect(seen(page).trim()).toBe(text);
    }
  });

  test("acts on nothing: controls and bidi are spelled out", () => {
    expect(prose("a\x1b[2J\u202eb\nc")).toBe(String.raw`a\\x1b\[2J\\u202eb\\nc`);
  });
});

describe("renderMarkdown", () => {
  test("shows verdict, wait, evidence with its place, and what to do, and folds the rest", async () => {
    const text = await render(rtpTimeoutReport);
    const open = text.replace(/<details>[\s\S]*?<\/details>/g, "");
    expect(open).toContain("### Call `1795363045.1`: rtp-timeout (confirmed)");
    expect(open).toContain("> `asterisk.full.log:1075`\n");
    expect(open).toContain("for lack of RTP activity in 6 seconds\n");
    expect(open).toContain("3.69 s over the RTP limit of 5 s");
    for (const folded of ["Ruled out: 2", "Timeline: 12 events, UTC"]) {
      expect(open).not.toContain(folded);
      expect(html(text)).toContain(`<summary>${folded}</summary>`);
    }
    // a healthy call is only counted
    expect(text).not.toContain("1795363044.0");
    expect(open.split("\n").length).toBeLessThan(90);
  });

  test("one call: verdict and what it rests on, what to do, then the rest", async () => {
    const text = await render(seedReport);
    const heads = ["## Call `1757572606.0`: undetermined", "> `stdin:4`", "### What to do first", "Ruled out: 1"];
    const places = heads.map((head) => text.indexOf(head));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(0);
    expect(text).toContain("```sh\n   ari-doctor capture-plan\n   ```\n");
  });

  test("of many calls: causes, three things to do, the clearest call of each cause, the others a line each", async () => {
    const report = await corpusReport("pjsip-general");
    const text = await render(report);
    const lines = text.split("\n");
    expect(lines[0]).toBe("## 26 calls: 23 failed, 3 healthy.");
    expect(lines).toContain("| 3 | 13 % | operator-hangup | 2 confirmed | 4 s |");
    expect(lines.indexOf("### What to do first")).toBeLessThan(26);
    expect(text).toMatch(/^1\. \*\*.+\n {3}- (?:Helps|Finds out more about) \d+ of 23 failed calls$/m);
    const titles = [...text.matchAll(/^<details><summary>Call <code>[^<]+<\/code>: ([a-z-]+) \(/gm)].map(
      ([, cause]) => cause,
    );
    const causes = Object.keys(report.summary.causeCounts).filter((cause) => cause !== "none");
    expect(new Set(titles.slice(0, causes.length))).toEqual(new Set(causes));
    expect(titles.slice(0, 2)).toEqual(["operator-hangup", "bridge-peer-hangup"]);
    const others = text.match(/^- `[^`]+`: [a-z-]+ \((?:confirmed|likely|possible)\), 2026-/gm) ?? [];
    expect(titles.length + others.length).toBe(23);
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
  });

  const bytes = (text: string): number => Buffer.byteLength(text);

  test.each(["pjsip-general", "sip-production", "pjsip-long"])("fits a ticket: %s", async (name) => {
    const text = await render(await corpusReport(name));
    expect(bytes(text)).toBeLessThan(30_000);
    expect(bytes(text)).toBeGreaterThan(20_000);
    expect(html(text).match(/<details>/g)).toHaveLength(html(text).match(/<\/details>/g)?.length ?? 0);
  });

  test("fits a ticket whatever a run holds, counts what it leaves out, and says how to see it", async () => {
    const long = "ж".repeat(600);
    const line = { source: `${"folder/".repeat(40)}bot.log`, line: 7, byteOffset: 0, at: null, text: long };
    const [finding] = rtpTimeoutCall.findings;
    const [advice] = rtpTimeoutReport.recommendations;
    const [limit] = rtpTimeoutReport.limits;
    const [input] = rtpTimeoutReport.inputs;
    if (!finding || !advice || !limit || !input) throw new Error("the fixture has them");
    const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 300 }, (_, index) => make(index));
    const calls = many((index) => ({
      ...rtpTimeoutCall,
      channelId: `1795363045.${index}`,
      diagnosis: {
        ...rtpTimeoutCall.diagnosis,
        cause: `cause-${index % 100}`,
        summary: long,
        evidence: [line, line, line, line, line],
      },
      findings: [finding, finding, finding].map((one) => ({ ...one, message: long, evidence: [line, line] })),
    }));
    const causeCounts = Object.fromEntries(many((index) => [`cause-${index % 100}`, 3]));
    const text = await render({
      ...rtpTimeoutReport,
      command: ["ari-doctor", "full log", "bot.log", "-o", "incident.md", "--format=markdown"],
      inputs: many((index) => ({ ...input, path: `full.${index}`, lossy: true })),
      limits: many(() => limit),
      summary: { ...rtpTimeoutReport.summary, callCount: 300, healthyCount: 0, causeCounts },
      recommendations: many((index) => ({ ...advice, id: `R${index}`, title: long, reason: long })),
      calls,
      runFindings: many(() => ({ ...finding, message: long, evidence: [line] })),
      notes: many(() => long),
    });
    expect(bytes(text)).toBeLessThan(30_000);
    expect(text).toMatch(/^\d+ more calls with a problem: `ari-doctor 'full log' bot\.log --quiet` lists them/m);
    expect(text).toMatch(/^… \d+ more causes$/m);
    expect(text).toMatch(/^- … \d+ more in the JSON report$/m);
    expect(text).toMatch(/^- … \d+ more findings in the JSON report$/m);
    expect(text).toMatch(/^- … \d+ more notes in the JSON report$/m);
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
  });

  test("findings of the run: errors before remarks", async () => {
    const [finding] = rtpTimeoutReport.runFindings;
    if (!finding) throw new Error("the fixture has a finding");
    const severities = ["info", "error", "warning"] as const;
    const text = await render({
      ...rtpTimeoutReport,
      runFindings: severities.map((severity) => ({ ...finding, severity })),
    });
    expect(text.match(/^- \*\*[A-Z]+ CFG104/gm)).toEqual(
      ["ERROR", "WARNING", "INFO"].map((word) => `- **${word} CFG104`),
    );
  });

  test("says when, where and by which command it was made", async () => {
    const text = await render({
      ...rtpTimeoutReport,
      generatedAt: "2026-12-01T08:30:00.000Z",
      generatedOn: "desk",
      command: ["ari-doctor", "full.log", "-o", "x.md"],
    });
    expect(text.trimEnd().split("\n").at(-1)).toBe(
      "ari-doctor 0.1.0, 2026-12-01 08:30:00 UTC on `desk`: `ari-doctor full.log`",
    );
  });

  test("names what is possible and what to log where the logs do not say", async () => {
    const text = await render(seedReport);
    for (const { cause } of seedReport.calls[0]?.diagnosis.candidates ?? [])
      expect(text).toContain(`possible: \`${cause}\``);
    expect(text).toContain("<summary>To know next time</summary>");
  });

  test("hostile log text nowhere becomes markup", async () => {
    const text = HOSTILE.join(" ");
    const line = { source: text, line: 1, byteOffset: 0, at: null, text };
    const [finding] = rtpTimeoutCall.findings;
    if (!finding) throw new Error("the fixture has a finding");
    const page = html(
      await render({
        ...rtpTimeoutReport,
        notes: [text],
        runFindings: [{ ...finding, message: text, evidence: [line] }],
        calls: [
          {
            ...rtpTimeoutCall,
            caller: text,
            channelId: text,
            diagnosis: {
              ...rtpTimeoutCall.diagnosis,
              summary: text,
              evidence: [line],
              ruledOut: [{ cause: "x", reason: text, evidence: [line] }],
              candidates: [{ cause: "x", why: text }],
              missing: [{ what: text, how: text }],
            },
            findings: [{ ...finding, message: text, evidence: [line] }],
            timeline: rtpTimeoutCall.timeline.map((entry) => ({ ...entry, text })),
          },
        ],
      }),
    );
    expect(page).not.toMatch(/<(?:a|img|script|table|em|del|h1|!)\b/);
  });
});
