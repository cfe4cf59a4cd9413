// npm run bench: how fast, beside tools that everybody knows, over logs that are made for it. Nothing here is asserted.
//   --mb 100,400,1600  sizes of the logs, both together   --calls 10,1000  concurrent calls; the first is used for all sizes
//   --logs KIND,…      of what kind they are: see LOGS; larger ones and busier ones are of the first kind
//   --seed 1           same seed, same logs               --quick          10 and 40 MB, 10 and 100 calls
//   --runs 3           each tool so often, in turn: the fastest counts, for another's work on the machine only slows, and the
//                      largest peak; once only over more than 400 MB
//   --keep DIR         leave the logs there
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { contenders, startUpMs } from "./contenders.js";
import { generate, type Plan } from "./generator.js";
import { type Measured, measure } from "./measure.js";
import { verdictsRight } from "./verdicts.js";

const { values } = parseArgs({
  options: {
    mb: { type: "string" },
    calls: { type: "string" },
    logs: { type: "string", default: "dense,production,debug,lost" },
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "3" },
    quick: { type: "boolean", default: false },
    keep: { type: "string" },
  },
});

/** Kinds of logs: how many calls were lost, and how many bytes of noise there are for each byte of a call. */
const LOGS: Readonly<Record<string, Pick<Plan, "problemShare" | "noiseShare">>> = {
  // traces of registrations between calls, of which a fifth was lost
  dense: { problemShare: 0.2, noiseShare: 4 },
  // `verbose 3` and hardly anything but calls that went well: 4 to 5 kB each, in both logs
  production: { problemShare: 0.02, noiseShare: 0.3 },
  // debug lines and traces
  debug: { problemShare: 0.02, noiseShare: 20 },
  // a fifth was lost, and hardly any noise
  lost: { problemShare: 0.2, noiseShare: 0.3 },
};

const MEGABYTE = 1_000_000;
const USUAL_MEGABYTES = 400;
const numbers = (list: string): number[] => list.split(",").map(Number);
const usually = values.quick ? { mb: "10,40", calls: "10,100" } : { mb: "100,400,1600", calls: "10,1000" };
const sizes = numbers(values.mb ?? usually.mb);
const [usual = 10, ...busier] = numbers(values.calls ?? usually.calls);
const kinds = values.logs.split(",");
const [usualKind = "dense", ...otherKinds] = kinds;
const unknown = kinds.find((kind) => LOGS[kind] === undefined);
if (unknown !== undefined) throw new Error(`--logs ${unknown}: use ${Object.keys(LOGS).join(", ")}`);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), "ari-doctor-bench-"));

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const cell = (value: number | null, digits: number): string =>
  (value === null ? "-" : value.toFixed(digits)).padStart(9);

/** Of two runs the faster one, with the larger peak. */
function better(a: Measured | undefined, b: Measured): Measured {
  if (!a) return b;
  const peakBytes = a.peakBytes === null || b.peakBytes === null ? null : Math.max(a.peakBytes, b.peakBytes);
  return { ...(a.seconds <= b.seconds ? a : b), peakBytes };
}

/** One row per tool; `times` is its speed against that of the first, ari-doctor on files, and `of lnav` its CPU time against lnav's. */
function table(bytes: number, rows: readonly (readonly [name: string, measured: Measured])[]): void {
  const own = rows[0]?.[1].seconds ?? 0;
  const lnav = rows.find(([name]) => name.startsWith("lnav"))?.[1].cpuSeconds ?? null;
  say(
    `  ${"".padEnd(22)}${["MB/s", "times", "CPU s", "of lnav", "peak MB", "first s"].map((title) => title.padStart(9)).join("")}`,
  );
  for (const [name, { seconds, cpuSeconds, peakBytes, firstSeconds }] of rows) {
    const peak = peakBytes === null ? null : peakBytes / MEGABYTE;
    const ofLnav = lnav === null || cpuSeconds === null ? null : cpuSeconds / lnav;
    say(
      `  ${name.padEnd(22)}${cell(bytes / MEGABYTE / seconds, 1)}${cell(own / seconds, 2)}${cell(cpuSeconds, 2)}${cell(ofLnav, 1)}${cell(peak, 0)}${cell(firstSeconds, 2)}`,
    );
  }
}

say(`Node ${process.version}; start-up (--help, median of 20): ${(await startUpMs(20)).toFixed(0)} ms`);
try {
  const runs = [
    ...sizes.map((megabytes) => ({ kind: usualKind, megabytes, concurrentCalls: usual })),
    ...otherKinds.map((kind) => ({ kind, megabytes: sizes[0] ?? 100, concurrentCalls: usual })),
    ...busier.map((concurrentCalls) => ({ kind: usualKind, megabytes: sizes[0] ?? 100, concurrentCalls })),
  ];
  for (const { kind, megabytes, concurrentCalls } of runs) {
    const plan: Plan = {
      bytes: megabytes * MEGABYTE,
      concurrentCalls,
      ...(LOGS[kind] as (typeof LOGS)[string]),
      seed: Number(values.seed),
    };
    const [asterisk, bot] = [join(folder, "full"), join(folder, "bot.log")];
    const { bytes, expected } = await generate(plan, asterisk, bot);
    say(`\n${kind}, ${megabytes} MB, ${expected.size} calls, ${concurrentCalls} at a time`);
    const best = new Map<string, Measured>();
    for (let run = 0; run < (megabytes > USUAL_MEGABYTES ? 1 : Number(values.runs)); run += 1)
      for (const { name, command } of await contenders(asterisk, bot, join(folder, "report.json")))
        best.set(name, better(best.get(name), await measure(command)));
    table(bytes, [...best]);
    const right = await verdictsRight(join(folder, "report.json"), expected);
    say(`  verdicts as expected: ${right} of ${expected.size}`);
  }
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}
