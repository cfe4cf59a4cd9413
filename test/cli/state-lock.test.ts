// Two runs on one state: one has it, the other says who does. A run that died leaves its lock to the next, and to one only.
import { execFileSync, spawn } from "node:child_process";
import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
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

/** Lets something happen before the Nth step that somebody takes on the disk. */
function beforeStep(step: number, happens: () => void): { readonly count: () => number; readonly mend: () => void } {
  const calls = ["linkSync", "readFileSync", "renameSync", "rmSync", "statSync", "writeFileSync"] as const;
  const real = Object.fromEntries(calls.map((call) => [call, fs[call]]));
  let count = 0;
  for (const call of calls)
    Object.assign(fs, {
      [call]: (...args: unknown[]) => {
        if (count++ === step) happens();
        return (real[call] as (...given: unknown[]) => unknown)(...args);
      },
    });
  syncBuiltinESMExports();
  return {
    count: () => count,
    mend: () => {
      Object.assign(fs, real);
      syncBuiltinESMExports();
    },
  };
}

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
      // as long as it is a shell it may bury its child
      await vi.waitUntil(() => readFileSync(`/proc/${parent.pid}/comm`, "latin1") === "sleep\n");
      process.kill(child, "SIGKILL");
      await vi.waitUntil(() => readFileSync(`/proc/${child}/stat`, "latin1").includes(") Z "));
      lock().release();
    } finally {
      parent.kill("SIGKILL");
    }
  });

  it.each([
    ["the lock alone", []],
    ["a claim of a run that died before it had the lock", ["fedcba9876543210"]],
  ])("of a dead run goes to one of two, wherever the one comes between the steps of the other: %s", (_what, claims) => {
    leave({ pid: deadPid() });
    const dead = readFileSync(at("state.lock"), "utf8");
    let stepCount = 1;
    for (let step = 0; step < stepCount; step += 1) {
      for (const name of names()) rmSync(at(name));
      writeFileSync(at("state.lock"), dead);
      for (const token of claims)
        writeFileSync(at("state.lock.after-0123456789abcdef"), dead.replace("0123456789abcdef", token));
      const held: string[] = [];
      const want = (who: string): void => {
        try {
          lock();
          held.push(who);
        } catch (error) {
          expect((error as Error).message, `step ${step}`).toMatch(/is in use by process/);
        }
      };
      const { count, mend } = beforeStep(step, () => want("the one between"));
      try {
        want("the other");
      } finally {
        mend();
      }
      stepCount = count();
      expect([step, held]).toEqual([step, [expect.any(String)]]);
      // who has it is in the lock, and no claim is left
      expect(names()).toEqual(["state.lock"]);
    }
    expect(stepCount).toBeGreaterThan(10);
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
