// npm run conversions: every run of the corpus in every envelope, date format, encoding …; how right the tool still is.
//   -- --only REGEX  conversions by kind and name, such as skew
//   -- --run REGEX   runs by name
//   -- --changes     lists each verdict that is not the original's, and each clock that is stated wrongly
import { parseArgs } from "node:util";
import { readRun, runNames } from "../accuracy/corpus.js";
import { Random } from "../fuzz/random.js";
import { conversions, inventedWords, unchanged, withoutBot } from "./conversions.js";
import { judged, type Outcome } from "./converted-run.js";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    run: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    changes: { type: "boolean", default: false },
  },
});
const runs = runNames()
  .filter((name) => new RegExp(values.run).test(name))
  .map(readRun);
const chosen = [...conversions, ...inventedWords, withoutBot].filter(({ kind, name }) =>
  new RegExp(values.only).test(`${kind} ${name}`),
);
const originals = new Map<string, Outcome>();

const COLUMNS = [
  "calls",
  "right %",
  "healthy %",
  "gaps %",
  "wrong",
  "RTP falsely",
  "changed",
  "clocks told",
  "clocks wrong",
];
const WIDTH = 58;
const row = (name: string, cells: readonly (string | number)[]): string =>
  name.padEnd(WIDTH) + cells.map((cell, i) => String(cell).padStart((COLUMNS[i] ?? "").length + 2)).join("");

console.log(row("", COLUMNS));
for (const conversion of [unchanged, ...chosen]) {
  const sums = {
    calls: 0,
    right: 0,
    healthy: 0,
    healthyRight: 0,
    gaps: 0,
    gapsRight: 0,
    wrong: 0,
    rtp: 0,
    changed: 0,
    told: 0,
    clocks: 0,
  };
  for (const run of runs) {
    const outcome = await judged(run, conversion, new Random(Number(values.seed)));
    if (!outcome) continue;
    if (conversion === unchanged) originals.set(run.name, outcome);
    sums.calls += outcome.callCount;
    sums.right += outcome.right;
    sums.healthy += outcome.healthyCount;
    sums.healthyRight += outcome.healthyRight;
    sums.gaps += outcome.gapCount;
    sums.gapsRight += outcome.gapsRight;
    sums.wrong += outcome.wrong;
    sums.rtp += outcome.rtpFalselyBlamed;
    sums.told += outcome.clocksTold;
    sums.clocks += outcome.clocksWrong.length;
    for (const wrong of values.changes ? outcome.clocksWrong : []) console.log(`  ${run.name}: ${wrong}`);
    for (const [id, verdict] of outcome.verdicts) {
      const before = originals.get(run.name)?.verdicts.get(id);
      if (before === verdict) continue;
      sums.changed += 1;
      if (values.changes) console.log(`  ${run.name} ${id}: ${before} is now ${verdict}`);
    }
  }
  const percent = (part: number, whole: number): string => ((100 * part) / whole).toFixed(1);
  const shares = [
    percent(sums.right, sums.calls),
    percent(sums.healthyRight, sums.healthy),
    percent(sums.gapsRight, sums.gaps),
  ];
  const { calls, wrong, rtp, changed, told, clocks } = sums;
  console.log(row(`${conversion.kind}: ${conversion.name}`, [calls, ...shares, wrong, rtp, changed, told, clocks]));
}
