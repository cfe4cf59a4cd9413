// The fuzzer: samples, spoiled by chance from a seed, through the whole pipeline, until the time is up.
import { type LogText, type SampleLogs, sampleLogs } from "../support/analyse.js";
import { sampleNames } from "../support/sample.js";
import { faultsOf } from "./checks.js";
import { type Mutation, mutations } from "./mutations.js";
import { Random } from "./random.js";

const MUTATIONS = Object.values(mutations);
/** Whole samples that are longer cost much and break no sooner: of these a stretch is taken. */
const MAX_LINES = 400;

/** Most runs are of one sample; one in so many is of a long log made of many, which fills what waits and what is remembered. */
const LONG_EVERY = 12;
const LONG_SAMPLES = 60;
/** Pages cost more than all the rest, and show the same log text in the same way: they are drawn in one run of so many. */
const PAGES_EVERY = 8;

/** How far the fuzzer got. */
export interface Fuzzed {
  readonly runCount: number;
  readonly lineCount: number;
  /** What did not hold, with the seed that shows it again: `npm run fuzz -- --seed N --runs 1`. */
  readonly faults: readonly { readonly seed: number; readonly sample: string; readonly fault: string }[];
}

/** When to stop, whichever comes first. */
export interface FuzzOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly runs: number;
  readonly maxFaults?: number;
}

/** Runs it. Each run has a seed of its own, counted up from the first. */
export async function fuzz({ seed, seconds, runs, maxFaults = 10 }: FuzzOptions): Promise<Fuzzed> {
  const samples = sampleNames().map(sampleLogs);
  const endMs = performance.now() + seconds * 1000;
  const faults: { seed: number; sample: string; fault: string }[] = [];
  let runCount = 0;
  let lineCount = 0;
  while (runCount < runs && faults.length < maxFaults && performance.now() < endMs) {
    const own = seed + runCount;
    const random = new Random(own);
    const { sample, logs } = gathered(samples, random);
    for (const { latin1 } of logs) lineCount += latin1.split("\n").length;
    const found = await faultsOf(sample, logs, own % PAGES_EVERY === 0).catch((error: unknown) => [
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    ]);
    faults.push(...found.map((fault) => ({ seed: own, sample: sample.name, fault })));
    runCount += 1;
  }
  return { runCount, lineCount, faults };
}

/** One spoiled sample, or many, one after the other: then as the logs of one host and one bot. */
function gathered(samples: readonly SampleLogs[], random: Random): { sample: SampleLogs; logs: LogText[] } {
  const first = spoiled(samples, random);
  if (random.below(LONG_EVERY) > 0) return first;
  const texts = new Map<string, string[]>(first.logs.map(({ path, latin1 }) => [path, [latin1]]));
  const causes = new Map(first.sample.causes);
  for (let i = 1; i < LONG_SAMPLES; i += 1) {
    const { sample, logs } = spoiled(samples, random);
    for (const [id, cause] of sample.causes) causes.set(id, cause);
    for (const { path, latin1 } of logs) texts.set(path, [...(texts.get(path) ?? []), latin1]);
  }
  const logs = [...texts].map(([path, parts]) => ({ path, latin1: parts.join("\n") }));
  return { sample: { ...first.sample, name: "many", causes }, logs };
}

/** A sample with some of its lines spoiled: few in one run, many in another. */
function spoiled(samples: readonly SampleLogs[], random: Random): { sample: SampleLogs; logs: LogText[] } {
  const sample = random.of(samples);
  const donor = random.of(random.of(samples).logs).latin1.split("\n");
  const logs = sample.logs.map(({ path, latin1 }) => {
    const all = latin1.split("\n");
    const from = all.length > MAX_LINES ? random.below(all.length - MAX_LINES) : 0;
    const lines = all.slice(from, from + MAX_LINES);
    const count = 1 + random.below(random.of([4, 20, 120]));
    for (let i = 0; i < count; i += 1) {
      // a log that has lost all lines has nothing to spoil
      if (lines.length > 0) (random.of(MUTATIONS) as Mutation)(lines, random, donor);
    }
    return { path, latin1: lines.join("\n") };
  });
  return { sample, logs };
}
