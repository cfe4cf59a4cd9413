// What a bot's words were learnt to mean, as a file for --formats: what the user has looked over is read, and no longer guessed.
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
 * The file, ready to be written. Words for the end are not in it: beside it a bot says that the caller hung up, that it does so
 * itself, or that all is over, and which of these it is only its reader knows. Nor are those for
 * hangup requests, for which a form of the user's cannot say where the cause stands.
 */
export function learntForms(words: LearntWords): string {
  const wordings = [...words]
    .filter(([, { type }]) => type !== "bot-stasis-end" && type !== "bot-hangup-requested")
    .map(([template, { type, sample }]) => ({
      event: type,
      expression: expressionOf(template),
      samples: [withoutNumbers(sample, template)],
    }));
  // a bot's log may hold what acts on a terminal
  return `${JSON.stringify({ wordings }, null, 2).replace(/[^\P{C}\n]/gu, escaped)}\n`;
}

function expressionOf(template: string): string {
  return template
    .split(MASK)
    .map((part, at) => MASKS[part] ?? literal(at === 0 ? part : part.replace(STOP, "")))
    .join("");
}

/** A value takes the stop behind it in. */
const STOP = /^[.:+%@-]/;

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** Whose call it was is nobody's business in a file that is kept; where the words are others then, as it was. */
function withoutNumbers(sample: string, template: string): string {
  const bare = sample.replace(/\d/g, "0");
  return templateOf(bare) === template ? bare : sample;
}

const escaped = (char: string): string =>
  [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
