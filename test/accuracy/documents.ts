// The accuracy tables of docs/accuracy.md, and the one of the README. They stand between two comments that no reader sees.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EVERYTHING, type Given, ROOT } from "./corpus.js";
import { BANDS, type ScoredCall } from "./score.js";
import { by, percent, type Tally, tally } from "./tally.js";

const PLACE = /(?<=<!-- accuracy: written by `npm run score -- --write` -->\n)[\s\S]*?(?=<!-- end of accuracy -->)/;

/** A document, and the tables that it should hold. */
export type Tables = Readonly<Record<"README.md" | "docs/accuracy.md", string>>;

/** What stands in the documents. @throws Error where the comments are gone. */
export function tablesInDocuments(): Tables {
  return { "README.md": tablesIn("README.md"), "docs/accuracy.md": tablesIn("docs/accuracy.md") };
}

function tablesIn(document: string): string {
  const [tables] = PLACE.exec(readFileSync(join(ROOT, document), "utf8")) ?? [];
  if (tables === undefined) throw new Error(`${document} has lost its accuracy comments`);
  return tables;
}

/** Puts other tables into the documents. */
export function writeTables(tables: Tables): void {
  tablesInDocuments();
  for (const [document, text] of Object.entries(tables)) {
    const path = join(ROOT, document);
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(PLACE, () => text),
    );
  }
}

const BAND_WORDS: Readonly<Record<ScoredCall["band"], string>> = {
  direct: "direct: a line names the cause",
  indirect: "indirect: lines fit, none names it",
  weak: "weak: neither log says it",
  healthy: "healthy: nothing went wrong",
};

/** The tables as they should be. */
export function tablesOf(verdicts: ReadonlyMap<Given, readonly ScoredCall[]>): Tables {
  return { "README.md": inBrief(verdicts), "docs/accuracy.md": inFull(verdicts) };
}

function inBrief(verdicts: ReadonlyMap<Given, readonly ScoredCall[]>): string {
  const calls = verdicts.get(EVERYTHING)?.length ?? 0;
  return `
On the ${calls} calls of [samples/corpus](samples/corpus/README.md), a real Asterisk with a scripted bot:

${givenTable(verdicts)}

`;
}

function givenTable(verdicts: ReadonlyMap<Given, readonly ScoredCall[]>): string {
  const rows = [...verdicts].map(([{ words }, given]) => givenRow(words, tally(given)));
  return [
    "| Given | Right | No cause named | Wrong | RTP timeout blamed falsely | Healthy calls given a cause |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function inFull(verdicts: ReadonlyMap<Given, readonly ScoredCall[]>): string {
  const calls = verdicts.get(EVERYTHING) ?? [];
  const all = tally(calls);
  const bands = BANDS.map((band): [string, Tally] => [
    BAND_WORDS[band],
    tally(calls.filter((call) => call.band === band)),
  ]);
  const causes = by(calls, "truth").map(([cause, counts]): [string, Tally] => [`\`${cause}\``, counts]);
  return `
With both logs and the configuration, what the tool said of the ${all.calls} calls:

${countTable("What the logs hold", [...bands, ["all", all]])}

- The RTP timeout was blamed falsely: ${all.rtpBlamed}. Healthy calls given a cause: ${all.falseAlarms}. Confirmed, though neither log says it: ${all.overclaimed}.
- Cited lines that do not stand in the log where the report says: ${all.miscited}.
- Waits from hold to playback measured within 0.25 s: ${all.gapsRight} of ${all.gaps}; judged rightly against the RTP limit: ${all.limitsRight}.

With less to read:

${givenTable(verdicts)}

Every wrong verdict of these:

${[...verdicts].flatMap(([{ words }, given]) => wrongLines(words, given)).join("\n") || "- none"}

Per cause, with both logs and the configuration (\`none\`: healthy):

${countTable("What happened", causes)}

`;
}

function countTable(title: string, rows: readonly [string, Tally][]): string {
  const lines = rows.map(
    ([name, { calls, right, candidate, open, wrong }]) =>
      `| ${name} | ${calls} | ${right} | ${candidate} | ${open} | ${wrong} |`,
  );
  return [`| ${title} | Calls | Right | Among candidates | Open | Wrong |`, "|---|---|---|---|---|---|", ...lines].join(
    "\n",
  );
}

function givenRow(words: string, { calls, right, candidate, open, wrong, rtpBlamed, falseAlarms }: Tally): string {
  const shares = [right, candidate + open, wrong].map((count) => percent(count, calls));
  return `| ${[words, ...shares, rtpBlamed, falseAlarms].join(" | ")} |`;
}

/** "- the bot's log: 2 × `caller-vanished`, called `caller-hangup`". */
function wrongLines(words: string, calls: readonly ScoredCall[]): string[] {
  const counts = new Map<string, number>();
  for (const { outcome, truth, verdict } of calls) {
    if (outcome !== "wrong") continue;
    const mistake = `\`${truth}\`, called \`${verdict}\``;
    counts.set(mistake, (counts.get(mistake) ?? 0) + 1);
  }
  return [...counts].sort().map(([mistake, count]) => `- ${words}: ${count} × ${mistake}`);
}
