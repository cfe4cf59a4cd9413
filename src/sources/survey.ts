// Looks at the head of each file before reading: which side wrote it, and when its first line was written. So a rotated set is
// put in order by content, and consecutive files of one side are read as one log.

import { readLineBatches } from "../io/lines.js";
import { Dating } from "../records/dating.js";
import { envelopedText } from "../records/formats/enveloped.js";
import { RecordReader } from "../records/reader.js";
import type { LogRecord, Side } from "../records/record.js";
import type { DateOrder, Stamp } from "../time.js";
import { type OldestFirst, oldestFirst, TimeOrder } from "./newest-first.js";
import type { Source } from "./source.js";
import { untilStopped } from "./until-stopped.js";

/** What the head of a file shows. */
export interface Survey {
  readonly source: Source;
  readonly sourceIndex: number;
  /** Null if both sides were found, or neither. */
  readonly side: Side | null;
  /** The first stamp. Null if there is none. */
  readonly first: Stamp | null;
  /** Some lines that no other log has. */
  readonly head: readonly string[];
  /** Which host it belongs to: as the user says, or by the first line that names one. */
  readonly host: string | null;
  /** The order of day and month, if a uniqueid tells it and the dates do not. */
  readonly orderByIds: DateOrder | null;
  /** Reverses its lines if the newest stands first, as log viewers export them. */
  readonly oldestFirst?: OldestFirst;
  /** The last stamp, where the head shows it: of a short file, and of one that begins with it. */
  readonly latest?: Stamp | null;
  readonly empty: boolean;
  /** True if it contains NUL bytes, which no text log does. */
  readonly binary: boolean;
  /** True if a line mentions channels, as a bot's lines do. Not looked for unless the file was found in a folder. */
  readonly ofChannels: boolean;
  /** True if a line has a time of day, in whatever form. */
  readonly hasTimes: boolean;
  /** Why it cannot be read. Null if it can. */
  readonly error: string | null;
}

// 15:51:38 | 1795362698 | 1795362698312
const TIME = /(?<!\d)(?:\d{1,2}:\d\d:\d\d|1\d{9}(?:\d{3})?)(?![\d.]\d)/;
const HEAD_LINES = 400;
const HEAD_BYTES = 256 * 1024;
const PIECE_BYTES = 64 * 1024;
const BINARY_WITHIN_BYTES = 8 * 1024;
/** This many lines of any level, and as many of levels that smaller logs also have (`messages`). */
const HEAD_SAMPLES = 4;

/** A source that cannot be looked at beforehand. */
export function unseen(source: Source, sourceIndex: number): Survey {
  return {
    source,
    sourceIndex,
    side: null,
    first: null,
    head: [],
    host: source.host ?? null,
    orderByIds: null,
    empty: false,
    binary: false,
    ofChannels: false,
    hasTimes: false,
    error: null,
  };
}

/** Surveys a file by its first lines. A reading that hangs is given up at the stop. */
export async function survey(source: Source, sourceIndex: number, nowMs: number, stop?: AbortSignal): Promise<Survey> {
  const dating = new Dating(nowMs);
  const reader = new RecordReader(source.role, dating, undefined, source.formats);
  const sides = new Set<Side>();
  let first: Stamp | null = null;
  let lineCount = 0;
  let empty = true;
  let binary = false;
  let ofChannels = false;
  let hasTimes = false;
  let bytes = 0;
  let last: Stamp | null = null;
  const head = new Set<string>();
  const hosts = new Set<string>();
  const order = new TimeOrder();
  const look = (records: readonly LogRecord[]): void => {
    for (const record of records) {
      sides.add(record.side);
      first ??= record.stamp;
      last = record.stamp ?? last;
      if (record.stamp) order.note(record.stamp.wallMs);
      if (head.size < HEAD_SAMPLES || (head.size < 2 * HEAD_SAMPLES && !/^(?:VERBOSE|DEBUG|)$/.test(record.level)))
        head.add(record.text);
      if (record.host !== undefined) hosts.add(record.host);
    }
  };
  try {
    for await (const lines of readLineBatches(untilStopped(firstChunks(source), stop), undefined, source.isStream)) {
      if (lines.count > 0) empty = false;
      binary ||= lines.bytes.subarray(0, BINARY_WITHIN_BYTES).includes(0);
      look(reader.push(lines));
      // nobody asks of the others
      const isAsked = source.searched === true && !sides.has("asterisk");
      for (const { text } of lines) {
        ofChannels ||= isAsked && envelopedText.tellsOfChannel(text);
        hasTimes ||= TIME.test(text);
        if (hasTimes && (ofChannels || !isAsked)) break;
      }
      lineCount += lines.count;
      bytes += lines.bytes.length;
      if (lineCount > HEAD_LINES) break;
    }
    look(reader.end());
  } catch (error) {
    // what could be read is read, up to the fault, and the report says so
    if (lineCount === 0) return { ...unseen(source, sourceIndex), error: (error as Error).message };
    look(reader.end());
  }
  const [side] = sides;
  const [host = null] = hosts;
  const { isNewestFirst } = order;
  const isShort = lineCount <= HEAD_LINES && bytes <= HEAD_BYTES;
  return {
    source,
    sourceIndex,
    side: sides.size === 1 && side ? side : null,
    first: isNewestFirst ? ((isShort ? last : await lastStamp({ source }, nowMs)) ?? first) : first,
    head: [...head],
    // a file of several hosts belongs to none of them: its lines tell (calls/reading/stream.ts)
    host: source.host ?? (hosts.size > 1 ? null : host),
    orderByIds: dating.orderByIds,
    ...(isShort && { latest: last }),
    ...(isNewestFirst && { oldestFirst, latest: first }),
    empty,
    binary: sides.size === 0 && binary,
    ofChannels,
    hasTimes,
    error: null,
  };
}

/** The last stamp of a file. A bare time of day may be past midnight. Null if the end of the file has none. */
export async function lastStamp({ source }: Pick<Survey, "source">, nowMs: number): Promise<Stamp | null> {
  const reader = new RecordReader(source.role, new Dating(nowMs), undefined, source.formats);
  let last: Stamp | null = null;
  try {
    for await (const lines of readLineBatches(lastChunks(source)))
      for (const record of [...reader.push(lines), ...reader.end()]) last = record.stamp ?? last;
  } catch {
    return null; // reading it later says what is wrong with it
  }
  return last;
}

async function* lastChunks(source: Source): AsyncGenerator<Buffer> {
  let before: Buffer = Buffer.alloc(0);
  let last = before;
  for await (const chunk of (source.openEnd ?? source.open)()) {
    before = last;
    last = Buffer.from(chunk);
  }
  yield Buffer.concat([before, last]);
}

async function* firstChunks(source: Source): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source.open()) {
    // a few lines are enough for most files, so not all of a large chunk need be read
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_BYTES);
      yield piece;
      bytes += piece.length;
      if (bytes > HEAD_BYTES) return;
    }
  }
}
