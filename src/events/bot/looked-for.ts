// What is searched for in a bot's message in a single pass, before any of it is read: the lexicon, what negates its words, and
// the forms of ids.

import { english } from "../lexicon/english.js";
import { WordScan } from "./word-scan.js";

// channel=out-7f3a9c2e | "channel_id": "7f3a9c2e-…" | Channel out-7f3a9c2e answered: ids that the bot made up (ARI channelId)
export const GIVEN_ID =
  /(?<!\p{L})(?:channel(?:[_ ]?id)?|chan|uniqueid|канал\p{L}?|[ck]anale?|kanał\p{L}?)(?:["']?\s*[=:]\s*|\s)["'[(<]?(?<id>(?=[^\s\d]*\d)[\w][\w.@-]{5,148}(?:;[12])?)(?![\w/@;]|\.\w)/iu;

// StasisStart out-7f3a9c2e from … | Incoming call out-7f3a9c2e
export const STARTED_ID =
  /(?<!\p{L})(?:Stasis(?:Start|End)|(?:incoming|inbound|new) call)[\s:=[(]{1,3}(?<id>(?=[^\s\d]*\d)[A-Za-z\d][\w.@-]{5,148}(?:;[12])?)(?![\w/@;=])/iu;

export const CHANNEL_NAME =
  /(?<![\w/])(?:PJSIP|SIP|Local|UnicastRTP|AudioSocket|WebSocket|Snoop|Announcer|Recorder)\/[^\s'",;&<>)\]}]+/;

// up to the next comma, colon, dash or end of a sentence; the dot in an id ends nothing
const IN_CLAUSE = String.raw`(?:[^,;:!?.—–\s-]|[.:-](?=\S)|\s(?![-|]\s))`;

// could not put channel 1795362797.1 on hold | error while playing chunk 0 | waiting for channel hold | не удалось снять с hold
export const UNDONE_BEFORE = new RegExp(
  String.raw`(?:\b(?:not|cannot|failed|unable|never|without|instead of|skip\w*|(?:error|failure|exception|problem)(?: (?:in|on|while|during|when))?)|n['’]t|(?<!\p{L})(?:не|ошибка\S*))\s${IN_CLAUSE}*$|\b(?:waiting (?:for|until|to)|registered|subscribed to|handler for)\s+(?:\S+\s+)?$`,
  "u",
);

// llm request failed | dialing pjsip/1001 timed out, but not: hanging up because the llm failed
export const UNDONE_AFTER = new RegExp(
  String.raw`^(?:(?!\b(?:because|after|since|as|when|due)\b)${IN_CLAUSE})*?:?\s*\b(?:failed|timed out|rejected|refused)\b`,
);

// about to put … on hold | taking 1795362797.1 off hold
export const INTENDED_BEFORE = new RegExp(
  String.raw`(?:\b(?:about to|going to|will|shall|let['’]s|try(?:ing)? to|attempting to|want to|need to|ready to|(?:putting|placing|taking|requesting|sending)\b))\s${IN_CLAUSE}*$`,
  "u",
);

/** All expressions that see the words of a message, and no more of it than {@link MAX_WORDS_LENGTH}. */
export const wordExpressions: readonly RegExp[] = [
  ...english.flatMap(({ expression, announces }) => (announces ? [expression, announces] : [expression])),
  UNDONE_BEFORE,
  UNDONE_AFTER,
  INTENDED_BEFORE,
];

/** What is searched for in a message in a single pass: the lexicon, and whatever else costs more than that. */
export const wordScan = new WordScan([
  ...english.map(({ expression }) => expression),
  UNDONE_BEFORE,
  UNDONE_AFTER,
  GIVEN_ID,
  STARTED_ID,
  CHANNEL_NAME,
]);

/** After the lexicon. */
export const AT = {
  undoneBefore: english.length,
  undoneAfter: english.length + 1,
  givenId: english.length + 2,
  startedId: english.length + 3,
  channelName: english.length + 4,
};
