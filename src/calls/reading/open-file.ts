// A file of a log while it is read. Its lines become records, which wait in its lane until their time has come. A failure in a
// file ends that file only.
import { wantedMessages } from "../../events/interpret.js";
import type { LineBatch } from "../../io/lines.js";
import type { Dating } from "../../records/dating.js";
import { RecordReader } from "../../records/reader.js";
import type { LogRecord } from "../../records/record.js";
import type { Lane } from "./merge.js";
import { RecordQueue } from "./record-queue.js";
import type { FileReading, SplitLines, StreamFile, UnparsedSink } from "./stream-file.js";

/** A message of several lines is written in one piece. After this long no further line of it comes. */
const RECORD_IS_WHOLE_MS = 150;
/** A run that does not stay to see may catch a message half written. */
const SURELY_WHOLE_MS = 5_000;

/** One file of a log, read batch by batch. */
export class OpenFile implements Lane {
  readonly file: StreamFile;
  readonly reading: FileReading;
  readonly queue = new RecordQueue();
  ended = false;
  nowMs = Number.NEGATIVE_INFINITY;
  idle = false;
  readonly #dating: Dating;
  readonly #reader: RecordReader;
  readonly #batches: AsyncIterator<LineBatch>;
  /** When it last had something new. Null before it was looked at. */
  #grewAtMs: number | null;
  /** True if no record waits for further lines. */
  #isFlushed = true;
  /** True once the earlier lines have been read, if there are any. */
  #isWarm = false;

  constructor(file: StreamFile, dating: Dating, split: SplitLines, onUnparsed: UnparsedSink) {
    const { source } = file;
    this.file = file;
    this.#dating = dating;
    this.#reader = new RecordReader(
      source.role,
      dating,
      (line, text) => onUnparsed(source.path, line.number, text),
      source.formats,
      wantedMessages,
    );
    this.reading = {
      source,
      sourceIndex: file.sourceIndex,
      host: file.host ?? null,
      counts: this.#reader.counts,
      spans: new Map(),
      stampKinds: new Set(),
      bytes: 0,
      taken: file.from?.taken ?? null,
      lossy: false,
      understoodCount: 0,
      unknownWordsCount: 0,
      repeatedCount: 0,
      newestFirst: file.oldestFirst !== undefined,
      error: null,
    };
    const lines = split(counted(source.open(), this.reading), file.from, source.isStream);
    this.#batches = (file.oldestFirst?.(lines) ?? lines)[Symbol.asyncIterator]();
    this.#grewAtMs = file.writtenMs ?? null;
  }

  /**
   * Reads the next batch.
   * @param passUntilMs Up to this time, records that yield no event are of no use.
   * @returns how many lines there were.
   */
  async read(passUntilMs: number): Promise<number> {
    try {
      const { value, done } = await this.#batches.next();
      if (!done && this.file.from && !this.#isWarm) {
        this.#warmUp(value);
        return this.read(passUntilMs);
      }
      if (!done) {
        this.#enqueue(this.#reader.push(value, passUntilMs));
        return value.count;
      }
    } catch (error) {
      this.reading.error = (error as Error).message;
    }
    this.#enqueue(this.#reader.end());
    this.ended = true;
    return 0;
  }

  /**
   * Reads what is new in a growing file, and idles if nothing is.
   * @param nowMs The present. A message without a further line for a moment counts as complete.
   */
  async readNew(passUntilMs: number, nowMs: number): Promise<void> {
    this.#grewAtMs ??= nowMs;
    const before = this.reading.bytes;
    const lineCount = await this.read(passUntilMs);
    this.idle = lineCount === 0 && this.reading.bytes === before && !this.ended;
    const { writtenMs } = this.file;
    if (!this.idle) {
      this.#grewAtMs = writtenMs ?? nowMs;
      this.#isFlushed = false;
    } else if (
      !this.#isFlushed &&
      nowMs - this.#grewAtMs >= (writtenMs === undefined ? RECORD_IS_WHOLE_MS : SURELY_WHOLE_MS)
    ) {
      this.#enqueue(this.#reader.end());
      this.#isFlushed = true;
    }
  }

  /** How long nothing new has come. */
  silentMs(nowMs: number): number {
    return this.idle ? nowMs - (this.#grewAtMs ?? nowMs) : 0;
  }

  /** Records to come, except those that an earlier run has taken. */
  #enqueue(records: readonly LogRecord[]): void {
    const { from } = this.file;
    for (const record of records) if (!from || record.byteOffset > from.taken.byteOffset) this.queue.add(record);
  }

  /** Shows the reader earlier lines, from which it learns the log's form, what carries it and who writes it. */
  #warmUp(lines: LineBatch): void {
    const dating = structuredClone(this.#dating.memory);
    this.#reader.push(lines);
    this.#reader.end();
    this.#dating.recall(dating);
    Object.assign(this.#reader.counts, { lineCount: 0, unparsedLineCount: 0, cutLineCount: 0 });
    this.#reader.counts.recordCounts.clear();
    this.reading.bytes = 0;
    this.#isWarm = true;
  }
}

async function* counted(chunks: AsyncIterable<Buffer>, reading: FileReading): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    reading.bytes += chunk.length;
    yield chunk;
  }
}
