// A run of the corpus, converted and judged: are the verdicts those of the original, and does the report state the clocks that
// were put in? The files lie in a folder and are read as the command line reads them.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import { offsetMinutesAt } from "../../src/calls/clocks/local-time.js";
import { analyse } from "../../src/pipeline.js";
import type { Side } from "../../src/records/record.js";
import type { CallRow, RunReport } from "../../src/report/schema.js";
import { RUN_OPTIONS } from "../../src/settings/options.js";
import { parseSettings } from "../../src/settings/parse.js";
import { fileSource } from "../../src/sources/source.js";
import { type Run, readUnzipped } from "../accuracy/corpus.js";
import { findReported } from "../accuracy/match.js";
import type { Random } from "../fuzz/random.js";
import { plainOrigin } from "../support/analyse.js";
import type { Conversion, Log } from "./conversions.js";
import { isFineStamped } from "./stamps.js";

/** Later than the corpus, so that stamps without a year get the right one. */
const NOW_MS = Date.UTC(2026, 11, 1);
const MADE_MS = Date.UTC(2026, 10, 22);
const RTP: ReadonlySet<string> = new Set(["rtp-timeout", "rtp-hold-timeout"]);
/** Stamps of both sides in milliseconds tell the skew to this; those in whole seconds bound it to little more than one. */
const FINE_SECONDS = 0.2;
const GAP_SECONDS = 0.25;
const COARSE_SECONDS = 1.1;
/** Where stamps state no offset, a clock that is off by more may as well be in the next zone. */
const SURE_SKEW_SECONDS = 450;

/** What came of a converted run. */
export interface Outcome {
  readonly callCount: number;
  /** Verdicts, by the id in the truth. */
  readonly verdicts: ReadonlyMap<string, string>;
  readonly right: number;
  readonly wrong: number;
  /** Healthy calls, and how many the report calls healthy. */
  readonly healthyCount: number;
  readonly healthyRight: number;
  /** Waits from hold to playback, and those that are told to {@link GAP_SECONDS} or as precisely as the report says. */
  readonly gapCount: number;
  readonly gapsRight: number;
  readonly rtpFalselyBlamed: number;
  /** Clocks that the report gets wrong, in words. */
  readonly clocksWrong: readonly string[];
  readonly clocksTold: number;
}

/** The logs of a run, whole, with the zone in which each was written. */
export function logsOf(run: Run): Log[] {
  const log = (side: Side, paths: readonly string[], zone: string): Log => ({
    side,
    // the older piece of a rotated log has a number in its name
    lines: [...paths]
      .sort((a, b) => (/\.\d+\.gz$/.test(b) ? 1 : 0) - (/\.\d+\.gz$/.test(a) ? 1 : 0))
      .flatMap((path) => readUnzipped(path).toString("utf8").replace(/\n$/, "").split("\n")),
    zoneMinutes: offsetMinutesAt(zone, MADE_MS),
  });
  const { asteriskTimezone, botTimezone } = run.truth;
  return [log("asterisk", run.asteriskLogs, asteriskTimezone), log("bot", run.botLogs, botTimezone)];
}

/** Runs the tool over a converted run. Null if this run's logs cannot be converted so. */
export async function judged(run: Run, conversion: Conversion, random: Random): Promise<Outcome | null> {
  const logs = logsOf(run);
  if (!logs.every(conversion.fits)) return null;
  const folder = await mkdtemp(join(tmpdir(), "converted-"));
  try {
    const paths = logs.flatMap((log) => {
      const own = join(folder, log.side);
      mkdirSync(own);
      return conversion.convert(log, random).map(({ name, bytes }) => {
        writeFileSync(join(own, name), bytes);
        return join(own, name);
      });
    });
    const { calls, runReport } = await analysed(paths, run);
    return { ...scored(run, calls), ...clocks(run, logs, conversion, runReport) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function analysed(paths: readonly string[], run: Run): Promise<{ calls: CallRow[]; runReport: RunReport }> {
  const outcome = await analyse({
    sources: paths.map((path) => fileSource(path, "auto")),
    settings: parseSettings(RUN_OPTIONS, { all: true }),
    configuration: configurationOf(readConfig([run.config])),
    toolVersion: "0.0.0",
    origin: () => plainOrigin,
    nowMs: NOW_MS,
    warn: () => undefined,
  });
  try {
    return { calls: [...outcome.calls()], runReport: outcome.runReport };
  } finally {
    outcome.close();
  }
}

function scored(run: Run, calls: readonly CallRow[]): Omit<Outcome, "clocksWrong" | "clocksTold"> {
  const unclaimed = new Set(calls);
  const verdicts = new Map<string, string>();
  let [right, wrong, rtpFalselyBlamed, healthyCount, healthyRight, gapCount, gapsRight] = [0, 0, 0, 0, 0, 0, 0];
  for (const truth of run.truth.calls) {
    const call = findReported(truth, [...unclaimed]) as CallRow | undefined;
    if (call) unclaimed.delete(call);
    const cause = truth.rootCause === "healthy" ? "none" : truth.rootCause;
    const verdict = call?.diagnosis.cause ?? "absent";
    verdicts.set(truth.channelId ?? truth.sipCallId, verdict);
    if (verdict === cause) right += 1;
    else if (verdict !== "undetermined" && verdict !== "absent") wrong += 1;
    if (RTP.has(verdict) && verdict !== cause) rtpFalselyBlamed += 1;
    if (cause === "none") healthyCount += 1;
    if (cause === "none" && verdict === cause) healthyRight += 1;
    const gap = truth.holdToPlaybackGapSeconds;
    if (gap === null) continue;
    gapCount += 1;
    const isTold = call?.gaps.some(
      ({ seconds, precisionSeconds }) => Math.abs(seconds - gap) <= Math.max(GAP_SECONDS, precisionSeconds),
    );
    if (isTold) gapsRight += 1;
  }
  const counts = { healthyCount, healthyRight, gapCount, gapsRight };
  return { callCount: run.truth.calls.length, verdicts, right, wrong, rtpFalselyBlamed, ...counts };
}

/** What the report says of each clock against what was put in. */
function clocks(
  run: Run,
  logs: readonly Log[],
  { clocks: put }: Conversion,
  runReport: RunReport,
): Pick<Outcome, "clocksWrong" | "clocksTold"> {
  const clocksWrong: string[] = [];
  let clocksTold = 0;
  const isFine = logs.every(({ lines }) => lines.some(isFineStamped));
  for (const input of runReport.inputs) {
    const log = logs.find(({ side }) => side === input.role);
    // what a console prints before its first line belongs to no side, and in an envelope with a time may pass for a bot's
    if (input.role === "unknown" || input.role === "mixed") continue;
    if (!log) {
      clocksWrong.push(`${input.path}: ${input.role}`);
      continue;
    }
    if (input.utcOffsetMinutes === null) continue;
    const statesUtc = log.side === "bot" && log.lines.some((line) => /^\[?\S+Z\b|"time": ?\d{13}|\.\d+Z"/.test(line));
    const zoneMinutes = put.zoneMinutes[log.side] ?? (statesUtc ? 0 : log.zoneMinutes);
    clocksTold += 1;
    const toldSeconds = input.clockOffsetSeconds ?? 0;
    const aheadSeconds = log.side === "bot" ? run.truth.botClockOffsetSeconds + put.botAheadMs / 1000 : 0;
    // bare stamps tell the sum alone: what is far from every zone is a guess, what is near another one is taken for it
    const isSum =
      Math.abs(aheadSeconds) > SURE_SKEW_SECONDS &&
      /zone and skew together|the rest is skew/.test(input.clockNote ?? "");
    const zoneOff = isSum ? 0 : input.utcOffsetMinutes - zoneMinutes;
    const skewOff = toldSeconds - aheadSeconds + (isSum ? (input.utcOffsetMinutes - zoneMinutes) * 60 : 0);
    if (
      /is a guess/.test(input.clockNote ?? "") &&
      !runReport.notes.some((note) => note.includes("--bot-clock-offset"))
    )
      clocksWrong.push(`${log.side}: a guess, and no note names the flag that settles it`);
    const tolerance = isFine ? FINE_SECONDS : COARSE_SECONDS;
    const skewIsWrong = input.clockOffsetSeconds !== null && Math.abs(skewOff) > tolerance;
    if (zoneOff !== 0 || skewIsWrong)
      clocksWrong.push(
        `${log.side}: ${input.utcOffsetMinutes} min ${input.clockOffsetSeconds} s for ${zoneMinutes} min ${aheadSeconds} s`,
      );
  }
  return { clocksWrong, clocksTold };
}
