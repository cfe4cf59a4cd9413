// `npm run endure -- --kills 100 --seed 1 --files 10000 --bytes 1024`: what takes too long for `npm test`. Runs with --state are
// killed at drawn moments; standard output is closed after each number of bytes; a folder of thousands of files is read, and left
// at drawn moments. Prints what was tried and what did not hold.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Random } from "../fuzz/random.js";
import { aMoment, Running } from "../live/command.js";
import { sampleLogs } from "../support/analyse.js";
import { BIN, inOwnProcess } from "../support/command.js";
import { repeated } from "../support/repeat.js";
import { SAMPLES } from "../support/sample.js";
import { killedRuns, verdictOf } from "./killed-runs.js";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "100" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    files: { type: "string", default: "10000" },
    bytes: { type: "string", default: "1024" },
  },
});
const seed = Number(values.seed);
const random = new Random(seed);
const folder = mkdtempSync(join(tmpdir(), "endurance-"));
const faults: string[] = [];
const holds = (isSo: boolean, what: string): void => {
  if (!isSo) faults.push(what);
};
const log = (name: string, copies: number): { full: string; "bot.log": string } => {
  const [full, bot] = sampleLogs(name).logs.map((one) => repeated(one, copies, 641, 20).latin1);
  return { full: full ?? "", "bot.log": bot ?? "" };
};

async function kills(count: number): Promise<string> {
  const STEPS = 10;
  const logs = log("rtp-timeout", 40);
  const args = ["--config", join(SAMPLES, "rtp-timeout", "config"), "--format", "json"];
  const whole = join(folder, "whole");
  mkdirSync(whole);
  for (const [name, text] of Object.entries(logs)) writeFileSync(join(whole, name), text, "latin1");
  const startMs = performance.now();
  const { out } = await inOwnProcess({ args: [...args, "full", "bot.log"], cwd: whole });
  const wholeMs = performance.now() - startMs;
  const once: string[] = JSON.parse(out).calls.map(verdictOf);
  const killed = await killedRuns({
    folder: join(folder, "killed"),
    logs,
    args,
    steps: STEPS,
    killsPerStep: Math.ceil(count / STEPS),
    random,
    wholeMs,
  });
  const { before, between, after, told, toldTwice, complaints } = killed;
  holds([...new Set(told)].sort().join("\n") === [...once].sort().join("\n"), "a call was lost, or judged differently");
  holds(
    told.length === once.length,
    `${told.length - once.length} calls were told twice by runs that kept their state`,
  );
  holds(complaints.length === 0, `a run that was let be complained: ${complaints[0]}`);
  return `${before + between + after} kills: ${before} before the report, ${between} between report and state, ${after} after both; ${once.length} calls, each told; ${toldTwice.length} told again by the next run, as promised for a kill between report and state`;
}

async function closings(bytesUpTo: number): Promise<string> {
  const logs = log("rtp-timeout", 60);
  for (const [name, text] of Object.entries(logs)) writeFileSync(join(folder, name), text, "latin1");
  const codes = new Map<string, number>();
  const formats = ["ndjson", "json", "terminal", "html", "markdown", "otlp"];
  for (let bytes = 0; bytes <= bytesUpTo; bytes += 1) {
    const format = formats[bytes % formats.length];
    // the command's standard error, then its exit code
    const shell = `{ "$0" "$1" full bot.log --format ${format} 2>err; echo $? >code; } | head -c ${bytes} | wc -c; cat err code`;
    const told = execFileSync("bash", ["-c", shell, process.execPath, BIN], { cwd: folder, encoding: "utf8" });
    const [count, ...rest] = told.trimEnd().split("\n");
    const code = rest.pop() ?? "";
    codes.set(code, (codes.get(code) ?? 0) + 1);
    holds(Number(count) === bytes && (code === "0" || code === "1"), `${bytes} bytes of ${format}: ${told}`);
    holds(
      rest.every((line) => /^ari-doctor: the report holds /.test(line)),
      `${bytes} bytes of ${format}: ${rest[0]}`,
    );
  }
  return `standard output closed after 0 to ${bytesUpTo} bytes, in ${formats.length} formats: exit codes ${[...codes].map(([code, count]) => `${code} (${count})`).join(", ")}`;
}

async function files(count: number): Promise<string> {
  const many = join(folder, "many");
  for (const name of ["asterisk", "bot", "web"]) mkdirSync(join(many, name), { recursive: true });
  const copies = Math.ceil(count / 4);
  // as rotation cuts them: each some minutes later than the one before
  const pieces = sampleLogs("healthy").logs.map((one) => {
    const lines = repeated(one, copies, 641, 20).latin1.trimEnd().split("\n");
    const each = lines.length / copies;
    return Array.from({ length: copies }, (_, n) => `${lines.slice(n * each, (n + 1) * each).join("\n")}\n`);
  });
  for (let n = 0; n < count; n += 1) {
    const piece = Math.floor(n / 4);
    const [name, text] = (
      [
        [`asterisk/full.${piece}`, pieces[0]?.[piece]],
        [`bot/call-${piece}.log`, pieces[1]?.[piece]],
        [`web/access.log.${piece}`, '192.0.2.7 - - [22/Nov/2026:18:57:59 +0300] "GET / HTTP/1.1" 200 612\n'.repeat(30)],
        [`web/data-${piece}.json`, '{"a":1,"b":[1,2,3]}\n'.repeat(20)],
      ] as const
    )[n % 4] as readonly [string, string];
    writeFileSync(join(many, name), text, "latin1");
  }
  const timed = ["-c", `time -p "$0" "$1" many --exit-zero -o many.json`, process.execPath, BIN];
  const child = spawn("bash", timed, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let err = "";
  child.stderr.on("data", (text) => {
    err += text;
  });
  await new Promise((resolve) => child.on("close", resolve));
  const seconds = (name: string): number => Number(new RegExp(`^${name} ([\\d.]+)$`, "m").exec(err)?.[1]);
  const waits: number[] = [];
  for (let i = 0; i < 10; i += 1) {
    const run = new Running(["many", "--exit-zero", "-o", "stopped.json"], folder);
    await aMoment(300 + random.below(1_000 * seconds("real")));
    const startMs = performance.now();
    const code = await run.end("SIGTERM");
    waits.push(performance.now() - startMs);
    holds(code === 143 || code === 0, `SIGTERM in a folder: exit code ${code}, ${run.err}`);
  }
  return `a folder of ${count} files: ${seconds("real")} s, ${(seconds("user") + seconds("sys")).toFixed(1)} s of CPU; 10 SIGTERM, the slowest obeyed within ${(Math.max(...waits) / 1000).toFixed(1)} s`;
}

console.log(`from seed ${seed}`);
if (Number(values.files) > 0) console.log(await files(Number(values.files)));
if (Number(values.kills) > 0) console.log(await kills(Number(values.kills)));
if (Number(values.bytes) > 0) console.log(await closings(Number(values.bytes)));
for (const fault of faults) console.log(`did not hold: ${fault}`);
console.log(`${faults.length} faults`);
rmSync(folder, { recursive: true });
process.exitCode = faults.length === 0 ? 0 : 1;
