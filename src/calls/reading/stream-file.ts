// A file of a log, where in it the reading begins, and what was read of it.
import type { LineBatch, readLineBatches } from "../../io/lines.js";
import type { ReadingCounts } from "../../records/reading-counts.js";
import type { Side } from "../../records/record.js";
import type { Source } from "../../sources/source.js";
import type { DateOrder, Stamp, StampKind } from "../../time.js";

/** What was read of one file. */
export interface FileReading {
  readonly source: Source;
  readonly sourceIndex: number;
  readonly counts: ReadingCounts;
  /** Who wrote in it, and from when to when by its own stamps. */
  readonly spans: Map<Side, { firstMs: number | null; lastMs: number | null }>;
  readonly host: string | null;
  /** What its stamps tell of their date. */
  readonly stampKinds: Set<StampKind>;
  bytes: number;
  /** The last record of it that was taken; null where none was. */
  taken: TakenRecord | null;
  lossy: boolean;
  /** Of the bot's lines that name a call or tell of the bot itself: in words that are understood, and in others. */
  understoodCount: number;
  unknownWordsCount: number;
  /** Records left out because another file of the log has the same line. */
  repeatedCount: number;
  /** True where its lines stood newest first, and were turned. */
  readonly newestFirst: boolean;
  /** Why reading stopped before the end; null where it did not. */
  error: string | null;
}

/** Told of each line that nothing reads. */
export type UnparsedSink = (path: string, line: number, text: string) => void;

/** Splits what was read into numbered lines. */
export type SplitLines = typeof readLineBatches;

/** Where in a file the reading begins, and which record was the last one that an earlier run took. */
export interface StartOfFile {
  readonly lineCount: number;
  readonly bytes: number;
  readonly taken: TakenRecord;
}

/** Where a record stands. */
export interface TakenRecord {
  readonly line: number;
  readonly byteOffset: number;
}

/** A file of the log, and from when its first line is, so that one is opened before the log's time has passed it. */
export interface StreamFile {
  readonly source: Source;
  readonly sourceIndex: number;
  readonly first?: Stamp | null;
  /** The host that it is of, where that is known. */
  readonly host?: string | null;
  /** Turns its lines, where the newest stands first. */
  readonly oldestFirst?: (batches: AsyncIterable<LineBatch>) => AsyncIterable<LineBatch>;
  /** Where an earlier run left off: it begins with lines of before, for the reader to know the log by. */
  readonly from?: StartOfFile;
  /** When it was last written, where that says how long it has been silent; else that is seen as it is read. */
  readonly writtenMs?: number;
  /** The file that takes its name and its place in the log once it has ended, as rotation does; absent where it stays. */
  readonly successor?: () => StreamFile;
  /** The order of day and month that its uniqueids tell, where its dates do not. */
  readonly orderByIds?: DateOrder | null;
}
