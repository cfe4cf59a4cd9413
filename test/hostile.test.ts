// Inputs made to break a reader, and faults while it reads: it must finish in time, say what it could not read, and report
// what it could.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyse } from "../src/pipeline.js";
import { reportSchema } from "../src/report/schema.js";
import { fileSource } from "../src/sources/source.js";
import { fuzz } from "./fuzz/fuzz.js";
import { analyseTexts, logText, plainRequest, type Run, sampleLogs } from "./support/analyse.js";
import { repeated } from "./support/repeat.js";
import { zstdBomb } from "./support/zstd.js";

const bin = fileURLToPath(new URL("../bin/ari-doctor.js", import.meta.url));
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hostile-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

/** Runs the command in the folder, without input. */
function run(args: readonly string[]): Promise<{ code: number | null; err: string; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder });
    const text = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text.out += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      text.err += chunk;
    });
    child.stdin.end();
    child.on("close", (code) => resolve({ code, ...text }));
  });
}

const { logs, config } = sampleLogs("rtp-timeout");
/** The logs of the sample, with something before and behind every so many lines of them. */
const among = (rubbish: string): Promise<Run> =>
  analyseTexts(
    logs.map(({ path, latin1 }) => ({ path, latin1: `${rubbish}\n${latin1.trimEnd()}\n${rubbish}\n` })),
    { config },
  );
let untouched: readonly string[] = [];
beforeAll(async () => {
  untouched = causesOf(await analyseTexts(logs, { config }));
});
const causesOf = ({ calls }: Run): string[] => calls.map(({ diagnosis }) => diagnosis.cause);

describe("lines of any shape leave the verdict as it is", () => {
  it.each<[what: string, rubbish: string]>([
    ["NUL bytes", "\0".repeat(4_096)],
    ["bytes that are no UTF-8", "\xff\xfe\xc3\x28\xed\xa0\x80".repeat(600)],
    ["JSON nested deeper than a parser's stack", '{"time":"2026-11-22T15:00:00Z","a":'.concat("[".repeat(200_000))],
    ["objects nested as deep", '{"a":'.repeat(100_000)],
    ["JSON that names what all objects inherit", '{"__proto__":{"msg":"x"},"constructor":1,"toString":2}'],
    [
      "all control characters",
      Array.from({ length: 32 }, (_, code) => (code === 10 ? "" : String.fromCharCode(code))).join(""),
    ],
    ["spaces without end", " ".repeat(900_000)],
    ["a binary", Array.from({ length: 60_000 }, (_, i) => String.fromCharCode((i * 7919) % 251)).join("")],
    ["lines dated in other ages", "[0001-01-01 00:00:00] VERBOSE[1] a.c: x\n[9999-12-31 23:59:59] VERBOSE[1] a.c: x"],
  ])("%s", async (_what, rubbish) => {
    expect(causesOf(await among(rubbish))).toEqual(untouched);
  });
});

describe("long lines, each made for an expression that reads such lines", () => {
  const asterisk = (rest: string): string => `[2026-11-22 18:58:05] VERBOSE[77] ${rest}`;
  const bot = (rest: string): string => `2026-11-22 15:58:05.100 | INFO     | a:b:1 - ${rest}`;
  it.each<[what: string, line: string]>([
    ["Stasis()", asterisk(`app_stasis.c: Launching Stasis(${" ".repeat(900_000)}`)],
    ["bridges", asterisk(`bridge_channel.c: Channel PJSIP/a-1 joined ${"'".repeat(900_000)}`)],
    ["managers", asterisk(`manager.c: hanging up channel: ${"Manager 'm".repeat(90_000)}`)],
    [
      "SIP headers",
      asterisk(
        `x.c: <--- Received SIP request (5 bytes) from UDP:a:1 --->\nINVITE a SIP/2.0\nX:${"\t".repeat(900_000)}x`,
      ),
    ],
    ["requests", bot(`PUT http://i${"UL".repeat(400_000)}`)],
    ["requests, again", bot("POST /channels/".repeat(60_000))],
    ["answers that did not come", bot(`POST /ari/channels/1795363080.0/play ${"disconnecte".repeat(80_000)}`)],
    ["words", bot("channel playback cleanup waiting for bridge media tts call ".repeat(15_000))],
    ["loguru", `2026-11-22 15:58:05.100 | INFO | a${":L".repeat(400_000)}`],
    ["the level first", `INFO 2026-11-22 15:58:05.100 ${" ".repeat(900_000)}`],
    ["the stamp first", `2026-11-22 15:58:05.100 INFO a.b ${" ".repeat(900_000)}\r.`],
    ["zap", `2026-11-22T15:58:05.100Z\tINFO\t${"a.go:1".repeat(150_000)}`],
    ["structlog", `2026-11-22 15:58:05 [info     ] ${" ".repeat(900_000)}[`],
    ["Loki", `2026-11-22T15:58:05Z {a="} ${" ".repeat(900_000)}\r`],
    ["objects as programs print them", `${bot("{'a': 'b'")}${" ".repeat(900_000)}`],
  ])("%s", async (_what, line) => {
    const startMs = performance.now();
    expect(causesOf(await among(line))).toEqual(untouched);
    // two megabytes; the square of such a line takes minutes
    expect(performance.now() - startMs).toBeLessThan(10_000);
  });
});

describe("what never ends", () => {
  it("a line of 64 MB is cut, and counted", async () => {
    const chunk = Buffer.alloc(1 << 20, "x");
    const outcome = await analyse({
      sources: [
        {
          path: "long",
          role: "auto",
          open: async function* () {
            yield Buffer.from(logs[0]?.latin1 ?? "", "latin1");
            for (let i = 0; i < 64; i += 1) yield chunk;
          },
        },
      ],
      ...plainRequest,
    });
    outcome.close();
    expect(outcome.runReport.inputs[0]).toMatchObject({ cutLineCount: 1 });
  });

  it("a packed file that unpacks to far more than a log would is left there", async () => {
    const member = gzipSync(Buffer.alloc(1 << 24));
    writeFileSync(at("bomb.gz"), Buffer.concat(Array.from({ length: 18 }, () => member)));
    const { err, code } = await run(["bomb.gz", "--asterisk", "bomb.gz"]);
    expect(code).toBe(2);
    expect(err).toContain("bomb.gz");
  });

  it("92 kB of zstd that stand for 3 GB take no more memory than a log", async () => {
    writeFileSync(at("bomb.zst"), zstdBomb(23_000));
    const unpacking = `
      import { unpacked } from ${JSON.stringify(new URL("../dist/sources/compression.js", import.meta.url).href)};
      import { createReadStream } from "node:fs";
      let bytes = 0;
      try { for await (const chunk of unpacked("bomb", createReadStream("bomb.zst"))) bytes += chunk.length; }
      catch (error) { console.log(JSON.stringify([error.message, bytes, process.resourceUsage().maxRSS])); }`;
    const out = execFileSync(process.execPath, ["--input-type=module", "--eval", unpacking], { cwd: at("") });
    const [message, bytes, maxRssKb] = JSON.parse(out.toString());
    expect(message).toContain("more than 400 times its size");
    expect(bytes).toBeLessThan(280e6);
    expect(maxRssKb).toBeLessThan(300_000);
  });

  it("a device is none", async () => {
    const { code, err } = await run(["/dev/zero"]);
    expect([code, err]).toEqual([2, "ari-doctor: nothing could be analysed: /dev/zero: is a device, not a log\n"]);
  });

  it("a time beyond what numbers count is no endless count", async () => {
    for (const digits of [17, 40, 196, 300]) {
      const time = `1${"0".repeat(digits)}`;
      const bot = ["StasisStart", "StasisEnd"].map(
        (event) => `{"level":30,"time":${time},"msg":"${event} channel=room-1"}`,
      );
      const { calls } = await analyseTexts([...logs.slice(0, 1), logText("bot.log", `${bot.join("\n")}\n`)], {
        config,
      });
      expect(calls.map(({ channelId }) => channelId)).toContain("room-1");
    }
  });

  it("a call whose clock jumps by a century costs no more than another", async () => {
    const sample = sampleLogs("bot-hangup");
    const jumped = sample.logs.map((log) => {
      const { latin1 } = repeated(log, 200, 641, 20);
      return { path: log.path, latin1: latin1.replace(/2026-(\d\d-\d\d \d\d:\d\d:\d\d,\d+ .*\n)$/, "2126-$1") };
    });
    const start = process.cpuUsage();
    await analyseTexts(jumped, { config: sample.config });
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(10);
  });
});

describe("a fault while reading", () => {
  it("a named pipe is read once, from its start", async () => {
    execFileSync("mkfifo", [at("pipe")]);
    const child = spawn("sh", ["-c", `cat full > pipe`], { cwd: folder });
    writeFileSync(at("full"), Buffer.from(logs[0]?.latin1 ?? "", "latin1"));
    const { out } = await run(["pipe", "--format", "json", "--exit-zero"]);
    child.kill();
    const lineCount = (logs[0]?.latin1 ?? "").trimEnd().split("\n").length;
    expect(reportSchema.parse(JSON.parse(out)).inputs[0]).toMatchObject({ lineCount });
  });

  it("a file that shrinks under the reader is said to be partial", async () => {
    writeFileSync(at("shrinks"), "x\n".repeat(500_000));
    const read = async (): Promise<void> => {
      for await (const _ of fileSource(at("shrinks"), "auto").open()) truncateSync(at("shrinks"), 10);
    };
    await expect(read()).rejects.toThrow(/was cut short to \d+ of 1000000 bytes/);
  });

  it("what was read before an error is reported, and marked", async () => {
    const failing = {
      path: "full",
      role: "auto" as const,
      open: async function* () {
        yield Buffer.from(logs[0]?.latin1 ?? "", "latin1");
        throw new Error("full: input/output error");
      },
    };
    const outcome = await analyse({
      sources: [failing],
      ...plainRequest,
      configuration: config,
    });
    outcome.close();
    expect(outcome.callsRead).toBeGreaterThan(0);
    expect(outcome.runReport.summary.partial).toBe(true);
    expect(outcome.runReport.notes[0]).toMatch(/^Partial: full: input\/output error; read up to line \d+\.$/);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s: what was found so far is reported, and marked; exit code %i", async (signal, expected) => {
    const child = spawn(process.execPath, [bin, "-", "-o", "-", "-o", "stopped.json", "--format", "ndjson"], {
      cwd: folder,
    });
    const first = new Promise((resolve) => child.stdout.once("data", resolve));
    const mixed = logs.map(({ latin1 }) => latin1).join("");
    child.stdin.on("error", () => undefined).write(repeated(logText("-", mixed), 300, 641, 20).latin1);
    await first;
    child.kill(signal);
    child.stdout.resume();
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(expected);
    const report = reportSchema.parse(JSON.parse(readFileSync(at("stopped.json"), "utf8")));
    expect(report.summary.partial).toBe(true);
    expect(report.notes[0]).toContain("was stopped before the end");
    expect(report.calls.length).toBeGreaterThan(0);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

describe("spoiled samples", () => {
  it("break nothing", async () => {
    const { runCount, faults } = await fuzz({ seed: 20_261_122, seconds: 4, runs: 400 });
    expect(faults).toEqual([]);
    expect(runCount).toBeGreaterThan(0);
  });
});
