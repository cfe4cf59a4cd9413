// `npm run perturb -- --seeds 20 [--samples | --folder DIR] [--only "lines left out"] [--runs pjsip-general,...]`: perturbs the
// runs of samples/corpus (or the samples, or the runs of a folder), and prints what does not hold.
import { parseArgs } from "node:util";
import { Random } from "../fuzz/random.js";
import { brokenBy } from "./checks.js";
import { corpusMaterials, folderMaterials, sampleMaterials } from "./materials.js";
import { perturbations } from "./perturbations.js";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "3" },
    from: { type: "string", default: "1" },
    samples: { type: "boolean", default: false },
    folder: { type: "string" },
    only: { type: "string" },
    runs: { type: "string" },
    kinds: { type: "string", default: "wrong,rtp,limit,impossible" },
    quiet: { type: "boolean", default: false },
  },
});
const ofFolder = values.folder === undefined ? corpusMaterials : () => folderMaterials(values.folder as string);
const all = values.samples ? await sampleMaterials() : ofFolder();
const wanted = values.runs?.split(",");
const kinds = values.kinds.split(",");
let brokenCount = 0;
for (const [name, perturb] of Object.entries(perturbations)) {
  if (values.only !== undefined && !name.includes(values.only)) continue;
  const counts: Record<string, number> = {};
  let runCount = 0;
  for (const [i, run] of all.entries()) {
    if (wanted && !wanted.includes(run.name)) continue;
    for (let seed = Number(values.from); seed < Number(values.from) + Number(values.seeds); seed += 1) {
      const random = new Random(seed * 1_000 + i);
      const other = random.of(all.filter((one) => one !== run));
      runCount += 1;
      for (const { kind, what } of await brokenBy(perturb(run, other, random))) {
        counts[kind] = (counts[kind] ?? 0) + 1;
        if (!kinds.includes(kind)) continue;
        brokenCount += 1;
        if (!values.quiet) console.log(`${kind}: ${name}, ${run.name} with ${other.name}, seed ${seed}: ${what}`);
      }
    }
  }
  console.log(`== ${name}: ${runCount} runs, ${JSON.stringify(counts)}`);
}
process.exitCode = brokenCount === 0 ? 0 : 1;
