import { Marked } from "marked";
import { describe, expect, test } from "vitest";
import { code, codeBlock, prose } from "../../src/report/markdown/safe-markdown.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import type { Report } from "../../src/report/schema.js";
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

  test("folds calls where they are many, and keeps every block closed", async () => {
    const calls = Array.from({ length: 5 }, () => rtpTimeoutCall);
    const text = await render({
      ...rtpTimeoutReport,
      summary: { ...rtpTimeoutReport.summary, callCount: 5, healthyCount: 0 },
      calls,
    });
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
    expect(text.match(/<summary>Call <code>1795363045.1<\/code>: rtp-timeout \(confirmed\)<\/summary>/g)).toHaveLength(
      5,
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
