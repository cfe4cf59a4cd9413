// However logs come to us, with lines lost, doubled or out of order, by clocks that are off, beside those of strangers: verdicts
// may be weaker, never wrong, and no call one that cannot be. The seeds are fixed: a failure shows the same on every machine.
// `npm run perturb` does the same to the runs of samples/corpus, with as many seeds as there is time for.
import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../fuzz/random.js";
import { type Broken, brokenBy } from "./checks.js";
import { type Material, sampleMaterials } from "./materials.js";
import { perturbations } from "./perturbations.js";

const SEEDS = [1, 2];
const FORBIDDEN: ReadonlySet<Broken["kind"]> = new Set<Broken["kind"]>(["wrong", "rtp", "limit", "impossible"]);
const TIMEOUT_MS = 120_000;

let materials: readonly Material[] = [];

beforeAll(async () => {
  materials = await sampleMaterials();
}, TIMEOUT_MS);

describe("no cause is confirmed wrongly, no RTP timeout blamed falsely, and no call cannot be, with", () => {
  test.each(Object.entries(perturbations))(
    "%s",
    async (_name, perturb) => {
      const broken: string[] = [];
      for (const [i, run] of materials.entries()) {
        for (const seed of SEEDS) {
          const random = new Random(seed * 1_000 + i);
          const other = random.of(materials.filter((one) => one !== run));
          for (const { kind, what } of await brokenBy(perturb(run, other, random)))
            if (FORBIDDEN.has(kind)) broken.push(`${run.name} with ${other.name}, seed ${seed}: ${what}`);
        }
      }
      expect(broken).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
