// What is left of a bot's line once everything is masked that differs from call to call. Two lines with the same template have
// the same words, in whatever language.

/** What a line is about stands at its beginning. */
const MAX_SEEN = 300;

/** Stands for an id, a number, a time or a name with a number. */
export const VALUE = "#";
/** Stands for quoted speech. */
export const SPEECH = "“”";
/** Stands for a media URI of ARI's. */
export const MEDIA = "@";

/** The closing quotation mark for each opening one. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"', "“": "”", "„": "“”", "«": "»", "「": "」" };
const WORD = /[\w./@+%:-]+/g;
// sound:bot/answer
const MEDIA_URI = /^(?:sound|recording|number|digits|characters|tone):./;

/** Such a word is masked if it contains a digit; no language has words like that. */
const isValue = (word: string): boolean => /\d/.test(word);

/**
 * The template of a message. Null if nothing is left to recognise it by.
 * @param message Without the header of its line.
 */
export function templateOf(message: string): string | null {
  const template = withoutSpeech(message.slice(0, MAX_SEEN)).replace(WORD, maskedWord).trim();
  return /\p{L}{2}/u.test(template) ? template : null;
}

function withoutSpeech(text: string): string {
  let left = "";
  for (let at = 0; at < text.length; at += 1) {
    const closing = CLOSING[text[at] as string];
    const end = closing === undefined ? -1 : endOfSpeech(text, at + 1, closing);
    left += end < 0 ? text[at] : SPEECH;
    if (end >= 0) at = end;
  }
  return left;
}

/** Where a quotation ends; negative if it does not. */
function endOfSpeech(text: string, from: number, closing: string): number {
  const ends = [...closing].map((mark) => text.indexOf(mark, from)).filter((end) => end >= 0);
  return ends.length === 0 ? -1 : Math.min(...ends);
}

/** Punctuation after a word is not part of it. The key of `call:1a2b` is kept, as it is one of the bot's words. */
function maskedWord(written: string): string {
  const end = written.length - (/[.:+%@-]$/.test(written) ? 1 : 0);
  const [word, stop] = [written.slice(0, end), written.slice(end)];
  if (MEDIA_URI.test(word)) return MEDIA + stop;
  if (!isValue(word)) return written;
  const colon = word.indexOf(":");
  const key = word.slice(0, Math.max(0, colon));
  return (key !== "" && !isValue(key) ? `${key}:${VALUE}` : VALUE) + stop;
}
