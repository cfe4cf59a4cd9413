// merge and diff by the built command: outputs, exit codes, and errors in one line that names the file.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diffSchema } from "../../src/report/diff/diff-schema.js";
import { type Report, reportSchema } from "../../src/report/schema.js";
import { type CommandOutcome, command } from "../support/command.js";
import { GOLDEN } from "../support/sample.js";

let folder = "";
const at = (name: string): string => join(folder, name);
const run = (...args: string[]): Promise<CommandOutcome> => command({ args, cwd: folder, env: { COLUMNS: "80" } });
const read = (name: string): Report => reportSchema.parse(JSON.parse(readFileSync(at(name), "utf8")));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reports-test-"));
  for (const name of ["rtp-timeout", "caller-hangup", "healthy"])
    copyFileSync(join(GOLDEN, name, "report.json"), at(`${name}.json`));
  writeFileSync(at("broken.json"), "{");
  writeFileSync(at("huge.json"), "");
  truncateSync(at("huge.json"), 700_000_000);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("ari-doctor merge", () => {
  it("writes one report in every format that is asked for, and fails as a run would", async () => {
    const { code, out } = await run(
      "merge",
      "rtp-timeout.json",
      "caller-hangup.json",
      "-o",
      "both.json",
      "-o",
      "both.ndjson",
      "-o",
      "-",
    );
    expect(code).toBe(1);
    expect(read("both.json").summary).toMatchObject({ callCount: 4, healthyCount: 2 });
    expect(readFileSync(at("both.ndjson"), "utf8")).toContain('"code":"RTP101"');
    expect(out).toContain("4 calls: 2 failed, 2 healthy.");
    expect((await run("merge", "healthy.json")).code).toBe(0);
    expect((await run("merge", "rtp-timeout.json", "--fail-on", "never", "-q")).code).toBe(0);
  });

  it("masks what is private", async () => {
    expect(read("rtp-timeout.json").calls[0]?.caller).toMatch(/^\d+$/);
    const { err } = await run("merge", "rtp-timeout.json", "--redact", "-o", "masked.json");
    expect(read("masked.json").calls[0]?.caller).toBe("number#1");
    // a call of it went well: what its lines would tell is not known
    expect(err).toMatch(/^ari-doctor: the events of 1 call are not in the reports: [^\n]* --all [^\n]*\n$/);
  });
});

describe("ari-doctor diff", () => {
  it("answers in words, and in JSON of the printed schema", async () => {
    const { code, out } = await run("diff", "rtp-timeout.json", "healthy.json");
    expect(code).toBe(0);
    expect(out).toContain("Fewer calls are lost: 0 of 3 (0 %) after, 1 of 2 (50 %) before.");
    expect(
      diffSchema.parse(JSON.parse((await run("diff", "rtp-timeout.json", "healthy.json", "--format", "json")).out)),
    ).toMatchObject({
      outcome: "unclear",
    });
    expect(JSON.parse((await run("schema", "--diff")).out)).toHaveProperty("properties.outcome");
  });

  it("ends with 1 where clearly more calls are lost", async () => {
    const many = (name: string): void => {
      const report = read(`${name}.json`);
      const calls = report.calls.filter(({ channelSurvived }) => channelSurvived === (name === "healthy"));
      writeFileSync(at(`many-${name}.json`), JSON.stringify({ ...report, calls: Array(30).fill(calls[0]) }));
    };
    many("healthy");
    many("rtp-timeout");
    expect((await run("diff", "many-healthy.json", "many-rtp-timeout.json")).code).toBe(1);
    expect((await run("diff", "many-healthy.json", "many-rtp-timeout.json", "--exit-zero")).code).toBe(0);
    expect((await run("diff", "many-rtp-timeout.json", "many-healthy.json")).code).toBe(0);
  });
});

describe("what cannot be read", () => {
  it.each([
    ["merge", "broken.json", "is no JSON"],
    ["merge", "nowhere.json", "no such file"],
    ["merge", "huge.json", "no more than 536 MB can be read at once"],
    ["diff", "broken.json", "is no JSON"],
  ])("%s %s ends with 2 and one line", async (name, file, words) => {
    const { code, out, err } = await run(name, "healthy.json", file);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(new RegExp(`^ari-doctor: ${file.replace(".", "\\.")}: .*${words}.*\\n$`));
  });

  it("never is a report that its own output replaces", async () => {
    expect((await run("merge", "healthy.json", "-o", "healthy.json")).err).toContain("is an input");
    expect((await run("diff", "healthy.json", "broken.json", "-o", "healthy.json")).err).toContain("is an input");
  });
});
