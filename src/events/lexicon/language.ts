// How a language's words are written down, and what is made of them. A phrase is a sequence of word beginnings ("mis en
// attente"), so that endings, articles and an id in between do not matter. `|` separates words of which one is enough.
import type { EventType } from "../event.js";

/** One way of saying something. */
export interface Saying {
  readonly type: EventType;
  /** It is done, or has happened. */
  readonly done?: readonly string[];
  /** It is about to be done. What a bot announces proves nothing. */
  readonly soon?: readonly string[];
  /** Lines for `done`. None names a channel, as that may stand anywhere. */
  readonly samples?: readonly string[];
  /** Lines for `soon`. */
  readonly announcements?: readonly string[];
}

/** How letters of a language are distinguished, and its words from their neighbours. */
export type Script = "latin" | "cyrillic" | "han";

/** The words of one language. */
export interface Language {
  readonly name: string;
  readonly script: Script;
  /** Not, failed, impossible; if, when, before. An action with such a word was not done, or not then. */
  readonly undone: readonly string[];
  /** For a playback that is over: it failed. */
  readonly failed: readonly string[];
  /** For a hang-up: a timer decided it. */
  readonly timer: readonly string[];
  /** For a hang-up: a clean-up of old channels decided it. */
  readonly sweep: readonly string[];
  /** The first match is what is meant, so the narrow ones come first. */
  readonly sayings: readonly Saying[];
}

/** What may stand between two words of a phrase: no more than a clause, and not much of one. */
const GAP = String.raw`[^,;:!?"]{0,40}?`;

/** The same, across the ends of clauses. */
const ANYWHERE = String.raw`[^"]{0,60}?`;

const BOUNDARY: Readonly<Record<Script, string>> = {
  latin: String.raw`\b`,
  cyrillic: String.raw`(?<!\p{L})`,
  han: "",
};
const REST_OF_WORD: Readonly<Record<Script, string>> = {
  latin: String.raw`\w*`,
  cyrillic: String.raw`\p{L}*`,
  han: "",
};

/**
 * The expression for phrases. A word that ends in `=` is whole. `^` begins the message, `:` must be followed by a colon, and `*`
 * lets the word stand in a later clause. Each applies to all words that `|` separates. Texts are lower-case, with plain Latin
 * letters only ({@link plainLatin}).
 */
export function phrases(script: Script, given: readonly string[]): RegExp {
  const alternatives = given.map((phrase) => {
    const words = (script === "latin" ? plainLatin(phrase) : phrase).split(" ");
    return words
      .map(
        (word, i) => `${i === 0 ? "" : word.startsWith("*") ? ANYWHERE : GAP}${oneOf(script, word.replace("*", ""))}`,
      )
      .join("");
  });
  return new RegExp(alternatives.join("|"), "u");
}

function oneOf(script: Script, words: string): string {
  const isFirst = words.startsWith("^");
  const hasColon = words.endsWith(":");
  const bare = words.slice(isFirst ? 1 : 0, hasColon ? -1 : undefined);
  const alternatives = bare.split("|").map((word) => wordOf(script, word));
  const any = alternatives.length === 1 ? (alternatives[0] as string) : `(?:${alternatives.join("|")})`;
  return `${isFirst ? String.raw`^\P{L}*` : ""}${any}${hasColon ? " ?[:：]" : ""}`;
}

function wordOf(script: Script, word: string): string {
  const isWhole = word.endsWith("=");
  const stem = isWhole ? word.slice(0, -1) : word;
  return `${BOUNDARY[script]}${stem}${isWhole ? String.raw`(?!\p{L})` : REST_OF_WORD[script]}`;
}

// é | ł | ß, in lower case
const ACCENTED = /\u0307|[\u00c0-\u024f]|[\u1e00-\u1eff]/g;
const LETTERS: Readonly<Record<string, string>> = {
  ł: "l",
  ı: "i",
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  đ: "d",
  "\u0307": "",
};

/**
 * A lower-case text with its Latin letters as typed on a keyboard without accents: many people write so, and logs lose accents.
 */
export function plainLatin(text: string): string {
  if (!isBeyondAscii(text)) return text;
  return text.normalize("NFC").replace(ACCENTED, (letter) => LETTERS[letter] ?? (letter.normalize("NFD")[0] as string));
}

/** Does a text contain more than ASCII? */
export function isBeyondAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return true;
  return false;
}
