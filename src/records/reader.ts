// Turns the lines of one source into records. recognition.ts tells the form of a line. A line without a header belongs to the
// previous record of the same voice: Asterisk writes a message in one piece (docs/asterisk/logging.md#messages-of-several-lines).
import { type Line, type LineBatch, MAX_LINE_BYTES } from "../io/lines.js";
import type { Stamp } from "../time.js";
import type { Dating } from "./dating.js";
import { asteriskDefault } from "./formats/asterisk.js";
import { fileHash, HeaderScanner } from "./formats/asterisk-scanner.js";
import { PassedOver, recordOf } from "./passed-over.js";
import type { ReadingCounts } from "./reading-counts.js";
import { BARE_VOICE, hasNoHeader, type Recognised, Recognition, type Settled } from "./recognition.js";
import { type LogFormat, type LogRecord, MAX_CONTINUATION_LINES, type Side } from "./record.js";
import { SecondClock } from "./second-clock.js";
import { severityOfLevel } from "./severity.js";
import type { Unwrapped } from "./unwrapper.js";
import type { LineAt, WantedMessages } from "./wanted-messages.js";

const ONE_LINE_FORMS: ReadonlySet<string> = new Set(["asterisk-json", "json-lines"]);

/** A line of one voice waits for its further lines while at most this many records of others pass. */
const MAX_OPEN_RECORDS = 64;

/** Unfinished lines, of this many writers at once. Each is assembled up to the maximum length of a line (io/lines.ts). */
const MAX_PARTS = 64;

/** How a line in no envelope is wrapped. */
const BARE: Unwrapped = { inner: null, stamp: null, voice: BARE_VOICE, goesOn: false, way: [] };

interface OpenRecord {
  record: LogRecord;
  /** If its first line has no words: reads them from the others. */
  readonly readBelow?: LogFormat["readBelow"];
  readonly continuation: string[];
  /** Characters of the continuation. */
  length: number;
  readonly voice: string;
  readonly carriedStamp: Stamp | null;
  complete: boolean;
  /** The bot's reading of a line that may be Asterisk's or a bot's, until its writer is known. */
  otherwise: Recognised | null;
}

/** The beginning of a line that continues. */
interface LinePart {
  readonly line: Line;
  readonly text: string;
  readonly inner: string;
}

/** Turns the lines of one source into records. */
export class RecordReader {
  readonly counts: ReadingCounts = {
    lineCount: 0,
    unparsedLineCount: 0,
    cutLineCount: 0,
    evictedWriterCount: 0,
    recordCounts: new Map(),
  };
  readonly #recognition: Recognition;
  readonly #dating: Dating;
  readonly #onUnparsed: (line: Line, text: string) => void;
  readonly #asked: WantedMessages | null;
  /** Of the source files that it names. */
  readonly #askedHashes: ReadonlySet<number>;
  readonly #scanner = new HeaderScanner();
  readonly #passedOver = new PassedOver();
  /** Passed-over records that are complete and not counted yet. */
  #passedCount = 0;
  /** Asterisk's levels of which a record has been handed out. */
  readonly #levels = new Set<string>();
  /** See {@link push}. In the past once a record has reached it. */
  #passUntilMs = Number.POSITIVE_INFINITY;
  readonly #secondClock = new SecondClock();
  readonly #parts = new Map<string, LinePart>();
  /** Records that may still get lines, in order: one per voice, and complete ones behind an open one. */
  #open: OpenRecord[] = [];

  /**
   * @param role Which side's formats to consider: forced by the user, or both.
   * @param dating Supplies what stamps lack of a date. The files of one log share it.
   * @param onUnparsed Told of each line that is counted as unparsed.
   * @param own The user's own forms, tried before all others.
   * @param asked Which records are wanted. Of the others only their presence is reported. If left out, all are wanted.
   */
  constructor(
    role: Side | "auto",
    dating: Dating,
    onUnparsed: (line: Line, text: string) => void = () => undefined,
    own: readonly LogFormat[] = [],
    asked: WantedMessages | null = null,
  ) {
    this.#recognition = new Recognition(role, own, dating);
    this.#dating = dating;
    this.#onUnparsed = onUnparsed;
    this.#asked = asked;
    this.#askedHashes = new Set([...(asked?.files ?? [])].map(fileHash));
  }

  /**
   * Takes a batch of lines. Returns the records that are complete.
   * @param passUntilMs From the first record of that time on, records that yield no event are handed out too.
   */
  push(batch: LineBatch, passUntilMs = Number.POSITIVE_INFINITY): LogRecord[] {
    const complete: LogRecord[] = [];
    this.#passUntilMs = passUntilMs;
    this.counts.lineCount += batch.count;
    if (batch.cut) this.counts.cutLineCount += batch.count;
    let mayBeQuick = this.#isBareLog && !batch.cut;
    for (let i = 0; i < batch.count; i += 1) {
      if (mayBeQuick && this.#takeQuickly(batch, i, complete)) continue;
      this.#takeSlowly(batch.line(i), complete);
      mayBeQuick = this.#isBareLog && !batch.cut;
    }
    this.#passedOver.flush(complete);
    this.#count(asteriskDefault.name, this.#passedCount);
    this.#passedCount = 0;
    this.counts.evictedWriterCount = this.#recognition.evictedCount;
    return complete;
  }

  /** The last records, once the source has ended. */
  end(): LogRecord[] {
    const complete: LogRecord[] = [];
    this.#reopenPassed(complete);
    for (const open of this.#open) open.otherwise = null;
    this.#completeOpen(complete);
    complete.push(...this.#secondClock.end());
    return complete;
  }

  /**
   * Takes a line of a bare log ({@link #isBareLog}) in Asterisk's default form, as most are. The result is that of
   * {@link #takeSlowly}, without trying every form and envelope, and without decoding the line if it yields no event. @returns
   * false if it is not sure.
   */
  #takeQuickly(batch: LineBatch, i: number, into: LogRecord[]): boolean {
    if (batch.isOdd(i)) return false;
    const { bytes } = batch;
    const from = batch.from(i);
    const to = batch.to(i);
    if (this.#scanner.scan(bytes, from, to, this.#dating.year)) {
      const stamp = this.#dating.date(this.#scanner.stamp);
      const isAsked = this.#askedHashes.has(this.#scanner.fileHash);
      let text = isAsked ? batch.text(i) : "";
      if (this.#mayPassOver(stamp, isAsked ? { text, lineBehind: linesBehind(batch, i) } : null)) {
        this.#completeOpen(into);
        this.#endPassed();
        this.#passedOver.begin(stamp, this.#scanner.level, batch.number(i), batch.byteOffset(i), into);
        return true;
      }
      if (!isAsked) text = batch.text(i);
      this.#endPassed();
      this.#passedOver.end(into);
      const read = { header: this.#scanner.header(text), format: asteriskDefault };
      this.#settle(this.#recognition.learn(BARE_VOICE, read, text));
      this.#beginRecord(batch.number(i), batch.byteOffset(i), text, BARE, read, stamp, null, into);
      return true;
    }
    if (!hasNoHeader(bytes, from, to)) return false;
    if (this.#passedOver.isOpen) return true;
    const [open] = this.#open;
    if (!open) return false;
    if (open.continuation.length >= MAX_CONTINUATION_LINES) return true;
    const text = batch.text(i);
    if (open.length + text.length > MAX_LINE_BYTES) return false;
    open.continuation.push(text);
    open.length += text.length;
    return true;
  }

  /** True if a line in Asterisk's default form can be nothing else, and no other is waiting. Lines taken quickly keep it so. */
  get #isBareLog(): boolean {
    return (
      this.#recognition.isBareLog &&
      this.#secondClock.isIdle &&
      (this.#open.length === 0 ||
        (this.#open.length === 1 && this.#open[0]?.voice === BARE_VOICE && this.#open[0].otherwise === null))
    );
  }

  /**
   * Does the record whose header was scanned yield no event, and does its level reveal nothing new about what is logged?
   * @param words Null if its source file prints nothing that is asked for.
   */
  #mayPassOver({ wallMs, kind }: Stamp, words: { text: string; lineBehind: LineAt } | null): boolean {
    if (wallMs >= this.#passUntilMs) this.#passUntilMs = Number.NEGATIVE_INFINITY;
    return (
      wallMs < this.#passUntilMs &&
      this.#asked !== null &&
      this.#levels.has(this.#scanner.level) &&
      // Asterisk's warnings are shown even if nobody knows their words
      severityOfLevel(this.#scanner.level) === null &&
      this.#recognition.areBracketsAsterisks(kind) &&
      (words === null ||
        this.#asked.saysNothing(
          this.#scanner.origin(words.text),
          words.text,
          this.#scanner.messageAt,
          words.lineBehind,
        ))
    );
  }

  #endPassed(): void {
    if (this.#passedOver.isOpen) this.#passedCount += 1;
  }

  /** Lets what was passed over wait in the line of all others. */
  #reopenPassed(into: LogRecord[]): void {
    const open = this.#passedOver.giveUpOpen(into);
    if (open)
      this.#open.push({
        record: recordOf(open),
        continuation: [],
        length: 0,
        voice: BARE_VOICE,
        carriedStamp: null,
        complete: false,
        otherwise: null,
      });
  }

  /** Takes a line in whatever form it has. */
  #takeSlowly(line: Line, into: LogRecord[]): void {
    this.#reopenPassed(into);
    this.#take(line, line.text.replace(/^\ufeff/, ""), into);
  }

  #take(line: Line, text: string, into: LogRecord[]): void {
    const { unwrapped, read } = this.#recognition.recognise(text);
    const { inner } = unwrapped;
    if (inner === null) return; // the carrier's own line
    if (!unwrapped.goesOn && this.#parts.size === 0) {
      this.#add(line, text, unwrapped, read, into);
      return;
    }
    const stream = `${unwrapped.voice} ${unwrapped.stream}`;
    const part = this.#parts.get(stream);
    if (unwrapped.goesOn) {
      if (!part) this.#begin(stream, { line, text, inner });
      else if (part.inner.length < MAX_LINE_BYTES) this.#parts.set(stream, { ...part, inner: part.inner + inner });
      return;
    }
    if (part) {
      this.#parts.delete(stream);
      const joined = { ...unwrapped, inner: part.inner + inner };
      this.#add(part.line, part.text, joined, this.#recognition.read(joined), into);
    } else this.#add(line, text, unwrapped, read, into);
  }

  /** Keeps the beginning of a line. If too many wait for their ends, the one that has waited longest is dropped. */
  #begin(stream: string, part: LinePart): void {
    this.#parts.set(stream, part);
    if (this.#parts.size <= MAX_PARTS) return;
    const [oldest] = this.#parts;
    if (!oldest) return;
    this.#parts.delete(oldest[0]);
    this.counts.unparsedLineCount += 1;
    this.#onUnparsed(oldest[1].line, oldest[1].text);
  }

  /** Begins a record, or continues that of this voice. */
  #add(line: Line, text: string, unwrapped: Unwrapped, read: Recognised | null, into: LogRecord[]): void {
    const inner = unwrapped.inner ?? "";
    const recognised = read ?? this.#recognition.readUnknown(unwrapped);
    if (recognised) {
      this.#settle(this.#recognition.learn(unwrapped.voice, recognised, inner));
      const { own, otherwise } = this.#recognition.ofBrackets(recognised, unwrapped);
      if (own.header.stamp) this.#dating.anchor(own.header.stamp, inner);
      const stamp = own.header.stamp && this.#dating.date(own.header.stamp);
      this.#beginRecord(line.number, line.byteOffset, text, unwrapped, own, stamp, otherwise, into);
      return;
    }
    const open = this.#openOf(unwrapped.voice);
    if (open && !isCutJson(inner, open.record)) {
      if (open.continuation.length >= MAX_CONTINUATION_LINES || open.length + inner.length > MAX_LINE_BYTES) return;
      open.continuation.push(inner);
      open.length += inner.length;
    } else if (inner.trim() !== "") {
      this.counts.unparsedLineCount += 1;
      this.#onUnparsed(line, text);
    }
  }

  /** Begins a record. `stamp` is the header's, dated. */
  #beginRecord(
    line: number,
    byteOffset: number,
    text: string,
    unwrapped: Unwrapped,
    { header, format }: Recognised,
    stamp: Stamp | null,
    otherwise: Recognised | null,
    into: LogRecord[],
  ): void {
    if (format === asteriskDefault) this.#levels.add(header.level);
    if (stamp !== null && stamp.wallMs >= this.#passUntilMs) this.#passUntilMs = Number.NEGATIVE_INFINITY;
    const continuation: string[] = [];
    // written out: spreading the header costs as much as all the rest of a line that yields no event
    const record: LogRecord = {
      stamp,
      level: header.level,
      thread: header.thread,
      logCallId: header.logCallId,
      origin: header.origin,
      message: header.message,
      host: header.host ?? unwrapped.host,
      writer: unwrapped.writer ?? "",
      fields: header.fields,
      side: format.side,
      format: format.name,
      line,
      byteOffset,
      text,
      continuation,
    };
    const before = this.#openOf(unwrapped.voice);
    if (before) before.complete = true;
    this.#open.push({
      record,
      continuation,
      length: 0,
      voice: unwrapped.voice,
      carriedStamp: unwrapped.stamp && this.#dating.date(unwrapped.stamp),
      complete: false,
      otherwise,
      ...(format.readBelow && header.message === "" ? { readBelow: format.readBelow } : {}),
    });
    this.#closeComplete(into);
  }

  /** The writer of bracketed lines is known, so those that waited for it are read as its lines. */
  #settle(settled: Settled | null): void {
    if (settled === null) return;
    const { voice, kind, side } = settled;
    for (const open of this.#open) {
      if (open.voice !== voice || open.otherwise?.header.stamp?.kind !== kind) continue;
      const { header, format } = open.otherwise;
      const { level, message } = header;
      if (side === "bot") open.record = { ...open.record, level, message, side, format: format.name };
      open.otherwise = null;
    }
  }

  #openOf(voice: string): OpenRecord | undefined {
    return this.#open.findLast((open) => open.voice === voice && !open.complete);
  }

  #completeOpen(into: LogRecord[]): void {
    for (const open of this.#open) open.complete = true;
    this.#closeComplete(into);
  }

  #closeComplete(into: LogRecord[]): void {
    while (this.#open.length > 0) {
      const open = this.#open[0] as OpenRecord;
      const { voice, carriedStamp, complete, otherwise } = open;
      if ((!complete || otherwise !== null) && this.#open.length <= MAX_OPEN_RECORDS) return;
      this.#open.shift();
      const below = open.readBelow?.(open.continuation);
      const record = below
        ? { ...open.record, ...below, ...(below.stamp && { stamp: this.#dating.date(below.stamp) }) }
        : open.record;
      this.#count(record.format);
      into.push(...this.#secondClock.push({ record, stamp: carriedStamp, clock: `${record.side} ${voice}` }));
    }
  }

  #count(format: string, count = 1): void {
    const { recordCounts } = this.counts;
    if (count > 0) recordCounts.set(format, (recordCounts.get(format) ?? 0) + count);
  }
}

/** The lines after one that have no header, as far as they came with it and a record would keep them. Ask for them in order. */
function linesBehind(batch: LineBatch, line: number): LineAt {
  let length = 0;
  return (index) => {
    const i = line + 1 + index;
    if (i >= batch.count || index >= MAX_CONTINUATION_LINES) return undefined;
    if (batch.isOdd(i) || !hasNoHeader(batch.bytes, batch.from(i), batch.to(i))) return undefined;
    const text = batch.text(i);
    length += text.length;
    return length > MAX_LINE_BYTES ? undefined : text;
  };
}

/** A JSON record is one line. Another that starts like one, cut at the logger's buffer, is no part of it (docs/asterisk/logging.md#json). */
function isCutJson(text: string, before: LogRecord): boolean {
  return text.startsWith('{"') && (ONE_LINE_FORMS.has(before.format) || text.startsWith('{"hostname":"'));
}
