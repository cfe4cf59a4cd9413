// Which inputs follow each other. Files of one side that share a log's name, or closely follow each other, and whose times do
// not overlap are one log cut by rotation. They are read one after another, in the order of their content. So are files that
// share lines, and files of one host by name (`--host`, syslog, `systemname`). All others, including logs of several hosts, are
// read side by side: their names and C- ids mean different calls.
import { basename } from "node:path";
import { shellWord } from "../io/shell-word.js";
import type { StampKind } from "../time.js";
import { atOnce } from "./at-once.js";
import { HeadLines } from "./shared-lines.js";
import type { Source } from "./source.js";
import { lastStamp, type Survey, survey, unseen } from "./survey.js";

/** Files to read one after another as one log. */
export type StreamPlan = readonly Survey[];

/** How the inputs are looked at, and who is told of it. */
export interface Look {
  readonly nowMs: number;
  /** Told of every input that is left out, and why. */
  readonly warn: (message: string) => void;
  /** Told of those among them that could not be read: they may contain what the report then lacks. */
  readonly unread?: (error: string) => void;
  /** Told how many inputs have been looked at. */
  readonly surveyed?: (count: number) => void;
  /** Once it is aborted, nothing more is looked at, and there is no plan. */
  readonly stop?: AbortSignal | undefined;
}

/** Surveys the inputs and puts those that are logs into streams. */
export async function planStreams(sources: readonly Source[], look: Look): Promise<StreamPlan[]> {
  const { warn, unread } = look;
  const streams: Survey[][] = [];
  const noLogs: string[] = [];
  const bySide = new Map<string, Survey[]>();
  for (const found of await surveysOf(sources, look)) {
    const { source } = found;
    if (source.searched && found.error === null && !isLog(found)) {
      noLogs.push(source.path);
      continue;
    }
    // nothing wrong was seen in what is read only once, or is still to come
    const trouble = source.onceOnly ? null : troubleOf(found);
    if (trouble !== null) warn(trouble);
    if (found.error !== null) unread?.(found.error);
    if (found.error !== null || found.binary || found.empty) continue;
    if (found.side === null || found.first === null) streams.push([found]);
    else addTo(bySide, found.side, found);
  }
  if (noLogs.length > 0) warn(`left out because they are not logs of Asterisk or of a bot: ${firstOf(noLogs)}`);
  for (const files of bySide.values()) {
    const byHost = new Map<string | null, Survey[]>();
    for (const file of inOrder(files)) addTo(byHost, file.host, file);
    for (const [host, own] of byHost) streams.push(...(host === null ? await separate(own, look) : [own]));
  }
  return look.stop?.aborted ? [] : streams;
}

/** The survey of each input, in their order; fewer if it was stopped. Captures are no logs. */
async function surveysOf(sources: readonly Source[], { nowMs, stop, surveyed }: Look): Promise<Survey[]> {
  let count = 0;
  const surveys = await atOnce(sources, async (source, index) => {
    if (source.capture !== undefined || stop?.aborted) return null;
    const found = source.onceOnly ? unseen(source, index) : await survey(source, index, nowMs, stop);
    surveyed?.(++count);
    return found;
  });
  return surveys.filter((found) => found !== null);
}

/** Names of so many files are read; of a folder of thousands nobody reads more. */
const NAMES_SHOWN = 10;

function firstOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join(", ");
  return names.length <= NAMES_SHOWN ? shown : `${shown} and ${names.length - NAMES_SHOWN} more`;
}

function addTo<K, T>(groups: Map<K, T[]>, key: K, one: T): void {
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}

interface Span {
  readonly file: Survey;
  readonly logName: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The pieces of one log, as far as they are known. */
interface PiecesOfLog {
  readonly spans: Span[];
  readonly names: Set<string>;
  /** The latest end of a piece. */
  toMs: number;
}

/** Sorts the files of one side into the logs that they are pieces of. */
async function separate(files: readonly Survey[], { nowMs, stop }: Look): Promise<Survey[][]> {
  if (files.length === 1) return [[...files]];
  const spans: Span[] = [];
  for (const file of files) {
    if (stop?.aborted) return [];
    spans.push(await spanOf(file, nowMs));
  }
  const heads = new HeadLines(files);
  const logs: PiecesOfLog[] = [];
  /** The log of which a file repeats lines, by the file's index. */
  const repeats = new Map<number, PiecesOfLog>();
  for (const [index, span] of spans.entries()) {
    if (stop?.aborted) return [];
    const log = repeats.get(index) ?? continuedBy(span, logs) ?? begun(logs);
    log.spans.push(span);
    log.names.add(span.logName);
    log.toMs = Math.max(log.toMs, span.toMs);
    // a copy, `messages` beside `full`, a rotation that kept its tail: told apart line by line while reading
    heads.forget(index);
    const isWanted = (later: number): boolean =>
      later > index && !repeats.has(later) && overlap(span, spans[later] as Span);
    let wantedCount = 0;
    for (let later = index + 1; later < spans.length; later += 1) if (isWanted(later)) wantedCount += 1;
    if (wantedCount === 0) continue;
    for (const later of await heads.heldBy(span.file, { isWanted, wantedCount, stop })) {
      repeats.set(later, log);
      heads.forget(later);
    }
  }
  return logs.map((log) => log.spans.map(({ file }) => file));
}

function begun(logs: PiecesOfLog[]): PiecesOfLog {
  const log: PiecesOfLog = { spans: [], names: new Set(), toMs: Number.NEGATIVE_INFINITY };
  logs.push(log);
  return log;
}

/** The log that a file goes on with: one of its name, or else one that ends where it begins. */
function continuedBy(span: Span, logs: readonly PiecesOfLog[]): PiecesOfLog | undefined {
  let next: PiecesOfLog | undefined;
  for (const log of logs) {
    const isNamesake = log.names.has(span.logName);
    if (!isNamesake && (next !== undefined || pauseMs(log.spans.at(-1), span) >= NEXT_PIECE_MS)) continue;
    if (!isFree(log, span)) continue;
    if (isNamesake) return log;
    next = log;
  }
  return next;
}

function isFree(log: PiecesOfLog, span: Span): boolean {
  return span.fromMs >= log.toMs - OUT_OF_ORDER_MS || log.spans.every((other) => !overlap(other, span));
}

async function spanOf(file: Survey, nowMs: number): Promise<Span> {
  const last = file.latest ?? (await lastStamp(file, nowMs));
  const fromMs = file.first?.wallMs ?? 0;
  // a file may begin in another date format than the rest of it (main/logger.c: before logger.conf is read)
  const toMs = last === null || last.kind !== file.first?.kind ? fromMs : last.wallMs;
  return {
    file,
    logName: logNameOf(file),
    fromMs,
    toMs: toMs < fromMs && last?.kind === "time-only" ? toMs + DAY_MS : toMs,
  };
}

/** From the end of one to the start of the other. Stamps without a date, or without a year, are cyclic. */
function pauseMs(before: Span | undefined, { file, fromMs }: Span): number {
  const round = ROUND_MS[file.first?.kind ?? "full"];
  const pause = fromMs - (before?.toMs ?? 0);
  return Math.abs(round === null ? pause : pause - Math.round(pause / round) * round);
}

function overlap(one: Span, other: Span): boolean {
  return one.fromMs < other.toMs - OUT_OF_ORDER_MS && other.fromMs < one.toMs - OUT_OF_ORDER_MS;
}

/** The name that the pieces of a rotated log share: `full`, `full.0`, `full-20260911.gz`, `full.1757572606`. */
function logNameOf({ source }: Survey): string {
  return basename(source.path)
    .replace(/\.(?:gz|bz2|xz|zst|Z)$/, "")
    .replace(/[-._]?(?:\d{4}-\d\d-\d\d|\d{6,})/g, "")
    .replace(/\.\d{1,4}(?=\.|$)/g, "");
}

/** A log continues in its next piece within this time. */
const NEXT_PIECE_MS = 600_000;
/** Threads overtake each other by less than this, so pieces of a log may seem to overlap a little. */
const OUT_OF_ORDER_MS = 2_000;

/**
 * Files in the order of their content. Stamps without a date, or without a year, are cyclic: the log begins after the longest
 * pause, so that a set cut at midnight or at New Year stays in order.
 */
function inOrder(files: readonly Survey[]): Survey[] {
  const at = ({ first }: Survey): number => first?.wallMs ?? 0;
  const sorted = [...files].sort((a, b) => at(a) - at(b));
  const kind = sorted[0]?.first?.kind ?? "full";
  const roundMs = ROUND_MS[kind];
  if (roundMs === null || sorted.some(({ first }) => first?.kind !== kind)) return sorted;
  let longest = { pauseMs: 0, after: 0 };
  sorted.forEach((file, i) => {
    const next = sorted[(i + 1) % sorted.length] as Survey;
    const pauseMs = at(next) - at(file) + (i + 1 === sorted.length ? roundMs : 0);
    if (pauseMs >= longest.pauseMs) longest = { pauseMs, after: i };
  });
  return [...sorted.slice(longest.after + 1), ...sorted.slice(0, longest.after + 1)];
}

const DAY_MS = 86_400_000;
/** After this long, a stamp of its kind repeats. */
const ROUND_MS: Readonly<Record<StampKind, number | null>> = {
  full: null,
  "no-year": 365 * DAY_MS,
  "time-only": DAY_MS,
};

/** Is a file that was found in a folder a log? Programs that have nothing to do with calls log in the forms of bots, too. */
function isLog({ side, first, ofChannels }: Survey): boolean {
  return first !== null && (side === "asterisk" || ofChannels);
}

/** What prints a log again, with each line's time. */
const WITH_TIMES = "docker logs -t, kubectl logs --timestamps, journalctl -o short-iso or asterisk -rvvvT";

function troubleOf({ source, error, binary, empty, side, first, hasTimes }: Survey): string | null {
  const { path } = source;
  if (error !== null) return error;
  if (binary) return `${path}: is not a text log (it holds NUL bytes); left out`;
  if (empty) return `${path}: is empty; left out`;
  if (first !== null) return null;
  if (side !== null)
    return hasTimes
      ? null
      : `${path}: its first lines have no time, so no gap can be measured; ${WITH_TIMES} print one`;
  const unread = `${path}: the first lines are neither Asterisk's nor a bot's`;
  return hasTimes
    ? `${unread}; ari-doctor formats --test ${shellWord(path)} shows how each is read, --formats adds a form of yours`
    : `${unread}, and none has a time; ${WITH_TIMES} print one`;
}
