// Two runs on one state: one has it, the other says who does. A run that died leaves its lock to the next, and to one only.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StateLock } from "../../src/cli/state-lock.js";
import { sampleLogs } from "../support/analyse.js";
import { command } from "../support/command.js";
import { failing } from "../support/failing-fs.mjs";

let folder = "";
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const warnings: string[] = [];
const lock = (): StateLock => new StateLock(at("state"), (message) => warnings.push(message));
/** A lock as another run left it: this one's, changed. */
function leave(changes: Readonly<Record<string, unknown>>, ageMs = 0): void {
  if (!existsSync(at("state.lock"))) lock();
  const holder = JSON.parse(readFileSync(at("state.lock"), "utf8"));
  writeFileSync(at("state.lock"), JSON.stringify({ ...holder, token: "0123456789abcdef", ...changes }));
  const then = (Date.now() - ageMs) / 1000;
  utimesSync(at("state.lock"), then, then);
}
/** The number of a process that has ended. */
const deadPid = (): number => Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));
const names = (): string[] => readdirSync(folder).sort();

describe("the lock of a state", () => {
  it("makes a second run say who has it, since when, and what to do, and end with 2 before it reads anything", async () => {
    const [log] = sampleLogs("rtp-timeout").logs;
    writeFileSync(at("full"), log?.latin1 ?? "", "latin1");
    utimesSync(at("full"), 0, 0); // nothing more is waited for
    const own = lock();
    const second = await command({ args: ["full", "--state", "state"], cwd: folder });
    expect(second).toMatchObject({ code: 2, out: "" });
    expect(second.err).toMatch(
      new RegExp(
        String.raw`^ari-doctor: --state: state: is in use by process ${process.pid} on \S+ since 20\d\d-\d\d-\d\dT[\d:.]+Z; wait until that run ends, or remove state\.lock if no such run is there\n$`,
      ),
    );
    expect(names()).toEqual(["full", "state.lock"]);
    own.release();
    expect(names()).toEqual(["full"]);
    expect((await command({ args: ["full", "--state", "state"], cwd: folder })).code).toBe(1);
    expect(names()).toEqual(["full", "state"]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, number]>([
    ["of a process that is no more", { pid: deadPid() }, 0],
    ["of a process whose number another has now", { began: "1" }, 0],
    ["of another machine that has shown no life for over a minute", { place: "elsewhere", host: "pbx2" }, 61_000],
  ])("is taken over: %s", (_what, changes, ageMs) => {
    leave(changes, ageMs);
    const own = lock();
    own.check();
    expect(JSON.parse(readFileSync(at("state.lock"), "utf8")).pid).toBe(process.pid);
    own.release();
    expect(names()).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ["of a process that runs", {}, /in use by process \d+ on /],
    [
      "of another machine that shows life",
      { place: "elsewhere", host: "pbx2", pid: 7 },
      /in use by process 7 on pbx2 /,
    ],
    ["that is none", { what: "a file" }, /state\.lock: is no lock of ari-doctor; remove it if no run uses /],
  ])("is not taken over: %s", (_what, changes, words) => {
    leave(changes, 59_000);
    expect(lock).toThrow(words);
    expect(names()).toEqual(["state.lock"]);
  });

  it.skipIf(process.platform !== "linux")("of a process that is dead and not yet buried is taken over", async () => {
    // a shell that becomes one that does not ask what became of its child
    const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
    const child = await new Promise<number>((resolve) => parent.stdout.once("data", (text) => resolve(Number(text))));
    try {
      const began = readFileSync(`/proc/${child}/stat`, "latin1").split(") ")[1]?.split(" ")[19];
      leave({ pid: child, began });
      expect(lock).toThrow(/in use by/);
      process.kill(child, "SIGKILL");
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(readFileSync(`/proc/${child}/stat`, "latin1")).toContain(") Z ");
      lock().release();
    } finally {
      parent.kill("SIGKILL");
    }
  });

  it("of a dead run goes to one of many that want it, each time", async () => {
    const THREADS = 4;
    const ROUNDS = 25;
    leave({ pid: deadPid() });
    const dead = readFileSync(at("state.lock"));
    const gate = new Int32Array(new SharedArrayBuffer(8));
    const code = `
      const { parentPort, workerData: { gate, module, path, rounds } } = require("node:worker_threads");
      import(module).then(({ StateLock }) => {
        for (let round = 1; round <= rounds; round += 1) {
          Atomics.add(gate, 1, 1);
          while (Atomics.load(gate, 0) < round) Atomics.wait(gate, 0, round - 1);
          let told;
          try { new StateLock(path, () => {}); told = "has it"; } catch ({ message }) { told = message; }
          parentPort.postMessage(told);
        }
      });`;
    const module = new URL("../../dist/cli/state-lock.js", import.meta.url).href;
    const told: string[] = [];
    const workers = Array.from(
      { length: THREADS },
      () => new Worker(code, { eval: true, workerData: { gate, module, path: at("state"), rounds: ROUNDS } }),
    );
    for (const worker of workers) worker.on("message", (text) => told.push(text));
    for (let round = 1; round <= ROUNDS; round += 1) {
      while (Atomics.load(gate, 1) < THREADS * round) await new Promise((resolve) => setTimeout(resolve, 1));
      for (const name of names()) rmSync(at(name));
      writeFileSync(at("state.lock"), dead);
      // one of them may have died between its claim and the lock
      if (round % 3 === 0)
        writeFileSync(
          at("state.lock.after-0123456789abcdef"),
          String(dead).replace("0123456789abcdef", "fedcba9876543210"),
        );
      Atomics.store(gate, 0, round);
      Atomics.notify(gate, 0);
      while (told.length < THREADS * round) await new Promise((resolve) => setTimeout(resolve, 1));
      const ofRound = told.slice(-THREADS);
      expect(
        ofRound.filter((text) => text === "has it"),
        ofRound.join("\n"),
      ).toHaveLength(1);
      for (const text of ofRound) expect(text).toMatch(/^has it$|is in use by process/);
      expect(names()).toEqual(["state.lock"]);
    }
    await Promise.all(workers.map((worker) => worker.terminate()));
  });

  it("that somebody removed or took over keeps a run from replacing the state", () => {
    const own = lock();
    leave({ pid: 7, host: "pbx2" });
    expect(() => own.check()).toThrow(
      /^--state: .*state: was taken over by process 7 on pbx2 since .*, so it is left as it is; the next run reports again/,
    );
    own.release(); // it is not its own any more
    expect(names()).toEqual(["state.lock"]);
    rmSync(at("state.lock"));
    expect(() => own.check()).toThrow(/the lock of this run is gone/);
  });

  it("clears away what killed runs left, and nothing else", () => {
    for (const name of [".state.0123abcd.part", ".state.part", ".other.0123abcd.part", "state.lock.0123456789abcdef"])
      writeFileSync(at(name), "");
    writeFileSync(at("state.lock.fedcba9876543210"), "");
    utimesSync(at("state.lock.0123456789abcdef"), 0, 0);
    lock().release();
    expect(names()).toEqual([".other.0123abcd.part", ".state.part", "state.lock.fedcba9876543210"]);
  });

  it("on a full disk is done without, and where nothing may be written nothing is read", () => {
    for (const [code, words] of [
      ["ENOSPC", /^--state: cannot write .*state\.lock: the disk is full$/],
      ["EACCES", /^--state: cannot write .*state\.lock: not allowed$/],
    ] as const) {
      warnings.length = 0;
      const mend = failing([{ call: "write", path: "state.lock", code }]);
      try {
        if (code === "EACCES") expect(lock).toThrow(words);
        else {
          const own = lock();
          own.check();
          own.release();
          expect(warnings).toEqual([expect.stringMatching(words)]);
        }
      } finally {
        mend();
      }
      expect(names()).toEqual([]);
    }
  });
});
