// One log as it is read: its files one after the other, those that overlap in time side by side; lines to records to events
// to halves. A standard input that carries both logs is one stream with both trackers.

import { RUN_EVENTS } from "../events/event.js";
import { interpret } from "../events/interpret.js";
import type { Line } from "../lines.js";
import { Dating } from "../records/dating.js";
import { type ReadingCounts, RecordReader } from "../records/reader.js";
import type { LogRecord, Side, Wording } from "../records/record.js";
import type { Source } from "../sources/source.js";
import type { DateOrder, Stamp, StampKind } from "../time.js";
import { AsteriskTracker } from "./asterisk-tracker.js";
import { BotTracker } from "./bot-tracker.js";
import { addEvicted, type Evicted, noneEvicted } from "./evicted.js";
import type { Joiner, Progress, Reach } from "./joiner.js";
import { type Lane, Merge, newLane } from "./merge.js";
import { MixedStamps } from "./mixed-stamps.js";

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
  lossy: boolean;
  /** Records left out because another file of the log has the same line. */
  repeatedCount: number;
  /** Why reading stopped before the end; null where it did not. */
  error: string | null;
}

async function* counted(chunks: AsyncIterable<string>, reading: FileReading): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    reading.bytes += chunk.length;
    yield chunk;
  }
}

/** Told of each line that nothing reads. */
export type UnparsedSink = (path: string, line: number, text: string) => void;

/** A file of the log, and from when its first line is, so that one is opened before the log's time has passed it. */
export interface StreamFile {
  readonly source: Source;
  readonly sourceIndex: number;
  readonly first?: Stamp | null;
  /** The host that it is of, where that is known. */
  readonly host?: string | null;
}

const HALF_YEAR_MS = 183 * 86_400_000;

interface OpenFile extends Lane {
  readonly reader: RecordReader;
  readonly batches: AsyncIterator<Line[]>;
  readonly reading: FileReading;
}

/** Reads one log. */
export class LogStream {
  readonly index: number;
  readonly readings: FileReading[] = [];
  recordCount = 0;
  readonly #files: readonly StreamFile[];
  readonly #joiner: Joiner;
  readonly #dating: Dating;
  readonly #merge = new Merge<OpenFile>();
  readonly #onUnparsed: UnparsedSink;
  readonly #wordings: readonly Wording[];
  readonly #trackers: { asterisk: AsteriskTracker | null; bot: BotTracker | null } = { asterisk: null, bot: null };
  readonly #mixed: Partial<Record<Side, MixedStamps<FileReading>>> = {};
  #next = 0;
  #ended = false;

  constructor(
    index: number,
    files: readonly StreamFile[],
    joiner: Joiner,
    nowMs: number,
    onUnparsed: UnparsedSink = () => undefined,
    dateOrder: DateOrder | null = null,
    wordings: readonly Wording[] = [],
  ) {
    this.index = index;
    this.#onUnparsed = onUnparsed;
    this.#wordings = wordings;
    this.#files = files;
    this.#joiner = joiner;
    this.#dating = new Dating(nowMs, dateOrder);
  }

  /** The stream to read next: the one whose log time is least far; null when all have ended. */
  static furthestBehind(streams: readonly LogStream[]): LogStream | null {
    let behind: LogStream | null = null;
    for (const stream of streams) {
      if (!stream.#ended && (behind === null || stream.#reachedMs() < behind.#reachedMs())) behind = stream;
    }
    return behind;
  }

  /** How far each side of the log has been read. */
  get progress(): Progress[] {
    return (["asterisk", "bot"] as const).flatMap((side) => {
      const tracker = this.#trackers[side];
      if (!tracker) return [];
      return [
        {
          side,
          streamIndex: this.index,
          nowMs: this.#ended ? Number.POSITIVE_INFINITY : tracker.nowMs,
          open: tracker.open,
        },
      ];
    });
  }

  /** From when to when one side of the log reaches so far, by its own clock; null where it has nothing of that side. */
  reach(side: Side): Reach | null {
    const tracker = this.#trackers[side];
    const first = this.readings.find(({ spans }) => spans.get(side)?.firstMs != null)?.spans.get(side)?.firstMs;
    return tracker && first != null ? { fromMs: first, toMs: tracker.nowMs } : null;
  }

  /** True where some date of it could be read with day and month the other way round. */
  get hasAmbiguousDates(): boolean {
    return this.#dating.ambiguousCount > 0;
  }

  /** What was let go of it for want of room. */
  get evicted(): Evicted {
    const sum = noneEvicted();
    for (const tracker of [this.#trackers.asterisk, this.#trackers.bot]) if (tracker) addEvicted(sum, tracker.evicted);
    for (const { counts } of this.readings) sum.names += counts.evictedWriterCount;
    return sum;
  }

  get unattributedCount(): number {
    return this.#trackers.bot?.unattributedCount ?? 0;
  }

  /** Reads the next batch of lines. A file that fails is left there, and the next one goes on. */
  async readBatch(split: (chunks: AsyncIterable<string>) => AsyncIterable<Line[]>): Promise<void> {
    this.#openDue(split);
    const file = this.#merge.hungriest();
    if (file) await this.#readInto(file);
    const records = this.#merge.take(
      (ms) => this.#isDue(ms),
      ({ reading }) => {
        reading.repeatedCount += 1;
      },
    );
    for (const { record, lane } of records)
      for (const [timed, reading] of this.#onOneClock(record, lane.reading)) this.#take(timed, reading);
    for (const side of ["asterisk", "bot"] as const) {
      const reach = this.reach(side);
      if (reach) this.#joiner.log(side, this.index).reach = reach;
    }
    if (this.#merge.lanes.length === 0 && this.#next >= this.#files.length) this.#finish();
  }

  async #readInto(file: OpenFile): Promise<void> {
    const { reader, batches, reading } = file;
    try {
      const { value, done } = await batches.next();
      if (!done) {
        for (const record of reader.push(value)) file.queue.push(record);
        return;
      }
    } catch (error) {
      reading.error = (error as Error).message;
    }
    for (const record of reader.end()) file.queue.push(record);
    file.ended = true;
  }

  /** Closes what is still open. */
  end(): void {
    this.#trackers.asterisk?.closeAll();
    this.#trackers.bot?.closeAll();
  }

  #onOneClock(record: LogRecord, reading: FileReading): Iterable<[LogRecord, FileReading]> {
    // in a zone that the user named all stamps are on one clock already
    if (this.#joiner.log(record.side, this.index).localTime) return [[record, reading]];
    this.#mixed[record.side] ??= new MixedStamps();
    return this.#mixed[record.side]?.push(record, reading) ?? [];
  }

  #finish(): void {
    for (const mixed of [this.#mixed.asterisk, this.#mixed.bot])
      for (const [record, reading] of mixed?.end() ?? []) this.#take(record, reading);
    this.#ended = true;
    this.end();
  }

  /** Opens the next file where none is open, and those that begin before the open ones end. */
  #openDue(split: (chunks: AsyncIterable<string>) => AsyncIterable<Line[]>): void {
    for (let file = this.#files[this.#next]; file; file = this.#files[this.#next]) {
      const { lanes, nextMs } = this.#merge;
      if (lanes.length > 0 && (nextMs === null || !this.#isDue(nextMs))) return;
      this.#next += 1;
      this.#merge.lanes.push(this.#opened(file, split));
    }
  }

  /**
   * Does the next file begin before that time? Its date must be sure: half a year off, it is of another year. Of a time of
   * day only a copy is told, which begins with the same one.
   */
  #isDue(ms: number): boolean {
    const first = this.#files[this.#next]?.first;
    if (!first || first.wallMs > ms) return false;
    if (first.kind === "time-only") return first.wallMs === ms;
    return first.kind === "full" || ms - first.wallMs < HALF_YEAR_MS;
  }

  #opened(file: StreamFile, split: (chunks: AsyncIterable<string>) => AsyncIterable<Line[]>): OpenFile {
    const reader = new RecordReader(
      file.source.role,
      this.#dating,
      (line, text) => this.#onUnparsed(file.source.path, line.number, text),
      file.source.formats,
    );
    const reading: FileReading = {
      source: file.source,
      sourceIndex: file.sourceIndex,
      host: file.host ?? null,
      counts: reader.counts,
      spans: new Map(),
      stampKinds: new Set(),
      bytes: 0,
      lossy: false,
      repeatedCount: 0,
      error: null,
    };
    this.readings.push(reading);
    const batches = split(counted(file.source.open(), reading))[Symbol.asyncIterator]();
    return { ...newLane(), reader, batches, reading };
  }

  #take(read: LogRecord, reading: FileReading): void {
    this.recordCount += 1;
    const log = this.#joiner.log(read.side, this.index);
    const record = read.stamp && log.localTime ? { ...read, stamp: log.localTime.toUtc(read.stamp) } : read;
    const span = reading.spans.get(record.side) ?? { firstMs: null, lastMs: null };
    reading.spans.set(record.side, span);
    const wallMs = record.stamp?.wallMs ?? null;
    if (wallMs !== null) {
      span.firstMs ??= wallMs;
      span.lastMs = wallMs;
      if (record.stamp) reading.stampKinds.add(record.stamp.kind);
      if (record.stamp?.utcOffsetMinutes != null) {
        log.stampedUtc = true;
        log.statedOffsetMinutes ??= record.stamp.utcOffsetMinutes;
      }
    }
    this.#tracker(record.side).observe(record);
    const event = interpret(record, reading.sourceIndex, this.#wordings);
    if (!event) return;
    if (event.type === "log-discarding" || event.type === "log-resumed") reading.lossy = true;
    if (RUN_EVENTS.has(event.type)) {
      this.#joiner.addRunEvent(event, this.index);
      this.#tracker(record.side).pushRun(event);
    } else if (this.#tracker(record.side).push(event) === false) this.#joiner.addRunEvent(event, this.index);
  }

  #tracker(side: Side): AsteriskTracker | BotTracker {
    const existing = this.#trackers[side];
    if (existing) return existing;
    this.#joiner.log(side, this.index);
    const close = this.#joiner.add.bind(this.#joiner);
    if (side === "asterisk") {
      this.#trackers.asterisk = new AsteriskTracker(this.index, close);
      return this.#trackers.asterisk;
    }
    this.#trackers.bot = new BotTracker(this.index, close);
    return this.#trackers.bot;
  }

  /** Log time reached, by the best reading of its clocks so far. */
  #reachedMs(): number {
    const times = this.progress.map(({ side, nowMs }) => this.#joiner.estimateUtcMs(side, this.index, nowMs));
    return times.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...times);
  }
}
