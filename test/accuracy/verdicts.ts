// The verdicts kept in the repository: verdicts/<given>.csv, one line per call, so that the diff of a change shows which calls it
// affects.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Given, ROOT } from "./corpus.js";
import { BANDS, OUTCOMES, type ScoredCall } from "./score.js";

const fileOf = (given: Given): string => join(ROOT, "test/accuracy/verdicts", `${given.name}.csv`);

const rowSchema = z.object({
  run: z.string(),
  call: z.string(),
  band: z.enum(BANDS),
  traced: z.enum(["true", "false"]).transform((text) => text === "true"),
  truth: z.string(),
  verdict: z.string(),
  confidence: z.string(),
  outcome: z.enum(OUTCOMES),
  gap: z.enum(["right", "wrong", "none"]),
  limit: z.enum(["right", "wrong", "none"]),
  miscited: z.coerce.number(),
});

const COLUMNS = Object.keys(rowSchema.shape) as (keyof ScoredCall)[];

/** The calls as text. No value holds a comma. */
export function toCsv(calls: readonly ScoredCall[]): string {
  const rows = calls.map((call) => COLUMNS.map((column) => call[column]).join(","));
  return `${[COLUMNS.join(","), ...rows].join("\n")}\n`;
}

export function writeVerdicts(given: Given, calls: readonly ScoredCall[]): void {
  writeFileSync(fileOf(given), toCsv(calls));
}

/** Reads what was written. @throws ZodError where a line is not as it should be. */
export function readVerdicts(given: Given): ScoredCall[] {
  const [, ...rows] = readFileSync(fileOf(given), "utf8").trimEnd().split("\n");
  return rows.map((row) => {
    const values = row.split(",");
    return rowSchema.parse(Object.fromEntries(COLUMNS.map((column, at) => [column, values[at]])));
  });
}
