// One log as it is read: its files one after the other, lines to records to events to halves. A standard input that carries
// both logs is one stream with both trackers.

import { RUN_EVENTS } from "../events/event.js";
import { interpret } from "../events/interpret.js";
import type { Line } from "../lines.js";
import { Dating } from "../records/dating.js";
import { type ReadingCounts, RecordReader } from "../records/reader.js";
import type { LogRecord, Side } from "../records/record.js";
import type { Source } from "../sources/source.js";
import { AsteriskTracker } from "./asterisk-tracker.js";
import { BotTracker } from "./bot-tracker.js";
import type { Joiner, Progress, Reach } from "./joiner.js";

/** What was read of one file. */
export interface FileReading {
  readonly source: Source;
  readonly sourceIndex: number;
  readonly counts: ReadingCounts;
  /** Who wrote in it, and from when to when by its own stamps. */
  readonly spans: Map<Side, { firstMs: number | null; lastMs: number | null }>;
  bytes: number;
  lossy: boolean;
  /** Why reading stopped before the end; null where it did not. */
  error: string | null;
}

async function* counted(chunks: AsyncIterable<string>, reading: FileReading): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    reading.bytes += chunk.length;
    yield chunk;
  }
}

interface OpenFile {
  readonly reader: RecordReader;
  readonly batches: AsyncIterator<Line[]>;
  readonly reading: FileReading;
}

/** Reads one log. */
export class LogStream {
  readonly index: number;
  readonly readings: FileReading[] = [];
  recordCount = 0;
  readonly #files: readonly { readonly source: Source; readonly sourceIndex: number }[];
  readonly #joiner: Joiner;
  readonly #dating: Dating;
  readonly #trackers: { asterisk: AsteriskTracker | null; bot: BotTracker | null } = { asterisk: null, bot: null };
  #next = 0;
  #current: OpenFile | null = null;
  #ended = false;

  constructor(
    index: number,
    files: readonly { readonly source: Source; readonly sourceIndex: number }[],
    joiner: Joiner,
    nowMs: number,
  ) {
    this.index = index;
    this.#files = files;
    this.#joiner = joiner;
    this.#dating = new Dating(nowMs);
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

  get unattributedCount(): number {
    return this.#trackers.bot?.unattributedCount ?? 0;
  }

  /** Reads the next batch of lines. A file that fails is left there, and the next one goes on. */
  async readBatch(split: (chunks: AsyncIterable<string>) => AsyncIterable<Line[]>): Promise<void> {
    this.#current ??= this.#openNext(split);
    if (!this.#current) return;
    const { reader, batches, reading } = this.#current;
    try {
      const { value, done } = await batches.next();
      if (!done) {
        this.#take(reader.push(value), reading);
        return;
      }
    } catch (error) {
      reading.error = (error as Error).message;
    }
    this.#take(reader.end(), reading);
    this.#current = null;
    if (this.#next >= this.#files.length) this.#finish();
  }

  /** Closes what is still open. */
  end(): void {
    this.#trackers.asterisk?.closeAll();
    this.#trackers.bot?.closeAll();
  }

  #finish(): void {
    this.#ended = true;
    this.end();
  }

  #openNext(split: (chunks: AsyncIterable<string>) => AsyncIterable<Line[]>): OpenFile | null {
    const file = this.#files[this.#next];
    if (!file) {
      this.#finish();
      return null;
    }
    this.#next += 1;
    const reader = new RecordReader(file.source.role, this.#dating);
    const reading: FileReading = {
      ...file,
      counts: reader.counts,
      spans: new Map(),
      bytes: 0,
      lossy: false,
      error: null,
    };
    this.readings.push(reading);
    return { reader, batches: split(counted(file.source.open(), reading))[Symbol.asyncIterator](), reading };
  }

  #take(records: readonly LogRecord[], reading: FileReading): void {
    for (const record of records) {
      this.recordCount += 1;
      const span = reading.spans.get(record.side) ?? { firstMs: null, lastMs: null };
      reading.spans.set(record.side, span);
      const wallMs = record.stamp?.wallMs ?? null;
      if (wallMs !== null) {
        span.firstMs ??= wallMs;
        span.lastMs = wallMs;
        if (record.stamp?.utcOffsetMinutes != null) this.#joiner.log(record.side, this.index).stampedUtc = true;
      }
      this.#tracker(record.side).observe(record);
      const event = interpret(record, reading.sourceIndex);
      if (!event) continue;
      if (event.type === "log-discarding" || event.type === "log-resumed") reading.lossy = true;
      if (RUN_EVENTS.has(event.type)) {
        this.#joiner.addRunEvent(event, this.index);
        this.#tracker(record.side).pushRun(event);
      } else if (this.#tracker(record.side).push(event) === false) this.#joiner.addRunEvent(event, this.index);
    }
    for (const side of ["asterisk", "bot"] as const) {
      const reach = this.reach(side);
      if (reach) this.#joiner.log(side, this.index).reach = reach;
    }
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
