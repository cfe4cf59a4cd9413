// --redact=strict, which is --redact turned round: what is not known to be harmless is masked. Kept are the words of Asterisk, ARI
// and SIP, ids that join lines, times, durations and numbers of up to four digits; in what this tool says itself, its own words too.
// It works on what the masks by kind (hosts.ts, numbers.ts, …) have left, so it masks all that they do.
import { MASK, type Masks } from "./masks.js";
import { PHRASES } from "./phrases.js";
import { type Part, quotedParts } from "./quotations.js";

/** Words that may stay (build/words.js), in small letters. */
export interface Vocabulary {
  /** In lines of logs. */
  readonly log: ReadonlySet<string>;
  /** In what this tool says of them: its own words, too. */
  readonly report: ReadonlySet<string>;
}

/**
 * Who wrote a text. Where a log may be either's, it is the bot's. `caller`: a line of the bot that says what was spoken. `id`: it is a
 * value, such as a name of a channel or an option.
 */
export type Writer = "asterisk" | "bot" | "caller" | "report" | "id";

/** What the times of a report may be, by which those of its numbers are known that are times. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is known of a text's call or run. */
export interface Known {
  /** Ids that are nothing but ids. */
  readonly ids: ReadonlySet<string>;
  /** Null where no time is known. */
  readonly span: Span | null;
}

/** Channels may be up for weeks before a line names them. */
const NEAR_MS = 40 * 86_400_000;
/** Where a report knows no times. */
const ANY_TIME: Span = { fromMs: Date.UTC(2004), toMs: Date.UTC(2060) };
const LONGEST_NUMBER = 4;

// ---- what stays ----

const TIME = String.raw`(?:[01]?\d|2[0-4]):[0-5]\d:[0-6]\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-](?:0\d|1[0-4]):?[0-5]\d)(?![\p{L}\d]))?`;
const DAY = String.raw`(?:(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:19|20)\d\d)`;
const MONTH_DAY = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}(?:[12]\d|3[01]|[1-9]) `;
const TECHNOLOGY = String.raw`(?:PJSIP|SIP|IAX2|DAHDI|Local|AudioSocket|WebSocket|UnicastRTP|MulticastRTP|Snoop|Announcer|Recorder|CBAnn|CBRec|ConfBridgeRecorder|Bridge|Console|Mobile|Motif|Surrogate|AsyncGoto|MGCP|SCCP|Skinny|Message|OutgoingSpoolFailed|Parking|Phone|H323)`;
const UNIT = String.raw`(?:ms|msec|milliseconds?|s|sec|secs|seconds?|us|µs|ns|min|minutes?|hours?|bytes?|B|kB|KiB|MB|MiB|samples|packets|frames|lines|messages|calls|events|Hz|kHz|kbps|%)(?![\p{L}\d])`;

/** Part of a word: a letter of any script, a digit, a sign that is no punctuation, \u0418, %D0. */
const SIGN = String.raw`(?:\\{1,2}u[\da-fA-F]{4}|\\{1,2}x[\da-fA-F]{2}|%(?:[01][\dA-Fa-f]|3[0-9]|4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa]|[89A-Fa-f][\dA-Fa-f])|[\p{L}\p{M}\p{N}_]|(?![“”‘’‚„«»‹›–—…·•→←↔⇒│─┌└├¿¡№。，、：；！？（）「」『』【】《》\u00a0])[^\x00-\x7f\s])`;
/** What stands between the parts of a word. */
const JOINT = String.raw`[-._~+*$!#^’'\x60]`;

/** What is met in a text, in this order. The names of the groups say what becomes of it. */
const TOKEN = new RegExp(
  [
    String.raw`(?<kept>(?<![\p{L}\d])${MASK})`,
    String.raw`(?<time>(?<![\p{L}\d.])(?:(?<day>${DAY})(?:[T ,]{1,2}${TIME})?|(?:${MONTH_DAY})?${TIME})(?![\p{L}\d]))`,
    String.raw`(?<uuid>(?<![\p{L}\d])[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}(?![\p{L}\d]))`,
    String.raw`(?<uniqueid>(?<![\p{L}\d.])1\d{9}\.\d{1,7}(?![\d.]|\p{L}))`,
    String.raw`(?<epoch>(?<![\p{L}\d.])1\d{9}(?:\d{3}){0,3}(?![\p{L}\d.]))`,
    String.raw`(?<logCall>(?<![\p{L}\d])C-[\da-f]{8}(?![\p{L}\d]))`,
    String.raw`(?<![\p{L}\d])(?<technology>${TECHNOLOGY}(?:/|%2F))(?<channel>[^\s'"<>(),;|&\[\]{}=]{1,120}?)(?<counter>-(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{8}(?:;[12])?))(?![\p{L}\d])`,
    String.raw`(?<protocol>(?<![\p{L}\d])(?:SIP|HTTP|RTSP)/\d\.\d(?![\p{L}\d.]))`,
    String.raw`(?<own>(?<![\p{L}\d.])(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|::1)(?![\p{L}\d]|\.\d))`,
    String.raw`(?<process>(?<=(?:ERROR|WARNING|NOTICE|VERBOSE|DEBUG|DTMF|SECURITY|asterisk)\[)\d{1,8}(?=\]))`,
    // m=audio 10234 RTP/AVP 107 8 0 101
    String.raw`(?<codecs>(?<=RTP\/S?AVPF? )\d{1,3}(?: \d{1,3})*(?![\p{L}\d]))`,
    String.raw`(?<port>(?<=(?:(?:host|address)#(?:\d+|[a-z]{10})|localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|\]|::1):)\d{1,5}(?!\d)|(?<=(?<!\p{L})(?:r?ports?|rtpstart|rtpend|m=audio)["']?[ :=(]{1,3}["']?)\d{1,5}(?:-\d{1,5})?(?![\p{L}\d.]))`,
    String.raw`(?<duration>(?<![\p{L}\d.,])\d{1,6}(?:[.,]\d{1,6})?(?= ?${UNIT})|(?<=(?:duration|elapsed|latency|took|delay|seconds|secs|msecs?|millis|_ms|_s)["']?\s?[=:]\s?)\d{1,6}(?:\.\d{1,6})?(?![\p{L}\d.]))`,
    // 12 34 56: what is written in groups counts as one
    String.raw`(?<number>(?<![\p{L}\p{M}\p{N}_])\p{Nd}+(?:(?:[ \u00a0\u2000-\u200a\u202f._/()–—-]|%(?:2[\dA-Fa-f]|C2%A0|E2%80%9[0-5])){1,3}\p{Nd}+)*(?!${SIGN}))`,
    String.raw`(?<escape>(?:\\{1,2}(?:u001|x1|0?33)[bB]?|␛|\x1b)\[[\d;]{0,20}[mK]|\\{1,2}[rnt](?![a-z])|%(?:2[\dA-Fa-f]|3[A-Fa-f]|40|5[B-Fb-f]|60|7[B-Eb-e]))`,
    String.raw`(?<code>(?<![\p{L}\d])0x[\da-f]{1,4}(?![\p{L}\d]))`,
    String.raw`(?<pointer>(?<![\p{L}\d])0x[\da-f]{6,16}(?![\p{L}\d]))`,
    String.raw`(?<word>${SIGN}+(?:${JOINT}+${SIGN}+)*)`,
  ].join("|"),
  "gu",
);

/** A part of a text: what it is, and what is shown of it. */
interface Token {
  readonly text: string;
  /** What is shown of it. A mask is counted when it is shown. */
  readonly shown: () => string;
  /** `id`: joins lines or says when. `between`: what is between words. */
  readonly kind: "id" | "known" | "unknown" | "between";
  readonly isWord: boolean;
  /** A time in the middle of words is what somebody said. */
  readonly isTime?: boolean;
}

// ---- speech ----

/** What stands before words that somebody spoke, or is to hear. */
const BEFORE_SPEECH =
  /(?:^|[^\p{L}\d])(?:text|transcript(?:ion)?|utterance|phrase|sentence|said|says|say|speech|asr|stt|tts|heard|recogni[sz]ed|prompt|reply|replied|answer|response|user|human|assistant|question|query|input|output|content|summary|llm|gpt|ai|speak|speaking|synthesi[sz]e|synthesi[sz]ing|generated|final|partial|caller|customer|client|agent|bot|текст|фраза|сказал|ответ|вопрос|клиент|абонент|бот|распознано)[^\p{L}"'“«]{0,4}["']?\s{0,2}(?:[:=]|->|→)\s{0,2}$/iu;
/** A field that holds the whole message of a line. */
const BEFORE_MESSAGE =
  /(?:^|[^\p{L}\d])(?:msg|message|event|@mt?|short_message|MESSAGE|body|log|reason)\\*["']\s{0,2}[:=]\s{0,2}$/iu;
/** What words are cut at, where it stands between them. */
const CUT = /[()[\]{}<>,;|=\n\t]|[:.!?]\s|\s-{1,2}>?\s|\s[–—→]\s|\\[rnt]/u;
/** So much of what stands before tells what a text is. */
const LEAD = 60;
/** A text of a bot with this many words is masked as one if it has words that are unknown. */
const FEWEST_WORDS = 3;
/** Else it goes on with the word before, as hello does in sound:bot/hello. */
const BEFORE_WORD = /(?:^|[\s"'([{<>|,;+]|%20)$/;
/** I v a n */
const SPELLED = /(?<![\p{L}\d])\p{L}(?:[ ._-]{1,2}\p{L}){2,}(?![\p{L}\d])/gu;

/** Parts of compound words that are short and yet meant: a token of random letters falls into other ones. */
const SHORT = new Set(
  "c q s t id ip in to of on is at by no ok rx tx ms up ts so py js sip rtp ari app pbx res tcp udp tls url uri num ext sdp srv cid log set get new end max min moh bot asr tts stt llm not off ice msg all cdr cel agi ami cli dev ast fax iax del add put sub ack bye tag via len seq pkt pid var usr lib etc tmp out mix wav gsm raw key has was for the and non pre req day sec api net run gz zst txt xml csv aoc".split(
    " ",
  ),
);

/** Masks what is not known to be harmless. */
export class StrictMasker {
  readonly #words: Vocabulary;
  readonly #masks: Masks;

  constructor(words: Vocabulary, masks: Masks) {
    this.#words = words;
    this.#masks = masks;
  }

  /** A text masked. */
  mask(text: string, writer: Writer, known: Known): string {
    if (writer === "id") return this.#wordByWord(text, "id", known);
    if (writer === "caller") return this.#spoken(text, known);
    const told = writer === "report" ? text : text.replace(SPELLED, (letters) => this.#masks.of("text", letters));
    let shown = "";
    for (const part of quotedParts(told)) {
      shown += part.open;
      if (part.open === "") shown += this.#unquoted(part.text, writer, known);
      else shown += this.#quoted(part, shown.slice(0, -part.open.length), writer, known);
      shown += part.close;
    }
    return shown;
  }

  /** A line that says what was spoken: all behind its first quotation mark, else its first colon, is masked. */
  #spoken(text: string, known: Known): string {
    const isJson = /"\s?:/.test(text);
    const [, lead = "", words = ""] =
      (isJson ? null : (/^([^"“«]*["“«])(.+)$/su.exec(text) ?? /^(.*?[:=]\s{1,3})(.+)$/su.exec(text))) ?? [];
    if (words === "") return this.mask(text, "bot", known);
    const said = words.replace(/["”»\s}\]]+$/u, "");
    return `${this.mask(lead, "bot", known)}${this.#masks.of("text", said)}${words.slice(said.length)}`;
  }

  /** A path: each folder that is not a word of logs is masked, and the name of the file but for its ending. */
  maskPath(path: string): string {
    return path.replace(/[^\\/:]+/g, (part) => {
      if (this.#isKnown(part, this.#words.log) || isFileMask.test(part) || ROTATED.test(part)) return part;
      const [, name = part, ending = ""] =
        /^(.+?)((?:\.(?:log|txt|json|jsonl|ndjson|conf|csv|gz|zst|xml|html|md|\d{1,3}))+)$/i.exec(part) ?? [];
      return `${this.#masks.of("file", name)}${ending}`;
    });
  }

  #quoted({ text, open }: Part, before: string, writer: Writer, known: Known): string {
    // what this tool quotes in a command is its own
    if (writer === "report" && open.endsWith('"')) return this.#wordByWord(text, writer, known);
    const lead = before.slice(-LEAD);
    if (writer === "bot" && BEFORE_SPEECH.test(lead) && /[\p{L}\p{N}]/u.test(text)) return this.#masks.of("text", text);
    if (BEFORE_MESSAGE.test(lead)) return this.#unquoted(text, writer, known);
    const tokens = this.#tokens(text, writer === "report" ? "bot" : writer, known);
    const isUnknown = tokens.some(({ kind }) => kind === "unknown");
    const isOne = wordCount(tokens) > 1 && (isUnknown || (writer === "bot" && !PHRASES.has(text)));
    return isOne ? this.#asOne(tokens, true) : shownOf(tokens);
  }

  #unquoted(text: string, writer: Writer, known: Known): string {
    const tokens = this.#tokens(text, writer, known);
    if (writer === "report") return shownOf(tokens);
    let shown = "";
    let before = "";
    let isSpeech = false;
    for (const { clause, end } of clausesOf(tokens)) {
      const words = wordCount(clause);
      const unknown = clause.filter(({ kind }) => kind === "unknown").length;
      isSpeech ||= writer === "bot" && BEFORE_SPEECH.test(before.slice(-LEAD)) && !before.endsWith("=");
      const isTooUnknown = words >= FEWEST_WORDS && (writer === "bot" ? unknown > 0 : unknown * 3 > words);
      shown += isTooUnknown || (isSpeech && unknown > 0) ? this.#asOne(clause) : shownOf(clause);
      shown += end;
      before += `${textOf(clause)}${end}`;
      // a column of the line, or another line
      if (/[|\n]|\\[rnt]/.test(end)) isSpeech = false;
    }
    return shown;
  }

  /** Word by word. */
  #wordByWord(text: string, writer: Writer, known: Known): string {
    return shownOf(this.#tokens(text, writer, known));
  }

  /** The words between ids as one mask. @param alsoKnown Also where all of them are known. */
  #asOne(tokens: readonly Token[], alsoKnown = false): string {
    let shown = "";
    let run: Token[] = [];
    const close = (): void => {
      const first = run.findIndex(({ kind }) => kind !== "between");
      const last = run.findLastIndex(({ kind }) => kind !== "between");
      if (first < 0 || (!alsoKnown && run.every(({ kind }) => kind === "between" || kind === "known")))
        shown += textOf(run);
      else {
        const spoken = textOf(run.slice(first, last + 1));
        shown += `${textOf(run.slice(0, first))}${this.#masks.of("text", spoken)}${textOf(run.slice(last + 1))}`;
      }
      run = [];
    };
    for (const token of tokens) {
      if (token.kind !== "id" || (token.isTime && run.some(({ isWord }) => isWord))) run.push(token);
      else {
        close();
        shown += token.shown();
      }
    }
    close();
    return shown;
  }

  #tokens(text: string, writer: Writer, known: Known): Token[] {
    const words = writer === "report" ? this.#words.report : this.#words.log;
    const tokens: Token[] = [];
    let from = 0;
    for (const match of text.matchAll(TOKEN)) {
      if (match.index > from) tokens.push(between(text.slice(from, match.index)));
      tokens.push(this.#token(match, writer, words, known));
      from = match.index + match[0].length;
    }
    if (from < text.length) tokens.push(between(text.slice(from)));
    return tokens;
  }

  #token(match: RegExpExecArray, writer: Writer, words: ReadonlySet<string>, known: Known): Token {
    const [text] = match;
    const { groups = {} } = match;
    if (groups.escape !== undefined) return between(text);
    const kept = (kind: "id" | "known"): Token => ({ text, shown: () => text, kind, isWord: false });
    const masked = (shown: () => string, isWord = false): Token => ({ text, shown, kind: "unknown", isWord });
    // of a day far from the log's, such as one of birth, this is no time
    if (groups.day !== undefined && !isNear(dayMs(groups.day), known.span))
      return masked(() => this.#masks.of("number", text));
    if (groups.channel !== undefined) {
      const { technology = "", channel, counter = "" } = groups;
      return {
        text,
        shown: () => `${technology}${this.#wordByWord(channel, "id", known)}${counter}`,
        kind: "id",
        isWord: false,
      };
    }
    if (groups.uniqueid !== undefined || groups.epoch !== undefined) {
      return isNear(msOf(text), known.span) ? kept("id") : masked(() => this.#masks.of("number", text));
    }
    if (groups.number !== undefined) {
      const digits = text.replace(/\P{Nd}/gu, "");
      return /^\d+$/.test(digits) && digits.length <= LONGEST_NUMBER
        ? kept("known")
        : masked(() => this.#masks.of("number", text));
    }
    if (groups.word !== undefined || (groups.pointer !== undefined && writer !== "asterisk")) {
      if (known.ids.has(text)) return kept("id");
      // sound:bot/hello is one word, as far as words are counted
      const isWord =
        /\p{L}/u.test(text) && BEFORE_WORD.test(match.input.slice(Math.max(0, match.index - 3), match.index));
      const [, prefix, id] = ENDS_IN_ID.exec(text) ?? [];
      if (prefix !== undefined && id !== undefined && (id.includes("-") || isNear(msOf(id), known.span))) {
        const isPrefixKnown = this.#isKnown(prefix.slice(0, -1), words);
        const shown = (): string =>
          `${isPrefixKnown ? prefix : `${this.#masks.of("word", prefix.slice(0, -1))}-`}${id}`;
        return { text, shown, kind: "id", isWord: false };
      }
      if (this.#isKnown(text, words)) return { text, shown: () => text, kind: "known", isWord };
      return masked(() => this.#masks.of("word", text), isWord);
    }
    if (groups.time !== undefined) return { ...kept("id"), isTime: true };
    return kept((groups.port ?? groups.duration ?? groups.codecs ?? groups.code ?? groups.protocol) ? "known" : "id");
  }

  /** Is a word known, or each of its parts? Numbers in it may have as many digits as others. */
  #isKnown(word: string, known: ReadonlySet<string>): boolean {
    const whole = word.toLowerCase();
    if (known.has(whole)) return true;
    if (/[^\x20-\x7e]/.test(word) && !/^[\p{L}\p{M}\s\d._-]+$/u.test(word)) return false;
    if (word.replace(/\D/g, "").length > LONGEST_NUMBER) return false;
    const parts = word
      .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, " ")
      .split(/[^\p{L}\p{M}\d]+|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/u)
      .filter((part) => part !== "");
    if (parts.length === 1)
      return (
        known.has((parts[0] as string).toLowerCase()) || /^\d+$/.test(parts[0] as string) || /^[A-Za-z]$/.test(word)
      );
    return parts.every((part) => {
      const small = part.toLowerCase();
      return /^\d+$/.test(small) || (known.has(small) && (small.length > 3 || SHORT.has(small)));
    });
  }
}

const isFileMask = new RegExp(`^${MASK}(?:\\.[\\w.]+)?$`);
/** full-20261122.gz */
const ROTATED =
  /^20\d\d-[01]\d-[0-3]\d$|^(?:full|messages|asterisk|bot|console|debug|log)[-._]20\d\d-?(?:0[1-9]|1[0-2])-?(?:[0-2]\d|3[01])(?:\.(?:log|gz|zst|txt|\d{1,3}))*$/;

/** Tokens up to where words are cut, and what stands there. */
function* clausesOf(tokens: readonly Token[]): Generator<{ clause: readonly Token[]; end: string }> {
  let clause: Token[] = [];
  for (const token of tokens) {
    if (token.kind === "between" && CUT.test(token.text)) {
      yield { clause, end: token.text };
      clause = [];
    } else clause.push(token);
  }
  yield { clause, end: "" };
}

function wordCount(tokens: readonly Token[]): number {
  return tokens.filter(({ isWord }) => isWord).length;
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join("");
}

function shownOf(tokens: readonly Token[]): string {
  return tokens.map(({ shown }) => shown()).join("");
}

function between(text: string): Token {
  return { text, shown: () => text, kind: "between", isWord: false };
}

/** agent-1795362719.16, call-8689be8d-0248-4f24-9d70-7b60876715bd */
const ENDS_IN_ID = /^(.+[-_])(1\d{9}\.\d{1,7}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** The time in a uniqueid, or since 1970 in seconds or parts of them. */
function msOf(id: string): number {
  return Number(id.slice(0, 13).replace(/\..*$/s, "").padEnd(13, "0"));
}

/** 2026-11-22, 22.11.2026, 11/22/2026 */
function dayMs(day: string): number {
  const [a = 0, b = 0, c = 0] = day.split(/[-./]/).map(Number);
  if (a > 31) return Date.UTC(a, b - 1, c);
  return b > 12 ? Date.UTC(c, a - 1, b) : Date.UTC(c, b - 1, a);
}

function isNear(ms: number, span: Span | null): boolean {
  const { fromMs, toMs } = span ?? ANY_TIME;
  return ms > fromMs - NEAR_MS && ms < toMs + NEAR_MS;
}
