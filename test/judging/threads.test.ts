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
import { SAMPLES, sampleNames } from "../support/sample.js";

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
  const config = join(SAMPLES, "rtp-timeout/config");
  let folder = "";
  /** What one thread tells. */
  let alone: ReturnType<typeof inEveryFormat>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "threads-test-"));
    // so many calls that their rows wait on the disk, and change hands there, and that batches take each other's room
    for (const [index, log] of sampleLogs("rtp-timeout").logs.entries())
      for (const [copies, of] of [
        [260, ""],
        [10, "short-"],
      ] as const)
        writeFileSync(
          join(folder, `${of}${["full", "bot.log"][index]}`),
          repeated(log, copies, 641, 20).latin1,
          "latin1",
        );
    alone = inEveryFormat("1");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs the command; each thread loads `code` first, which knows `isMainThread`, and says that it is there. */
  function run(args: readonly string[], code = "") {
    const head = 'import threads, { isMainThread } from "node:worker_threads"; console.error("a thread");';
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", `data:text/javascript,${encodeURIComponent(head + code)}`, bin, "--config", config, ...args],
      { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 },
    );
    const threadCount = stderr.split("a thread\n").length - 1;
    return { status, stdout, stderr: stderr.replaceAll("a thread\n", ""), threadCount };
  }
  const asLines = ["full", "bot.log", "--format", "ndjson"];

  /** What a run says in every format. */
  function inEveryFormat(threads: string) {
    const files = ["json", "md", "txt"].map((ending) => `report.${ending}`);
    const ran = run([...asLines, "-o", "-", "--threads", threads, ...files.flatMap((name) => ["-o", name])]);
    return { ...ran, texts: files.map((name) => readFileSync(join(folder, name), "utf8")) };
  }
  it("tells in every format what one thread tells", () => {
    const two = inEveryFormat("2");
    expect([alone.threadCount, two.threadCount]).toEqual([1, 2]);
    expect({ ...two, threadCount: 1 }).toEqual(alone);
    expect(JSON.parse(two.texts[0] ?? "").calls).toHaveLength(520);
    expect(two.stdout.split("\n").length).toBeGreaterThan(260);
    expect(two.status).toBe(1);
  });

  it("is not started where there is little to judge, and where masks are learnt from what is judged", () => {
    expect(run(["short-full", "short-bot.log", "--threads", "2", "--quiet"]).threadCount).toBe(1);
    expect(run(["full", "bot.log", "--threads", "2", "--redact", "--format", "ndjson"]).threadCount).toBe(1);
  });

  it.each([
    [
      "late for so long that nobody waits for it any more",
      `let ms = 0;
       if (isMainThread) performance.now = () => (ms += 60_000);
       else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);`,
      2,
    ],
    [
      "refused by the system",
      `import { syncBuiltinESMExports } from "node:module";
       threads.Worker = class { constructor() { throw new Error("EAGAIN"); } };
       syncBuiltinESMExports();`,
      1,
    ],
  ])("tells the same where it is %s", (_, code, threadCount) => {
    const two = run([...asLines, "--threads", "2"], code);
    expect(two.threadCount).toBe(threadCount);
    expect({ ...alone, ...two, threadCount: 1 }).toEqual(alone);
  });

  it("reports what was judged before its disk was full, and says so", () => {
    const fullDisk = `import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module";
      if (!isMainThread) {
        fs.writeSync = () => { throw Object.assign(new Error("no room"), { code: "ENOSPC" }); };
        syncBuiltinESMExports();
      }`;
    const full = run(["full", "bot.log", "--threads", "2", "-o", "full.json"], fullDisk);
    expect(full).toMatchObject({ status: 1, threadCount: 2 });
    expect(full.stderr).toMatch(
      /^ari-doctor: cannot keep what must wait in .*: the disk is full; TMPDIR names another/m,
    );
    const [whole, partial] = [alone.texts[0] ?? "", readFileSync(join(folder, "full.json"), "utf8")].map((text) =>
      reportSchema.parse(JSON.parse(text)),
    );
    expect(partial?.notes[0]).toMatch(
      /^Partial: cannot keep what must wait in .*: the disk is full; .* not in here\.$/,
    );
    expect(partial?.summary).toMatchObject({ partial: true, callCount: partial?.calls.length });
    expect(partial?.calls.length).toBeLessThan(whole?.calls.length ?? 0);
    const known = new Map(whole?.calls.map((call) => [call.channelId, call.diagnosis]));
    for (const { channelId, diagnosis } of partial?.calls ?? []) expect(diagnosis).toEqual(known.get(channelId));
  });

  it.each([
    ["while it starts", 'throw new Error("it died");'],
    ["while it judges", 'JSON.parse = () => { throw new Error("it died"); };'],
  ])("ends the run where it dies %s", (_, code) => {
    const dead = run([...asLines, "--threads", "2"], `if (!isMainThread) { ${code} }`);
    expect(dead).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("it died") });
  });
});
