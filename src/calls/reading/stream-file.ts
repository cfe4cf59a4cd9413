// A file of a log, where in it reading begins, and what was read.
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
  /** Who wrote to it, and from when to when by its own stamps. */
  readonly spans: Map<Side, { firstMs: number | null; lastMs: number | null }>;
  readonly host: string | null;
  /** What its stamps tell about their date. */
  readonly stampKinds: Set<StampKind>;
  bytes: number;
  /** Its last record that was taken. Null if none was. */
  taken: TakenRecord | null;
  lossy: boolean;
  /** Counts of the bot's lines that name a call or concern the bot itself: in words that are understood, and in others. */
  understoodCount: number;
  unknownWordsCount: number;
  /** Records left out because another file of the log has the same line. */
  repeatedCount: number;
  /** True if its newest line stood first, and the order was reversed. */
  readonly newestFirst: boolean;
  /** Why reading stopped before the end. Null if it did not. */
  error: string | null;
}

/** Told of each line that no pattern reads. */
export type UnparsedSink = (path: string, line: number, text: string) => void;

/** Splits what was read into numbered lines. */
export type SplitLines = typeof readLineBatches;

/** Where in a file reading begins, and which record an earlier run took last. */
export interface StartOfFile {
  readonly lineCount: number;
  readonly bytes: number;
  readonly taken: TakenRecord;
}

/** The place of a record. */
export interface TakenRecord {
  readonly line: number;
  readonly byteOffset: number;
}

/** A file of the log, and the time of its first line, so that it is opened before the log's time has passed it. */
export interface StreamFile {
  readonly source: Source;
  readonly sourceIndex: number;
  readonly first?: Stamp | null;
  /** The host that it comes from, if known. */
  readonly host?: string | null;
  /** Reverses the order of its lines, if the newest stands first. */
  readonly oldestFirst?: (batches: AsyncIterable<LineBatch>) => AsyncIterable<LineBatch>;
  /** Where an earlier run left off: it begins with earlier lines, from which the reader gets to know the log. */
  readonly from?: StartOfFile;
  /** When it was last written, if that tells how long it has been silent. Otherwise that is observed while reading. */
  readonly writtenMs?: number;
  /** The file that takes over its name and its place in the log once it has ended, as rotation does. Absent if it stays. */
  readonly successor?: () => StreamFile;
  /** The order of day and month that its uniqueids tell, if its dates do not. */
  readonly orderByIds?: DateOrder | null;
}
