// The report around its calls: inputs, limits, sums, findings of the run, merged recommendations.
import type { Configuration } from "../asterisk/config/configuration.js";
import { toUtcMs } from "../calls/clocks/clock.js";
import type { LogClocks } from "../calls/clocks/log-clocks.js";
import { FIRST_EVENTS, MAX_EVENTS, MAX_OPEN_HALVES } from "../calls/limits.js";
import type { LogStream } from "../calls/reading/stream.js";
import { addEvicted, type Evicted, noneEvicted } from "../calls/tracking/evicted.js";
import type { LearntWords } from "../calls/words/word-learning.js";
import { shellWord } from "../io/shell-word.js";
import type { Settings } from "../settings/options.js";
import { isoUtc } from "../time.js";
import { type CaptureInput, captureFaults, captureRow } from "./capture-inputs.js";
import { clockInWords, clocksAssumed, zoneMinutes } from "./clock-notes.js";
import { learntInWords } from "./learnt-words.js";
import { UNREDACTED } from "./redaction.js";
import type { Finding, InputRow, LimitRow, RunReport } from "./schema.js";
import { SCHEMA_VERSION } from "./schema-version.js";
import type { Totals } from "./sums.js";

/** What the report on the run needs to know of the request. */
export interface RunReportRequest {
  readonly settings: Pick<Settings, "files" | "asterisk" | "bot" | "rtpTimeoutSeconds" | "rtpHoldTimeoutSeconds">;
  readonly configuration: Configuration | null;
  readonly toolVersion: string;
  readonly origin: () => Origin;
}

/** When a report was made, by which command and on which host: only the command line knows. */
export interface Origin {
  readonly generatedAt: string;
  /** As typed, with secrets masked. */
  readonly command: readonly string[];
  readonly generatedOn: string;
}

/** What was found, as far as the report on the run tells it. */
export interface Found {
  readonly totals: Totals;
  readonly runFindings: readonly Finding[];
  /** How many events of the run were dropped because a table was full. */
  readonly evictedRunEvents: number;
}

/** Assembles the report on the run. `missing` says why calls, or one side of them, may not be in it. */
export function runReportOf(
  request: RunReportRequest,
  { totals, runFindings, evictedRunEvents }: Found,
  streams: readonly LogStream[],
  words: LearntWords,
  clocks: LogClocks,
  missing: readonly string[],
  captures: readonly CaptureInput[] = [],
): RunReport {
  const partial = [
    ...missing.map((why) => `Partial: ${why}.`),
    ...streams.flatMap(readingFaults),
    ...captures.flatMap(captureFaults),
  ];
  const evicted = { ...noneEvicted(), runEvents: evictedRunEvents };
  for (const stream of streams) addEvicted(evicted, stream.evicted);
  const isEvicted = Object.values(evicted).some((count) => count > 0);
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "ari-doctor", version: request.toolVersion },
    ...originOf(request.origin()),
    redaction: UNREDACTED,
    inputs: [...streams.flatMap((stream) => inputRows(stream, clocks)), ...captures.map(captureRow)],
    limits: limitRows(request, totals),
    summary: { ...totals.summary, partial: partial.length > 0, ...(isEvicted && { evicted }) },
    runFindings: [...runFindings],
    recommendations: [...totals.recommendations],
    notes: [
      ...partial,
      ...notesOf(request, totals),
      ...learntInWords(words, pathsOf(streams)),
      ...notesOnReading(streams, clocks, totals, isEvicted ? evicted : null),
      ...captures.flatMap(({ notes }) => notes),
    ],
  };
}

/** The same, as the report has it. */
export function originOf({ command, ...origin }: Origin): Pick<RunReport, keyof Origin> {
  return { ...origin, command: [...command] };
}

/** The command as given, as far as the logs are concerned, for running it again. */
function commandOf({ files, asterisk, bot }: RunReportRequest["settings"]): string {
  const parts = [
    "ari-doctor",
    ...files,
    ...asterisk.flatMap((file) => ["--asterisk", file]),
    ...bot.flatMap((file) => ["--bot", file]),
  ];
  return parts.map(shellWord).join(" ");
}

function limitRows({ settings, configuration }: RunReportRequest, { boundLimits }: Totals): LimitRow[] {
  const isGiven = settings.rtpTimeoutSeconds !== undefined || settings.rtpHoldTimeoutSeconds !== undefined;
  const rows: LimitRow[] = (configuration?.rtpLimits.rows ?? []).map(
    ({ driver, scope, rtpTimeoutSeconds, rtpHoldTimeoutSeconds, from, file, line }) => ({
      driver,
      scope,
      rtpTimeoutSeconds: settings.rtpTimeoutSeconds ?? rtpTimeoutSeconds,
      rtpHoldTimeoutSeconds: settings.rtpHoldTimeoutSeconds ?? rtpHoldTimeoutSeconds,
      from: isGiven ? ("flag" as const) : from,
      file,
      line,
    }),
  );
  return rows.length > 0 ? rows : [...boundLimits];
}

/** What to do next about what was not found. */
function notesOf({ configuration, settings }: RunReportRequest, { limitUnknown }: Totals): string[] {
  const notes: string[] = [];
  if (configuration === null && settings.rtpTimeoutSeconds === undefined && limitUnknown) {
    notes.push(
      `The RTP limit in force is not known. Run again with the configuration: ${commandOf(settings)} --config /etc/asterisk`,
    );
  }
  return notes;
}

/** What was left out, and what was assumed about the logs. */
function notesOnReading(
  streams: readonly LogStream[],
  clocks: LogClocks,
  { leftOutCount }: Totals,
  evicted: Evicted | null,
): string[] {
  const notes: string[] = [];
  const unattributed = streams.reduce((sum, stream) => sum + stream.unattributedCount, 0);
  if (unattributed > 0)
    notes.push(
      `${unattributed === 1 ? "1 line of the bot names" : `${unattributed} lines of the bot name`} no channel, and no single call is sure to own ${unattributed === 1 ? "it" : "them"}; given to none.`,
    );
  if (leftOutCount > 0) notes.push(`${leftOutCount} recommendations and limits are left out: there are too many.`);
  if (evicted) notes.push(...evictedInWords(evicted));
  notes.push(...unknownWords(streams));
  notes.push(...hostsInOneFile(streams), ...hostsAssumed(streams), ...clocksAssumed(streams, clocks));
  for (const { source, repeatedCount, newestFirst } of streams.flatMap(({ readings }) => readings)) {
    if (newestFirst) notes.push(`${source.path}: its newest line stands first; read from its end on.`);
    if (repeatedCount > 0)
      notes.push(
        `${repeatedCount} ${repeatedCount === 1 ? "message" : "messages"} of ${source.path} also stand in another file; counted once.`,
      );
  }
  return notes;
}
/** Both logs teach what the bot's words mean. */
const pathsOf = (streams: readonly LogStream[]): string[] =>
  streams.flatMap(({ readings }) => readings.map(({ source: { path } }) => path));

/** A bot log that is read but not understood proves nothing, and the reader must know that. */
export function unknownWords(streams: readonly LogStream[]): string[] {
  const readings = streams.flatMap((stream) => stream.readings);
  // learning takes both logs
  const learn = `ari-doctor formats --learn ${readings.map(({ source: { path } }) => shellWord(path)).join(" ")} > ours.json`;
  const withAsterisk = readings.some(({ spans }) => spans.has("asterisk"));
  return readings.flatMap(({ source: { path }, understoodCount, unknownWordsCount }) => {
    const count = understoodCount + unknownWordsCount;
    if (unknownWordsCount <= UNKNOWN_TO_UNDERSTOOD * understoodCount) return [];
    const share = understoodCount === 0 ? "None" : `Only ${understoodCount}`;
    return [
      `${share} of the ${count} lines of ${path} that name a call ${understoodCount === 1 ? "is" : "are"} in words that this tool knows. Nothing is concluded from what the bot does not say. See how its lines are read, and teach the tool its words: ari-doctor formats --test ${shellWord(path)}, then --formats FILE.${withAsterisk ? ` What Asterisk's log tells of the words is printed as such a file by ${learn}.` : ""}`,
    ];
  });
}

/** Bots log much that does not matter to a diagnosis. */
const UNKNOWN_TO_UNDERSTOOD = 3;

/** What was dropped because a log filled the tables, in words. */
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

/** Files with lines of several hosts. The report says so, since a writer that changed its name would be taken for two. */
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

/** What was assumed about Asterisk files that cover the same time, if neither says which host it comes from. */
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

function inputRows(stream: LogStream, clocks: LogClocks): InputRow[] {
  return stream.readings.map(({ source, counts, spans, bytes, lossy }) => {
    const written = [...spans].map(([side, span]) => ({ side, span, clock: clocks.of(side, stream.index).clock }));
    const times = written.flatMap(({ span, clock }) =>
      [span.firstMs, span.lastMs].flatMap((ms) => (ms === null ? [] : [toUtcMs(clock, ms)])),
    );
    const [only] = written.length === 1 ? written : [];
    const bot = written.find(({ side }) => side === "bot")?.clock;
    return {
      path: source.path,
      role: written.length === 0 ? "unknown" : (only?.side ?? "mixed"),
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
      utcOffsetMinutes: only && only.clock.basis !== "assumed" ? zoneMinutes(clocks.of(only.side, stream.index)) : null,
      utcOffsetFrom: only?.clock.basis ?? null,
      clockOffsetSeconds: bot?.skewKnown ? Math.round(bot.skewMs) / 1000 : null,
      clockNote:
        written.length === 0
          ? null
          : written.map(({ side }) => clockInWords(side, clocks.of(side, stream.index), only === undefined)).join("; "),
      lossy,
    };
  });
}
