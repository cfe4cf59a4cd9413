// Tells in which form a line is, and who writes so: from the line itself, with the last matching form tried first, and from
// earlier lines of its writer. On the way, the line is taken out of its envelopes (unwrapper.ts).
import { BoundedMap } from "../io/bounded-map.js";
import type { StampKind } from "../time.js";
import type { Dating } from "./dating.js";
import { envelopes } from "./envelopes/index.js";
import {
  asteriskConsole,
  asteriskDefault,
  asteriskFormats,
  asteriskSyslogBody,
  asteriskUndated,
  asteriskUndatedFirstLevel,
} from "./formats/asterisk.js";
import { bracketedText } from "./formats/bot/bare-text.js";
import { botFormats } from "./formats/bot/index.js";
import { envelopedText, undatedBotFormats, undatedText } from "./formats/enveloped.js";
import { noHeaderTest } from "./no-header.js";
import type { Header, LogFormat, Side } from "./record.js";
import { type Unwrapped, Unwrapper } from "./unwrapper.js";

/** All formats, the strictest header first. The console form reads any "[stamp] text" and comes last. */
export const formats: readonly LogFormat[] = [...asteriskFormats, ...botFormats, asteriskConsole];

/** All that may be listed, including those that only the reader may ask for, as they read almost anything. */
export const allFormats: readonly LogFormat[] = [
  ...formats,
  asteriskUndated,
  ...undatedBotFormats,
  envelopedText,
  undatedText,
];

/** Of a log without envelopes: is a line surely none with a header? */
export const hasNoHeader = noHeaderTest([
  ...formats.flatMap(({ samples }) => samples),
  ...envelopes.filter(({ ofAnyLine }) => !ofAnyLine).flatMap(({ samples }) => samples.map(([line]) => line)),
]);

/** Forms of a log file. Its VERBOSE lines have a header, so a line that looks like a console's is part of a message. */
const FILE_FORMS: ReadonlySet<string> = new Set([
  "asterisk-default",
  "asterisk-json",
  "asterisk-syslog",
  "asterisk-console",
]);

// [Nov 22 15:51:40] … | 2026-11-22 … | 0|voice  | … | {"…" | <134>1 … | Nov 22 15:51:40 pbx asterisk[1458]: …
const HEADER_START = /^(?:[[{<\d]|[A-Z][a-z]{2} [ \d]\d \d)/;

// [Nov 22 17:14:21]     -- Started music on hold | [Nov 22 17:14:21]  Creating Stasis app 'voicebot'
/** From verbosity 1 on Asterisk's console indents (include/asterisk/logger.h: VERBOSE_PREFIX_1 …); bots print one blank. */
const MARKED = /^\[[^\]]{8,40}\] {2,}/;

/** Writers in one file: containers, hosts, units. */
const MAX_VOICES = 10_000;

/** What is known about a writer from its lines so far. */
interface Voice {
  side: Side | null;
  /** True if it writes like Asterisk's console: VERBOSE lines have no header. */
  console: boolean;
  /** True if it writes like a log file: what has no header is part of a message. */
  file: boolean;
  /**
   * Who writes its lines that have only a time in brackets and words, by the form of the time. Asterisk's console and bots do.
   */
  readonly brackets: Partial<Record<StampKind, Side>>;
  /** True if it has mentioned channels in an unknown form. */
  ofChannels: boolean;
}

function newVoice(): Voice {
  return { side: null, console: false, file: false, brackets: {}, ofChannels: false };
}

/** The voice of lines in no envelope. */
export const BARE_VOICE = "";

/** A header, and the form that read it. */
export interface Recognised {
  readonly header: Header;
  readonly format: LogFormat;
}

/** From now on it is known who writes a voice's bracketed lines with this form of time. */
export interface Settled {
  readonly voice: string;
  readonly kind: StampKind;
  readonly side: Side;
}

/** Tells the forms of one source's lines. */
export class Recognition {
  readonly #role: Side | "auto";
  readonly #own: readonly LogFormat[];
  readonly #candidates: LogFormat[];
  readonly #dating: Dating;
  readonly #unwrapper = new Unwrapper();
  readonly #voices = new BoundedMap<string, Voice>(MAX_VOICES);
  /** Asked at every line of a bare log. */
  readonly #bareVoice = newVoice();

  /**
   * @param role Which side's formats to consider: forced by the user, or both.
   * @param own The user's own forms, tried before all others.
   * @param dating Supplies the year that stamps lack.
   */
  constructor(role: Side | "auto", own: readonly LogFormat[], dating: Dating) {
    this.#role = role;
    this.#own = own.filter((format) => role === "auto" || format.side === role);
    this.#candidates = formats.filter((format) => role === "auto" || format.side === role);
    this.#dating = dating;
  }

  /** Writers that were forgotten because there were too many. */
  get evictedCount(): number {
    return this.#voices.evictedCount;
  }

  /** True if the lines so far leave no doubt about how to read one: bare, by a file's rules, Asterisk's form first. */
  get isBareLog(): boolean {
    return (
      this.#candidates[0] === asteriskDefault &&
      this.#own.length === 0 &&
      this.#bareVoice.file &&
      !this.#bareVoice.console &&
      this.#unwrapper.isBare
    );
  }

  /** Are bare lines with only a time of that form in brackets, and words, known to be Asterisk's? */
  areBracketsAsterisks(kind: StampKind): boolean {
    return this.#bareVoice.brackets[kind] === "asterisk";
  }

  /** The line out of its envelopes, with its header if it has one. */
  recognise(text: string): { readonly unwrapped: Unwrapped; readonly read: Recognised | null } {
    const { year } = this.#dating;
    const asBefore = this.#unwrapper.asBefore(text, year);
    if (asBefore) {
      if (asBefore.inner === null || asBefore.goesOn) return { unwrapped: asBefore, read: null };
      const read = this.read(asBefore);
      if (read) return this.#within(asBefore, read) ?? { unwrapped: asBefore, read };
    }
    // a trace line in an envelope; together they would pass for a bot's line
    const isOfTrace = asBefore !== null && asBefore.way.length > 0 && this.#voice(asBefore.voice).side !== null;
    let likely: Unwrapped | null = null;
    for (const unwrapped of this.#unwrapper.otherwise(text, year)) {
      const read = this.read(unwrapped);
      if (read && !(isOfTrace && read.format.readsEnvelopes)) {
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

  /** Some forms also match an envelope. Then the stricter form of the inner line decides. */
  #within(outer: Unwrapped, read: Recognised): { unwrapped: Unwrapped; read: Recognised | null } | null {
    if (!read.format.readsEnvelopes) return null;
    const isJson = read.format.name === "json-lines";
    if (isJson && !HEADER_START.test(read.header.message)) return null;
    for (const unwrapped of this.#unwrapper.deeper(outer, this.#dating.year)) {
      const inside = this.read(unwrapped);
      const isLine = inside && inside.format.name !== "bare-text" && (inside.header.stamp || !isJson);
      if (!isLine && (isJson || !isUnmistakable(unwrapped))) continue;
      this.#unwrapper.follow(unwrapped);
      return { unwrapped, read: isLine ? inside : null };
    }
    return null;
  }

  /** The header of a line out of its envelopes, by the form that reads it. */
  read(unwrapped: Unwrapped): Recognised | null {
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
      // neighbours share their form
      if (i > 0 && !format.isLoose) {
        this.#candidates.splice(i, 1);
        this.#candidates.unshift(format);
      }
      return { header, format };
    }
    if (this.#role === "bot") {
      const header = bracketedText.read(text, this.#dating.year);
      if (header) return { header, format: bracketedText };
    }
    return this.#readUndated(unwrapped) ?? this.#readUndatedOfBot(unwrapped);
  }

  /** `[time] words` is read as its writer's other lines suggest. Until one does, both readings are kept. */
  ofBrackets(read: Recognised, { inner, voice }: Unwrapped): { own: Recognised; otherwise: Recognised | null } {
    if (read.format !== asteriskConsole || this.#role !== "auto" || inner === null || MARKED.test(inner))
      return { own: read, otherwise: null };
    const header = bracketedText.read(inner, this.#dating.year);
    const ofBot = header && { header, format: bracketedText };
    const side = ofBot?.header.stamp && this.#voice(voice).brackets[ofBot.header.stamp.kind];
    if (!ofBot || side === "asterisk") return { own: read, otherwise: null };
    return side === "bot" ? { own: ofBot, otherwise: null } : { own: read, otherwise: ofBot };
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

  /** What bots' loggers write without a time. In a file of Asterisk's it is part of a message. */
  #readUndatedOfBot({ inner, voice }: Unwrapped): Recognised | null {
    if (this.#role === "asterisk" || inner === null) return null;
    const { side, console, file } = this.#voice(voice);
    if (side === "asterisk" || console || file) return null;
    for (const format of undatedBotFormats) {
      const header = format.read(inner, this.#dating.year);
      if (header) return { header, format };
    }
    return null;
  }

  /**
   * A line in no known form, from a writer none of whose lines has one, belongs to a bot that prints. The envelope dates it.
   * Without an envelope nothing does, and the writer must have named a channel.
   */
  readUnknown({ inner, voice, stamp }: Unwrapped): Recognised | null {
    const known = this.#voice(voice);
    if (this.#role === "asterisk" || inner === null || known.side !== null) return null;
    known.ofChannels ||= stamp ? envelopedText.tellsOfChannel(inner) : envelopedText.tellsOfChannelId(inner);
    const format = stamp ? envelopedText : undatedText;
    const header = known.ofChannels ? format.read(inner, this.#dating.year) : null;
    return header && { header, format };
  }

  /** Learns about a writer from one of its lines. @returns who writes its bracketed lines, if that was not known before. */
  learn(name: string, { format, header }: Recognised, text: string): Settled | null {
    if (format === envelopedText || format === undatedText) return null;
    const voice = this.#voice(name);
    const kind = header.stamp?.kind;
    voice.side = format.side;
    if (format === asteriskUndated) voice.console = true;
    if (FILE_FORMS.has(format.name)) voice.file = true;
    if (!kind) return null;
    const isAsterisks = format.side === "asterisk" && (format !== asteriskConsole || MARKED.test(text));
    const isBots = format.name === bracketedText.name && !voice.brackets[kind] && text.startsWith("[");
    if (!isBots && !(isAsterisks && voice.brackets[kind] !== "asterisk")) return null;
    const side = isBots ? "bot" : "asterisk";
    voice.brackets[kind] = side;
    return { voice: name, kind, side };
  }

  #voice(name: string): Voice {
    if (name === BARE_VOICE) return this.#bareVoice;
    let voice = this.#voices.get(name);
    if (!voice) {
      voice = newVoice();
      this.#voices.set(name, voice);
    }
    return voice;
  }
}

function isUnmistakable({ way }: Unwrapped): boolean {
  return way.length > 0 && way.every(({ unmistakable }) => unmistakable);
}

/** A line in no known form, but dated by its envelope and about a channel: the bot prints, and something carries it. */
function tellsOfChannel({ inner, stamp, goesOn }: Unwrapped): boolean {
  return inner !== null && stamp !== null && !goesOn && envelopedText.tellsOfChannelId(inner);
}
