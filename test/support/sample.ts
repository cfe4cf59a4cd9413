// The samples: `samples/<name>/` holds logs, `sample.json` what they are and what the CLI must say of them.
// sampleNames() -> readSample() -> runOf(): the built CLI runs as a user would run it, in the sample's folder.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { CommandRun } from "./command.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export const SAMPLES = join(ROOT, "samples");
export const GOLDEN = join(ROOT, "test/golden");

const verdictSchema = z.strictObject({
  cause: z.string().min(1),
  confidence: z.enum(["confirmed", "likely", "possible"]),
  truth: z
    .string()
    .min(1)
    .optional()
    .describe("What really happened, where the logs do not say: one of the candidates"),
});

const offsetMinutes = z
  .int()
  .min(-12 * 60)
  .max(14 * 60)
  .nullable();

const sampleSchema = z.strictObject({
  title: z.string().min(1),
  provenance: z.string().min(1),
  redaction: z.string().min(1),
  asteriskUtcOffsetMinutes: offsetMinutes.describe("null where there is no log of Asterisk"),
  botUtcOffsetMinutes: offsetMinutes.describe("null where there is no log of the bot"),
  args: z.array(z.string()).min(1).describe("Arguments of the CLI, relative to the sample's folder"),
  expect: z.strictObject({
    exitCode: z.int().min(0).max(2),
    calls: z
      .record(z.string(), verdictSchema)
      .describe("By the first id that the logs tell: channelId, channelName, logCallId, sipCallId"),
  }),
});

/** What a sample says of itself. */
export type Sample = z.infer<typeof sampleSchema>;

/** Whole runs, not samples: test/accuracy scores them. */
const CORPUS = "corpus";

/** The samples that there are. */
export function sampleNames(): string[] {
  return foldersIn(SAMPLES).filter((name) => name !== CORPUS);
}

/** The names of a folder's folders, sorted. */
export function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads and checks a sample's description. @throws ZodError where it is not as it should be. */
export function readSample(name: string): Sample {
  return sampleSchema.parse(JSON.parse(readFileSync(join(SAMPLES, name, "sample.json"), "utf8")));
}

/** The command line as the golden file shows it. */
export function commandOf(sample: Sample): string {
  return `$ ari-doctor ${sample.args.join(" ")}`;
}

/** The same text for every version of the tool, and whenever, however and wherever it was made. */
export function withoutVersion(text: string): string {
  return text
    .replace(/^( *"generatedAt": )"[^"]+"/m, '$1"2026-12-01T00:00:00.000Z"')
    .replace(/^( *"command": )\[[^\]]*\]/m, '$1["ari-doctor"]')
    .replace(/^( *"generatedOn": )"[^"]*"/m, '$1"desk"')
    .replace(/("name": "ari-doctor",\s+"version": ")[^"]+/, "$10.0.0")
    .replace(/^ari-doctor \d\S*/, "ari-doctor 0.0.0");
}

/** How wide the golden pages are. */
export const COLUMNS = 100;

/** The CLI in a sample's folder, far from UTC, by an odd offset: a report is the same wherever it is made. */
export function runOf(name: string, args: readonly string[]): CommandRun {
  return { args, cwd: join(SAMPLES, name), env: { TZ: "Asia/Kathmandu", COLUMNS: String(COLUMNS), NO_COLOR: "1" } };
}
