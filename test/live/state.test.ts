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
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallRow, Report } from "../../src/report/schema.js";
import { sampleLogs } from "../support/analyse.js";
import { repeated } from "../support/repeat.js";
import { SAMPLES } from "../support/sample.js";
import { aMoment, Running } from "./command.js";

vi.setConfig({ testTimeout: 120_000 });

let folder = "";
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "state-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const running = new Running(args, folder);
  const code = await running.over();
  return { code, out: running.out, err: running.err };
}

/** What must be the same of a call, however it was read. */
const verdictOf = ({ channelId, logCallId, channelName, diagnosis, findings }: CallRow): string =>
  `${channelId ?? ""} ${logCallId ?? ""} ${channelName ?? ""}: ${diagnosis.cause} ${diagnosis.confidence}, ${findings.map(({ code }) => code).join(" ")}`;

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

  it("tells of each call once though runs are killed at any moment", async () => {
    const { asterisk, bot, config } = logsOf("rtp-timeout", 6);
    writeFileSync(at("whole.full"), asterisk, "latin1");
    writeFileSync(at("whole.log"), bot, "latin1");
    const once = await verdicts(...config, "whole.full", "whole.log");
    const next = random(7);
    const told: string[] = [];
    for (let step = 1; step <= 4; step += 1) {
      writeFileSync(at("full"), asterisk.slice(0, (asterisk.length * step) / 4), "latin1");
      writeFileSync(at("bot.log"), bot.slice(0, (bot.length * step) / 4), "latin1");
      if (step === 4) letTimePass("full", "bot.log");
      for (let kill = 0; kill < 4; kill += 1) {
        const killed = new Running([...config, "full", "bot.log", "--state", "state", "-o", "killed.json"], folder);
        await aMoment(200 + next() * 700);
        killed.child.kill("SIGKILL");
        // it may have been through: then what it told of is told
        if ((await killed.over()) !== null)
          told.push(...(JSON.parse(readFileSync(at("killed.json"), "utf8")) as Report).calls.map(verdictOf));
      }
      told.push(...(await verdicts(...config, "full", "bot.log", "--state", "state")));
    }
    // a run that was killed after its report and before it kept its state told nobody: its report is not read
    expect([...new Set(told)].sort()).toEqual([...once].sort());
    expect(told.length).toBe(once.length);
    expect(readdirSync(folder).filter((name) => /state.*part/.test(name) && name.startsWith("state"))).toEqual([]);
  });

  it.each([
    [
      "damaged",
      (text: Buffer) => Buffer.concat([text.subarray(0, -1), Buffer.from([(text.at(-1) ?? 0) ^ 1])]),
      "is damaged",
    ],
    ["cut short", (text: Buffer) => text.subarray(0, text.length >> 1), "is damaged"],
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
