// Turns a bot's record into an event. What a bot did is read from what any bot prints, strongest first: an ARI request with its
// status, the name of an ARI event, then the lexicon. Key names and wordings of a particular bot play no part.
import type { LogRecord, Wording } from "../../records/record.js";
import { type AriAction, type EventBody, type EventType, RUN_EVENTS } from "../event.js";
import { type EnglishEntry, english, SERVICE_WORD } from "../lexicon/english.js";
import { mayBeSaidInOtherWords, type Said, saidInOtherWords } from "../lexicon/index.js";
import { speaksOfTimer } from "../lexicon/timers.js";
import type { Identities, Reading } from "../pattern.js";
import { detailsOf } from "./details.js";
import { ARI_EVENT, ariEventOf, bodyOf, mediaOf, playbackIdOf } from "./event-bodies.js";
import { field } from "./fields.js";
import { identitiesOf, identitiesScanned } from "./identities.js";
import type { Members } from "./literal.js";
import { AT, INTENDED_BEFORE, UNDONE_AFTER, UNDONE_BEFORE, wordScan } from "./looked-for.js";
import { plainWords } from "./plain-words.js";
import { requestReading } from "./request.js";
import { clockOf, NO_CLOCK, timerSeconds } from "./timer.js";

/** What happened according to the record. Null if it says nothing about a call, a channel or the bot's own life. */
export function readBotRecord(written: LogRecord, wordings: readonly Wording[] = []): Reading<EventBody> | null {
  const mayBeSaid = wordScan.scan(written.message);
  if (wordings.length === 0 && !mayBeSaid && !mayTell(written))
    return readOtherWords(written, null) ?? readError(written, wordings);
  const record = withDetails(written);
  const ids = identitiesScanned(record);
  // what users say about their own bot takes precedence over what is known about bots
  const own = wordings.find(({ expression }) => expression.test(record.message.slice(0, MAX_WORDS_LENGTH)));
  if (own) return { body: bodyOf(own.type as EventType, record), ids };
  const request = requestReading(record);
  if (request) return { body: request.body, ids: { ...ids, channelId: request.channelId ?? ids.channelId } };
  const said = saidIn(record, ids);
  if (!said) return readOtherWords(record, ids) ?? readError(record, wordings);
  return { body: said.isAnnounced ? intentionOf(said.type, record) : bodyOf(said.type, record), ids };
}

/** `play failed err="404 Channel not found"`: the error says what the message leaves out. */
function readError(record: LogRecord, wordings: readonly Wording[]): Reading<EventBody> | null {
  const error = field(record, "err", "error", "exception", "reason", "detail");
  if (error === null || record.fields === null) return null;
  const { err, error: _, exception, reason, detail, ...fields } = record.fields;
  return readBotRecord({ ...record, message: `${record.message}: ${error}`, fields }, wordings);
}

/** What a record says in languages other than English. */
function readOtherWords(record: LogRecord, known: Identities | null): Reading<EventBody> | null {
  if (!mayBeSaidInOtherWords(record.message)) return null;
  const ids = known ?? identitiesOf(record);
  const message = record.message.slice(0, MAX_WORDS_LENGTH);
  // a line with a channel is not about the bot's own life, and one with a service not about its connection to ARI
  const said = saidInOtherWords(message, (type, isUndone) => {
    if (ARI_CONNECTION.has(type) && SERVICE_WORD.test(plainWords(message))) return false;
    return RUN_EVENTS.has(type) ? ids.channelId === undefined : !isUndone || !DEEDS.has(type);
  });
  return said && { body: bodyOfSaid(said, record), ids };
}

const ARI_CONNECTION: ReadonlySet<EventType> = new Set<EventType>(["bot-ari-closed", "bot-ari-connected"]);

function bodyOfSaid(said: Said, record: LogRecord): EventBody {
  const { type, isAnnounced, hasFailed, sweep } = said;
  // a playback with an id of its own is known to ARI
  const isIntention = isAnnounced && !(type === "bot-play" && playbackIdOf(record) !== null);
  const body = isIntention ? intentionOf(type, record) : bodyOf(type, record);
  if (body.type === "bot-play-finished" && hasFailed) return { ...body, state: "failed" };
  if (type !== "bot-hangup") return body;
  const timer = said.timer || speaksOfTimer(record.message);
  if (!(timer || sweep)) return body;
  const clock = { why: record.message, timer, timerSeconds: timer ? timerSeconds(record) : null };
  return { ...body, ...clock } as EventBody;
}

/** What the lexicon makes of a record: the first matching entry, and whether its words only announce the action. */
function saidIn(record: LogRecord, ids: Identities): { type: EventType; isAnnounced: boolean } | null {
  const named = ariEventOf(record.fields);
  if (named !== undefined) wordScan.scan(named);
  let words: string | null = null;
  for (let place = 0; place < wordScan.allowedCount; place += 1) {
    const entry = english[wordScan.allowed(place)];
    // after the lexicon come the other expressions
    if (entry === undefined) break;
    words ??= plainWords(named ?? wordsOf(record, ids));
    const match = entry.expression.exec(words);
    if (!match) continue;
    const at = match.index;
    // a line with a channel is not about the bot's own life: "media websocket of 1795362797.1 closed"
    const fits = RUN_EVENTS.has(entry.type) ? ids.channelId === undefined : !DEEDS.has(entry.type) || isDone(words, at);
    if (fits) return { type: entry.type, isAnnounced: isAnnounced(entry, match, words, record) };
  }
  return null;
}

/** What a bot may announce, with ARI's name for it. */
const ANNOUNCED: Partial<Record<EventType, AriAction>> = {
  "bot-play": "play",
  "bot-hold": "hold",
  "bot-unhold": "unhold",
  "bot-hangup": "hangup",
};

/** Do the words announce what is about to be done, rather than report it? A playback with an id of its own is known to ARI. */
function isAnnounced(
  { type, announces }: EnglishEntry,
  match: RegExpExecArray,
  words: string,
  record: LogRecord,
): boolean {
  if (ANNOUNCED[type] === undefined) return false;
  if (type === "bot-play" && playbackIdOf(record) !== null) return false;
  return (announces?.test(match[0]) ?? false) || INTENDED_BEFORE.test(words.slice(0, match.index));
}

function intentionOf(type: EventType, record: LogRecord): EventBody {
  const { why, timer, timerSeconds } = type === "bot-hangup" ? clockOf(record) : NO_CLOCK;
  const play = type === "bot-play";
  return {
    type: "bot-intention",
    action: ANNOUNCED[type] ?? "other",
    playbackId: play ? playbackIdOf(record) : null,
    media: play ? mediaOf(record) : null,
    why,
    timer,
    timerSeconds,
  };
}

/** Members that may say what the message does not: the name of an event, an event, the path of a request. */
const TELLING_KEYS = [
  ...["type", "event", "event_type", "eventType", "data", "payload", "path", "url", "uri"],
  ...["req", "request", "http", "http.url", "url.full", "url.path", "http.target"],
];

/** False if a record can contain neither an ARI request nor an ARI event. */
function mayTell({ message, fields, continuation }: LogRecord): boolean {
  if (continuation.length > 0 || message.includes("{") || message.includes("channels/")) return true;
  return fields !== null && TELLING_KEYS.some((key) => fields[key] !== undefined && fields[key] !== message);
}

/** Includes what was dumped after the message or below it. An ARI event takes precedence over the words around it. */
function withDetails(record: LogRecord): LogRecord {
  const details = detailsOf(record);
  if (record.fields === null && details === null) return record;
  const event = isAriEvent(details) ? details : (eventWithin(record.fields) ?? eventWithin(details));
  if (event) return { ...record, fields: { ...record.fields, ...event } };
  return details && record.continuation.length > 0 ? { ...record, fields: { ...details, ...record.fields } } : record;
}

function eventWithin(members: Members | null): Members | undefined {
  if (members === null) return undefined;
  const { event, data, payload } = members;
  return [event, data, payload].find(isAriEvent);
}

function isAriEvent(value: unknown): value is Members {
  if (typeof value !== "object" || value === null) return false;
  const { type, channel, playback, application } = value as Members;
  return typeof type === "string" && ARI_EVENT.test(type) && [channel, playback, application].some(Boolean);
}

/** The part that says what happened: the message without the id that it is about. */
function wordsOf(record: LogRecord, { channelId }: Identities): string {
  const message = record.message.slice(0, MAX_WORDS_LENGTH).trim();
  // in brackets before its words a bot puts whom or what they are about
  return channelId === undefined ? message.replace(/^\[[^\]\s]*\] /, "") : withoutId(message, channelId);
}

/** `[1795362797.1] answered`, `hold chan=1795362797.1`: an id before or after all words adds nothing. */
function withoutId(message: string, id: string): string {
  const at = message.indexOf(id);
  if (at < 0) return message;
  const before = message.slice(0, at);
  const after = message.slice(at + id.length);
  if (!WORD.test(before)) return after.slice(Math.max(0, after.search(WORD)));
  return WORD.test(after)
    ? message
    : before
        .trimEnd()
        .replace(/(?:(?:^|\s)[\w.]{1,40}=|[[(<:=,-])$/, "")
        .trimEnd();
}

const WORD = /[\p{L}\p{N}]/u;

/**
 * Further on, a dumped prompt or transcript says nothing more about the call. Expressions over words (`one.*other`) take
 * quadratic time; this bounds it, and test/expressions.test.ts allows no others to.
 */
export const MAX_WORDS_LENGTH = 2_000;

/** What a bot does, and may fail to do. */
export const DEEDS: ReadonlySet<EventType> = new Set<EventType>([
  "bot-answered",
  "bot-hold",
  "bot-unhold",
  "bot-moh",
  "bot-play",
  "bot-filler",
  "bot-tts",
  "bot-model-asked",
  "bot-model-answered",
  "bot-hangup",
  "bot-left-dialplan-bound",
  "bot-bridge",
  "bot-dialled",
  "bot-media-leg",
  "bot-stasis-start",
]);

function isDone(words: string, at: number): boolean {
  return (
    !(wordScan.allows(AT.undoneBefore) && UNDONE_BEFORE.test(words.slice(0, at))) &&
    !(wordScan.allows(AT.undoneAfter) && UNDONE_AFTER.test(words.slice(at)))
  );
}
