// --state as cron runs it: again and again over logs that grew, were rotated, while runs are killed. All runs together must say
// of each call, once, what a single run over the whole log says.
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Report } from "../../src/report/schema.js";
import { killedRuns, verdictOf } from "../endurance/killed-runs.js";
import { Random } from "../fuzz/random.js";
import { sampleLogs } from "../support/analyse.js";
import { type CommandOutcome, command } from "../support/command.js";
import { repeated } from "../support/repeat.js";
import { SAMPLES } from "../support/sample.js";

let folder = "";
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "state-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]): Promise<CommandOutcome> => command({ args, cwd: folder });

async function verdicts(...args: string[]): Promise<string[]> {
  const { out, err } = await run(...args, "--format", "json");
  try {
    return (JSON.parse(out) as Report).calls.map(verdictOf);
  } catch {
    throw new Error(`no report: ${out}\n${err}`);
  }
}

/** So long ago that nothing more is waited for. */
function letTimePass(...names: string[]): void {
  const longAgo = Date.now() / 1000 - 7_200;
  for (const name of names) utimesSync(at(name), longAgo, longAgo);
}

/** Several copies of a sample's logs: calls end while others are up, and long before the log does. */
function logsOf(sample: string, copies: number): { asterisk: string; bot: string; config: string[] } {
  const { logs, config } = sampleLogs(sample);
  const [asterisk, bot] = logs.map((log) => repeated(log, copies, 641, 20).latin1);
  return {
    asterisk: asterisk as string,
    bot: bot as string,
    config: config ? ["--config", join(SAMPLES, sample, "config")] : [],
  };
}

/** 2026-07-15 10:00:00 UTC. */
const TEN_O_CLOCK = 1_784_109_600;

/**
 * A syslog in which two hosts write, each in its own zone, and their bot's log. Names and C- ids are the same on both; on one
 * host calls die of the RTP timeout, on the other the caller hangs up. A call on each begins every minute and lasts for two.
 */
function logsOfTwoHosts(callCounts: Readonly<Record<string, number>>): { asterisk: string; bot: string } {
  const lines = { asterisk: [] as [number, string][], bot: [] as [number, string][] };
  for (const [of, [host, callCount]] of Object.entries(callCounts).entries())
    for (let call = 1; call <= callCount; call += 1) {
      const startSeconds = TEN_O_CLOCK + 60 * call + 7 * of;
      const counter = String(call).padStart(8, "0");
      const says = (afterSeconds: number, level: string, text: string): void => {
        const wallMs = (startSeconds + afterSeconds + (of === 0 ? 7_200 : 0)) * 1000;
        const stamp = new Date(wallMs).toISOString().slice(0, 19).replace("T", " ");
        const line = `Jul 15 10:00:30 ${host} asterisk-log: [${stamp}] ${level}[${700 + call}][C-${counter}] ${text}`;
        lines.asterisk.push([startSeconds + afterSeconds, line]);
      };
      const botSays = (afterSeconds: number, text: string): void => {
        const at = new Date((startSeconds + afterSeconds) * 1000 + 200).toISOString();
        lines.bot.push([startSeconds + afterSeconds, `${at} INFO ${text}`]);
      };
      const id = `${startSeconds}.${call}`;
      says(0, "VERBOSE", `pbx.c: Executing [1010@in:1] Stasis("PJSIP/a-${counter}", "bot") in new stack`);
      botSays(0, `StasisStart channel=${id}`);
      if (of === 0)
        says(
          110,
          "NOTICE",
          `res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/a-${counter}' for lack of audio RTP activity in 30 seconds`,
        );
      else says(110, "VERBOSE", `pbx.c: Spawn extension (in, 1010, 1) exited non-zero on 'PJSIP/a-${counter}'`);
      botSays(115, `POST /channels/${id}/play 404 Channel not found`);
    }
  const inOrder = (of: [number, string][]): string =>
    of
      .sort(([a], [b]) => a - b)
      .map(([, line]) => `${line}\n`)
      .join("");
  return { asterisk: inOrder(lines.asterisk), bot: inOrder(lines.bot) };
}

/** A generator of numbers from 0 to 1 (mulberry32): the same cuts each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe.sequential("--state", () => {
  it.each([
    ["rtp-timeout", 1],
    ["bot-hangup", 2],
    ["operator-hangup", 3],
    ["rtp-timeout-chan-sip", 4],
  ])("tells of %s in random steps what one run tells, and each call once", async (sample, seed) => {
    const { asterisk, bot, config } = logsOf(sample, 5);
    writeFileSync(at("whole.full"), asterisk, "latin1");
    writeFileSync(at("whole.log"), bot, "latin1");
    const once = await verdicts(...config, "whole.full", "whole.log");
    const next = random(seed);
    const told: string[] = [];
    const cuts = [next(), next(), next(), 1].sort((a, b) => a - b);
    const written = { full: 0, "bot.log": 0 };
    for (const [step, cut] of cuts.entries()) {
      for (const [name, text] of [
        ["full", asterisk],
        ["bot.log", bot],
      ] as const) {
        // one log may be ahead of the other, and a line may be written in part
        const anywhere = cut === 1 ? text.length : Math.floor(text.length * Math.min(1, cut + (next() - 0.5) / 20));
        // a writer goes on in a new file with a new line
        const isRotated = step === (name === "full" ? 1 : 2);
        const to = isRotated ? text.indexOf("\n", anywhere - 1) + 1 : anywhere;
        appendFileSync(at(name), text.slice(written[name], Math.max(to, written[name])), "latin1");
        written[name] = Math.max(to, written[name]);
      }
      if (step === 1) renameSync(at("full"), at("full.1"));
      if (step === 1) writeFileSync(at("full"), "");
      if (step === 2) {
        copyFileSync(at("bot.log"), at("bot.log.1"));
        truncateSync(at("bot.log"));
      }
      if (step === 2) {
        writeFileSync(at("full.1.gz"), gzipSync(readFileSync(at("full.1"))));
        rmSync(at("full.1"));
      }
      if (cut === 1) letTimePass("full", "bot.log");
      told.push(...(await verdicts(...config, "full", "bot.log", "--state", "state")));
    }
    expect(told.sort()).toEqual(once.sort());
    expect(await verdicts(...config, "full", "bot.log", "--state", "state")).toEqual([]);
  });

  it("keeps the hosts of one syslog apart from run to run", async () => {
    const { asterisk, bot } = logsOfTwoHosts({ "pbx-1": 12, "pbx-2": 12 });
    writeFileSync(at("whole.full"), asterisk, "latin1");
    writeFileSync(at("whole.log"), bot, "latin1");
    const once = await verdicts("whole.full", "whole.log");
    const ofHost = (host: string): string[] => once.filter((call) => call.includes(` ${host}: `));
    expect([ofHost("pbx-1").length, ofHost("pbx-2").length, once.length]).toEqual([12, 12, 24]);
    for (const cuts of [[0.5], [0.1, 0.35, 0.71]]) {
      const told: string[] = [];
      rmSync(at("state"), { force: true });
      for (const cut of [...cuts, 1]) {
        writeFileSync(at("all.log"), asterisk.slice(0, asterisk.length * cut), "latin1");
        writeFileSync(at("bot.log"), bot.slice(0, bot.length * cut), "latin1");
        if (cut === 1) letTimePass("all.log", "bot.log");
        told.push(...(await verdicts("all.log", "bot.log", "--state", "state")));
      }
      expect(told.sort()).toEqual([...once].sort());
    }
  });

  it("does not wait for a host that has gone while others write on in the same file", async () => {
    const { asterisk, bot } = logsOfTwoHosts({ "pbx-1": 60, "pbx-2": 4 });
    writeFileSync(at("all.log"), asterisk, "latin1");
    writeFileSync(at("bot.log"), bot, "latin1");
    // nothing is said of a bot's calls for half an hour before they are over
    expect((await verdicts("all.log", "bot.log", "--state", "state")).length).toBeGreaterThan(60 - 32);
  });

  it("tells of each call once though runs are killed at any moment", async () => {
    const { asterisk, bot, config } = logsOf("rtp-timeout", 6);
    writeFileSync(at("whole.full"), asterisk, "latin1");
    writeFileSync(at("whole.log"), bot, "latin1");
    const startMs = performance.now();
    const once = await verdicts(...config, "whole.full", "whole.log");
    const wholeMs = performance.now() - startMs;
    const args = [...config, "--format", "json"];
    const logs = { full: asterisk, "bot.log": bot };
    const killed = { folder: at("killed"), logs, args, steps: 4, killsPerStep: 4, random: new Random(7), wholeMs };
    const { told, complaints } = await killedRuns(killed);
    expect([...told].sort()).toEqual([...once].sort());
    expect(complaints).toEqual([]);
    expect(readdirSync(at("killed")).filter((name) => /^\.state.*part$|^state\.lock$/.test(name))).toEqual([]);
  });

  it.each([
    [
      "damaged",
      (text: Buffer) => Buffer.concat([text.subarray(0, -1), Buffer.from([(text.at(-1) ?? 0) ^ 1])]),
      "is damaged",
    ],
    ["cut short", (text: Buffer) => text.subarray(0, text.length >> 1), "is damaged"],
    [
      "of another build",
      (text: Buffer) => Buffer.from(text.toString("latin1").replace(/ \(memory \d+\)/, ""), "latin1"),
      "is of ari-doctor 0.1.0, this is 0.1.0 (memory",
    ],
    ["another file", () => Buffer.from("root:x:0:0\n"), "is no state of ari-doctor"],
    ["empty", () => Buffer.alloc(0), "is no state of ari-doctor"],
  ])("leaves a file alone that is %s, and says how to go on", async (_what, spoil, words) => {
    const { asterisk, bot } = logsOf("rtp-timeout", 1);
    writeFileSync(at("full"), asterisk, "latin1");
    writeFileSync(at("bot.log"), bot, "latin1");
    letTimePass("full", "bot.log");
    const calls = await verdicts("full", "bot.log", "--state", "state");
    expect(calls.length).toBe(2);
    const spoilt = spoil(readFileSync(at("state")));
    writeFileSync(at("state"), spoilt);
    const { code, err } = await run("full", "bot.log", "--state", "state");
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(err).toContain("--new-state");
    expect(readFileSync(at("state")).equals(spoilt)).toBe(true);
    expect(await verdicts("full", "bot.log", "--state", "state", "--new-state")).toEqual(calls);
  });

  it("says nothing on a terminal where there is nothing new, and refuses a pipe", async () => {
    const { asterisk, bot } = logsOf("rtp-timeout", 1);
    writeFileSync(at("full"), asterisk, "latin1");
    writeFileSync(at("bot.log"), bot, "latin1");
    letTimePass("full", "bot.log");
    expect((await run("full", "bot.log", "--state", "state")).out).toContain("rtp-timeout");
    expect(await run("full", "bot.log", "--state", "state")).toEqual({ code: 0, out: "", err: "" });
    expect((await run("full", "--state", "state")).err).toContain("the state is of bot.log too");
    expect((await run("-", "--state", "other")).err).toContain("a pipe cannot be gone back to");
  });
});
