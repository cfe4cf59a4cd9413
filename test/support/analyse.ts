// Whole runs in memory: log texts -> the rows of their calls, through the pipeline as the CLI runs it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Configuration, configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import { factsOf } from "../../src/calls/facts/call-facts.js";
import { limitsInForce } from "../../src/calls/facts/limits-in-force.js";
import { readLineBatches } from "../../src/io/lines.js";
import { analyse } from "../../src/pipeline.js";
import type { OwnForms, Side } from "../../src/records/record.js";
import type { Origin } from "../../src/report/run-report.js";
import type { CallRow, RunReport } from "../../src/report/schema.js";
import type { Subject } from "../../src/rules/judgement.js";
import { RUN_OPTIONS, type Settings } from "../../src/settings/options.js";
import { parseSettings } from "../../src/settings/parse.js";
import { planStreams } from "../../src/sources/plan.js";
import type { Source } from "../../src/sources/source.js";
import { hostsOf, latestStampMs, type Outcome, type Request, Wiring } from "../../src/wiring.js";
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
  readonly runReport: RunReport;
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
    return { runReport: outcome.runReport, calls: [...outcome.calls()], audit: outcome.audit, warnings };
  } finally {
    outcome.close();
  }
}

/**
 * Looks at every call of logs in memory as rules see it, with the facts and limits that it is judged by.
 * @param look Called while the logs are read: what surrounds a call is not kept any longer.
 */
export async function lookAtEach<T>(
  logs: readonly LogText[],
  options: RunOptions,
  look: (subject: Subject) => T,
): Promise<T[]> {
  const seen: T[] = [];
  const settings = { ...plainRequest.settings, ...options.settings };
  const configuration = options.config ?? null;
  const request: Request = {
    ...plainRequest,
    sources: logs.map((log) => sourceOf(log, options)),
    settings,
    configuration,
  };
  const plan = await planStreams(request.sources, { ...request, nowMs: latestStampMs(request), unread: request.warn });
  const paths = logs.map(({ path }) => path);
  const wiring = new Wiring(
    request,
    { paths, hosts: hostsOf(plan) },
    {
      judged: (_row, call) => {
        const limits = limitsInForce(call, settings, configuration?.rtpLimits ?? null);
        seen.push(look({ call, facts: factsOf(call, wiring.readSoFar().spans), limits, settings, configuration }));
      },
    },
  );
  for (const files of plan) wiring.addStream(files);
  for (let { next } = wiring; next; next = wiring.next) {
    await next.readBatch((chunks, start, isStream) => readLineBatches(chunks, start, isStream));
    wiring.joiner.settle(() => wiring.progress, { asterisk: true, bot: true });
  }
  wiring.end();
  wiring.judged().rows.close();
  return seen;
}

/** A log in memory as a source. */
export function sourceOf({ path, latin1 }: LogText, { role = "auto", chunkBytes = 1 << 16, own }: RunOptions): Source {
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
