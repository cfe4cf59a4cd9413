// Which inputs follow each other. Files of one side that share a log's name, or closely follow each other, and whose times do
// not overlap are one log cut by rotation. They are read one after another, in the order of their content. So are files that
// share lines, and files of one host by name (`--host`, syslog, `systemname`). All others, including logs of several hosts, are
// read side by side: their names and C- ids mean different calls.
import { basename } from "node:path";
import { shellWord } from "../io/shell-word.js";
import type { StampKind } from "../time.js";
import { sharesLines } from "./shared-lines.js";
import type { Source } from "./source.js";
import { lastStamp, type Survey, survey, unseen } from "./survey.js";

/** Files to read one after another as one log. */
export type StreamPlan = readonly Survey[];

/**
 * Surveys the inputs and puts those that are logs into streams.
 * @param warn Told of every input that is left out, and why.
 * @param unread Told of those among them that could not be read: they may contain what the report then lacks.
 */
export async function planStreams(
  sources: readonly Source[],
  nowMs: number,
  warn: (message: string) => void,
  unread: (error: string) => void = () => undefined,
): Promise<StreamPlan[]> {
  const streams: Survey[][] = [];
  const noLogs: string[] = [];
  const bySide = new Map<string, Survey[]>();
  for (const [index, source] of sources.entries()) {
    if (source.capture !== undefined) continue;
    const found = source.onceOnly ? unseen(source, index) : await survey(source, index, nowMs);
    if (source.searched && found.error === null && !isLog(found)) {
      noLogs.push(source.path);
      continue;
    }
    // nothing wrong was seen in what is read only once, or is still to come
    const trouble = source.onceOnly ? null : troubleOf(found);
    if (trouble !== null) warn(trouble);
    if (found.error !== null) unread(found.error);
    if (found.error !== null || found.binary || found.empty) continue;
    if (found.side === null || found.first === null) streams.push([found]);
    else bySide.set(found.side, [...(bySide.get(found.side) ?? []), found]);
  }
  if (noLogs.length > 0) warn(`left out because they are not logs of Asterisk or of a bot: ${noLogs.join(", ")}`);
  for (const files of bySide.values()) {
    const byHost = new Map<string | null, Survey[]>();
    for (const file of inOrder(files)) byHost.set(file.host, [...(byHost.get(file.host) ?? []), file]);
    for (const [host, own] of byHost) streams.push(...(host === null ? await separate(own, nowMs) : [own]));
  }
  return streams;
}

interface Span {
  readonly file: Survey;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Sorts the files of one side into the logs that they are pieces of. */
async function separate(files: readonly Survey[], nowMs: number): Promise<Survey[][]> {
  if (files.length === 1) return [[...files]];
  const logs: Span[][] = [];
  for (const file of files) {
    const span = await spanOf(file, nowMs);
    // a copy, `messages` beside `full`, a rotation that kept its tail: told apart line by line while reading
    const same = await firstOf(logs, (log) => repeats(log, span));
    const free = logs.filter((log) => log.every((other) => !overlap(other, span)));
    const own =
      same ??
      free.find((log) => log.some((other) => logName(other.file) === logName(file))) ??
      free.find((log) => pauseMs(log.at(-1), span) < NEXT_PIECE_MS);
    if (own) own.push(span);
    else logs.push([span]);
  }
  return logs.map((log) => log.map(({ file }) => file));
}

async function repeats(log: readonly Span[], span: Span): Promise<boolean> {
  const overlapping = log.filter((other) => overlap(other, span));
  return (await firstOf(overlapping, ({ file }) => sharesLines(file, span.file))) !== undefined;
}

async function firstOf<T>(all: readonly T[], fits: (one: T) => Promise<boolean>): Promise<T | undefined> {
  for (const one of all) if (await fits(one)) return one;
  return undefined;
}

async function spanOf(file: Survey, nowMs: number): Promise<Span> {
  const last = file.latest ?? (await lastStamp(file, nowMs));
  const fromMs = file.first?.wallMs ?? 0;
  // a file may begin in another date format than the rest of it (main/logger.c: before logger.conf is read)
  const toMs = last === null || last.kind !== file.first?.kind ? fromMs : last.wallMs;
  return { file, fromMs, toMs: toMs < fromMs && last?.kind === "time-only" ? toMs + DAY_MS : toMs };
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
function logName({ source }: Survey): string {
  return basename(source.path)
    .replace(/\.(?:gz|bz2|xz|zst|Z)$/, "")
    .replace(/[-._]?(?:\d{4}-\d\d-\d\d|\d{6,})/g, "")
    .replace(/\.\d{1,3}(?=\.|$)/g, "");
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
