// The labelled corpus: samples/corpus/<run>/ holds the logs of one run (gzip), the configuration that was in force, and
// truth.json.gz, what really happened to each call. samples/corpus/README.md tells how it was made.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

/** The repository: this file stands as deep in it when compiled (dist/accuracy) as it does here. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const CORPUS = join(ROOT, "samples/corpus");
const TRUTH = "truth.json.gz";

const evidenceStrength = z.object({ strength: z.enum(["direct", "indirect", "symptom-only", "none", "n/a"]) });

const trueCallSchema = z.object({
  channelId: z.string().nullable(),
  channelName: z.string().nullable(),
  callId: z.string().nullable(),
  sipCallId: z.string(),
  rootCause: z.string(),
  channelCreatedAt: z.string().nullable(),
  holdToPlaybackGapSeconds: z.number().nullable(),
  gapExceedsRtpTimeout: z.boolean().nullable(),
  gapExceedsRtpHoldTimeout: z.boolean().nullable(),
  asteriskLogEvidence: evidenceStrength,
  botLogEvidence: evidenceStrength,
});

const truthSchema = z.object({
  asteriskTimezone: z.string(),
  botTimezone: z.string(),
  botClockOffsetSeconds: z.number(),
  rtpTimeoutSeconds: z.number().nullable(),
  rtpHoldTimeoutSeconds: z.number().nullable(),
  calls: z.array(trueCallSchema),
});

/** What really happened to a call, and how much of it each log shows. */
export type TrueCall = z.infer<typeof trueCallSchema>;

/** One run of the corpus. */
export interface Run {
  readonly name: string;
  readonly asteriskLogs: readonly string[];
  readonly botLogs: readonly string[];
  readonly config: string;
  readonly truth: z.infer<typeof truthSchema>;
}

/** What the tool is given of a run. */
export interface Given {
  readonly name: string;
  readonly asterisk: boolean;
  readonly bot: boolean;
  readonly config: boolean;
  /** In the words of the README. */
  readonly words: string;
}

export const EVERYTHING: Given = {
  name: "everything",
  asterisk: true,
  bot: true,
  config: true,
  words: "both logs, configuration",
};

export const GIVENS: readonly Given[] = [
  EVERYTHING,
  { name: "no-config", asterisk: true, bot: true, config: false, words: "both logs" },
  { name: "only-asterisk", asterisk: true, bot: false, config: true, words: "Asterisk's log, configuration" },
  { name: "only-bot", asterisk: false, bot: true, config: true, words: "the bot's log, configuration" },
];

/** The names of the runs, sorted. */
export function runNames(): string[] {
  return readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads a run. @throws ZodError where its truth is not as it should be. */
export function readRun(name: string): Run {
  const folder = join(CORPUS, name);
  const logs = readdirSync(folder).filter((file) => file.endsWith(".gz") && file !== TRUTH);
  const paths = (side: (file: string) => boolean): string[] => logs.filter(side).map((file) => join(folder, file));
  return {
    name,
    asteriskLogs: paths((file) => !file.startsWith("bot")),
    botLogs: paths((file) => file.startsWith("bot")),
    config: join(folder, "config"),
    truth: truthSchema.parse(JSON.parse(readUnzipped(join(folder, TRUTH)).toString("utf8"))),
  };
}

/** The logs that the tool gets to see. */
export function logsOf(run: Run, given: Given): string[] {
  return [...(given.asterisk ? run.asteriskLogs : []), ...(given.bot ? run.botLogs : [])];
}

/** The bytes of a gzip file. */
export function readUnzipped(path: string): Buffer {
  return gunzipSync(readFileSync(path));
}
