// Whole runs in memory: log texts -> the rows of their calls, through the pipeline as the CLI runs it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Configuration, configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import { analyse } from "../../src/pipeline.js";
import type { OwnForms, Side } from "../../src/records/record.js";
import type { Origin } from "../../src/report/frame.js";
import type { CallRow, ReportFrame } from "../../src/report/schema.js";
import { RUN_OPTIONS, type Settings } from "../../src/settings/options.js";
import { parseSettings } from "../../src/settings/parse.js";
import type { Source } from "../../src/sources/source.js";
import type { Outcome, Request } from "../../src/wiring.js";
import { readSample, SAMPLES } from "./sample.js";

/** A log in memory. */
export interface LogText {
  readonly path: string;
  /** Bytes, one character each, as sources hand them on. */
  readonly latin1: string;
}

/** What a run may be told beside its logs. */
export interface RunOptions {
  readonly settings?: Partial<Settings>;
  readonly config?: Configuration | null;
  readonly own?: OwnForms;
  readonly role?: Side | "auto";
  /** Size of the chunks in which the logs are read. */
  readonly chunkBytes?: number;
}

/** What came of a run. */
export interface Run {
  readonly frame: ReportFrame;
  readonly calls: readonly CallRow[];
  readonly audit: Outcome["audit"];
  readonly warnings: readonly string[];
}

/** The present of all tests: after the corpus was made, so that its stamps without a year are read right. */
const NOW_MS = Date.UTC(2026, 11, 1);

/** Where reports of tests come from. */
export const plainOrigin: Origin = {
  generatedAt: "2026-12-01T00:00:00.000Z",
  command: ["ari-doctor", "full.log"],
  generatedOn: "desk",
};

/** What a run is asked where a test has nothing to say of it. */
export const plainRequest: Omit<Request, "sources"> = {
  // of calls that went well, too: tests look at lines
  settings: parseSettings(RUN_OPTIONS, { all: true }),
  configuration: null,
  toolVersion: "0.0.0",
  origin: () => plainOrigin,
  nowMs: NOW_MS,
  warn: () => undefined,
};

/** A text as a log. */
export function logText(path: string, text: string): LogText {
  return { path, latin1: Buffer.from(text, "utf8").toString("latin1") };
}

/** Runs the whole pipeline over logs in memory. */
export async function analyseTexts(logs: readonly LogText[], options: RunOptions = {}): Promise<Run> {
  const warnings: string[] = [];
  const outcome = await analyse({
    ...plainRequest,
    sources: logs.map((log) => sourceOf(log, options)),
    settings: { ...plainRequest.settings, ...options.settings },
    configuration: options.config ?? null,
    ...(options.own ? { wordings: options.own.wordings } : {}),
    warn: (message) => warnings.push(message),
  });
  try {
    return { frame: outcome.frame, calls: [...outcome.calls()], audit: outcome.audit, warnings };
  } finally {
    outcome.close();
  }
}

function sourceOf({ path, latin1 }: LogText, { role = "auto", chunkBytes = 1 << 16, own }: RunOptions): Source {
  return {
    path,
    role,
    onceOnly: path === "-",
    ...(own ? { formats: own.formats } : {}),
    open: async function* () {
      for (let at = 0; at < latin1.length; at += chunkBytes)
        yield Buffer.from(latin1.slice(at, at + chunkBytes), "latin1");
    },
  };
}

/** A sample's logs, and what it expects, for runs in memory. */
export interface SampleLogs {
  readonly name: string;
  readonly logs: readonly LogText[];
  readonly config: Configuration | null;
  /** Expected cause by any id of the call. */
  readonly causes: ReadonlyMap<string, string>;
}

/** Reads a sample's logs, unpacked. */
export function sampleLogs(name: string): SampleLogs {
  const sample = readSample(name);
  const folder = join(SAMPLES, name);
  const paths = sample.args.filter((arg) => !arg.startsWith("--") && arg !== "config");
  return {
    name,
    logs: paths.map((path) => {
      const bytes = readFileSync(join(folder, path));
      return { path, latin1: (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("latin1") };
    }),
    config: existsSync(join(folder, "config")) ? configurationOf(readConfig([join(folder, "config")])) : null,
    causes: new Map(Object.entries(sample.expect.calls).map(([id, { cause }]) => [id, cause])),
  };
}

/** Every id by which the logs know a call. */
export function idsOf(call: CallRow): string[] {
  const ids = [call.channelId, call.channelName, call.logCallId, call.sipCallId];
  return ids.filter((id) => id !== null);
}
