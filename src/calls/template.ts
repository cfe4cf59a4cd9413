// What is left of a bot's line once all that differs from call to call is masked: two lines with the same template are the same
// words, in whatever language.

/** What a line is about stands at its beginning. */
const MAX_SEEN = 300;

/** Stands for an id, a number, a time or a name with a number. */
export const VALUE = "#";
/** Stands for quoted speech. */
export const SPEECH = "“”";
/** Stands for a media URI of ARI's. */
export const MEDIA = "@";

const QUOTED = /"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」/g;
// sound:bot/answer | http://127.0.0.1:8088/ari
const URI = /(?<![\p{L}\d])(?:sound|recording|number|digits|characters|tone):(?! )[^\s"',)\]}]+/gu;
const WORD = /[\w./@+%:-]*[\w/]/g;

/** A word of them is masked where it holds a digit: no language has such. */
const isValue = (word: string): boolean => /\d/.test(word);

/**
 * The template of a message; null where nothing is left to know it by.
 * @param message Without the header of its line.
 */
export function templateOf(message: string): string | null {
  const template = message
    .slice(0, MAX_SEEN)
    .replace(QUOTED, SPEECH)
    .replace(URI, MEDIA)
    .replace(WORD, (word) => (isValue(word) ? maskedPart(word) : word))
    .trim();
  return /\p{L}{2}/u.test(template) ? template : null;
}

/** Of `call:1a2b` the key is kept: it is a word of the bot's. */
function maskedPart(word: string): string {
  const colon = word.indexOf(":");
  const key = colon > 0 ? word.slice(0, colon) : "";
  return colon > 0 && !isValue(key) ? `${key}:${VALUE}` : VALUE;
}
