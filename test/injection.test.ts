// What strangers write into a log, a file name or a configuration stays text in every output: it acts on no terminal, is no
// markup of a page, breaks no JSON, becomes no line of a script or a patch.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Marked } from "marked";
import { afterAll, describe, expect, it } from "vitest";
import { reportSchema } from "../src/report/schema.js";
import { sampleLogs } from "./support/analyse.js";
import { type CommandOutcome, command } from "./support/command.js";

const folder = mkdtempSync(join(tmpdir(), "injection-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Retitles, clears, recolours, reverses, runs, links, starts a cell's formula, ends a tag, forges a line. */
const EVIL = [
  "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u2066\u2028\0",
  "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
  "[a](https://evil.example/)![b](https://evil.example/x.png) | c | www.evil.example @everyone #1 ``` </details>",
  "=cmd|' /C calc'!A0 $(touch owned) `touch owned`; touch owned",
].join(" ");
/** All that a file's name may hold. */
const NAME = "$(touch owned)\x1b[2J\u202e\n=1+1 <img src=x> [a](b) `c`.log";
// what acts on a terminal, and what no JSON reader takes in a raw text
const RAW = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])/;

const { logs } = sampleLogs("rtp-timeout");
const utf8 = (latin1 = ""): string => Buffer.from(latin1, "latin1").toString("utf8");
const [asterisk = "", bot = ""] = logs.map(({ latin1 }) => utf8(latin1));
writeFileSync(
  join(folder, NAME),
  asterisk
    .replaceAll('", "voicebot', `", "${EVIL} voicebot`)
    .replaceAll(/ (VERBOSE\[\d+\]\[C-\d+\]) /g, ` $1 `)
    .concat(`[2026-11-22 18:58:30] ERROR[1] ${EVIL}.c: ${EVIL}\n`),
);
writeFileSync(
  join(folder, "bot.log"),
  bot
    .replaceAll("caller=79162298921", `caller=${EVIL}`)
    .replaceAll("404", `404 ${EVIL}`)
    .concat(
      '{"time":"2026-11-22T15:58:20.000Z","level":"error","msg":"channel not found \\ud800 \\u0000 \\u001b[2J","channel_id":"1795363080.0","\\u001b]0;x\\u0007":1}\n',
      `rubbish ${EVIL}\n`,
    ),
);
/** A text with a NUL would pass for no configuration at all. */
const EVIL_LINE = EVIL.replaceAll("\0", "");
const etc = join(folder, "etc");
mkdirSync(etc);
writeFileSync(
  join(etc, "pjsip.conf"),
  `[trunk]\ntype=endpoint\nrtp_timeout=9\n[$(touch owned)\x1b[2J]\ntype=endpoint\nrtp_timout=${EVIL_LINE}\n[b]\ntype=endpoint\nrtp_timout=5 ; \x1b[2J\n[c]\ntype=endpoint\nrtp_timout=5 ; $(touch owned)\n#include "${EVIL_LINE}"\n`,
);

/** What commands have said: a report is looked at for several things. */
const said = new Map<string, Promise<CommandOutcome>>();

/** What a command says; one that was run before says the same. */
function run(...args: string[]): Promise<CommandOutcome> {
  const key = JSON.stringify(args);
  const outcome = said.get(key) ?? command({ args, cwd: folder });
  said.set(key, outcome);
  return outcome;
}
const over = ["--exit-zero", "--config", "etc", NAME, "bot.log"];

describe("hostile text", () => {
  it.each([
    ["terminal", ["--format", "terminal", "-v", "--color", "never", ...over]],
    ["terminal, one line a problem", ["-q", "--color", "never", ...over]],
    ["JSON", ["--format", "json", ...over]],
    ["lines of JSON", ["--format", "ndjson", ...over]],
    ["OpenTelemetry", ["--format", "otlp", ...over]],
    ["Markdown", ["--format", "markdown", ...over]],
    ["HTML", ["--format", "html", ...over]],
    ["lines that nothing reads", ["--show-unparsed", ...over]],
    ["the audit", ["config", "etc", "--exit-zero", "--color", "never"]],
    ["the audit as JSON", ["config", "etc", "--exit-zero", "--format", "json"]],
    ["a patch", ["config", "etc", "--diff", "--exit-zero"]],
    ["formats", ["formats", "--test", NAME]],
    ["a file that is not there", [`x${NAME}`]],
    ["an option that is none", [`--${NAME}`]],
    ["a call that is not there", ["--call", EVIL_LINE, ...over]],
    ["forms that are not there", ["--formats", NAME, ...over]],
    ["an explanation of nothing", ["explain", NAME]],
  ])("acts on no terminal: %s", async (_what, args) => {
    const { out, err } = await run(...args);
    expect(RAW.exec(out)).toBeNull();
    expect(RAW.exec(err)).toBeNull();
    expect(out + err).not.toBe("");
  });

  it("is valid JSON, whole and in lines", async () => {
    const whole = (await run("--format", "json", ...over)).out;
    expect(() => reportSchema.parse(JSON.parse(whole))).not.toThrow();
    for (const line of (await run("--format", "ndjson", ...over)).out.trim().split("\n"))
      expect(() => JSON.parse(line)).not.toThrow();
    const otlp = (await run("--format", "otlp", ...over)).out;
    expect(() => JSON.parse(otlp)).not.toThrow();
  });

  it("is no markup of a page", async () => {
    const html = (await run("--format", "html", ...over)).out;
    expect(html.match(/<script/g)).toHaveLength(html.match(/<\/script>/g)?.length ?? 0);
    expect(html).not.toMatch(/<img|<\/script><script>alert/);
    const markdown = new Marked({ gfm: true }).parse((await run("--format", "markdown", ...over)).out, {
      async: false,
    });
    expect(markdown).not.toMatch(/<img|<script|href="(?:https?:\/\/)?(?:www\.)?evil|<a href="b"/);
  });

  it("is no command of the script that applies changes, and names no file of it", async () => {
    await run("--write-config", "proposals", ...over);
    await run("config", "etc", "--exit-zero", "--write-config", "audited");
    for (const name of ["proposals", "audited"]) {
      expect(readdirSync(join(folder, name)).every((file) => /^[\w.-]+$/.test(file))).toBe(true);
      const script = readFileSync(join(folder, name, "apply.txt"), "utf8");
      const commands = script.split("\n").filter((line) => !line.startsWith("#"));
      expect(commands.join("\n")).not.toMatch(/owned/);
      expect(RAW.exec(script)).toBeNull();
    }
    expect(readdirSync(folder)).not.toContain("owned");
  });

  it.each(["bash", "zsh"])("is nothing to %s's completion", async (shell) => {
    const script = (await run("completion", shell)).out;
    expect(script).not.toBe("");
    expect(RAW.exec(script)).toBeNull();
    if (shell === "bash") execFileSync("bash", ["-n"], { input: script });
  });
});
