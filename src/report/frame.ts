// The report around its calls: inputs, limits, sums, findings of the run, merged recommendations.
import type { RtpLimits } from "../asterisk/config/rtp-limits.js";
import { toUtcMs } from "../calls/clock.js";
import { addEvicted, type Evicted, noneEvicted } from "../calls/evicted.js";
import type { Joiner } from "../calls/joiner.js";
import { FIRST_EVENTS, MAX_EVENTS, MAX_OPEN_HALVES } from "../calls/limits.js";
import type { LimitsInForce } from "../calls/limits-in-force.js";
import type { LogStream } from "../calls/stream.js";
import { isoUtc } from "../time.js";
import { clockInWords, clocksAssumed, zoneMinutes } from "./clock-notes.js";
import type { CallRow, Finding, InputRow, LimitRow, ReportFrame } from "./schema.js";
import { SCHEMA_VERSION } from "./schema-version.js";
import { MAX_ROWS, Sums } from "./sums.js";

/** What the frame must know of the request. */
export interface FrameRequest {
  readonly config: RtpLimits | null;
  readonly flags: { readonly rtpTimeoutSeconds: number | null; readonly rtpHoldTimeoutSeconds: number | null };
  readonly command: string;
  readonly toolVersion: string;
}

/** Adds up the calls as they are judged. */
export class Frame {
  readonly #request: FrameRequest;
  readonly #sums = new Sums();
  readonly #limits = new Map<string, LimitRow>();
  #limitUnknown = false;
  /** Limits that no room was left for. */
  #leftOutCount = 0;

  constructor(request: FrameRequest) {
    this.#request = request;
  }

  /** Counts a judged call. */
  count(row: CallRow, limits: LimitsInForce): void {
    this.#sums.addCall(row);
    if (row.gaps.some(({ limitSeconds }) => limitSeconds === null)) this.#limitUnknown = true;
    this.#bound(row, limits);
  }

  /** A NOTICE bounds the limit of its channel where neither flag nor configuration tells it. */
  #bound(row: CallRow, limits: LimitsInForce): void {
    if (limits.from !== "bounded-by-log" || limits.atMostSeconds === null || limits.driver === null) return;
    const scope = row.channelName?.replace(/^[^/]+\//, "").replace(/-[0-9a-f]{8}$/, "") ?? "general";
    const key = `${limits.driver} ${scope}`;
    if (!this.#limits.has(key) && this.#limits.size >= MAX_ROWS) {
      this.#leftOutCount += 1;
      return;
    }
    const before = this.#limits.get(key)?.rtpTimeoutSeconds ?? Number.POSITIVE_INFINITY;
    this.#limits.set(key, {
      driver: limits.driver,
      scope,
      rtpTimeoutSeconds: Math.min(before, limits.atMostSeconds),
      rtpHoldTimeoutSeconds: null,
      from: "bounded-by-log",
      file: null,
      line: null,
    });
  }

  /** The finished frame; `missing` says why calls, or a side of them, may not be in it. */
  finish(
    streams: readonly LogStream[],
    joiner: Joiner,
    runFindings: readonly Finding[],
    missing: readonly string[],
  ): ReportFrame {
    this.#sums.addAdvice(runFindings);
    const inputs = streams.flatMap((stream) => inputRows(stream, joiner));
    const partial = [...missing.map((why) => `Partial: ${why}.`), ...streams.flatMap(readingFaults)];
    this.#sums.summary.partial = partial.length > 0;
    const evicted = evictedOf(streams, joiner);
    if (Object.values(evicted).some((count) => count > 0)) this.#sums.summary.evicted = evicted;
    return {
      schemaVersion: SCHEMA_VERSION,
      tool: { name: "ari-doctor", version: this.#request.toolVersion },
      inputs,
      limits: this.#limitRows(),
      summary: this.#sums.summary,
      runFindings: [...runFindings],
      recommendations: this.#sums.recommendations,
      notes: [...partial, ...this.#notes(streams, joiner)],
    };
  }

  #limitRows(): LimitRow[] {
    const { flags, config } = this.#request;
    const rows: LimitRow[] = (config?.rows ?? []).map(
      ({ driver, scope, rtpTimeoutSeconds, rtpHoldTimeoutSeconds, from, file, line }) => ({
        driver,
        scope,
        rtpTimeoutSeconds: flags.rtpTimeoutSeconds ?? rtpTimeoutSeconds,
        rtpHoldTimeoutSeconds: flags.rtpHoldTimeoutSeconds ?? rtpHoldTimeoutSeconds,
        from: flags.rtpTimeoutSeconds !== null || flags.rtpHoldTimeoutSeconds !== null ? ("flag" as const) : from,
        file,
        line,
      }),
    );
    return rows.length > 0 ? rows : [...this.#limits.values()];
  }

  #notes(streams: readonly LogStream[], joiner: Joiner): string[] {
    const notes: string[] = [];
    const { config, flags, command } = this.#request;
    if (config === null && flags.rtpTimeoutSeconds === null && this.#limitUnknown) {
      notes.push(
        `The RTP limit in force is not known. Run again with the configuration: ${command} --config /etc/asterisk`,
      );
    }
    if (this.#sums.summary.undeterminedCount > 0)
      notes.push(
        "ari-doctor capture-plan prints all that would have decided the undetermined calls, to log it next time.",
      );
    const unattributed = streams.reduce((sum, stream) => sum + stream.unattributedCount, 0);
    if (unattributed > 0)
      notes.push(
        `${unattributed === 1 ? "1 line of the bot names" : `${unattributed} lines of the bot name`} no channel and could belong to more than one call; given to none.`,
      );
    const leftOut = this.#leftOutCount + this.#sums.leftOutCount;
    if (leftOut > 0)
      notes.push(`The first ${MAX_ROWS} recommendations and limits are shown; ${leftOut} more are left out.`);
    const { evicted } = this.#sums.summary;
    if (evicted) notes.push(...evictedInWords(evicted));
    notes.push(...hostsInOneFile(streams), ...hostsAssumed(streams), ...clocksAssumed(streams, joiner));
    for (const { source, repeatedCount } of streams.flatMap(({ readings }) => readings)) {
      if (repeatedCount > 0)
        notes.push(
          `${repeatedCount} ${repeatedCount === 1 ? "message" : "messages"} of ${source.path} also stand in another file; counted once.`,
        );
    }
    return notes;
  }
}

function evictedOf(streams: readonly LogStream[], joiner: Joiner): Evicted {
  const sum = { ...noneEvicted(), runEvents: joiner.evictedRunEvents };
  for (const stream of streams) addEvicted(sum, stream.evicted);
  return sum;
}

/** What was let go because a log filled the tables, in words. */
function evictedInWords({ ids, calls, events, names, runEvents }: Readonly<Evicted>): string[] {
  const notes: string[] = [];
  if (ids > 0)
    notes.push(
      `${ids} ids were named in one or two lines while ${MAX_OPEN_HALVES} calls and ids were open: forgotten, the longest silent first, and in no call of this report.`,
    );
  if (calls > 0)
    notes.push(
      `${calls} calls were taken for ended before their log said so, the longest silent first, for more than ${MAX_OPEN_HALVES} were open at once: what came later of them may be missing or stand as another call.`,
    );
  if (events > 0)
    notes.push(
      `${events} events from the middle of calls with more than ${MAX_EVENTS} on one side were left out; the first ${FIRST_EVENTS} and the last ones were kept.`,
    );
  if (names > 0)
    notes.push(
      `${names} names that later lines might refer to (channels, bridges, playbacks, dialogs, containers) were forgotten, the oldest first: there were too many.`,
    );
  if (runEvents > 0)
    notes.push(
      `${runEvents} events of the whole run (restarts, websockets) were forgotten before all calls of their time were judged, the oldest first: there were too many.`,
    );
  return notes;
}

/** Inputs that could not be read to their end, and why. */
function readingFaults({ readings }: LogStream): string[] {
  return readings.flatMap(({ error, counts }) =>
    error === null ? [] : [`Partial: ${error}; read up to line ${counts.lineCount}.`],
  );
}

/** Files with the lines of several hosts: said, for a writer that changed its name would be taken for two. */
function hostsInOneFile(streams: readonly LogStream[]): string[] {
  return streams.flatMap(({ hostNames, readings }) => {
    const [path] = readings.map(({ source }) => source.path);
    return hostNames.length > 1
      ? [
          `${path} holds lines of ${hostNames.length} Asterisk hosts, kept apart: ${[...hostNames].sort().join(", ")}. If they are one, say so: --host ${path}=NAME.`,
        ]
      : [];
  });
}

/** What was assumed of files of Asterisk that cover the same time, where neither says which host it is of. */
function hostsAssumed(streams: readonly LogStream[]): string[] {
  const unnamed = streams.flatMap((stream) => {
    const asterisk = stream.parts.filter(({ side, reach }) => side === "asterisk" && reach !== null);
    const span = asterisk[0]?.reach;
    const [reading] = stream.readings;
    return span && reading && asterisk.length === 1 && !stream.readings.some(({ host }) => host !== null)
      ? [{ span, path: reading.source.path }]
      : [];
  });
  return unnamed.slice(1).flatMap(({ span, path }, i) => {
    const other = unnamed
      .slice(0, i + 1)
      .find(({ span: { fromMs, toMs } }) => fromMs < span.toMs && span.fromMs < toMs);
    if (!other) return [];
    return [
      `${other.path} and ${path} cover the same time and share no line: taken for logs of two Asterisk hosts. If they are of one, say so: --host ${other.path}=NAME --host ${path}=NAME, with the same name.`,
    ];
  });
}

function inputRows(stream: LogStream, joiner: Joiner): InputRow[] {
  return stream.readings.map(({ source, counts, spans, bytes, lossy }) => {
    const clocks = [...spans].map(([side, span]) => ({ side, span, clock: joiner.log(side, stream.index).clock }));
    const times = clocks.flatMap(({ span, clock }) =>
      [span.firstMs, span.lastMs].flatMap((ms) => (ms === null ? [] : [toUtcMs(clock, ms)])),
    );
    const [only] = clocks.length === 1 ? clocks : [];
    const bot = clocks.find(({ side }) => side === "bot")?.clock;
    return {
      path: source.path,
      role: clocks.length === 0 ? "unknown" : (only?.side ?? "mixed"),
      format: [...counts.recordCounts]
        .sort((a, b) => b[1] - a[1])
        .map(([name]) => name)
        .join(" + "),
      bytes,
      lineCount: counts.lineCount,
      unparsedLineCount: counts.unparsedLineCount,
      cutLineCount: counts.cutLineCount,
      firstAt: times.length === 0 ? null : isoUtc(Math.min(...times)),
      lastAt: times.length === 0 ? null : isoUtc(Math.max(...times)),
      utcOffsetMinutes:
        only && only.clock.basis !== "assumed" ? zoneMinutes(joiner.log(only.side, stream.index)) : null,
      utcOffsetFrom: only?.clock.basis ?? null,
      clockOffsetSeconds: bot?.skewKnown ? Math.round(bot.skewMs) / 1000 : null,
      clockNote:
        clocks.length === 0
          ? null
          : clocks.map(({ side }) => clockInWords(side, joiner.log(side, stream.index), only === undefined)).join("; "),
      lossy,
    };
  });
}
