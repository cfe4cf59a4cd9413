// Lines of one source -> records. A line is taken out of its envelopes (unwrapper.ts); its form is recognised from the line
// itself, the last form that matched first; a line without a header belongs to the record before it of the same voice
// (main/logger.c writes a message with one write, A.6).
import { BoundedMap } from "../bounded-map.js";
import { type Line, type LineBatch, MAX_LINE_BYTES } from "../lines.js";
import type { Stamp, StampKind } from "../time.js";
import type { Dating } from "./dating.js";
import {
  asteriskConsole,
  asteriskDefault,
  asteriskFormats,
  asteriskSyslogBody,
  asteriskUndated,
  asteriskUndatedFirstLevel,
} from "./formats/asterisk.js";
import { fileHash, HeaderScanner } from "./formats/asterisk-scanner.js";
import { botFormats, bracketedText } from "./formats/bot.js";
import { envelopedText } from "./formats/enveloped.js";
import { hasNoHeader } from "./no-header.js";
import { PassedOver, recordOf } from "./passed-over.js";
import { type Header, type LogFormat, type LogRecord, MAX_CONTINUATION_LINES, type Side } from "./record.js";
import { SecondClock } from "./second-clock.js";
import { type Unwrapped, Unwrapper } from "./unwrapper.js";

/** All formats, the strictest header first: the console form reads any "[stamp] text" and comes last. */
export const formats: readonly LogFormat[] = [...asteriskFormats, ...botFormats, asteriskConsole];

/** All that may be listed: those too that only the reader may ask for, for they read almost anything. */
export const allFormats: readonly LogFormat[] = [...formats, asteriskUndated, envelopedText];

/** Forms that also read the lines of stricter ones, and so must not be tried before them. */
const LOOSE_FORMS: ReadonlySet<string> = new Set(["stamped-text", "bare-text", "asterisk-console"]);
const ONE_LINE_FORMS: ReadonlySet<string> = new Set(["asterisk-json", "json-lines"]);
/** Forms of a log file: its VERBOSE lines have a header, so one that looks like a console's is part of a message. */
const FILE_FORMS: ReadonlySet<string> = new Set([
  "asterisk-default",
  "asterisk-json",
  "asterisk-syslog",
  "asterisk-console",
]);

/** Forms of bots that are so loose that a line in an envelope can be taken for one. */
const READS_ENVELOPES: ReadonlySet<string> = new Set(["json-lines", "bare-text"]);
// [Nov 22 15:51:40] … | 2026-11-22 … | 0|voice  | … | {"…" | <134>1 … | Nov 22 15:51:40 pbx asterisk[1458]: …
const HEADER_START = /^(?:[[{<\d]|[A-Z][a-z]{2} [ \d]\d \d)/;

// [Nov 22 17:14:21]     -- Started music on hold | [Nov 22 17:14:21]  Creating Stasis app 'voicebot'
/** From verbosity 1 on Asterisk's console indents (logger.h: VERBOSE_PREFIX_1 …), and bots print one blank. */
const MARKED = /^\[[^\]]{8,40}\] {2,}/;

/** A line of one voice waits at most so many records of others for the lines that belong to it. */
const MAX_OPEN_RECORDS = 64;
/** Lines that go on, of so many writers at once; each is put together up to the length of a line (lines.ts). */
const MAX_PARTS = 64;
/** Writers in one file: containers, hosts, units. */
const MAX_VOICES = 10_000;

/** How the lines of a source were read. */
export interface ReadingCounts {
  lineCount: number;
  /** Lines that no format reads and that belong to no record. */
  unparsedLineCount: number;
  /** Lines too long to be kept whole. */
  cutLineCount: number;
  /** Writers that were forgotten, for there were too many. */
  evictedWriterCount: number;
  /** Records per format name. */
  readonly recordCounts: Map<string, number>;
}

/** What is known of a writer by the lines that it wrote so far. */
interface Voice {
  side: Side | null;
  /** True where it writes as Asterisk's console does: VERBOSE lines have no header. */
  console: boolean;
  /** True where it writes as a log file: what has no header is part of a message. */
  file: boolean;
  /** Who writes its lines of a time in brackets and words alone, by the form of the time: Asterisk's console and bots do. */
  readonly brackets: Partial<Record<StampKind, Side>>;
  /** True where it has spoken of channels, in a form that is not known. */
  ofChannels: boolean;
}

function newVoice(): Voice {
  return { side: null, console: false, file: false, brackets: {}, ofChannels: false };
}

/** The lines of a message, counted from 0; undefined behind the last. */
export type LineAt = (index: number) => string | undefined;

/** Which of Asterisk's messages somebody asks for. */
export interface Asked {
  /** Base names of the source files that print such; messages of all others surely say nothing. */
  readonly files: Iterable<string>;
  /**
   * Is there surely nothing in a message of one of them, which begins at a place of a line? `lineBehind` has the lines behind
   * that one, as far as they have been read.
   */
  readonly saysNothing: (origin: string, text: string, messageAt: number, lineBehind: LineAt) => boolean;
}

/** The voice of lines in no envelope. */
const BARE_VOICE = "";
/** How a line in no envelope is wrapped. */
const BARE: Unwrapped = { inner: null, stamp: null, voice: BARE_VOICE, goesOn: false, way: [] };

interface Recognised {
  readonly header: Header;
  readonly format: LogFormat;
}

interface OpenRecord {
  record: LogRecord;
  readonly continuation: string[];
  /** Characters of the continuation. */
  length: number;
  readonly voice: string;
  readonly carriedStamp: Stamp | null;
  complete: boolean;
  /** The bot's reading of a line that is Asterisk's or a bot's, until its writer is known. */
  otherwise: Recognised | null;
}

/** The start of a line that goes on. */
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
  readonly #role: Side | "auto";
  readonly #own: readonly LogFormat[];
  readonly #candidates: LogFormat[];
  readonly #dating: Dating;
  readonly #onUnparsed: (line: Line, text: string) => void;
  readonly #asked: Asked | null;
  /** Of the files that it names. */
  readonly #askedHashes: ReadonlySet<number>;
  readonly #scanner = new HeaderScanner();
  readonly #passedOver = new PassedOver();
  /** Those of it that are complete and not counted yet. */
  #passedCount = 0;
  /** Levels of Asterisk's that a record has been handed out of. */
  readonly #levels = new Set<string>();
  /** See {@link push}; in the past once a record has reached it. */
  #passUntilMs = Number.POSITIVE_INFINITY;
  readonly #unwrapper = new Unwrapper();
  readonly #secondClock = new SecondClock();
  readonly #voices = new BoundedMap<string, Voice>(MAX_VOICES);
  /** Asked for at every line of a bare log. */
  readonly #bareVoice = newVoice();
  readonly #parts = new Map<string, LinePart>();
  /** Records that may still get lines, in their order: one a voice, and complete ones behind an open one. */
  #open: OpenRecord[] = [];

  /**
   * @param role Which side's formats to consider: forced by the user, or both.
   * @param dating Supplies what stamps lack of a date; the files of one log share it.
   * @param onUnparsed Told of each line that is counted as unparsed.
   * @param own The user's own forms, tried before all others.
   * @param asked Which records are asked for: of others only that they were there is told. All are, where left out.
   */
  constructor(
    role: Side | "auto",
    dating: Dating,
    onUnparsed: (line: Line, text: string) => void = () => undefined,
    own: readonly LogFormat[] = [],
    asked: Asked | null = null,
  ) {
    this.#role = role;
    this.#own = own.filter((format) => role === "auto" || format.side === role);
    this.#candidates = formats.filter((format) => role === "auto" || format.side === role);
    this.#dating = dating;
    this.#onUnparsed = onUnparsed;
    this.#asked = asked;
    this.#askedHashes = new Set([...(asked?.files ?? [])].map(fileHash));
  }

  /**
   * Takes a batch of lines; returns the records that are complete.
   * @param passUntilMs From the first record of that time on, records are handed out that say nothing too.
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
   * Takes a line of a bare log ({@link #isBareLog}) in Asterisk's default form, as most are: what {@link #takeSlowly} makes of it, without asking
   * every form and every envelope, and without decoding it where it says nothing. @returns false where it is not sure to be one.
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
      this.#learn(BARE_VOICE, read, text);
      this.#beginRecord(batch.number(i), batch.byteOffset(i), text, BARE, read, stamp, null, into);
      return true;
    }
    if (!hasNoHeader(bytes, from, to)) return false;
    if (this.#passedOver.isOpen) return true;
    const [open] = this.#open;
    if (!open) return false;
    if (open.continuation.length >= MAX_CONTINUATION_LINES) return true;
    if (open.length + to - from > MAX_LINE_BYTES) return false;
    open.continuation.push(batch.text(i));
    open.length += to - from;
    return true;
  }

  /**
   * True where the lines before leave no doubt of how a line is to be read: bare, by a file's rules, Asterisk's form first.
   * Lines that are taken quickly leave it so.
   */
  get #isBareLog(): boolean {
    return (
      this.#candidates[0] === asteriskDefault &&
      this.#own.length === 0 &&
      this.#bareVoice.file &&
      !this.#bareVoice.console &&
      this.#unwrapper.isBare &&
      this.#secondClock.isIdle &&
      (this.#open.length === 0 ||
        (this.#open.length === 1 && this.#open[0]?.voice === BARE_VOICE && this.#open[0].otherwise === null))
    );
  }

  /**
   * Does the record whose header was scanned say nothing, and its level nothing new of what is logged?
   * @param words null where its file prints nothing that is asked for.
   */
  #mayPassOver({ wallMs, kind }: Stamp, words: { text: string; lineBehind: LineAt } | null): boolean {
    if (wallMs >= this.#passUntilMs) this.#passUntilMs = Number.NEGATIVE_INFINITY;
    return (
      wallMs < this.#passUntilMs &&
      this.#asked !== null &&
      this.#levels.has(this.#scanner.level) &&
      this.#bareVoice.brackets[kind] === "asterisk" &&
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

  /** Has what was passed over wait in the line of all others. */
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

  /** Takes a line in whatever form it is. */
  #takeSlowly(line: Line, into: LogRecord[]): void {
    this.#reopenPassed(into);
    this.#take(line, line.text.replace(/^\ufeff/, ""), into);
  }

  #take(line: Line, text: string, into: LogRecord[]): void {
    const { unwrapped, read } = this.#recognise(text);
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
      this.#add(part.line, part.text, joined, this.#read(joined), into);
    } else this.#add(line, text, unwrapped, read, into);
  }

  /** Keeps the start of a line; where too many wait for their ends, the one that has waited longest is none. */
  #begin(stream: string, part: LinePart): void {
    this.#parts.set(stream, part);
    if (this.#parts.size <= MAX_PARTS) return;
    const [oldest] = this.#parts;
    if (!oldest) return;
    this.#parts.delete(oldest[0]);
    this.counts.unparsedLineCount += 1;
    this.#onUnparsed(oldest[1].line, oldest[1].text);
  }

  /** Begins a record, or adds to the one of this voice. */
  #add(line: Line, text: string, unwrapped: Unwrapped, read: Recognised | null, into: LogRecord[]): void {
    const inner = unwrapped.inner ?? "";
    const recognised = read ?? this.#readUnknown(unwrapped);
    if (recognised) {
      this.#learn(unwrapped.voice, recognised, inner);
      const { own, otherwise } = this.#ofBrackets(recognised, unwrapped);
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

  /** Begins a record; `stamp` is the header's, dated. */
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
    // written out: to spread the header costs as much as all the rest of a line that says nothing
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
    });
    this.#closeComplete(into);
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
      const { record, voice, carriedStamp, complete, otherwise } = open;
      if ((!complete || otherwise !== null) && this.#open.length <= MAX_OPEN_RECORDS) return;
      this.#open.shift();
      this.#count(record.format);
      into.push(...this.#secondClock.push({ record, stamp: carriedStamp, clock: `${record.side} ${voice}` }));
    }
  }

  #count(format: string, count = 1): void {
    const { recordCounts } = this.counts;
    if (count > 0) recordCounts.set(format, (recordCounts.get(format) ?? 0) + count);
  }

  /** The line out of its envelopes, and its header where it has one. */
  #recognise(text: string): { unwrapped: Unwrapped; read: Recognised | null } {
    const { year } = this.#dating;
    const asBefore = this.#unwrapper.asBefore(text, year);
    if (asBefore) {
      if (asBefore.inner === null || asBefore.goesOn) return { unwrapped: asBefore, read: null };
      const read = this.#read(asBefore);
      if (read) return this.#within(asBefore, read) ?? { unwrapped: asBefore, read };
    }
    // a line of a trace in an envelope: with it, it would pass for a bot's
    const isOfTrace = asBefore !== null && asBefore.way.length > 0 && this.#voice(asBefore.voice).side !== null;
    let likely: Unwrapped | null = null;
    for (const unwrapped of this.#unwrapper.otherwise(text, year)) {
      const read = this.#read(unwrapped);
      if (read && !(isOfTrace && READS_ENVELOPES.has(read.format.name))) {
        const within = this.#within(unwrapped, read);
        if (!within) this.#unwrapper.follow(unwrapped);
        return within ?? { unwrapped, read };
      }
      if (isUnmistakable(unwrapped) || tellsOfChannel(unwrapped)) likely = unwrapped;
    }
    if (asBefore && (asBefore.way.length > 0 || !likely)) return { unwrapped: asBefore, read: null };
    if (likely?.stamp) this.#unwrapper.follow(likely);
    return { unwrapped: likely ?? this.#unwrapper.bare(text), read: null };
  }

  /** Some forms also fit an envelope: it is told by the stricter form of the line inside. */
  #within(outer: Unwrapped, read: Recognised): { unwrapped: Unwrapped; read: Recognised | null } | null {
    if (!READS_ENVELOPES.has(read.format.name)) return null;
    const isJson = read.format.name === "json-lines";
    if (isJson && !HEADER_START.test(read.header.message)) return null;
    for (const unwrapped of this.#unwrapper.deeper(outer, this.#dating.year)) {
      const inside = this.#read(unwrapped);
      const isLine = inside && inside.format.name !== "bare-text" && (inside.header.stamp || !isJson);
      if (!isLine && (isJson || !isUnmistakable(unwrapped))) continue;
      this.#unwrapper.follow(unwrapped);
      return { unwrapped, read: isLine ? inside : null };
    }
    return null;
  }

  #read(unwrapped: Unwrapped): Recognised | null {
    const text = unwrapped.inner;
    if (text === null || unwrapped.goesOn) return null;
    for (const format of this.#own) {
      const header = format.read(text, this.#dating.year);
      if (header) return { header, format };
    }
    for (let i = 0; i < this.#candidates.length; i += 1) {
      const format = this.#candidates[i] as LogFormat;
      const header = format.read(text, this.#dating.year);
      if (!header) continue;
      // Neighbours share their form.
      if (i > 0 && !LOOSE_FORMS.has(format.name)) {
        this.#candidates.splice(i, 1);
        this.#candidates.unshift(format);
      }
      return { header, format };
    }
    if (this.#role === "bot") {
      const header = bracketedText.read(text, this.#dating.year);
      return header && { header, format: bracketedText };
    }
    return this.#readUndated(unwrapped);
  }

  /** `[time] words` is read as its writer's other lines tell; where none has told yet, both readings are kept. */
  #ofBrackets(read: Recognised, { inner, voice }: Unwrapped): { own: Recognised; otherwise: Recognised | null } {
    if (read.format !== asteriskConsole || this.#role !== "auto" || inner === null || MARKED.test(inner))
      return { own: read, otherwise: null };
    const header = bracketedText.read(inner, this.#dating.year);
    const ofBot = header && { header, format: bracketedText };
    const side = ofBot?.header.stamp && this.#voice(voice).brackets[ofBot.header.stamp.kind];
    if (!ofBot || side === "asterisk") return { own: read, otherwise: null };
    return side === "bot" ? { own: ofBot, otherwise: null } : { own: read, otherwise: ofBot };
  }

  /** The writer of bracketed lines is known: those that waited for it are read as its. */
  #settleBrackets(name: string, kind: StampKind, side: Side): void {
    this.#voice(name).brackets[kind] = side;
    for (const open of this.#open) {
      if (open.voice !== name || open.otherwise?.header.stamp?.kind !== kind) continue;
      const { header, format } = open.otherwise;
      const { level, message } = header;
      if (side === "bot") open.record = { ...open.record, level, message, side, format: format.name };
      open.otherwise = null;
    }
  }

  /** What Asterisk writes without a time of its own: to a console, and to syslog. */
  #readUndated({ inner, voice, way }: Unwrapped): Recognised | null {
    if (this.#role === "bot" || inner === null) return null;
    const { side, console, file } = this.#voice(voice);
    const mayBe: LogFormat[] = [];
    if (way.length > 0) mayBe.push(asteriskSyslogBody);
    if (console || (!file && side !== "bot")) mayBe.push(asteriskUndated);
    if (console) mayBe.push(asteriskUndatedFirstLevel);
    for (const format of mayBe) {
      const header = format.read(inner, this.#dating.year);
      if (header) return { header, format };
    }
    return null;
  }

  /** A line of no known form, of a writer none of whose lines has one, is a bot's that prints: the envelope dates it. */
  #readUnknown({ inner, voice, stamp }: Unwrapped): Recognised | null {
    const known = this.#voice(voice);
    if (this.#role === "asterisk" || inner === null || !stamp || known.side !== null) return null;
    known.ofChannels ||= envelopedText.tellsOfChannel(inner);
    const header = known.ofChannels ? envelopedText.read(inner, this.#dating.year) : null;
    return header && { header, format: envelopedText };
  }

  #voice(name: string): Voice {
    if (name === BARE_VOICE) return this.#bareVoice;
    let voice = this.#voices.get(name);
    if (!voice) {
      voice = newVoice();
      this.#voices.set(name, voice);
      this.counts.evictedWriterCount = this.#voices.evictedCount;
    }
    return voice;
  }

  #learn(name: string, { format, header }: Recognised, text: string): void {
    if (format === envelopedText) return;
    const voice = this.#voice(name);
    const isAsterisks = format.side === "asterisk" && (format !== asteriskConsole || MARKED.test(text));
    const kind = header.stamp?.kind;
    if (kind && isAsterisks && voice.brackets[kind] !== "asterisk") this.#settleBrackets(name, kind, "asterisk");
    if (kind && format.name === bracketedText.name && !voice.brackets[kind] && text.startsWith("["))
      this.#settleBrackets(name, kind, "bot");
    voice.side = format.side;
    if (format === asteriskUndated) voice.console = true;
    if (FILE_FORMS.has(format.name)) voice.file = true;
  }
}

/** The lines behind one that have no header, as far as they came with it. To be asked for in their order. */
function linesBehind(batch: LineBatch, line: number): LineAt {
  return (index) => {
    const i = line + 1 + index;
    if (i >= batch.count || batch.isOdd(i) || !hasNoHeader(batch.bytes, batch.from(i), batch.to(i))) return undefined;
    return batch.text(i);
  };
}

function isUnmistakable({ way }: Unwrapped): boolean {
  return way.length > 0 && way.every(({ unmistakable }) => unmistakable);
}

/** A line of no known form, but dated by its envelope, and about a channel: the bot prints, and something carries it. */
function tellsOfChannel({ inner, stamp, goesOn }: Unwrapped): boolean {
  return inner !== null && stamp !== null && !goesOn && envelopedText.tellsOfChannelId(inner);
}

/** A JSON record is one line: another that starts like one, cut at the writer's buffer (A.4), is no part of it. */
function isCutJson(text: string, before: LogRecord): boolean {
  return text.startsWith('{"') && (ONE_LINE_FORMS.has(before.format) || text.startsWith('{"hostname":"'));
}
