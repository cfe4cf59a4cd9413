// One log as it is read: its files one after the other, overlapping ones side by side; from lines to records to events to
// halves. A standard input that carries both logs is one stream with both trackers.
import { type CallEvent, isOfExchange, RUN_EVENTS } from "../../events/event.js";
import { interpret } from "../../events/interpret.js";
import { Dating } from "../../records/dating.js";
import type { LogRecord, Wording } from "../../records/record.js";
import type { DateOrder } from "../../time.js";
import type { HalfCall } from "../half-call.js";
import type { Progress } from "../joining/complete-times.js";
import type { Joiner } from "../joining/joiner.js";
import { AsteriskTracker } from "../tracking/asterisk-tracker.js";
import { BotTracker } from "../tracking/bot-tracker.js";
import { addEvicted, type Evicted, noneEvicted } from "../tracking/evicted.js";
import { type LogPart, LogParts, type OpenPart } from "./log-parts.js";
import { Merge } from "./merge.js";
import { OpenFile } from "./open-file.js";
import type { FileReading, SplitLines, StreamFile, UnparsedSink } from "./stream-file.js";

const HALF_YEAR_MS = 183 * 86_400_000;

/** From one line to the next, give or take the pause between them: the hour that comes twice when summer time ends. */
function wentBackAnHour(beforeMs: number | null, wallMs: number): boolean {
  const backMs = (beforeMs ?? wallMs) - wallMs;
  return backMs > 45 * 60_000 && backMs <= 60 * 60_000;
}

/** A bot's error that could not be assigned to a call is the run's. Asterisk's events may be asked for by any call. */
function ofNoCall(event: CallEvent): CallEvent {
  return event.side === "bot" ? { ...event, type: "unread-error", repeats: [] } : event;
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
  readonly #parts: LogParts<FileReading>;
  #next = 0;
  #ended = false;
  /** True if it is read as it grows. Then what has been silent for long has ended. */
  #isGrowing = false;
  /** How long a log that is read as it grows has been silent by now. */
  #silentMs = 0;

  constructor(
    index: number,
    files: readonly StreamFile[],
    joiner: Joiner,
    nowMs: number,
    onUnparsed: UnparsedSink = () => undefined,
    dateOrder: DateOrder | undefined = undefined,
    wordings: readonly Wording[] = [],
  ) {
    this.index = index;
    this.#onUnparsed = onUnparsed;
    this.#wordings = wordings;
    this.#files = [...files];
    this.#joiner = joiner;
    this.#parts = new LogParts(index, joiner);
    const byIds = dateOrder === undefined ? (files.find(({ orderByIds }) => orderByIds)?.orderByIds ?? null) : null;
    this.#dating = new Dating(nowMs, dateOrder ?? byIds);
    this.#dating.orderByIds = byIds;
  }

  /** The stream to read next: the one whose log time is furthest behind. Null when all have ended. */
  static furthestBehind(streams: readonly LogStream[]): LogStream | null {
    let behind: LogStream | null = null;
    let behindMs = Number.POSITIVE_INFINITY;
    for (const stream of streams) {
      if (stream.#ended) continue;
      const reachedMs = stream.#reachedMs();
      if (behind !== null && reachedMs >= behindMs) continue;
      behind = stream;
      behindMs = reachedMs;
      // there may be thousands, and none is further behind than one that was never read
      if (reachedMs === Number.NEGATIVE_INFINITY) break;
    }
    return behind;
  }

  /** How far each side of the log has been read. */
  get progress(): Progress[] {
    return Array.from(this.#parts, (part) => ({
      side: part.side,
      streamIndex: part.index,
      nowMs: this.#ended ? Number.POSITIVE_INFINITY : part.tracker.nowMs + this.#silenceMs(part),
      open: part.tracker.open,
    }));
  }

  /** The logs in it, one per writer, each with its clock. */
  get parts(): LogPart[] {
    return this.#parts.all;
  }

  /** The Asterisks that wrote to it, if its lines tell them apart. Otherwise none, or one. */
  get hostNames(): string[] {
    return this.parts.flatMap(({ side, host }) => (side === "asterisk" && host !== null ? [host] : []));
  }

  /** The order of day and month, if only uniqueids told it. Otherwise null. */
  get dateOrderByIds(): DateOrder | null {
    return this.#dating.orderByIds;
  }

  /** Which of day and month was taken to come first, if nothing told. Otherwise null. */
  get assumedDateOrder(): DateOrder | null {
    return this.#dating.assumedOrder;
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return { dating: this.#dating.memory, parts: this.#parts.memory };
  }

  /** Restores the state that an earlier run left. Call it before the first reading. */
  recall({ dating, parts }: StreamMemory): void {
    this.#dating.recall(dating);
    this.#parts.recall(parts);
  }

  /** True if some date in it could be read with day and month swapped. */
  get hasAmbiguousDates(): boolean {
    return this.#dating.ambiguousCount > 0;
  }

  /** What was dropped because a table was full. */
  get evicted(): Evicted {
    const sum = noneEvicted();
    for (const { tracker } of this.#parts) addEvicted(sum, tracker.evicted);
    for (const { counts } of this.readings) sum.names += counts.evictedWriterCount;
    return sum;
  }

  /**
   * Warnings without a channel that were assigned to a call or given up. They can change a verdict though the call has no new
   * line.
   */
  get settledWarningCount(): number {
    let count = 0;
    for (const { tracker } of this.#parts) if (tracker instanceof AsteriskTracker) count += tracker.settledWarningCount;
    return count;
  }

  get unattributedCount(): number {
    let count = 0;
    for (const { tracker } of this.#parts) if (tracker instanceof BotTracker) count += tracker.unattributedCount;
    return count;
  }

  /** Copies of the unfinished halves, as they would be if the log ended here. */
  openHalves(): HalfCall[] {
    return [...this.#parts].flatMap(({ tracker }) => tracker.openHalves());
  }

  /** Finishes halves that have ended or long been silent. Nothing new has come, but time goes by. */
  sweep(): void {
    for (const part of this.#parts) part.tracker.sweep(part.tracker.nowMs + this.#silenceMs(part));
  }

  /**
   * Reads what is new in growing files. None waits for another that has nothing new.
   * @param nowMs The present. A message without a further line for a moment counts as complete.
   * @returns false if nothing was new.
   */
  async readGrowing(split: SplitLines, nowMs: number): Promise<boolean> {
    this.#isGrowing = true;
    this.#openDue(split);
    const waiting = this.#files[this.#next];
    if (waiting && this.#merge.lanes.every(({ idle }) => idle)) {
      this.#next += 1;
      this.#merge.lanes.push(this.#opened(waiting, split));
    }
    let hasGrown = false;
    for (const file of this.#merge.lanes) {
      if (!file.queue.isEmpty || file.ended) continue;
      await file.readNew(this.#passUntilMs, nowMs);
      hasGrown ||= !file.idle;
      this.#followUp(file);
    }
    this.#silentMs = Math.min(...this.#merge.lanes.map((file) => file.silentMs(nowMs)));
    this.#takeReady();
    for (const part of this.#parts)
      if (part.tracker instanceof AsteriskTracker)
        part.tracker.settleWarnings(part.tracker.nowMs + this.#silenceMs(part));
    if (this.#merge.lanes.length === 0 && this.#next >= this.#files.length) this.#finish();
    return hasGrown;
  }

  /** Reads the next batch of lines. A file that fails is dropped at that point, and the next one goes on. */
  async readBatch(split: SplitLines): Promise<void> {
    this.#openDue(split);
    const file = this.#merge.hungriest();
    if (file) {
      await file.read(this.#passUntilMs);
      this.#followUp(file);
    }
    this.#takeReady();
    if (this.#merge.lanes.length === 0 && this.#next >= this.#files.length) this.#finish();
  }

  /** Once a file has ended, another may have taken its place. */
  #followUp({ ended, file, reading }: OpenFile): void {
    if (ended && file.successor && reading.error === null) this.#files.push(file.successor());
  }

  #takeReady(): void {
    this.#merge.take(
      (ms) => this.#isDue(ms),
      ({ reading }) => {
        reading.repeatedCount += 1;
      },
      (record, { reading }) => this.#takeTimed(record, reading),
    );
    for (const { side, index, reach } of this.parts) if (reach) this.#joiner.log(side, index).reach = reach;
  }

  #takeTimed(record: LogRecord, reading: FileReading): void {
    const part = this.#parts.of(record, reading.source.host !== undefined);
    // even while it waits: a later run is told what is waiting
    reading.taken = { line: record.line, byteOffset: record.byteOffset };
    // in a zone that the user gave, all stamps are on one clock already
    const isOnOne = part.log.localTime !== null || part.mixed.passes(record);
    if (isOnOne) this.#take(record, reading, part);
    else for (const [timed, of] of part.mixed.push(record, reading)) this.#take(timed, of ?? reading, part);
  }

  /** Up to when records that yield no event are of no use. Those of two overlapping files are compared (merge.ts). */
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

  /** Opens the next file if none is open, and those that begin before the open ones end. */
  #openDue(split: SplitLines): void {
    for (let file = this.#files[this.#next]; file; file = this.#files[this.#next]) {
      const { lanes, nextMs } = this.#merge;
      if (lanes.length > 0 && (nextMs === null || !this.#isDue(nextMs))) return;
      this.#next += 1;
      this.#merge.lanes.push(this.#opened(file, split));
    }
  }

  /**
   * Does the next file begin before that time? Its date must be sure: if it is half a year off, it belongs to another year. If
   * its stamps are times of day, only a copy is recognised, as it begins with the same one.
   */
  #isDue(ms: number): boolean {
    const first = this.#files[this.#next]?.first;
    if (!first || first.wallMs > ms) return false;
    if (first.kind === "time-only") return first.wallMs === ms;
    return first.kind === "full" || ms - first.wallMs < HALF_YEAR_MS;
  }

  #opened(file: StreamFile, split: SplitLines): OpenFile {
    const open = new OpenFile(file, this.#dating, split, this.#onUnparsed);
    this.readings.push(open.reading);
    return open;
  }

  #take(read: LogRecord, reading: FileReading, part: OpenPart<FileReading>): void {
    this.recordCount += 1;
    const { tracker, log } = part;
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
    this.#parts.hear(part, beforeMs === null ? 0 : tracker.nowMs - beforeMs);
    if (record.saysNothing) return;
    const event = interpret(record, reading.sourceIndex, this.#wordings);
    if (!event) return;
    if (event.type === "bot-line") reading.unknownWordsCount += 1;
    else if (event.side === "bot" && !isOfExchange(event)) reading.understoodCount += 1;
    if (event.type === "log-discarding" || event.type === "log-resumed") reading.lossy = true;
    if (event.type === "unread-error") {
      if (!tracker.pushUnread(event)) this.#joiner.addRunEvent(event, part.index);
    } else if (RUN_EVENTS.has(event.type)) {
      this.#joiner.addRunEvent(event, part.index);
      tracker.pushRun(event);
    } else if (!tracker.push(event)) this.#joiner.addRunEvent(ofNoCall(event), part.index);
  }

  /**
   * How long a part has been silent. If others write to the same file, their clocks tell: a host that has gone must not hold up
   * all calls for as long as the log is followed. A log that is read to its end can wait.
   */
  #silenceMs(part: OpenPart<FileReading>): number {
    return this.#isGrowing ? this.#silentMs + this.#parts.silenceMs(part) : 0;
  }

  /** Log time reached, by the best reading of its clocks so far. */
  #reachedMs(): number {
    let reachedMs = Number.NEGATIVE_INFINITY;
    for (const part of this.#parts) {
      const nowMs = part.tracker.nowMs + this.#silenceMs(part);
      reachedMs = Math.max(reachedMs, this.#joiner.estimateUtcMs(part.side, part.index, nowMs));
    }
    return reachedMs;
  }
}
