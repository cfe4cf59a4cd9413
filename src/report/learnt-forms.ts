// What a bot's words were learnt to mean, as a file for --formats. What the user has checked is read from then on, and no longer
// guessed.
import { MEDIA, SPEECH, templateOf, VALUE } from "../calls/words/template.js";
import type { LearntWords } from "../calls/words/word-learning.js";

/** What a mask stands for, as an expression that cannot run into the literal behind it (linear.ts). */
const MASKS: Readonly<Record<string, string>> = {
  [VALUE]: "[\\w./@+%:-]+",
  [MEDIA]: "[\\w./@+%:-]+",
  [SPEECH]: '["“„«「][^"“”»」]*["“”»」]',
};
const MASK = /(#|@|“”)/;

/**
 * The file, ready to be written. It has no words for the end of a call: at that point a bot says that the caller hung up, that
 * it hangs up itself, or that all is over, and only a reader of the bot's language knows which. Nor has it words for hangup
 * requests, as a user's form cannot say where the cause is.
 */
export function learntForms(words: LearntWords): string {
  const wordings = [...words]
    .filter(([, { type }]) => type !== "bot-stasis-end" && type !== "bot-hangup-requested")
    .map(([template, { type, sample }]) => ({
      event: type,
      expression: expressionOf(template),
      samples: [withoutNumbers(sample, template)],
    }));
  // a bot's log may contain what affects a terminal
  return `${JSON.stringify({ wordings }, null, 2).replace(/[^\P{C}\n]/gu, escaped)}\n`;
}

function expressionOf(template: string): string {
  return template
    .split(MASK)
    .map((part, at) => MASKS[part] ?? literal(at === 0 ? part : part.replace(STOP, "")))
    .join("");
}

/** A value includes the punctuation after it. */
const STOP = /^[.:+%@-]/;

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** Whose call it was is nobody's business in a file that is kept. If the words would change without it, it stays as it was. */
function withoutNumbers(sample: string, template: string): string {
  const bare = sample.replace(/\d/g, "0");
  return templateOf(bare) === template ? bare : sample;
}

const escaped = (char: string): string =>
  [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
