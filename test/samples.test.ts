// Every sample through the built CLI: verdicts as sample.json expects them, output as the golden files have it.
// The CLI runs once a sample, for JSON; the page is drawn from that report, which holds all that the page needs. That the CLI,
// started as a user starts it, prints the same page is seen on PRINTED.
// After a change of the output: `npm run build && npx vitest run test/samples.test.ts -u`, then read the diff.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type CallRow, type Finding, type Report, reportSchema } from "../src/report/schema.js";
import { renderTerminal } from "../src/report/terminal.js";
import { type CommandOutcome, command, inOwnProcess } from "./support/command.js";
import {
  COLUMNS,
  commandOf,
  foldersIn,
  GOLDEN,
  readSample,
  runOf,
  SAMPLES,
  sampleNames,
  withoutVersion,
} from "./support/sample.js";

const names = sampleNames();
const MAX_LOG_BYTES = 60_000;
/** Consumers read the first candidates only (report contract). */
const CANDIDATES_READ = 3;

/** The samples that are run for the page too: that of `npm start`, and one whose page is full of wide characters. */
const PRINTED = ["rtp-timeout", "undated-bot-only"];

const runs = new Map<string, CommandOutcome>();
beforeAll(async () => {
  for (const name of names) runs.set(name, await command(runOf(name, ["--format", "json", ...readSample(name).args])));
});

describe.each(names)("sample %s", (name) => {
  const sample = readSample(name);
  const run = (): CommandOutcome => runs.get(name) as CommandOutcome;
  const report = (): Report => reportSchema.parse(JSON.parse(run().out));

  test("its report is as in the golden files", async () => {
    const shown = `${commandOf(sample)}\n${withoutVersion(await pageOf(report()))}\nexit code ${run().code}\n`;
    await expect(shown).toMatchFileSnapshot(join(GOLDEN, name, "terminal.txt"));
    await expect(withoutVersion(run().out)).toMatchFileSnapshot(join(GOLDEN, name, "report.json"));
  });

  test("nothing but the report is said, and the exit code sums it up", () => {
    expect(run().err.replace(/^ari-doctor: the report holds .* --redact .*\n/, "")).toBe("");
    expect(run().code).toBe(sample.expect.exitCode);
  });

  test("each call is judged as it happened", () => {
    const judged = report().calls.map(({ diagnosis: { cause, confidence }, ...call }) => [
      idOf(call),
      { cause, confidence },
    ]);
    const expected = Object.entries(sample.expect.calls).map(([id, { cause, confidence }]) => [
      id,
      { cause, confidence },
    ]);
    expect(Object.fromEntries(judged)).toEqual(Object.fromEntries(expected));
    expect(judged).toHaveLength(expected.length);
  });

  test("where the logs do not say what happened, it is among the candidates", () => {
    for (const call of report().calls) {
      const truth = sample.expect.calls[idOf(call)]?.truth;
      if (truth === undefined) continue;
      expect(call.diagnosis.candidates.slice(0, CANDIDATES_READ).map(({ cause }) => cause)).toContain(truth);
    }
  });

  test("healthy calls yield no error", () => {
    const { calls, runFindings } = report();
    const healthy = calls.filter(({ diagnosis }) => diagnosis.cause === "none");
    expect(healthy.flatMap(({ findings }) => errorsIn(findings))).toEqual([]);
    if (healthy.length === calls.length) expect(errorsIn(runFindings)).toEqual([]);
  });

  test("the clocks are read right", () => {
    const offsets = { asterisk: sample.asteriskUtcOffsetMinutes, bot: sample.botUtcOffsetMinutes };
    for (const [role, expected] of Object.entries(offsets)) {
      const read = report().inputs.filter((input) => input.role === role);
      expect(read.length > 0).toBe(expected !== null);
      for (const { utcOffsetMinutes } of read) expect(utcOffsetMinutes).toBe(expected);
    }
  });

  test("its logs are small", () => {
    const sizes = readdirSync(join(SAMPLES, name))
      .filter((file) => file.includes("log"))
      .map((file) => statSync(join(SAMPLES, name, file)).size);
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.max(...sizes)).toBeLessThan(MAX_LOG_BYTES);
  });
});

test.each(PRINTED)("the CLI prints the page of %s", async (name) => {
  const page = await pageOf(reportSchema.parse(JSON.parse(runs.get(name)?.out ?? "")));
  const { exitCode } = readSample(name).expect;
  expect(await inOwnProcess(runOf(name, readSample(name).args))).toEqual({ out: page, err: "", code: exitCode });
});

test("no golden file has outlived its sample", () => {
  expect(foldersIn(GOLDEN)).toEqual(names);
});

type Ids = Pick<CallRow, "channelId" | "channelName" | "logCallId" | "sipCallId">;

/** The id by which sample.json knows a call. */
function idOf({ channelId, channelName, logCallId, sipCallId }: Ids): string {
  return channelId ?? channelName ?? logCallId ?? sipCallId ?? "";
}

/** The page that a terminal shows, without colour. */
async function pageOf({ calls, ...runReport }: Report): Promise<string> {
  let page = "";
  for await (const text of renderTerminal(runReport, calls, { columns: COLUMNS, color: false, drawAll: false }))
    page += text;
  return page;
}

function errorsIn(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ name, message }) => `${name}: ${message}`);
}
