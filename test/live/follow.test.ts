// --follow as a user runs it: a process that reads logs while they are written, rotated, emptied.
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Alert } from "../../src/cli/alert.js";
import type { failing } from "../support/failing-fs.mjs";
import { aMoment, Running, type Support, TimedOutCall } from "./command.js";

vi.setConfig({ testTimeout: 40_000 });

const START_MS = Date.UTC(2026, 10, 22, 15, 52, 38);
const call = (number: number): TimedOutCall => new TimedOutCall(number, START_MS + number * 61_000);

let folder = "";
const at = (name: string): string => join(folder, name);
const running: Running[] = [];
const follow = (...args: string[]): Running => {
  const started = new Running(["--follow", ...args], folder);
  running.push(started);
  return started;
};
/** The same with a support module loaded. */
const followWith = (support: Support, ...args: string[]): Running => {
  const started = new Running(["--follow", ...args], folder, support);
  running.push(started);
  return started;
};
const failingAt = (faults: Parameters<typeof failing>[0]): Support => ({
  module: "failing-fs.mjs",
  env: { FS_FAULTS: JSON.stringify(faults) },
});
const ndjson = (...args: string[]): Running => follow("full", "bot.log", "--format", "ndjson", ...args);
const put = (name: string, text: string): void => appendFileSync(at(name), text);
/** Writes a call up to the line that decides it. */
const play = (one: TimedOutCall): void => {
  put("full", one.begins);
  put("bot.log", one.botBegins);
  put("full", one.notice + one.ends);
  put("bot.log", one.refused);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "follow-test-"));
});
afterEach(() => {
  for (const one of running.splice(0)) one.child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

describe.sequential("--follow", () => {
  it("tells a finding soon after the line that decides it, and once", async () => {
    const one = call(0);
    put("full", one.begins);
    put("bot.log", one.botBegins);
    const follower = ndjson();
    await aMoment(1_500); // it reads what is there
    expect(follower.out).toBe("");
    const decidedMs = Date.now();
    put("full", one.notice);
    await follower.until(() => follower.codesOf(one.channelId).includes("RTP101"), "RTP101 while the call is up");
    // 1 s is what is promised; a machine under load gets more
    expect(Date.now() - decidedMs).toBeLessThan(5_000);
    expect(follower.documents[0]?.ari_doctor.provisional).toBe(true);
    put("full", one.ends);
    put("bot.log", one.refused);
    await aMoment(1_500);
    expect(await follower.end("SIGINT")).toBe(130);
    expect(follower.codesOf(one.channelId).filter((code) => code === "RTP101")).toHaveLength(1);
    expect(follower.documents.at(-1)?.ari_doctor.summary).toMatchObject({ call_count: 1 });
  });

  it("waits for files that are not there yet", async () => {
    const follower = ndjson();
    await aMoment(500);
    play(call(0));
    await follower.until(() => follower.codesOf(call(0).channelId).includes("RTP101"), "a call of new files");
    await follower.end("SIGINT");
    expect(follower.err).toBe("");
  });

  it.each([
    [
      "renamed, and written on until the new one is",
      () => {
        const one = call(1);
        put("full", one.begins);
        put("bot.log", one.botBegins + one.refused);
        renameSync(at("full"), at("full.1"));
        put("full.1", one.notice); // the writer has it open still
        return aMoment(400).then(() => put("full", one.ends));
      },
    ],
    [
      "copied and emptied",
      async () => {
        const one = call(1);
        put("full", one.begins);
        put("bot.log", one.botBegins + one.refused);
        await aMoment(400);
        copyFileSync(at("full"), at("full.1"));
        truncateSync(at("full"));
        put("full", one.notice + one.ends);
      },
    ],
    [
      "removed and made anew",
      async () => {
        const one = call(1);
        put("full", one.begins);
        put("bot.log", one.botBegins + one.refused);
        await aMoment(400);
        rmSync(at("full"));
        await aMoment(300);
        put("full", one.notice + one.ends);
      },
    ],
  ])("goes through a log that is %s", async (_how, rotate) => {
    play(call(0));
    const follower = ndjson();
    await follower.until(() => follower.codesOf(call(0).channelId).includes("RTP101"), "what stands there already");
    await rotate();
    await follower.until(() => follower.codesOf(call(1).channelId).includes("RTP101"), "the call across the rotation");
    play(call(2));
    await follower.until(() => follower.codesOf(call(2).channelId).includes("RTP101"), "a call after it");
    await follower.end("SIGTERM");
    for (const number of [0, 1, 2])
      expect(follower.codesOf(call(number).channelId).filter((code) => code === "RTP101")).toHaveLength(1);
    // lines are cited as the file counts them that they stand in
    const [told] = follower.documentsOf(call(2).channelId);
    const [proof] = told?.ari_doctor.evidence ?? [];
    expect(readFileSync(at("full"), "utf8").split("\n")[(proof?.line ?? 0) - 1]).toBe(told?.event.original);
  });

  it("reads a pipe to its end, and then reports as ever", async () => {
    const one = call(0);
    const follower = follow("-", "--format", "ndjson");
    follower.child.stdin?.write(one.begins + one.botBegins + one.notice);
    await follower.until(() => follower.codesOf(one.channelId).includes("RTP101"), "RTP101 of an open pipe");
    follower.child.stdin?.end(one.ends + one.refused);
    expect(await follower.over()).toBe(0);
    expect(follower.documents.at(-1)?.ari_doctor.summary).toMatchObject({ call_count: 1 });
  });

  it("takes an early word back where a later line tells better", async () => {
    const one = call(0);
    // without the NOTICE: the bot's log alone goes ahead, as over a slow line
    put("full", one.begins);
    put("bot.log", one.botBegins);
    const follower = ndjson();
    await aMoment(1_200);
    put("full", one.ends);
    put("bot.log", one.refused);
    await aMoment(1_500);
    const early = follower.codesOf(one.channelId);
    put("full", one.notice);
    await follower.until(() => follower.codesOf(one.channelId).includes("RTP101"), "RTP101 in the end");
    const last = follower.documents.find(({ event }) => event.code === "RTP101");
    if (early.length > 0) expect(last?.ari_doctor.supersedes?.code).toBe(early[0]);
    await follower.end("SIGINT");
  });

  it("prints a summary on SIGUSR1 and goes on", async () => {
    play(call(0));
    const follower = follow("full", "bot.log");
    await follower.until(() => follower.out.includes("RTP101"), "the finding");
    follower.child.kill("SIGUSR1");
    await follower.until(() => follower.out.includes("What was read"), "the page");
    play(call(1));
    await follower.until(() => follower.out.includes(call(1).channelId), "the next finding");
    expect(await follower.end("SIGINT")).toBe(130);
  });

  it("prints a summary every so often, and files with it", async () => {
    const follower = ndjson("--every", "1s", "-o", "-", "-o", "now.html");
    play(call(0));
    await follower.until(() => follower.documents.some(({ ari_doctor }) => ari_doctor.summary), "a summary");
    await follower.until(() => existsSync(at("now.html")), "the page");
    await follower.end("SIGINT");
  });
});

describe("what fails while logs are followed", () => {
  const RTP101 = (follower: Running, one: TimedOutCall): (() => boolean) => {
    return () => follower.codesOf(one.channelId).includes("RTP101");
  };

  it.each([
    ["the new file of a rotation may not be read for a while", { call: "open", after: 4, times: 8, code: "EACCES" }],
    ["a log may not be read at the start", { call: "open", times: 9, code: "EACCES" }],
    ["the disk is away for a while", { call: "read", after: 8, times: 8, code: "ESTALE" }],
  ] as const)("%s: that is said once, and nothing is lost", async (_what, fault) => {
    play(call(0));
    const follower = followWith(failingAt([{ ...fault, path: "full" }]), "full", "bot.log", "--format", "ndjson");
    await follower.until(RTP101(follower, call(0)), "what stands there already");
    renameSync(at("full"), at("full.1"));
    play(call(1));
    await follower.until(RTP101(follower, call(1)), "the call after it");
    expect(await follower.end("SIGTERM")).toBe(143);
    expect(follower.err.split("\n").filter((line) => line.includes(fault.code))).toHaveLength(1);
    for (const number of [0, 1])
      expect(follower.codesOf(call(number).channelId).filter((code) => code === "RTP101")).toHaveLength(1);
  });

  it("a full disk under -o: it is said, all is told elsewhere, and written once there is room, in whole lines", async () => {
    const faults = [{ call: "write" as const, path: "told.ndjson", times: 1, code: "ENOSPC" }];
    const follower = followWith(
      failingAt(faults),
      "full",
      "bot.log",
      "-o",
      "told.ndjson",
      "-o",
      "-",
      "--format",
      "ndjson",
    );
    play(call(0));
    await follower.until(RTP101(follower, call(0)), "the finding on standard output");
    await follower.until(
      () => follower.err.includes("the disk is full; what it did not take is written once it does"),
      "why",
    );
    play(call(1));
    await follower.until(RTP101(follower, call(1)), "the next");
    expect(await follower.end("SIGTERM")).toBe(143);
    expect(readFileSync(at("told.ndjson"), "utf8")).toBe(follower.out);
  });

  it("a full disk to the end: a summary comes all the same, and the exit code says it", async () => {
    const faults = [{ call: "write" as const, path: ".part", code: "ENOSPC" }];
    const follower = followWith(failingAt(faults), "-", "-o", "told.json");
    const one = call(0);
    follower.child.stdin?.end(one.begins + one.botBegins + one.notice + one.ends + one.refused);
    expect(await follower.over()).toBe(2);
    expect(follower.err).toContain(
      "cannot write told.json: the disk is full\nari-doctor: the report follows on standard output",
    );
    expect(follower.out).toContain("RTP101");
  });

  it.each([
    ["back by a year", -365 * 86_400_000],
    ["ahead by a year", 365 * 86_400_000],
  ])("a clock on the wall that is set %s: findings come as before, and once", async (_how, byMs) => {
    const env = { CLOCK_JUMPS_AT: at("jump"), CLOCK_JUMPS_BY: String(byMs) };
    play(call(0));
    const follower = followWith({ module: "jumping-clock.mjs", env }, "full", "bot.log", "--format", "ndjson");
    await follower.until(RTP101(follower, call(0)), "the finding before");
    put("jump", "");
    await aMoment(100);
    play(call(1));
    await follower.until(RTP101(follower, call(1)), "the finding after");
    expect(await follower.end("SIGTERM")).toBe(143);
    for (const number of [0, 1])
      expect(follower.codesOf(call(number).channelId).filter((code) => code === "RTP101")).toHaveLength(1);
  });

  it.each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s while nothing comes: a summary", async (signal, code) => {
    play(call(0));
    const follower = follow("full", "bot.log", "-o", "-", "-o", "last.json");
    await follower.until(() => follower.out.includes("RTP101"), "the finding");
    expect(await follower.end(signal)).toBe(code);
    expect(JSON.parse(readFileSync(at("last.json"), "utf8")).summary.callCount).toBe(1);
  });
});

describe.sequential("--alert", () => {
  const script = (text: string): string => {
    writeFileSync(at("alert"), `#!/bin/sh\n${text}\n`);
    chmodSync(at("alert"), 0o755);
    return at("alert");
  };

  it("runs a command with the finding on its input: no shell, nothing of a log in its arguments", async () => {
    const follower = ndjson(
      "--alert",
      script('printf "%s|" "$@" >> args; cat >> in'),
      "--alert-arg",
      "$(touch made); `id`",
      "--alert-arg",
      "a b",
    );
    play(call(0));
    await follower.until(() => existsSync(at("in")) && readFileSync(at("in"), "utf8").endsWith("\n"), "the alert");
    expect(JSON.parse(readFileSync(at("in"), "utf8"))).toMatchObject({ event: { code: "RTP101" } });
    expect(readFileSync(at("args"), "utf8")).toBe("$(touch made); `id`|a b|");
    expect(existsSync(at("made"))).toBe(false);
    await follower.end("SIGINT");
  });

  it("is not run too often: the next run tells how many were left out", async () => {
    const follower = ndjson("--alert", `${script("cat >> in")} now`, "--alert-every", "2s");
    for (const number of [0, 1, 2, 3]) play(call(number));
    await follower.until(
      () => existsSync(at("in")) && readFileSync(at("in"), "utf8").trimEnd().split("\n").length >= 2,
      "the second alert",
    );
    const told = readFileSync(at("in"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).alert.left_out_count);
    expect(told[0]).toBe(0);
    expect(told[1]).toBeGreaterThan(0);
    await follower.end("SIGINT");
  });

  it.each([
    ["hangs", "cat > in; sleep 60", "ended after 1 s"],
    ["fails", "exit 3", "failed with exit code 3"],
  ])("may be one that %s: that is said, and the analysis goes on", async (_how, text, words) => {
    const follower = ndjson("--alert", script(text), "--alert-timeout", "1s", "--alert-every", "1s");
    play(call(0));
    await follower.until(() => follower.err.includes(words), words);
    play(call(1));
    await follower.until(() => follower.codesOf(call(1).channelId).includes("RTP101"), "the next finding");
    await follower.end("SIGINT");
  });

  it.each([
    ["and ends: what it left running keeps nobody waiting", "exit 0", []],
    ["and hangs: all that it started ends with it", "wait", [expect.stringContaining("ended after 0.4 s")]],
  ])("may be one that forks, %s", async (_how, then, says) => {
    const told: string[] = [];
    const command = [script(`sleep 30 2>&1 &\necho $! > ${at("child")}\n${then}`)];
    const warn = (message: string): void => void told.push(message);
    const alert = new Alert({ command, everyMs: 0, timeoutMs: 400, clockMs: Date.now, warn });
    // more than a pipe holds, so that some of it is still to be written
    alert.raise(JSON.stringify({ text: "x".repeat(500_000) }));
    const startMs = performance.now();
    await alert.close();
    expect([performance.now() - startMs < 10_000, told]).toEqual([true, says]);
    const child = Number(readFileSync(at("child"), "utf8"));
    await aMoment(100);
    const runs = spawnSync("ps", ["-o", "stat=", "-p", String(child)], { encoding: "utf8" }).stdout.trim();
    expect(runs).toMatch(then === "wait" ? /^(?:Z.*)?$/ : /^S/);
    if (then !== "wait") process.kill(child, "SIGKILL");
  });

  it("may be one that is not there", async () => {
    const follower = ndjson("--alert", "./no-such-command");
    play(call(0));
    await follower.until(() => follower.err.includes("ENOENT"), "why it did not run");
    await follower.end("SIGINT");
  });
});
