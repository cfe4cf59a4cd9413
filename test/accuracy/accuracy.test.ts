// The documents state the accuracy that the tool has: the tables follow from verdicts/*.csv, the verdicts of a few runs are checked
// again (all of them take half a minute: npm run score), and together they keep what the tool promises.
// After a change of the rules: `npm run score -- --write`, then read the diff.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CORPUS, EVERYTHING, GIVENS, logsOf, readRun, readUnzipped, runNames } from "./corpus.js";
import { tablesInDocuments, tablesOf } from "./documents.js";
import { reportOn } from "./report.js";
import { type ScoredCall, scoreRun } from "./score.js";
import { type Tally, tally } from "./tally.js";
import { readVerdicts } from "./verdicts.js";

/** Both drivers; a rotated log, a console's, one with verbose off. */
const LOOKED_AT_ANEW = ["sip-rotated", "pjsip-console", "pjsip-twin-noverbose"];

const REFRESH = "npm run score -- --write puts it right; read the diff";
const verdicts = new Map(GIVENS.map((given) => [given, readVerdicts(given)]));
const runs = runNames().map(readRun);

test("the documents show the tables of the verdicts", () => {
  expect(tablesInDocuments(), REFRESH).toEqual(tablesOf(verdicts));
});

test.each(GIVENS)("the verdicts on $name are of every call of the corpus", (given) => {
  const judged = verdicts.get(given)?.map(({ run, call }) => `${run} ${call}`);
  const all = runs.flatMap(({ name, truth }) =>
    truth.calls.map(({ channelId, sipCallId }) => `${name} ${channelId ?? sipCallId}`),
  );
  expect(judged, REFRESH).toEqual(all);
});

test.each(LOOKED_AT_ANEW)(
  "the verdicts on %s are those of today",
  async (name) => {
    const run = readRun(name);
    const scored = scoreRun(run, EVERYTHING, await reportOn(run, EVERYTHING)).calls;
    expect(scored, REFRESH).toEqual(verdicts.get(EVERYTHING)?.filter((call) => call.run === name));
  },
  20_000,
);

describe("what is promised", () => {
  const calls = verdicts.get(EVERYTHING) ?? [];
  const band = (name: ScoredCall["band"]): Tally => tally(calls.filter((call) => call.band === name));
  const share = (part: number, whole: number): number => part / whole;

  test("where a line names the cause, it is named", () => {
    const { right, calls: all } = band("direct");
    expect(share(right, all)).toBeGreaterThanOrEqual(0.99);
  });

  test("where lines fit, it is named mostly, and else among the candidates", () => {
    const { right, wrong, calls: all, traced, tracedRightOrCandidate } = band("indirect");
    expect(share(right, all)).toBeGreaterThanOrEqual(0.85);
    expect(share(tracedRightOrCandidate, traced)).toBeGreaterThanOrEqual(0.95);
    expect(share(wrong, all)).toBeLessThanOrEqual(0.02);
  });

  test("where neither log says it, it is never confirmed, and among the candidates mostly", () => {
    const { overclaimed, traced, tracedRightOrCandidate } = band("weak");
    expect(overclaimed).toBe(0);
    expect(share(tracedRightOrCandidate, traced)).toBeGreaterThanOrEqual(0.8);
  });

  test("a healthy call is called healthy", () => {
    const { right, falseAlarms, calls: all } = band("healthy");
    expect(share(right, all)).toBeGreaterThanOrEqual(0.99);
    expect(falseAlarms).toBe(0);
  });

  test.each(GIVENS)("wrong causes are rare, the RTP timeout is never blamed falsely: $words", (given) => {
    const { wrong, rtpBlamed, miscited, calls: all } = tally(verdicts.get(given) ?? []);
    expect(share(wrong, all)).toBeLessThanOrEqual(given === EVERYTHING ? 0.01 : 0.02);
    expect({ rtpBlamed, miscited }).toEqual({ rtpBlamed: 0, miscited: 0 });
  });
});

describe("the corpus", () => {
  test("tells no password", () => {
    const files = runs.flatMap((run) => [
      ...logsOf(run, EVERYTHING).map(readUnzipped),
      readUnzipped(join(CORPUS, run.name, "truth.json.gz")),
    ]);
    const configs = runs.flatMap(({ config }) => readdirSync(config).map((file) => readFileSync(join(config, file))));
    const credentials = [...files, ...configs].flatMap(
      (file) => file.toString("latin1").match(/Authorization: \w+ \S+|^(?:password|secret|md5secret) *=.*/gim) ?? [],
    );
    expect([...new Set(credentials)]).toEqual(["Authorization: Basic cmVkYWN0ZWQ6cmVkYWN0", "password = redacted"]);
  });

  test("is whole: each run has logs of both sides and its configuration", () => {
    expect(runs.filter(({ asteriskLogs, botLogs }) => asteriskLogs.length === 0 || botLogs.length === 0)).toEqual([]);
    for (const { config } of runs) expect(readdirSync(config)).toContain("extensions.conf");
  });
});
