// npm run score: the built CLI over every run of samples/corpus, and how right it was.
//   --only-bot | --only-asterisk | --no-config   leave the rest out
//   --misses                                     list the calls that were not judged right
//   --write                                      all four ways; writes verdicts/*.csv and the tables of the README and docs/accuracy.md
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { EVERYTHING, GIVENS, type Given, readRun, runNames } from "./corpus.js";
import { tablesOf, writeTables } from "./documents.js";
import { missLines, scorePage } from "./page.js";
import { reportOn } from "./report.js";
import { type ScoredRun, scoreRun } from "./score.js";
import { readVerdicts, toCsv, writeVerdicts } from "./verdicts.js";

const { values: flags } = parseArgs({
  options: {
    "only-bot": { type: "boolean" },
    "only-asterisk": { type: "boolean" },
    "no-config": { type: "boolean" },
    misses: { type: "boolean" },
    write: { type: "boolean" },
  },
});

/** Scores all runs, as many at a time as there are processors. */
async function scoreAll(given: Given): Promise<ScoredRun> {
  const names = runNames();
  const scored = new Map<string, ScoredRun>();
  const waiting = [...names];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const run = readRun(name);
      scored.set(name, scoreRun(run, given, await reportOn(run, given)));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const runs = names.flatMap((name) => scored.get(name) ?? []);
  return {
    calls: runs.flatMap(({ calls }) => calls),
    citationCount: runs.reduce((sum, { citationCount }) => sum + citationCount, 0),
    unmatchedCount: runs.reduce((sum, { unmatchedCount }) => sum + unmatchedCount, 0),
  };
}

if (flags.write) {
  for (const given of GIVENS) writeVerdicts(given, (await scoreAll(given)).calls);
  writeTables(tablesOf(new Map(GIVENS.map((given) => [given, readVerdicts(given)]))));
} else {
  const given = GIVENS.find(({ name }) => name in flags) ?? EVERYTHING;
  const scored = await scoreAll(given);
  if (flags.misses) for (const line of missLines(scored.calls)) console.log(line);
  console.log(scorePage(given, scored));
  if (toCsv(scored.calls) !== toCsv(readVerdicts(given))) {
    console.log("Not what verdicts/ and the documents say: npm run score -- --write puts them right; read the diff.");
    process.exitCode = 1;
  }
}
