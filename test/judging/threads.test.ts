// Judging on a thread of its own: the report is the one of a single thread, whatever is judged where, and whatever fails.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyse, type Outcome } from "../../src/pipeline.js";
import { printCall } from "../../src/report/json.js";
import { reportSchema } from "../../src/report/schema.js";
import type { Source } from "../../src/sources/source.js";
import { type LogText, plainRequest, sampleLogs } from "../support/analyse.js";
import { repeated } from "../support/repeat.js";
import { sampleNames } from "../support/sample.js";

const names = sampleNames();

const sourceOf = ({ path, latin1 }: LogText): Source => ({
  path,
  role: "auto",
  open: async function* () {
    yield Buffer.from(latin1, "latin1");
  },
});

/** Two runs over the same logs, here and by way of messages. */
async function bothWays<T>(name: string, question: object, look: (outcome: Outcome, lines: string) => T): Promise<T[]> {
  const { logs, config } = sampleLogs(name);
  const seen: T[] = [];
  for (const onTwoThreads of [false, true]) {
    let lines = "";
    const outcome = await analyse({
      ...plainRequest,
      ...question,
      sources: logs.map(sourceOf),
      config,
      onTwoThreads,
      print: async (text) => {
        lines += text;
      },
    });
    seen.push(look(outcome, lines));
    outcome.close();
  }
  return seen;
}

describe("what is judged by way of messages", () => {
  it.each(names)("is what is judged at once: %s", async (name) => {
    const [here, there] = await bothWays(name, { asJson: true, looksForUnmasked: true }, (outcome) => {
      const { calls, printed, close, analysed, ...rest } = outcome;
      return { ...rest, analysed, calls: [...calls()], printed: [...(printed?.() ?? [])] };
    });
    expect(there).toEqual(here);
    expect(here?.printed).toEqual(here?.calls.map(printCall));
    expect(here?.calls.length).toBeGreaterThan(0);
  });

  it("keeps only what is asked for", async () => {
    const wanted = { call: "nobody" };
    const [here, there] = await bothWays("rtp-timeout", { wanted }, ({ calls, callsRead }) => [
      [...calls()],
      callsRead,
    ]);
    expect(here?.[0]).toEqual([]);
    expect(here?.[1]).toBeGreaterThan(0);
    expect(there).toEqual(here);
  });
});

describe("a thread of its own", () => {
  const bin = fileURLToPath(new URL("../../bin/ari-doctor.js", import.meta.url));
  const failingFs = new URL("../support/failing-fs.mjs", import.meta.url).href;
  /** Loaded by every thread, which then says so. */
  const telling = `data:text/javascript,${encodeURIComponent('console.error("a thread")')}`;
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "threads-test-"));
    for (const [index, log] of sampleLogs("rtp-timeout").logs.entries())
      writeFileSync(join(folder, ["full", "bot.log"][index] as string), repeated(log, 270, 641, 20).latin1, "latin1");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(args: readonly string[], loaded = telling, faults: readonly object[] = []) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", loaded, bin, "full", "bot.log", ...args],
      {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 1 << 30,
        env: { ...process.env, FS_FAULTS: JSON.stringify(faults) },
      },
    );
    const threadCount = stderr.split("a thread\n").length - 1;
    return { status, stdout, stderr: stderr.replaceAll("a thread\n", ""), threadCount };
  }

  it.each([["json"], ["ndjson"], ["terminal", "--quiet"]])("tells in %s what one thread tells", (format, ...more) => {
    const [one, two] = ["1", "2"].map((threads) => run(["--format", format, "--threads", threads, ...more]));
    expect([one?.threadCount, two?.threadCount]).toEqual([1, 2]);
    const alike = (text = ""): string => text.replaceAll(/--threads [12]/g, "");
    expect(alike(two?.stdout)).toBe(alike(one?.stdout));
    expect(two).toMatchObject({ stderr: one?.stderr, status: 1 });
  });

  it("is not started where masks are learnt from what is judged", () => {
    expect(run(["--redact", "-o", "masked.json", "--threads", "2"]).threadCount).toBe(1);
  });

  // the files in which halves wait, and those in which rows do, fill up on either thread
  it.each([0, 4])("reports what was judged before its disk was full, after %i writes", (after) => {
    const whole = reportSchema.parse(JSON.parse(run(["--format", "json", "--threads", "2"]).stdout));
    const full = [{ call: "write", path: "spool", after, code: "ENOSPC" }];
    const { status, stderr } = run(["-o", "full.json", "--threads", "2"], failingFs, full);
    expect(stderr).toMatch(/^ari-doctor: cannot keep what must wait in .*: the disk is full; TMPDIR names another/m);
    expect(status).toBeLessThan(2);
    const { summary, notes, calls } = reportSchema.parse(JSON.parse(readFileSync(join(folder, "full.json"), "utf8")));
    expect(notes[0]).toMatch(/^Partial: cannot keep what must wait in .*: the disk is full; .* not in here\.$/);
    expect(summary).toMatchObject({ partial: true, callCount: calls.length });
    expect(calls.length).toBeLessThan(whole.calls.length);
    const known = new Map(whole.calls.map((call) => [call.channelId, call.diagnosis]));
    for (const { channelId, diagnosis } of calls) expect(diagnosis).toEqual(known.get(channelId));
  });
});
