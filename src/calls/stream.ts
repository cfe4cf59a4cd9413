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
import type { Half } from "./half.js";
import type { Joiner, Progress } from "./joiner.js";
import { LINGER_MS } from "./limits.js";
import type { Reach } from "./log-clocks.js";
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
  /** The last record of it that was taken; null where none was. */
  taken: TakenRecord | null;
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
  /** Where an earlier run left off: it begins with lines of before, for the reader to know the log by. */
  readonly from?: StartOfFile;
  /** When it was last written, where that says how long it has been silent; else that is seen as it is read. */
  readonly writtenMs?: number;
  /** The file that takes its name and its place in the log once it has ended, as rotation does; absent where it stays. */
  readonly successor?: () => StreamFile;
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
  /** With each record goes the reading that it came from; null for those that an earlier run had waiting. */
  readonly mixed: MixedStamps<FileReading | null>;
  /** What its envelopes say of the writer, and the host that its own lines name; null before one does. */
  readonly writer: string;
  host: string | null;
  firstMs: number | null;
  lastMs: number | null;
  /** How far the pace of the whole log was when it last wrote. */
  heardAtMs: number;
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
  readonly file: StreamFile;
  /** When it last had something new; null before it was looked at. */
  grewAtMs: number | null;
  /** True where no record waits for further lines. */
  isFlushed: boolean;
  /** True once the lines of before have been read, where there are any. */
  isWarm: boolean;
}

/** A message of several lines is written at once: after so long no line of it comes. */
const RECORD_IS_WHOLE_MS = 150;
/** A run that does not stay to see may be looking while it is written. */
const SURELY_WHOLE_MS = 5_000;

/** Records to come, but for those that an earlier run has taken. */
function enqueue({ queue, file: { from } }: OpenFile, records: readonly LogRecord[]): void {
  for (const record of records) if (!from || record.byteOffset > from.taken.byteOffset) queue.push(record);
}

function renumbered(line: Line, { lineCount, bytes }: StartOfFile): Line {
  return { ...line, number: line.number + lineCount, byteOffset: line.byteOffset + bytes };
}

/** What {@link LogStream} remembers. */
export type StreamMemory = LogStream["memory"];

/** Reads one log. */
export class LogStream {
  readonly index: number;
  readonly readings: FileReading[] = [];
  recordCount = 0;
  readonly #files: StreamFile[];
  readonly #joiner: Joiner;
  readonly #dating: Dating;
  readonly #merge = new Merge<OpenFile>();
  readonly #onUnparsed: UnparsedSink;
  readonly #wordings: readonly Wording[];
  /** One for the bot's lines, and one for each Asterisk that wrote here; the one that wrote last comes first. */
  readonly #parts: OpenPart[] = [];
  #next = 0;
  #ended = false;
  /** True where it is read as it grows: then what has been silent for long has ended. */
  #isGrowing = false;
  /** How long a log that is read as it grows has been silent by now. */
  #silentMs = 0;
  /** How much time has gone by in the log, by whichever part went on furthest since another wrote. */
  #paceMs = 0;

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
    this.#files = [...files];
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
    return this.#parts.map((part) => ({
      side: part.side,
      streamIndex: part.index,
      nowMs: this.#ended ? Number.POSITIVE_INFINITY : part.tracker.nowMs + this.#silenceMs(part),
      open: part.tracker.open,
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

  /** All that the lines to come may need: for a later run to go on with. */
  get memory() {
    return {
      dating: this.#dating.memory,
      parts: this.#parts.map(({ tracker, mixed, heardAtMs, ...part }) => ({
        ...part,
        quietMs: this.#paceMs - heardAtMs,
        mixed: mixed.memory,
        asterisk: tracker instanceof AsteriskTracker ? tracker.memory : null,
        bot: tracker instanceof BotTracker ? tracker.memory : null,
      })),
    };
  }

  /** Goes on where an earlier run left off. To be called before the first reading. */
  recall({ dating, parts }: StreamMemory): void {
    this.#dating.recall(dating);
    for (const { side, index, writer, host, firstMs, lastMs, quietMs, mixed, asterisk, bot } of parts) {
      const part = this.#newPart(side, index, writer, host);
      Object.assign(part, { firstMs, lastMs, heardAtMs: this.#paceMs - quietMs });
      part.mixed.recall(mixed, null);
      if (asterisk && part.tracker instanceof AsteriskTracker) part.tracker.recall(asterisk);
      if (bot && part.tracker instanceof BotTracker) part.tracker.recall(bot);
      this.#parts.push(part);
    }
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

  /** Copies of the halves that are not finished, as they would be if the log ended here. */
  openHalves(): Half[] {
    return this.#parts.flatMap(({ tracker }) => tracker.openHalves());
  }

  /** Finishes the halves that have ended, or been silent for long: nothing new has come, yet time goes by. */
  sweep(): void {
    for (const part of this.#parts) part.tracker.sweep(part.tracker.nowMs + this.#silenceMs(part));
  }

  /**
   * Reads what is new in files that grow. None waits for another that has nothing new.
   * @param nowMs The present; a message that has had no further line for a moment is taken for whole.
   * @returns false where nothing was.
   */
  async readGrowing(split: (chunks: AsyncIterable<string>) => AsyncIterable<Line[]>, nowMs: number): Promise<boolean> {
    this.#isGrowing = true;
    this.#openDue(split);
    const waiting = this.#files[this.#next];
    if (waiting && this.#merge.lanes.every(({ idle }) => idle)) {
      this.#next += 1;
      this.#merge.lanes.push(this.#opened(waiting, split));
    }
    let hasGrown = false;
    for (const file of this.#merge.lanes) {
      if (file.queue.length > 0 || file.ended) continue;
      file.grewAtMs ??= nowMs;
      const before = file.reading.bytes;
      const lineCount = await this.#readInto(file);
      file.idle = lineCount === 0 && file.reading.bytes === before && !file.ended;
      if (!file.idle) {
        file.grewAtMs = file.file.writtenMs ?? nowMs;
        file.isFlushed = false;
        hasGrown = true;
      } else if (
        !file.isFlushed &&
        nowMs - file.grewAtMs >= (file.file.writtenMs === undefined ? RECORD_IS_WHOLE_MS : SURELY_WHOLE_MS)
      ) {
        enqueue(file, file.reader.end());
        file.isFlushed = true;
      }
    }
    this.#silentMs = Math.min(
      ...this.#merge.lanes.map(({ idle, grewAtMs }) => (idle ? nowMs - (grewAtMs ?? nowMs) : 0)),
    );
    this.#takeReady();
    if (this.#merge.lanes.length === 0 && this.#next >= this.#files.length) this.#finish();
    return hasGrown;
  }

  /** Reads the next batch of lines. A file that fails is left there, and the next one goes on. */
  async readBatch(split: (chunks: AsyncIterable<string>) => AsyncIterable<Line[]>): Promise<void> {
    this.#openDue(split);
    const file = this.#merge.hungriest();
    if (file) await this.#readInto(file);
    this.#takeReady();
    if (this.#merge.lanes.length === 0 && this.#next >= this.#files.length) this.#finish();
  }

  #takeReady(): void {
    const records = this.#merge.take(
      (ms) => this.#isDue(ms),
      ({ reading }) => {
        reading.repeatedCount += 1;
      },
    );
    for (const { record, lane } of records) {
      const part = this.#partOf(record, lane.reading);
      // also where it waits: a later run is told of what waits
      lane.reading.taken = { line: record.line, byteOffset: record.byteOffset };
      // in a zone that the user named all stamps are on one clock already
      const isOnOne = this.#joiner.log(part.side, part.index).localTime !== null || part.mixed.passes(record);
      if (isOnOne) this.#take(record, lane.reading, part);
      else
        for (const [timed, reading] of part.mixed.push(record, lane.reading))
          this.#take(timed, reading ?? lane.reading, part);
    }
    for (const { side, index, reach } of this.parts) if (reach) this.#joiner.log(side, index).reach = reach;
  }

  /** Reads the next batch of a file; returns how many lines there were. */
  async #readInto(file: OpenFile): Promise<number> {
    const { reader, batches, reading } = file;
    const { from } = file.file;
    try {
      const { value, done } = await batches.next();
      if (!done && from && !file.isWarm) {
        this.#warmUp(file, from, value);
        return this.#readInto(file);
      }
      if (!done) {
        const lines = from ? value.map((line: Line) => renumbered(line, from)) : value;
        enqueue(file, reader.push(lines, this.#passUntilMs));
        return lines.length;
      }
    } catch (error) {
      reading.error = (error as Error).message;
    }
    enqueue(file, reader.end());
    file.ended = true;
    if (file.file.successor && reading.error === null) this.#files.push(file.file.successor());
    return 0;
  }

  /** Shows the reader lines of before, by which it knows the log: its form, what carries it, who writes it. */
  #warmUp(file: OpenFile, from: StartOfFile, lines: readonly Line[]): void {
    const { reader, reading } = file;
    const dating = structuredClone(this.#dating.memory);
    reader.push(lines.map((line) => renumbered(line, from)));
    reader.end();
    this.#dating.recall(dating);
    Object.assign(reader.counts, { lineCount: 0, unparsedLineCount: 0, cutLineCount: 0 });
    reader.counts.recordCounts.clear();
    reading.bytes = 0;
    file.isWarm = true;
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
    for (const part of this.#parts)
      for (const [record, reading] of part.mixed.end()) {
        const of = reading ?? this.readings[0];
        if (of) this.#take(record, of, part);
      }
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
      taken: file.from?.taken ?? null,
      lossy: false,
      repeatedCount: 0,
      error: null,
    };
    this.readings.push(reading);
    const batches = split(counted(file.source.open(), reading))[Symbol.asyncIterator]();
    return {
      ...newLane(),
      reader,
      batches,
      reading,
      file,
      grewAtMs: file.writtenMs ?? null,
      isFlushed: true,
      isWarm: false,
    };
  }

  #take(read: LogRecord, reading: FileReading, part: OpenPart): void {
    this.recordCount += 1;
    const { tracker, index } = part;
    const log = this.#joiner.log(read.side, index);
    const record = read.stamp && log.localTime ? { ...read, stamp: log.localTime.toUtc(read.stamp) } : read;
    const span = reading.spans.get(record.side) ?? { firstMs: null, lastMs: null };
    reading.spans.set(record.side, span);
    const wallMs = record.stamp?.wallMs ?? null;
    const beforeMs = part.firstMs === null ? null : tracker.nowMs;
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
    this.#hear(part, beforeMs === null ? 0 : tracker.nowMs - beforeMs);
    if (record.saysNothing) return;
    const event = interpret(record, reading.sourceIndex, this.#wordings);
    if (!event) return;
    if (event.type === "log-discarding" || event.type === "log-resumed") reading.lossy = true;
    if (RUN_EVENTS.has(event.type)) {
      this.#joiner.addRunEvent(event, index);
      tracker.pushRun(event);
    } else if (tracker.push(event) === false) this.#joiner.addRunEvent(event, index);
  }

  /** Notes that a part wrote, and how far its clock went on: a clock that was set, or jumped, is no silence of the others. */
  #hear(part: OpenPart, forwardMs: number): void {
    this.#paceMs = Math.max(this.#paceMs, part.heardAtMs + Math.min(forwardMs, LINGER_MS));
    part.heardAtMs = this.#paceMs;
  }

  /**
   * How long a part has been silent. Where others write on in the same file, their clocks tell: a host that has gone must not
   * hold up all calls for as long as the log is followed. A log that is read to its end can wait for that.
   */
  #silenceMs({ heardAtMs }: OpenPart): number {
    return this.#isGrowing ? this.#silentMs + this.#paceMs - heardAtMs : 0;
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
    const part = this.#newPart(side, index, writer, host);
    this.#parts.unshift(part);
    return part;
  }

  #newPart(side: Side, index: number, writer: string, host: string | null): OpenPart {
    this.#joiner.log(side, index);
    const close = this.#joiner.add.bind(this.#joiner);
    const tracker = side === "asterisk" ? new AsteriskTracker(index, close) : new BotTracker(index, close);
    return {
      side,
      index,
      tracker,
      mixed: new MixedStamps<FileReading | null>(),
      writer,
      host,
      firstMs: null,
      lastMs: null,
      heardAtMs: this.#paceMs,
    };
  }

  /** Log time reached, by the best reading of its clocks so far. */
  #reachedMs(): number {
    const times = this.progress.map(({ side, streamIndex, nowMs }) =>
      this.#joiner.estimateUtcMs(side, streamIndex, nowMs),
    );
    return times.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...times);
  }
}
