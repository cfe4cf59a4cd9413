// What a bot's words mean in languages other than English (english.ts). Each language is a file of phrases. Here they become
// expressions, one table per script: a line in Latin letters is not searched for Chinese words. A table is built when a line
// first needs it.

import { plainWords } from "../bot/plain-words.js";
import { WordScan } from "../bot/word-scan.js";
import type { EventType } from "../event.js";
import { chinese } from "./chinese.js";
import { dutch } from "./dutch.js";
import { french } from "./french.js";
import { german } from "./german.js";
import { indonesian } from "./indonesian.js";
import { italian } from "./italian.js";
import { japanese } from "./japanese.js";
import { isBeyondAscii, type Language, phrases, plainLatin, type Script } from "./language.js";
import { polish } from "./polish.js";
import { portuguese } from "./portuguese.js";
import { russian } from "./russian.js";
import { spanish } from "./spanish.js";
import { turkish } from "./turkish.js";
import { ukrainian } from "./ukrainian.js";

/** All languages besides English, in the order in which they are tried. */
export const languages: readonly Language[] = [
  german,
  french,
  spanish,
  portuguese,
  italian,
  polish,
  turkish,
  dutch,
  indonesian,
  russian,
  ukrainian,
  chinese,
  japanese,
];

/** What words say. */
export interface Said {
  readonly type: EventType;
  /** It is only about to be done. */
  readonly isAnnounced: boolean;
  /** For a playback: it failed. */
  readonly hasFailed: boolean;
  /** For a hang-up: a timer, or a clean-up, decided it. */
  readonly timer: boolean;
  readonly sweep: boolean;
}

/** The expressions of one language. */
interface Terms {
  readonly undone: RegExp;
  readonly failed: RegExp;
  readonly timer: RegExp;
  readonly sweep: RegExp;
}

interface Entry {
  readonly type: EventType;
  readonly expression: RegExp;
  readonly isAnnounced: boolean;
  readonly terms: Terms;
}

/** The languages of one script. */
class Table {
  readonly entries: readonly Entry[];
  readonly wordScan: WordScan;

  constructor(script: Script) {
    this.entries = languages.filter((language) => language.script === script).flatMap(entriesOf);
    this.wordScan = new WordScan(this.entries.map(({ expression }) => expression));
  }
}

function entriesOf({ script, undone, failed, timer, sweep, sayings }: Language): Entry[] {
  const terms = {
    undone: phrases(script, undone),
    failed: phrases(script, failed),
    timer: phrases(script, timer),
    sweep: phrases(script, sweep),
  };
  return sayings.flatMap(({ type, done = [], soon = [] }) => [
    ...(soon.length > 0 ? [{ type, expression: phrases(script, soon), isAnnounced: true, terms }] : []),
    ...(done.length > 0 ? [{ type, expression: phrases(script, done), isAnnounced: false, terms }] : []),
  ]);
}

const tables: Partial<Record<Script, Table>> = {};
const tableOf = (script: Script): Table => {
  tables[script] ??= new Table(script);
  return tables[script];
};

const CYRILLIC = /[\u0400-\u04ff]/;
// kana, ideographs and full-width signs
const HAN = /[\u3040-\u30ff\u3400-\u9fff]/;

/** The script of a text's words. Latin ones occur among others in every language (ARI, Stasis, names of models). */
function scriptOf(text: string): Script {
  if (!isBeyondAscii(text)) return "latin";
  if (HAN.test(text)) return "han";
  return CYRILLIC.test(text) ? "cyrillic" : "latin";
}

/** False if a message surely says nothing in these languages. One search of it, as logged. */
export function mayBeSaidInOtherWords(message: string): boolean {
  const script = scriptOf(message);
  const text = script === "latin" && isBeyondAscii(message) ? plainLatin(message.toLowerCase()) : message;
  return tableOf(script).wordScan.scan(text);
}

/**
 * What a message says.
 * @param fits Can it mean that? `isUndone`: the clause denies it, or sets a condition.
 */
export function saidInOtherWords(message: string, fits: (type: EventType, isUndone: boolean) => boolean): Said | null {
  const words = plainWords(withoutNames(message))
    .replace("web socket", "websocket")
    .replace("audio socket", "audiosocket");
  const script = scriptOf(words);
  const { entries, wordScan } = tableOf(script);
  const text = script === "latin" ? plainLatin(words) : words;
  if (!wordScan.scan(text)) return null;
  for (let place = 0; place < wordScan.allowedCount; place += 1) {
    const { type, expression, isAnnounced, terms } = entries[wordScan.allowed(place)] as Entry;
    const match = expression.exec(text);
    if (!match || !fits(type, terms.undone.test(clauseOf(text, match.index, match[0].length)))) continue;
    return {
      type,
      isAnnounced,
      hasFailed: terms.failed.test(text),
      timer: terms.timer.test(text),
      sweep: terms.sweep.test(text),
    };
  }
  return null;
}

// "buenos días" | «здравствуйте» | 「こんにちは」
const QUOTATION = /"[^"]*"|“[^“”]*”|«[^«»]*»|「[^「」]*」/g;
// sound:bot/hi | recording:a1: that there is one is part of the meaning, its name is not
const MEDIA = /\b(sound|recording|number|digits|tone|characters):[^\s,;)]+/g;
// http://192.0.2.9:8088/ari | PJSIP/trunk-00000001
const ADDRESS = /\b(?:https?:\/|wss?:\/|PJSIP|SIP|Local|IAX2|DAHDI|UnicastRTP)\/[^\s,;)]+/g;
// 0edf751d-a44d-ab38-d4e7-b5cbf8597c3c
const UUID = /(?<![\da-f-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f-])/gi;
// 1795362797.1 | pbx1-1795362797.1
const CHANNEL_ID = /(?<![\w.-])(?:[A-Za-z][\w-]{0,40}-)?\d{9,10}\.\d{1,9}(?:;[12])?(?!\w)/g;
// channel=1795362797.1, with the id already removed
const BARE_KEY = /(?<![\w.])[\w.]{1,40}=(?![^\s,;)\]])[,;]?/g;

/** A message without the names in it: ids, addresses, what somebody said. None of them is one of the bot's words. */
function withoutNames(message: string): string {
  return message
    .replace(QUOTATION, '""')
    .replace(MEDIA, "$1 ")
    .replace(ADDRESS, "")
    .replace(UUID, "")
    .replace(CHANNEL_ID, "")
    .replace(BARE_KEY, "");
}

/** What ends a clause. */
const CLAUSE_END = /[,;:!?()。，、：；]|[.—–-](?= |$)/g;

/** The clause that contains a phrase. If a colon ends it, with the word after it: `Mise en attente : échec`. */
function clauseOf(text: string, at: number, length: number): string {
  let from = 0;
  let to = text.length;
  for (const { index, 0: sign } of text.matchAll(CLAUSE_END)) {
    if (index < at) from = index + 1;
    else if (index >= at + length) {
      to = sign === ":" || sign === "：" ? Math.min(text.length, index + 16) : index;
      break;
    }
  }
  return text.slice(from, to);
}
