// The fuzzer sends randomly spoiled samples through the whole pipeline, from a seed, until the time is up. Most runs are of logs,
// bare or in envelopes. Some are of configurations, and some of users' own format files.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type LogText, type SampleLogs, sampleLogs } from "../support/analyse.js";
import { SAMPLES, sampleNames } from "../support/sample.js";
import { wrapped, wraps } from "../support/wrap.js";
import { faultsOf } from "./checks.js";
import { faultsOfConfig } from "./config-checks.js";
import { FORMS, faultsOfForms } from "./forms-checks.js";
import { type Mutation, mutations } from "./mutations.js";
import { Random } from "./random.js";

const MUTATIONS = Object.values(mutations);
/** Longer samples take long and break nothing more, so only a part of them is used. */
const MAX_LINES = 400;

/** Most runs are of one sample; one in so many is of a long log made of many, which fills what waits and what is remembered. */
const LONG_EVERY = 12;
const LONG_SAMPLES = 60;
/** One run in so many is of logs in an envelope, of a configuration, of a file of forms. */
const WRAPPED_EVERY = 6;
const CONFIG_EVERY = 7;
const FORMS_EVERY = 20;
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
    const run = drawn(samples, new Random(own));
    lineCount += run.lineCount;
    const found = await run
      .faults()
      .catch((error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    faults.push(...found.map((fault) => ({ seed: own, sample: run.name, fault })));
    runCount += 1;
  }
  return { runCount, lineCount, faults };
}

interface DrawnRun {
  readonly name: string;
  readonly lineCount: number;
  readonly faults: () => Promise<string[]>;
}

function drawn(samples: readonly SampleLogs[], random: Random): DrawnRun {
  if (random.below(CONFIG_EVERY) === 0) return configRun(samples, random);
  if (random.below(FORMS_EVERY) === 0) {
    const { sample, logs } = spoiled(samples, random);
    const forms = spoiledText(FORMS, random, FORMS.split("\n"));
    return { name: `forms, ${sample.name}`, lineCount: linesIn(logs), faults: () => faultsOfForms(forms, logs) };
  }
  const { sample, logs } = gathered(samples, random);
  const withPages = random.below(PAGES_EVERY) === 0;
  return { name: sample.name, lineCount: linesIn(logs), faults: () => faultsOf(sample, logs, withPages) };
}

/** What shows of the configuration's grammar, beside the samples' own lines. */
const CONFIG_LINES = [
  "[general]",
  "[trunk](!)",
  "[trunk](+)",
  "[a](b,c)",
  "[](",
  "#include pjsip_custom.conf",
  '#include "sip.conf"',
  "#include ../../../etc/passwd",
  "#include *.conf",
  "#exec rm -rf /tmp/x",
  ";--",
  "--;",
  "type=endpoint",
  "type=$(reboot)",
  "rtptimeout=60x",
  "rtp_timeout => `id`",
  "endpoint/rtp_timeout = 9",
  "key = a\\;b",
];

/** The files of a sample's configuration, spoiled, and a spoiled snippet of advice. */
function configRun(samples: readonly SampleLogs[], random: Random): DrawnRun {
  const configured = samples.filter(({ config }) => config !== null);
  const { name } = random.of(configured);
  const folder = join(SAMPLES, name, "config");
  const names = readdirSync(folder).filter((file) => file.endsWith(".conf"));
  const texts = names.map((file): [string, string] => [
    file,
    spoiledText(readFileSync(join(folder, file), "latin1"), random, CONFIG_LINES),
  ]);
  const advice = spoiledText(random.of(texts)[1].slice(0, 2_000), random, CONFIG_LINES);
  const lineCount = [advice, ...texts.map(([, text]) => text)].join("\n").split("\n").length;
  return { name: `config of ${name}`, lineCount, faults: async () => faultsOfConfig(new Map(texts), advice) };
}

function spoiledText(latin1: string, random: Random, donor: readonly string[]): string {
  const lines = latin1.split("\n");
  spoil(lines, random, donor);
  return Buffer.from(lines.join("\n"), "latin1").toString("utf8");
}

function spoil(lines: string[], random: Random, donor: readonly string[]): void {
  const count = 1 + random.below(random.of([4, 20, 120]));
  for (let i = 0; i < count; i += 1) {
    // nothing left to spoil
    if (lines.length > 0) (random.of(MUTATIONS) as Mutation)(lines, random, donor);
  }
}

const linesIn = (logs: readonly LogText[]): number =>
  logs.reduce((sum, { latin1 }) => sum + latin1.split("\n").length, 0);

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
  const wrap = random.below(WRAPPED_EVERY) === 0 ? random.of(Object.values(wraps)) : null;
  const logs = sample.logs.map(({ path, latin1 }) => {
    const all = (wrap === null ? latin1 : wrapped(latin1, wrap)).split("\n");
    const from = all.length > MAX_LINES ? random.below(all.length - MAX_LINES) : 0;
    const lines = all.slice(from, from + MAX_LINES);
    spoil(lines, random, donor);
    return { path, latin1: lines.join("\n") };
  });
  return { sample, logs };
}
