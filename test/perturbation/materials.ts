// What is perturbed: logs whose calls are known. Of the samples the verdict on the whole logs is what is known, beside what
// really happened where the logs do not tell; of the runs of samples/corpus, or of a folder of such runs, it is their truth.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { type Configuration, configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import type { CallRow } from "../../src/report/schema.js";
import { readRun, readUnzipped, runNames } from "../accuracy/corpus.js";
import { analyseTexts, type LogText, sampleLogs } from "../support/analyse.js";
import { readSample, sampleNames } from "../support/sample.js";

/** A call of which it is known what became of it. */
export interface KnownCall {
  readonly ids: readonly string[];
  /** What may be told of it. */
  readonly causes: readonly string[];
}

/** Logs of one Asterisk and its bot. */
export interface Material {
  readonly name: string;
  readonly asterisk: readonly LogText[];
  readonly bot: readonly LogText[];
  readonly config: Configuration | null;
  readonly calls: readonly KnownCall[];
}

/** Every id by which a report knows a call and its legs. */
export function allIdsOf(call: CallRow): string[] {
  const ids = [call.channelId, call.channelName, call.logCallId, call.sipCallId];
  return [...ids, ...call.legs.flatMap((leg) => [leg.channelId, leg.channelName])].filter((id) => id !== null);
}

const isBot = ({ path }: LogText): boolean => path.startsWith("bot");

/** The samples; what the whole logs tell is what is known of their calls. */
export async function sampleMaterials(): Promise<Material[]> {
  const materials: Material[] = [];
  for (const name of sampleNames()) {
    const { logs, config } = sampleLogs(name);
    const { expect } = readSample(name);
    const { calls } = await analyseTexts(logs, { config });
    materials.push({
      name,
      asterisk: logs.filter((log) => !isBot(log)),
      bot: logs.filter(isBot),
      config,
      calls: calls.map((call) => {
        const ids = allIdsOf(call);
        const truth = ids.map((id) => expect.calls[id]?.truth).find((one) => one !== undefined);
        return { ids, causes: [call.diagnosis.cause, ...(truth === undefined ? [] : [truth])] };
      }),
    });
  }
  return materials;
}

/** The runs of samples/corpus, with their truth. */
export function corpusMaterials(): Material[] {
  return runNames().map((name) => {
    const run = readRun(name);
    const texts = (paths: readonly string[]): LogText[] =>
      paths.map((path) => ({ path: basename(path, ".gz"), latin1: readUnzipped(path).toString("latin1") }));
    return {
      name,
      asterisk: texts(run.asteriskLogs),
      bot: texts(run.botLogs),
      config: configurationOf(readConfig([run.config])),
      calls: run.truth.calls.map(({ channelId, channelName, callId, sipCallId, rootCause }) => ({
        ids: [channelId, channelName, callId, sipCallId].filter((id) => id !== null),
        causes: [rootCause === "healthy" ? "none" : rootCause],
      })),
    };
  });
}

const truthSchema = z.object({
  calls: z.array(
    z.object({
      channelId: z.string().nullish(),
      channelName: z.string().nullish(),
      callId: z.string().nullish(),
      sipCallId: z.string().nullish(),
      rootCause: z.string(),
      accept: z.array(z.string()).optional(),
    }),
  ),
});

const ASTERISK_LOG = /^(?:asterisk.*\.(?:log|syslog)|full\..*?)(?:\.\d+)?$/;
const BOT_LOG = /^bot.*\.log(?:\.\d+)?$/;

/** The runs of a folder: each a folder of its own, with logs as they were written, `config` and `truth.json`. */
export function folderMaterials(folder: string): Material[] {
  const runs = readdirSync(folder).filter((name) => existsSync(join(folder, name, "truth.json")));
  return runs.sort().map((name) => {
    const files = readdirSync(join(folder, name)).sort();
    const texts = (of: RegExp): LogText[] =>
      files
        .filter((file) => of.test(file))
        .map((path) => ({ path, latin1: readFileSync(join(folder, name, path), "latin1") }));
    const truth = truthSchema.parse(JSON.parse(readFileSync(join(folder, name, "truth.json"), "utf8")));
    return {
      name,
      asterisk: texts(ASTERISK_LOG),
      bot: texts(BOT_LOG),
      config: files.includes("config") ? configurationOf(readConfig([join(folder, name, "config")])) : null,
      calls: truth.calls.map(({ channelId, channelName, callId, sipCallId, rootCause, accept = [] }) => ({
        ids: [channelId, channelName, callId, sipCallId].filter((id) => id != null),
        causes: [rootCause === "healthy" ? "none" : rootCause, ...accept],
      })),
    };
  });
}
