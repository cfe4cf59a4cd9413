// `npm run fuzz -- --seconds 60 --seed 1 --runs 1000000`: fuzzes, prints how much, and what did not hold.
import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.js";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    runs: { type: "string", default: "Infinity" },
  },
});
const seed = Number(values.seed);
const startMs = performance.now();
const { runCount, lineCount, faults } = await fuzz({
  seed,
  seconds: Number(values.seconds),
  runs: Number(values.runs),
});
const linesPerSecond = Math.round(lineCount / ((performance.now() - startMs) / 1000));
console.log(
  `${runCount} runs, ${lineCount} lines, ${linesPerSecond} a second, from seed ${seed}: ${faults.length} faults`,
);
for (const fault of faults) console.log(`--seed ${fault.seed} --runs 1 (${fault.sample}): ${fault.fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
