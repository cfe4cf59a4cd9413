// A seeded part of the grid of `npm run conversions`: every conversion, each of another run of the corpus. The verdicts stay, and
// the report states the clocks that were put in.
import { describe, expect, it, vi } from "vitest";
import { readRun, runNames } from "../accuracy/corpus.js";
import { Random } from "../fuzz/random.js";
import { conversions, inventedWords, unchanged, withoutBot } from "./conversions.js";
import { judged, logsOf, type Outcome } from "./converted-run.js";

vi.setConfig({ testTimeout: 60_000 });

const SEED = 20_261_122;
/** Longer runs, those with SIP traces, take most of the time of the whole grid. */
const MAX_LINES = 900;
/** A verdict that rests on milliseconds is open where stamps are cut to seconds. */
const LOST_SHARE = 0.01;

const runs = runNames()
  .map(readRun)
  .filter((run) => logsOf(run).every(({ lines }) => lines.length <= MAX_LINES));

describe("a run of the corpus", () => {
  it("has the same verdicts however it was converted, and the report states its clocks", async () => {
    const random = new Random(SEED);
    const originals = new Map<string, Outcome>();
    const sums = { calls: 0, right: 0, rightBefore: 0 };
    for (const conversion of conversions) {
      const fitting = runs.filter((run) => logsOf(run).every(conversion.fits));
      const run = random.of(fitting);
      const before = originals.get(run.name) ?? (await judged(run, unchanged, random));
      const after = await judged(run, conversion, random);
      if (!before || !after) throw new Error(`${run.name}: ${conversion.name} does not fit`);
      originals.set(run.name, before);
      const where = `${run.name}, ${conversion.kind}: ${conversion.name}`;
      expect([where, after.wrong, after.rtpFalselyBlamed]).toEqual([where, before.wrong, before.rtpFalselyBlamed]);
      expect([where, after.clocksWrong]).toEqual([where, []]);
      sums.calls += after.callCount;
      sums.right += after.right;
      sums.rightBefore += before.right;
    }
    expect(sums.calls).toBeGreaterThan(500);
    expect(Math.abs(sums.rightBefore - sums.right) / sums.calls).toBeLessThanOrEqual(LOST_SHARE);
  });

  it("is told by a bot of an invented language no worse than by none, and never wrongly", async () => {
    const sums = { calls: 0, right: 0, alone: 0, healthy: 0, healthyRight: 0, gaps: 0, gapsRight: 0 };
    for (const [at, run] of runs.entries()) {
      const language = inventedWords[at % inventedWords.length];
      if (!language) throw new Error("no language");
      const foreign = await judged(run, language, new Random(SEED));
      const alone = await judged(run, withoutBot, new Random(SEED));
      if (!foreign || !alone) throw new Error(`${run.name} does not fit`);
      expect([run.name, foreign.wrong, foreign.rtpFalselyBlamed]).toEqual([run.name, 0, 0]);
      expect([run.name, foreign.right]).toEqual([run.name, Math.max(foreign.right, alone.right)]);
      sums.calls += foreign.callCount;
      sums.right += foreign.right;
      sums.alone += alone.right;
      sums.healthy += foreign.healthyCount;
      sums.healthyRight += foreign.healthyRight;
      sums.gaps += foreign.gapCount;
      sums.gapsRight += foreign.gapsRight;
    }
    // what ARI's hangup requests say in any language is more than Asterisk's log says alone
    expect((sums.right - sums.alone) / sums.calls).toBeGreaterThan(0.1);
    expect(sums.healthyRight / sums.healthy).toBeGreaterThanOrEqual(0.96);
    expect(sums.gapsRight / sums.gaps).toBeGreaterThanOrEqual(0.8);
  });
});
