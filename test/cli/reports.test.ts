// merge and diff by the built command: outputs, exit codes, and errors in one line that names the file.
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { diffSchema } from "../../src/report/diff/diff-schema.js";
import { type Report, reportSchema } from "../../src/report/schema.js";
import { GOLDEN } from "../support/sample.js";

vi.setConfig({ testTimeout: 30_000 }); // a process a test, on a machine that may be busy

const bin = fileURLToPath(new URL("../../bin/ari-doctor.js", import.meta.url));
let folder = "";
const at = (name: string): string => join(folder, name);
const run = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [bin, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, COLUMNS: "80" },
  });
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
  it("writes one report in every format that is asked for, and fails as a run would", () => {
    const { status, stdout } = run(
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
    expect(status).toBe(1);
    expect(read("both.json").summary).toMatchObject({ callCount: 4, healthyCount: 2 });
    expect(readFileSync(at("both.ndjson"), "utf8")).toContain('"code":"RTP101"');
    expect(stdout).toContain("4 calls: 2 healthy");
    expect(run("merge", "healthy.json").status).toBe(0);
    expect(run("merge", "rtp-timeout.json", "--fail-on", "never", "-q").status).toBe(0);
  });

  it("masks what is private", () => {
    expect(read("rtp-timeout.json").calls[0]?.caller).toMatch(/^\d+$/);
    const { stderr } = run("merge", "rtp-timeout.json", "--redact", "-o", "masked.json");
    expect(read("masked.json").calls[0]?.caller).toBe("number#1");
    // a call of it went well: what its lines would tell is not known
    expect(stderr).toMatch(/^ari-doctor: the events of 1 call are not in the reports: [^\n]* --all [^\n]*\n$/);
  });
});

describe("ari-doctor diff", () => {
  it("answers in words, and in JSON of the printed schema", () => {
    const { status, stdout } = run("diff", "rtp-timeout.json", "healthy.json");
    expect(status).toBe(0);
    expect(stdout).toContain("Fewer calls are lost: 0 of 3 (0 %) after, 1 of 2 (50 %) before.");
    expect(
      diffSchema.parse(JSON.parse(run("diff", "rtp-timeout.json", "healthy.json", "--format", "json").stdout)),
    ).toMatchObject({
      outcome: "unclear",
    });
    expect(JSON.parse(run("schema", "--diff").stdout)).toHaveProperty("properties.outcome");
  });

  it("ends with 1 where clearly more calls are lost", () => {
    const many = (name: string): void => {
      const report = read(`${name}.json`);
      const calls = report.calls.filter(({ channelSurvived }) => channelSurvived === (name === "healthy"));
      writeFileSync(at(`many-${name}.json`), JSON.stringify({ ...report, calls: Array(30).fill(calls[0]) }));
    };
    many("healthy");
    many("rtp-timeout");
    expect(run("diff", "many-healthy.json", "many-rtp-timeout.json").status).toBe(1);
    expect(run("diff", "many-healthy.json", "many-rtp-timeout.json", "--exit-zero").status).toBe(0);
    expect(run("diff", "many-rtp-timeout.json", "many-healthy.json").status).toBe(0);
  });
});

describe("what cannot be read", () => {
  it.each([
    ["merge", "broken.json", "is no JSON"],
    ["merge", "nowhere.json", "no such file"],
    ["merge", "huge.json", "no more than 536 MB can be read at once"],
    ["diff", "broken.json", "is no JSON"],
  ])("%s %s ends with 2 and one line", (command, file, words) => {
    const { status, stdout, stderr } = run(command, "healthy.json", file);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^ari-doctor: ${file.replace(".", "\\.")}: .*${words}.*\\n$`));
  });

  it("never is a report that its own output replaces", () => {
    expect(run("merge", "healthy.json", "-o", "healthy.json").stderr).toContain("is an input");
    expect(run("diff", "healthy.json", "broken.json", "-o", "healthy.json").stderr).toContain("is an input");
  });
});
