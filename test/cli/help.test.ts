// What the built command says of itself: -h, --help, help, version, and to a command that was mistyped.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXAMPLES } from "../../src/cli/help-text.js";
import { isOperand, type Option, type OptionGroup } from "../../src/settings/option.js";
import { RUN_OPTIONS } from "../../src/settings/options.js";
import { shellFaults } from "../support/shell.js";

const BIN = fileURLToPath(new URL("../../bin/ari-doctor.js", import.meta.url));
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "help-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [BIN, ...args], { cwd: folder }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
    child.stdin?.end();
  });
}
const linesOf = (text: string): string[] => text.replace(/\n$/, "").split("\n");

describe.concurrent("-h", () => {
  it("is one screen of 24 lines and 80 columns, with room for the prompt", async () => {
    const { code, out, err } = await run("-h");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(linesOf(out).length).toBeLessThan(24);
    for (const line of linesOf(out)) expect(line.length, line).toBeLessThanOrEqual(80);
    for (const words of ["--config", "--redact", "-o, --output", "capture-plan", "help COMMAND"])
      expect(out).toContain(words);
  });
});

describe.concurrent("--help", () => {
  it("has each option under its group, within 80 columns", async () => {
    const { out } = await run("--help");
    for (const line of linesOf(out)) expect(line.length, line).toBeLessThanOrEqual(80);
    const parts = new Map(
      out.split(/\n\n(?=[A-Z][a-z]+(?: [a-z]+)?:\n)/).map((part) => [/^\w+/.exec(part)?.[0].toLowerCase() ?? "", part]),
    );
    const groups: readonly OptionGroup[] = ["input", "limits", "selection", "output", "live", "privacy"];
    expect([...parts.keys()]).toEqual(["usage", "arguments", ...groups, "other", "commands", "exit"]);
    for (const option of Object.values<Option>(RUN_OPTIONS))
      if (!isOperand(option)) expect(parts.get(option.group)).toContain(`  ${option.flags} `);
  });

  it("shows examples that are shell, and options that there are", async () => {
    const commands = EXAMPLES.flatMap((group) => group.commands.map(([command, does]) => `${command}   # ${does}`));
    expect(shellFaults(commands)).toEqual([]);
    const { out } = await run("--help");
    const flags = commands.join(" ").match(/(?<= )--[a-z-]+/g) ?? [];
    expect(flags.filter((flag) => !out.includes(`${flag} `) && flag !== "--advice")).toEqual([]);
  });
});

it("--help of a command shows examples that are shell", async () => {
  const outs = await Promise.all(["merge", "diff"].map((name) => run(name, "--help")));
  const commands = outs.flatMap(({ out }) => out.match(/(?<=^ {2})ari-doctor .*$/gm) ?? []);
  expect(commands.length).toBeGreaterThan(3);
  expect(shellFaults(commands)).toEqual([]);
});

describe.concurrent("a command's word", () => {
  it("help says what --help does, of all or of a command", async () => {
    expect((await run("help")).out).toBe((await run("--help")).out);
    expect((await run("help", "config")).out).toBe((await run("config", "--help")).out);
    expect(await run("help", "confog")).toMatchObject({
      code: 2,
      err: expect.stringContaining("did you mean config?"),
    });
  });

  it("version says what --version does", async () => {
    expect((await run("version")).out).toBe((await run("--version")).out);
  });

  it.each([
    [["explian", "RTP101"], "explian: did you mean explain?"],
    [["captureplan"], "captureplan: did you mean capture-plan?"],
    [["--quiet", "merg", "a.json"], "merg: did you mean merge?"],
    [["complet", "bash"], "complet: did you mean completion?"],
  ])("that was mistyped is told: %j", async (args, words) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`ari-doctor: ${words}`);
    expect(linesOf(err)).toHaveLength(1);
  });

  it("is no command where it is a file, and no guess is made of a path or of another word", async () => {
    writeFileSync(join(folder, "explian"), "2026-11-22 15:55:08,010 - bot - INFO - StasisEnd channel=1795362900.1\n");
    expect((await run("explian", "--quiet")).err).not.toContain("did you mean");
    expect((await run("./merg", "bot.log")).err).toContain("./merg: no such file");
    expect((await run("full", "bot.log")).err).toContain("full: no such file");
  }, 30_000);
});

describe.concurrent("the name of a report", () => {
  it.each([
    [["x", "-o", "report.pdf"], ".html, .htm, .markdown, .md, .txt"],
    [["x", "-o", "report.html", "-o", "bot.log"], "bot.log: no report ends in .log"],
    [["merge", "x.json", "-o", "report.pdf"], ".html"],
    [["config", ".", "-o", "report.html"], "it may end in .txt, .json"],
    [["diff", "a.json", "b.json", "-o", "report.md"], "it may end in .txt, .json"],
  ])("that ends in no format's ending is refused with those that there are: %j", async (args, words) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(linesOf(err)).toHaveLength(1);
  });

  it("may end in anything where --format says what it is to hold, or in nothing", async () => {
    expect((await run("absent", "-o", "report.out", "--format", "html")).err).toContain("absent: no such file");
    expect((await run("absent", "-o", "/dev/null")).err).toContain("absent: no such file");
  });
});

it("--follow says of a document that it is printed at the end, and of a stream nothing", async () => {
  const follow = (format: string): Promise<{ err: string }> => run("--follow", "-", "--format", format);
  expect((await follow("json")).err).toMatch(/--format json is one document, printed when --follow ends .* ndjson/);
  expect((await follow("ndjson")).err).not.toContain("--format");
}, 30_000);
