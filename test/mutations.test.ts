// The same calls as other bots would log them: one announces what it does, one cleans up after each end, one names no channel when
// it is refused, one has helper channels. What happened is the same, so no verdict may change.
import { beforeAll, describe, expect, test } from "vitest";
import type { CallRow } from "../src/report/schema.js";
import { analyseTexts, type LogText, type Run, type SampleLogs, sampleLogs } from "./support/analyse.js";
import { announced, cleanedUp, type Mutation, unnamedRefusals, withHelpers } from "./support/bot-mutations.js";
import { sampleNames } from "./support/sample.js";

const TIMEOUT_MS = 60_000;
/** How many random wordings of each sample are tried. */
const TELLINGS = 3;

const samples = sampleNames()
  .map(sampleLogs)
  .filter(({ logs }) => logs.some(({ path }) => isBot(path)));
const told = new Map<string, Run>();

beforeAll(async () => {
  for (const sample of samples) told.set(sample.name, await runOf(sample.logs, sample));
}, TIMEOUT_MS);

const runOf = (logs: readonly LogText[], { config }: SampleLogs): Promise<Run> => analyseTexts(logs, { config });

function isBot(path: string): boolean {
  return /(?:^|\/)bot\b/.test(path);
}

/** The same choice of words in every run. */
function choices(seed: number): <T>(of: readonly T[]) => T {
  let state = seed;
  return (of) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return of[(state >>> 16) % of.length] as (typeof of)[number];
  };
}

function mutated({ logs }: SampleLogs, mutation: Mutation, seed: number): { logs: LogText[]; changed: boolean } {
  let changed = false;
  const others = logs.map((log) => {
    if (!isBot(log.path)) return log;
    const text = Buffer.from(log.latin1, "latin1").toString("utf8");
    const other = mutation(text.split("\n"), choices(seed)).join("\n");
    changed ||= other !== text;
    return { ...log, latin1: Buffer.from(other, "utf8").toString("latin1") };
  });
  return { logs: others, changed };
}

/** Verdicts by call. */
function verdictsOf(calls: readonly CallRow[]): Record<string, string> {
  return Object.fromEntries(
    calls.map(({ channelId, channelName, logCallId, diagnosis }) => [
      channelId ?? channelName ?? logCallId ?? "?",
      diagnosis.cause,
    ]),
  );
}

describe.each<[what: string, mutation: Mutation, least: number]>([
  ["announces what it is about to do", announced, 20],
  ["hangs up what has ended", cleanedUp, 10],
  ["names no channel in refusals", unnamedRefusals, 10],
  ["makes helper channels", withHelpers, 20],
])("a bot that %s", (_what, mutation, least) => {
  test(
    "gets the same verdicts",
    async () => {
      let seen = 0;
      for (const sample of samples)
        for (let seed = 1; seed <= TELLINGS; seed += 1) {
          const other = mutated(sample, mutation, seed);
          if (!other.changed) continue;
          seen += 1;
          const { calls } = await runOf(other.logs, sample);
          expect
            .soft(verdictsOf(calls), `${sample.name}, words ${seed}`)
            .toEqual(verdictsOf(told.get(sample.name)?.calls ?? []));
        }
      expect(seen).toBeGreaterThan(least);
    },
    TIMEOUT_MS,
  );
});
