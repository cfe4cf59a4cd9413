// One log as it is read: its files one after the other, those that overlap in time side by side; lines to records to events
// to halves. A standard input that carries both logs is one stream with both trackers.

import { RUN_EVENTS } from "../events/event.js";
import { interpret, saysNothing } from "../events/interpret.js";
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
  /** The order of day and month that its uniqueids tell, where its dates do not. */
  readonly orderByIds?: DateOrder | null;
}

/** Hosts that one file is told apart into: who makes up names of hosts must not fill the memory. */
const MAX_HOSTS = 64;

const HALF_YEAR_MS = 183 * 86_400_000;

/** What one writer's lines of one side are: a log of its own, with its clock. */
export interface LogPart {
  readonly side: Side;
  /** Its number among all logs of the run. */
  readonly index: number;
  /** The Asterisk that wrote it; null where the lines do not say. */
  readonly host: string | null;
  readonly reach: Reach | null;
}

interface OpenPart {
  readonly side: Side;
  readonly index: number;
  readonly tracker: AsteriskTracker | BotTracker;
  readonly mixed: MixedStamps<FileReading>;
  /** What its envelopes say of the writer, and the host that its own lines name; null before one does. */
  readonly writer: string;
  host: string | null;
  firstMs: number | null;
  lastMs: number | null;
}

/** From one line to the next, give or take the pause between them: the hour that comes twice when summer time ends. */
function wentBackAnHour(beforeMs: number | null, wallMs: number): boolean {
  const backMs = (beforeMs ?? wallMs) - wallMs;
  return backMs > 45 * 60_000 && backMs <= 60 * 60_000;
}

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
  /** One for the bot's lines, and one for each Asterisk that wrote here. */
  readonly #parts: OpenPart[] = [];
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
    const byIds = dateOrder === null ? (files.find(({ orderByIds }) => orderByIds)?.orderByIds ?? null) : null;
    this.#dating = new Dating(nowMs, dateOrder ?? byIds);
    this.#dating.orderByIds = byIds;
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
    return this.#parts.map(({ side, index, tracker }) => ({
      side,
      streamIndex: index,
      nowMs: this.#ended ? Number.POSITIVE_INFINITY : tracker.nowMs,
      open: tracker.open,
    }));
  }

  /** The logs in it: of one writer each, with its clock. */
  get parts(): LogPart[] {
    return this.#parts.map(({ side, index, host, writer, firstMs, tracker }) => ({
      side,
      index,
      host: host ?? (writer === "" ? null : writer),
      reach: firstMs === null ? null : { fromMs: firstMs, toMs: tracker.nowMs },
    }));
  }

  /** The Asterisks that wrote in it, where its lines tell them apart; else none, or one. */
  get hostNames(): string[] {
    return this.parts.flatMap(({ side, host }) => (side === "asterisk" && host !== null ? [host] : []));
  }

  /** The order of day and month, where only uniqueids told it; null elsewhere. */
  get dateOrderByIds(): DateOrder | null {
    return this.#dating.orderByIds;
  }

  /** Which of day and month was taken to come first, where nothing told; null elsewhere. */
  get assumedDateOrder(): DateOrder | null {
    return this.#dating.assumedOrder;
  }

  /** True where some date of it could be read with day and month the other way round. */
  get hasAmbiguousDates(): boolean {
    return this.#dating.ambiguousCount > 0;
  }

  /** What was let go of it for want of room. */
  get evicted(): Evicted {
    const sum = noneEvicted();
    for (const { tracker } of this.#parts) addEvicted(sum, tracker.evicted);
    for (const { counts } of this.readings) sum.names += counts.evictedWriterCount;
    return sum;
  }

  get unattributedCount(): number {
    return this.#parts.reduce(
      (sum, { tracker }) => sum + (tracker instanceof BotTracker ? tracker.unattributedCount : 0),
      0,
    );
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
    for (const { record, lane } of records) {
      const part = this.#partOf(record, lane.reading);
      // in a zone that the user named all stamps are on one clock already
      const isOnOne = this.#joiner.log(part.side, part.index).localTime !== null || part.mixed.passes(record);
      if (isOnOne) this.#take(record, lane.reading, part);
      else for (const [timed, reading] of part.mixed.push(record, lane.reading)) this.#take(timed, reading, part);
    }
    for (const { side, index, reach } of this.parts) if (reach) this.#joiner.log(side, index).reach = reach;
    if (this.#merge.lanes.length === 0 && this.#next >= this.#files.length) this.#finish();
  }

  async #readInto(file: OpenFile): Promise<void> {
    const { reader, batches, reading } = file;
    try {
      const { value, done } = await batches.next();
      if (!done) {
        for (const record of reader.push(value, this.#passUntilMs)) file.queue.push(record);
        return;
      }
    } catch (error) {
      reading.error = (error as Error).message;
    }
    for (const record of reader.end()) file.queue.push(record);
    file.ended = true;
  }

  /** Until when records that say nothing are of no use: those of two files that overlap are compared (merge.ts). */
  get #passUntilMs(): number {
    if (this.#merge.lanes.length > 1) return Number.NEGATIVE_INFINITY;
    return this.#files[this.#next]?.first?.wallMs ?? Number.POSITIVE_INFINITY;
  }

  /** Closes what is still open. */
  end(): void {
    for (const { tracker } of this.#parts) tracker.closeAll();
  }

  #finish(): void {
    for (const part of this.#parts) for (const [record, reading] of part.mixed.end()) this.#take(record, reading, part);
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
      saysNothing,
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

  #take(read: LogRecord, reading: FileReading, part: OpenPart): void {
    this.recordCount += 1;
    const { tracker, index } = part;
    const log = this.#joiner.log(read.side, index);
    const record = read.stamp && log.localTime ? { ...read, stamp: log.localTime.toUtc(read.stamp) } : read;
    const span = reading.spans.get(record.side) ?? { firstMs: null, lastMs: null };
    reading.spans.set(record.side, span);
    const wallMs = record.stamp?.wallMs ?? null;
    if (wallMs !== null) {
      part.firstMs ??= wallMs;
      if (record.stamp?.utcOffsetMinutes == null && wentBackAnHour(part.lastMs, wallMs)) log.hourOffCount += 1;
      part.lastMs = wallMs;
      span.firstMs ??= wallMs;
      span.lastMs = wallMs;
      if (record.stamp) reading.stampKinds.add(record.stamp.kind);
      if (record.stamp?.utcOffsetMinutes != null) {
        log.stampedUtc = true;
        log.statedOffsetMinutes ??= record.stamp.utcOffsetMinutes;
      }
    }
    tracker.observe(record);
    if (record.saysNothing) return;
    const event = interpret(record, reading.sourceIndex, this.#wordings);
    if (!event) return;
    if (event.type === "log-discarding" || event.type === "log-resumed") reading.lossy = true;
    if (RUN_EVENTS.has(event.type)) {
      this.#joiner.addRunEvent(event, index);
      tracker.pushRun(event);
    } else if (tracker.push(event) === false) this.#joiner.addRunEvent(event, index);
  }

  /**
   * The log that a line belongs to. Names and C- ids of two Asterisks mean different calls, so each that an envelope, a syslog or
   * its systemname tells apart is one; a line that says less (the banner of a JSON log) is of the one that wrote last.
   */
  #partOf({ side, host, writer }: LogRecord, { source }: FileReading): OpenPart {
    // the user says whose it is; bots' ids tell their calls apart
    if (side === "bot" || source.host !== undefined) return this.#found(side, "", null);
    return this.#found(side, writer, host ?? null);
  }

  #found(side: Side, writer: string, host: string | null): OpenPart {
    const [last] = this.#parts;
    if (last?.side === side && last.writer === writer && (host === null || last.host === host)) return last;
    const known =
      this.#parts.find((part) => part.side === side && part.writer === writer && part.host === host) ??
      this.#parts.find((part) => part.side === side && part.writer === writer && (host === null || part.host === null));
    if (known) {
      known.host ??= host;
      this.#parts.splice(this.#parts.indexOf(known), 1);
      this.#parts.unshift(known);
      return known;
    }
    const [latest, ...others] = this.#parts.filter((part) => part.side === side);
    if (latest && others.length + 1 >= MAX_HOSTS) return latest;
    const index = latest ? this.#joiner.anotherIndex() : this.index;
    this.#joiner.log(side, index);
    const close = this.#joiner.add.bind(this.#joiner);
    const tracker = side === "asterisk" ? new AsteriskTracker(index, close) : new BotTracker(index, close);
    const part: OpenPart = {
      side,
      index,
      tracker,
      mixed: new MixedStamps<FileReading>(),
      writer,
      host,
      firstMs: null,
      lastMs: null,
    };
    this.#parts.unshift(part);
    return part;
  }

  /** Log time reached, by the best reading of its clocks so far. */
  #reachedMs(): number {
    const times = this.progress.map(({ side, streamIndex, nowMs }) =>
      this.#joiner.estimateUtcMs(side, streamIndex, nowMs),
    );
    return times.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...times);
  }
}
