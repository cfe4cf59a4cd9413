// Every block that is meant to be pasted into a shell, in any format, command or document: only commands, with comments behind
// `#`, one purpose each. The tests of the rules check the advice of each rule in the same way.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportSchema } from "../src/report/schema.js";
import { capturePlan } from "../src/rules/capture-plan.js";
import { allRules, explainRule } from "../src/rules/explain.js";
import { command } from "./support/command.js";
import { GOLDEN, readSample, runOf, sampleNames } from "./support/sample.js";
import { PROGRAMS, shellFaults, shellOfMarkdown, shellOfReport } from "./support/shell.js";

/** Runs with a cause, with candidates, on chan_sip, with a fault of the run and with one of the configuration. */
const SHOWN = ["rtp-timeout", "no-ack", "undated-bot-only", "asterisk-killed", "rtp-timeout-chan-sip"];

/** A line that stands for a command: `     Apply   asterisk -rx "pjsip reload"`. */
const COMMAND_LINE = new RegExp(`^\\s+(?:(?:[A-Z]\\w+|->|#) +)?(${PROGRAMS.source.slice(1)} .*)$`, "gm");

describe("what a report offers for a shell is shell", () => {
  let folder = "";
  const texts = new Map<string, string>();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "shell-test-"));
    for (const name of SHOWN) {
      const files = ["md", "html", "json"].map((ending) => join(folder, `${name}.${ending}`));
      const outputs = [...files, "-"].flatMap((file) => ["-o", file]);
      const { out } = await command(runOf(name, [...readSample(name).args, ...outputs]));
      texts.set(`${name}.txt`, out);
      for (const file of files) texts.set(`${name}.${file.split(".").at(-1)}`, readFileSync(file, "utf8"));
    }
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const of = (ending: string): string[] => SHOWN.map((name) => texts.get(`${name}.${ending}`) ?? "");

  it("on the page", () => {
    const commands = of("txt").flatMap((page) => [...page.matchAll(COMMAND_LINE)].map(([, command = ""]) => command));
    expect(commands).toContain('asterisk -rx "pjsip reload"');
    expect(shellFaults(commands)).toEqual([]);
  });

  it("in Markdown", () => {
    const blocks = of("md").flatMap(shellOfMarkdown);
    expect(blocks).toContain('asterisk -rx "pjsip reload"');
    expect(shellFaults(blocks)).toEqual([]);
  });

  it("in JSON, of each sample", () => {
    const reports = sampleNames().map((name) =>
      reportSchema.parse(JSON.parse(readFileSync(join(GOLDEN, name, "report.json"), "utf8"))),
    );
    const blocks = [...reports, ...of("json").map((text) => JSON.parse(text))].flatMap(shellOfReport);
    expect(blocks).toContain('asterisk -rx "pjsip set logger on"');
    expect(shellFaults(blocks)).toEqual([]);
  });

  it("on the HTML page, a copy button each", () => {
    const data = of("html").map((page) =>
      JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? ""),
    );
    const blocks = data.flatMap(shellOfReport);
    expect(blocks).toContain('asterisk -rx "pjsip reload"');
    expect(shellFaults(blocks)).toEqual([]);
  });
});

describe("what a text offers for a shell is shell", () => {
  it("in the capture plan, each block below its `run:`", () => {
    const blocks = [...capturePlan().matchAll(/\brun(?: [^\n]*)?:\n((?: {5}.*\n)+)/gi)].map(([, block = ""]) =>
      block.replace(/^ {5}/gm, "").trimEnd(),
    );
    expect(blocks).toContain('asterisk -rx "logger reload"');
    expect(shellFaults(blocks)).toEqual([]);
    const commands = capturePlan().match(/^ {5}asterisk .*$/gm) ?? [];
    expect(commands.filter((command) => !blocks.join("\n").includes(command.trim()))).toEqual([]);
  });

  it("in the explanation of each rule, where it quotes a command", () => {
    const quoted = allRules().flatMap((rule) =>
      [
        ...explainRule(rule)
          .replace(/\n\s+/g, " ")
          .matchAll(/`([^`]+)`/g),
      ].flatMap(([, text = ""]) => (PROGRAMS.test(text) ? [text.replaceAll(" ...", "")] : [])),
    );
    expect(quoted).toContain("journalctl -k");
    expect(shellFaults(quoted)).toEqual([]);
  });

  const root = fileURLToPath(new URL("../", import.meta.url));
  const documents = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) =>
      /^(?:[A-Z]+|(?:docs|src|samples)\/.*)\.md$/.test(path.replaceAll("\\", "/")) && !path.includes("node_modules"),
  );
  it.each(documents)("in %s", (path) => {
    expect(shellFaults(shellOfMarkdown(readFileSync(join(root, path), "utf8")))).toEqual([]);
  });

  it("and the documents with commands are among them", () => {
    expect(documents).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md"]));
  });
});

describe("the check", () => {
  it.each([
    ["prose", "In the bot, log every request"],
    ["prose that bash cannot even parse", "restart Asterisk (transports reload only so)"],
    ["prose behind a command", 'asterisk -rx "rtp set debug on"   for one call'],
    ["two purposes in one paste", 'asterisk -rx "pjsip set logger on"\nasterisk -rx "pjsip set logger off"'],
    ["an open quotation", "grep 'x /var/log/asterisk/full"],
  ])("sees %s", (_what, piece) => {
    expect(shellFaults([piece])).not.toEqual([]);
  });
});
