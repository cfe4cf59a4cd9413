// What strangers write into a log, a file's name, a configuration, a report or a file of forms stays text in every output: it acts
// on no terminal, is no markup of a page or a ticket, breaks no JSON, becomes no line of a script or a patch. Carriers and outputs
// are tables: each is tried with each.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Marked } from "marked";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Report, reportSchema } from "../src/report/schema.js";
import { sampleLogs } from "./support/analyse.js";
import { chromiumPath, startChromium } from "./support/browser.js";
import { type CommandOutcome, command } from "./support/command.js";
import { actingFields, actingIn, HOSTILE, HOSTILE_LINES, readByShell, spoiledReport } from "./support/hostile-text.js";
import { GOLDEN } from "./support/sample.js";
import { shellOfMarkdown, shellOfReport } from "./support/shell.js";

const folder = mkdtempSync(join(tmpdir(), "injection-test-"));
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const putJson = (name: string, value: unknown): void => put(name, JSON.stringify(value));

/** All that a file's name may hold. */
const NAME = "$(touch owned)'\x1b[2J\u202e\u200b\n=1+1 <img src=x> [a](b) `c` www.evil.example.log";
const { logs } = sampleLogs("rtp-timeout");
const utf8 = (latin1 = ""): string => Buffer.from(latin1, "latin1").toString("utf8");
const [asterisk = "", bot = ""] = logs.map(({ latin1 }) => utf8(latin1));
put(
  NAME,
  `rubbish ${HOSTILE}\n${asterisk}`
    .replaceAll('", "voicebot', `", "${HOSTILE} voicebot`)
    .replaceAll("gsm-gw", "$(touch${IFS}owned)`c`<img/src=x>[a](b)")
    .concat(`[2026-11-22 18:58:30] ERROR[1] ${HOSTILE}.c: ${HOSTILE}\n`),
);
put(
  "bot.log",
  bot
    .replaceAll("caller=79162298921", `caller=${HOSTILE}`)
    .replaceAll("404", `404 ${HOSTILE}`)
    .concat(
      ...["1795363080.0", HOSTILE_LINES].map((id) =>
        JSON.stringify({
          time: "2026-11-22T15:58:20.000Z",
          level: "error",
          msg: `StasisStart: ${HOSTILE_LINES}`,
          channel_id: id,
          [HOSTILE_LINES]: HOSTILE_LINES,
          __proto__: null,
        }).concat("\n"),
      ),
      '{"__proto__":{"channel_id":"x"},"constructor":"y","level":"error","msg":"channel not found","channel_id":"1795363080.0"}\n',
      `rubbish ${HOSTILE}\n`,
    ),
);
/** A text with a NUL would pass for no configuration at all. */
const HOSTILE_SETTING = HOSTILE.replaceAll("\0", "");
mkdirSync(join(folder, "etc"));
put(
  "etc/pjsip.conf",
  `[trunk]\ntype=endpoint\nrtp_timeout=9\n[$(touch owned)'\x1b[2J]\ntype=endpoint\nrtp_timout=${HOSTILE_SETTING}\n[b]\ntype=endpoint\nrtp_timout=5 ; \x1b[2J\n[c]\ntype=endpoint\nrtp_timout=5 ; $(touch owned)\n[__proto__]\ntype=endpoint\n__proto__=1\nconstructor=1\n#include "${HOSTILE_SETTING}"\n`,
);
put("advice", `In sip.conf ${HOSTILE}:\n[general]\nrtptimeout=${HOSTILE_SETTING}\n${HOSTILE_SETTING}=1\n__proto__=1\n`);
putJson("forms.json", {
  formats: [
    {
      name: "own",
      line: "^(?<time>\\d{4}-\\S+ \\S+) (?<message>[\\s\\S]*)$",
      samples: [`2026-11-22 15:58:00 ${HOSTILE}`],
    },
  ],
  wordings: [{ event: "bot-play", expression: "rubbish", samples: [`rubbish ${HOSTILE_LINES}`] }],
});
for (const [name, forms] of Object.entries({
  key: { [HOSTILE_LINES]: 1 },
  expression: { formats: [{ name: "own", line: `^(${HOSTILE}`, samples: ["x"] }] },
}))
  putJson(`${name}.forms.json`, forms);
put("text.forms.json", HOSTILE);
const golden = (name: string): Report =>
  reportSchema.parse(JSON.parse(readFileSync(join(GOLDEN, name, "report.json"), "utf8")));
const SAMPLES = ["rtp-timeout", "undated-bot-only", "caller-vanished"];
for (const name of SAMPLES) putJson(`${name}.json`, spoiledReport(golden(name), HOSTILE_LINES));
const spoiltSums = { ...golden("rtp-timeout").summary, causeCounts: { [HOSTILE_LINES]: 1 } };
putJson("key.report.json", { ...golden("rtp-timeout"), summary: spoiltSums });
putJson(`${NAME}.json`, spoiledReport(golden("rtp-timeout"), HOSTILE_LINES));

const over = ["--exit-zero", "--config", "etc", NAME, "bot.log"];
/** What brings the text, and the command that reads it. */
const CARRIERS: Readonly<Record<string, readonly string[]>> = {
  "both logs, a name, a configuration": over,
  "forms of one's own": ["--formats", "forms.json", ...over],
  "a report on one call": ["merge", "--exit-zero", "rtp-timeout.json"],
  "reports of several names": ["merge", "--exit-zero", ...SAMPLES.map((name) => `${name}.json`), `${NAME}.json`],
};

/** What commands have said: an output is looked at for several things. */
const said = new Map<string, Promise<CommandOutcome>>();
function run(...args: readonly string[]): Promise<CommandOutcome> {
  const key = JSON.stringify(args);
  const outcome = said.get(key) ?? command({ args, cwd: folder });
  said.set(key, outcome);
  return outcome;
}
const inFormat = (format: string, args: readonly string[]): Promise<CommandOutcome> => run(...args, "--format", format);

/** Acts on nothing when it is printed, nor when a field is taken from it and printed. */
function expectJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  expect(actingFields(value)).toEqual([]);
  return value;
}

/** Of a ticket: no tags but those that Markdown of ours makes, no links but to a place in it, nothing that runs. */
function markupOf(markdown: string): string[] {
  const page = new Marked({ gfm: true }).parse(markdown, { async: false });
  return [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => !OURS.test(tag));
}
const OURS =
  /^<\/?(?:h[1-6]|p|ul|ol|li|strong|em|pre|code|blockquote|table|thead|tbody|tr|td|th|details|summary|br|hr)(?: align="right"| start="\d+"| class="language-[a-z]+")?\/?>$/;

describe.each(Object.entries(CARRIERS))("hostile text in %s", (_carrier, args) => {
  it.each(["terminal", "json", "ndjson", "otlp", "markdown", "html"])("acts on no display: %s", async (format) => {
    const { out, err } = await inFormat(format, args);
    expect(out.length).toBeGreaterThan(1_000);
    // the page's own script is indented by tabs
    expect(actingIn(out.replaceAll("\t", " "))).toBeNull();
    expect(actingIn(err)).toBeNull();
  });

  it("is valid JSON, whole and in lines, and forges none", async () => {
    const { out } = await inFormat("json", args);
    const report = reportSchema.parse(expectJson(out));
    const lines = (await inFormat("ndjson", args)).out.trimEnd().split("\n").map(expectJson);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toHaveProperty("ecs.version");
    const findingCount = [
      ...report.calls.flatMap((call) => [...call.findings, ...call.unexplained]),
      ...report.runFindings,
    ].length;
    expect(lines.length).toBeLessThanOrEqual(findingCount + 1);
    expectJson((await inFormat("otlp", args)).out);
  });

  it("is no markup of a ticket", async () => {
    expect(markupOf((await inFormat("markdown", args)).out)).toEqual([]);
  });

  it("is no markup of a page: its tags are those of a page without it", async () => {
    const html = (await inFormat("html", args)).out;
    expect(html.match(/<script/gi)).toHaveLength(2);
    expect(html.match(/<\/script/gi)).toHaveLength(2);
    expect(html.replace(/<script[\s\S]*?<\/script>|<style>[\s\S]*?<\/style>/g, "")).not.toMatch(/owned|evil/);
  });
});

describe("hostile text", () => {
  it.each([
    ["one line a problem", ["-q", "--color", "never", ...over]],
    ["all lines of all calls", ["-v", "--color", "never", ...over]],
    ["lines that nothing reads", ["--show-unparsed", ...over]],
    ["the audit", ["config", "etc", "--exit-zero", "--color", "never"]],
    ["the audit of advice", ["config", "etc", "--exit-zero", "--color", "never", "--advice", "advice"]],
    ["a patch", ["config", "etc", "--diff", "--exit-zero"]],
    ["formats", ["formats", "--test", NAME]],
    ["formats of one's own", ["--formats", "forms.json", "formats"]],
    ["how those read a log", ["--formats", "forms.json", "formats", "--test", "bot.log"]],
    ["a comparison", ["diff", "rtp-timeout.json", "caller-vanished.json", "--exit-zero"]],
    ["a file that is not there", [`x${NAME}`]],
    ["an option that is none", [`--${NAME}`]],
    ["a call that is not there", ["--call", HOSTILE_SETTING, ...over]],
    ["forms that are not there", ["--formats", `x${NAME}`, ...over]],
    ["forms with a name of none", ["--formats", "key.forms.json", ...over]],
    ["forms with an expression that is none", ["--formats", "expression.forms.json", ...over]],
    ["forms that are no JSON", ["--formats", "text.forms.json", ...over]],
    ["a report that is no JSON", ["merge", "text.forms.json"]],
    ["a report with a cause of no name that we give", ["merge", "key.report.json"]],
    ["a report that is not there", ["diff", `x${NAME}`, "rtp-timeout.json"]],
    ["an explanation of nothing", ["explain", NAME]],
  ])("acts on no display: %s", async (_what, args) => {
    const { out, err } = await run(...args);
    expect(actingIn(out)).toBeNull();
    expect(actingIn(err)).toBeNull();
    // it is there, spelt out
    expect(out + err).toContain("owned");
  });

  it.each([
    ["the audit", ["config", "etc", "--exit-zero"]],
    ["a comparison", ["diff", "rtp-timeout.json", "caller-vanished.json", "--exit-zero"]],
  ])("is valid JSON: %s", async (_what, args) => {
    const { out } = await inFormat("json", args);
    expect(actingIn(out)).toBeNull();
    expectJson(out);
  });

  it("is no command: of a script that applies changes, of a report, of a ticket", async () => {
    await run("--write-config", "proposals", ...over);
    await run("config", "etc", "--exit-zero", "--write-config", "audited");
    const scripts = ["proposals", "audited"].map((name) => {
      expect(readdirSync(join(folder, name)).filter((file) => !/^[\w.-]+$/.test(file))).toEqual([]);
      return readFileSync(join(folder, name, "apply.txt"), "utf8");
    });
    for (const script of scripts) expect(actingIn(script)).toBeNull();
    const commands = [
      ...scripts,
      ...shellOfReport(JSON.parse((await inFormat("json", over)).out)),
      ...shellOfMarkdown((await inFormat("markdown", over)).out),
    ];
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.map(readByShell).filter((read) => /owned|evil/.test(read))).toEqual([]);
    expect(readdirSync(folder)).not.toContain("owned");
  });

  it.each(["bash", "zsh"])("is nothing to %s's completion", async (shell) => {
    const script = (await run("completion", shell)).out;
    expect(script).not.toBe("");
    expect(actingIn(script)).toBeNull();
    if (shell === "bash") execFileSync("bash", ["-n"], { input: script });
  });

  it.each([
    [
      "a cause",
      (report: Report, name: string) =>
        report.calls.map((call) => ({ ...call, diagnosis: { ...call.diagnosis, cause: name } })),
    ],
  ])("is no name that every object has: %s", async (_what, spoil) => {
    for (const name of ["constructor", "__proto__", "toString"]) {
      const report = golden("rtp-timeout");
      putJson("inherited.json", { ...report, calls: spoil(report, name) });
      const { code, out, err } = await command({ args: ["merge", "inherited.json", "--format", "json"], cwd: folder });
      expect([code, out, err]).toEqual([
        2,
        "",
        expect.stringMatching(/is no whole report: calls\[0\]\.diagnosis\.cause/),
      ]);
    }
  });

  it("is no prototype: what a report or a file of forms calls so is a name that nobody reads", async () => {
    const inherited = '"__proto__":{"partial":true,"calls":[],"polluted":1}';
    const text = JSON.stringify(golden("rtp-timeout"));
    put("prototype.json", text.replaceAll('{"', `{${inherited},"`));
    const merged = await command({ args: ["merge", "prototype.json", "--format", "json"], cwd: folder });
    const plain = golden("rtp-timeout");
    const report = JSON.parse(merged.out);
    expect(merged.out).not.toContain("polluted");
    expect(report.calls).toEqual(plain.calls);
    expect(report.summary).toEqual(plain.summary);
    put("prototype.forms.json", `{${inherited}}`);
    const { code, err } = await run("--formats", "prototype.forms.json", ...over);
    expect([code, err]).toEqual([2, expect.stringContaining("__proto__")]);
  });
});

const path = chromiumPath();
describe.skipIf(path === null)("in a real browser, hostile text", { timeout: 60_000 }, () => {
  let browser: Browser;
  /** One for all that is opened: each of its own takes the browser longer. */
  let page: Page;
  beforeAll(async () => {
    browser = await startChromium(path ?? "");
    page = await browser.newPage();
  }, 60_000);
  afterAll(async () => browser?.close());

  /** Opens a page from the disk; says all that it did beside showing itself. */
  async function opened(text: string, hash = ""): Promise<string[]> {
    put("page.html", text);
    const url = pathToFileURL(join(folder, "page.html")).href;
    page.removeAllListeners();
    const deeds: string[] = [];
    await page.goto("about:blank");
    page.on("console", (message) => deeds.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => deeds.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => deeds.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      if (request.url().replace(/#.*/, "") !== url) deeds.push(`request: ${request.url()}`);
    });
    await page.goto(url + hash);
    return deeds;
  }

  /** All that a page has unfolded, and every call opened. */
  async function unfold(): Promise<void> {
    await page.evaluate(async () => {
      for (const head of document.querySelectorAll<HTMLElement>(".call-head[aria-expanded='false']")) head.click();
      for (let round = 0; round < 4; round += 1) {
        for (const details of document.querySelectorAll("details")) details.open = true;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    });
  }

  /** What elements do that a report has none of: handlers, and links that leave it. */
  const acting = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll("body *")].flatMap((element) =>
        [...element.attributes]
          .filter(
            ({ name, value }) => /^on/.test(name) || (/^(?:href|src|action|srcset)$/.test(name) && !/^#/.test(value)),
          )
          .map(({ name, value }) => `${element.tagName} ${name}=${value}`),
      ),
    );
  const FOREIGN = "img, iframe, object, embed, form, base, link, meta[http-equiv=refresh], main script, body > svg";

  it.each(Object.entries(CARRIERS))("runs nothing, asks for nothing and leads nowhere: %s", async (_carrier, args) => {
    const html = (await inFormat("html", args)).out;
    const deeds = await opened(html, `#call=${encodeURIComponent(`"'><img src=x onerror=document.title='owned'>`)}`);
    await page.waitForSelector("#calls .count", { state: "attached", timeout: 5_000 });
    await unfold();
    expect(await page.locator(FOREIGN).count()).toBe(0);
    expect(await acting()).toEqual([]);
    expect(await page.title()).not.toContain("owned");
    // it is there, and is read as what it is
    expect(await page.locator("body").textContent()).toContain("<script>document.title='owned'</script>");
    const copied = await page.evaluate(() =>
      [...document.querySelectorAll(".made code")].map((code) => code.textContent ?? ""),
    );
    expect(copied.map(readByShell).filter((read) => /owned/.test(read))).toEqual([]);
    expect(deeds).toEqual([]);
  });

  it.each(Object.entries(CARRIERS))(
    "does neither in a ticket that shows Markdown without any policy: %s",
    async (_carrier, args) => {
      const markdown = (await inFormat("markdown", args)).out;
      const deeds = await opened(
        `<!doctype html><meta charset=utf-8><body>${new Marked({ gfm: true }).parse(markdown, { async: false })}`,
      );
      await unfold();
      expect(await page.locator(FOREIGN).count()).toBe(0);
      expect(await acting()).toEqual([]);
      expect(await page.title()).toBe("");
      expect(await page.locator("body").textContent()).toContain("<script>document.title='owned'</script>");
      expect(deeds).toEqual([]);
    },
  );

  it("could do nothing even as markup: the page's policy stops scripts, handlers, frames, forms and requests", async () => {
    const html = (await inFormat("html", over)).out;
    const markup = `<script>document.title="owned"</script><img src="https://evil.example/x.png" onerror="document.title='owned'"><svg onload="document.title='owned'"></svg><iframe src="data:text/html,x"></iframe><link rel=stylesheet href="https://evil.example/x.css"><a id=link href="javascript:document.title='owned'">x</a><base href="https://evil.example/"><form id=form action="https://evil.example/"></form>`;
    const deeds = await opened(html.replace("</body>", `${markup}</body>`));
    expect(await page.locator("#link").count()).toBe(1);
    await page.evaluate(() => document.querySelector<HTMLElement>("#link")?.click());
    await page.evaluate(() => document.querySelector<HTMLFormElement>("#form")?.submit());
    await page.waitForTimeout(100);
    expect(await page.title()).not.toContain("owned");
    expect(page.url()).toMatch(/^file:/);
    expect(await page.evaluate(() => document.baseURI)).toMatch(/^file:/);
    for (const directive of ["script-src", "img-src", "style-src", "form-action", "base-uri"])
      expect(
        deeds.filter((deed) => deed.startsWith("console:") && deed.includes(directive)).length,
        directive,
      ).toBeGreaterThan(0);
  });
});

afterAll(() => rmSync(folder, { recursive: true }));
