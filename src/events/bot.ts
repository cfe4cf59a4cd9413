// A bot's record -> an event. What a bot did is read from words any bot has, strongest first: an ARI request with its
// status, the name of an ARI event, then the lexicon. Key names and wordings of one bot play no part.
import type { LogRecord, Wording } from "../records/record.js";
import { severityOf } from "../records/severity.js";
import { channelOfPath } from "./ari-debug.js";
import { detailsOf } from "./details.js";
import { type AriAction, type EventBody, type EventOf, type EventType, RUN_EVENTS } from "./event.js";
import { Glance } from "./glance.js";
import { dumpedExchange } from "./http-exchange.js";
import { type EnglishEntry, english, SERVICE_WORD } from "./lexicon/english.js";
import { mayBeSaidInOtherWords, type Said, saidInOtherWords } from "./lexicon/index.js";
import { speaksOfTimer } from "./lexicon/timers.js";
import { type Members, readObject } from "./literal.js";
import type { Identities, Reading } from "./pattern.js";
import { plainWords } from "./plain-words.js";

// 1795362797.1 | pbx1-1795362797.1 (systemname) | agent-1795362797.1 (given by the bot) | …;2 (Local, core_unreal.c)
const CHANNEL_ID = /(?<![\w.\-/])(?:[A-Za-z\d][\w.-]{0,60}-)?\d{9,10}\.\d{1,9}(?:;[12])?(?![\w;]|\.\w)/;
// channel=out-7f3a9c2e | "channel_id": "7f3a9c2e-…" | Channel out-7f3a9c2e answered: ids that the bot gave itself (ARI channelId)
const GIVEN_ID =
  /(?<!\p{L})(?:channel(?:[_ ]?id)?|chan|uniqueid|канал\p{L}?|[ck]anale?|kanał\p{L}?)(?:["']?\s*[=:]\s*|\s)["'[(<]?(?<id>(?=[^\s\d]*\d)[\w][\w.@-]{5,148}(?:;[12])?)(?![\w/@;]|\.\w)/iu;
// StasisStart out-7f3a9c2e from … | Incoming call out-7f3a9c2e
const STARTED_ID =
  /(?<!\p{L})(?:Stasis(?:Start|End)|(?:incoming|inbound|new) call)[\s:=[(]{1,3}(?<id>(?=[^\s\d]*\d)[A-Za-z\d][\w.@-]{5,148}(?:;[12])?)(?![\w/@;=])/iu;
const CHANNEL_NAME =
  /(?<![\w/])(?:PJSIP|SIP|Local|UnicastRTP|AudioSocket|WebSocket|Snoop|Announcer|Recorder)\/[^\s'",;&<>)\]}]+/;
const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
// `eb073f10...`: ids are often cut for the eye
const CUT_UUID = /\b([0-9a-f]{8})(?:\.\.\.|…)/;
const CHANNEL_KEYS = [
  "channel_id",
  "channelId",
  "channelID",
  "ChannelId",
  "channel",
  "uniqueid",
  "uniqueId",
  "chan",
  "chan_id",
  "call_id",
  "callId",
  "channel.id",
  "channel_uniqueid",
  "asterisk_channel",
];
// ids hold no blank, bracket, quote or slash: a dict that was printed as a value is none
const ID = /^[\w][\w.@;-]*$/;
const PLAYBACK_KEYS = ["playback_id", "playbackId", "playbackID", "playback", "pb"];

/** What the record says happened; null where it says nothing of a call, a channel or the bot's own life. */
export function readBotRecord(written: LogRecord, wordings: readonly Wording[] = []): Reading | null {
  const mayBeSaid = glance.look(written.message);
  if (wordings.length === 0 && !mayBeSaid && !mayTell(written))
    return readOtherWords(written, null) ?? readError(written, wordings);
  const record = withDetails(written);
  const ids = identitiesGlancedAt(record);
  // what the user says of their own bot goes before all that is known of bots
  const own = wordings.find(({ expression }) => expression.test(record.message.slice(0, MAX_WORDS_LENGTH)));
  if (own) return { body: bodyOf(own.type as EventType, record), ids };
  const request = requestReading(record);
  if (request) return { body: request.body, ids: { ...ids, channelId: request.channelId ?? ids.channelId } };
  const said = saidIn(record, ids);
  if (!said) return readOtherWords(record, ids) ?? readError(record, wordings);
  return { body: said.isAnnounced ? intentionOf(said.type, record) : bodyOf(said.type, record), ids };
}

/** `play failed err="404 Channel not found"`: what the message leaves out the error says. */
function readError(record: LogRecord, wordings: readonly Wording[]): Reading | null {
  const error = field(record, "err", "error", "exception", "reason", "detail");
  if (error === null || record.fields === null) return null;
  const { err, error: _, exception, reason, detail, ...fields } = record.fields;
  return readBotRecord({ ...record, message: `${record.message}: ${error}`, fields }, wordings);
}

/** What a record says in the words of other languages than English. */
function readOtherWords(record: LogRecord, known: Identities | null): Reading | null {
  if (!mayBeSaidInOtherWords(record.message)) return null;
  const ids = known ?? identitiesOf(record);
  const message = record.message.slice(0, MAX_WORDS_LENGTH);
  // a line that names a channel is not about the bot's own life, and one that names a service not about its connection to ARI
  const said = saidInOtherWords(message, (type, isUndone) => {
    if (ARI_CONNECTION.has(type) && SERVICE_WORD.test(plainWords(message))) return false;
    return RUN_EVENTS.has(type) ? ids.channelId === undefined : !isUndone || !DEEDS.has(type);
  });
  return said && { body: bodyOfSaid(said, record), ids };
}

const ARI_CONNECTION: ReadonlySet<EventType> = new Set<EventType>(["bot-ari-closed", "bot-ari-connected"]);

function bodyOfSaid(said: Said, record: LogRecord): EventBody {
  const { type, isAnnounced, hasFailed, sweep } = said;
  // an id of its own is given to a playback that ARI knows
  const isIntention = isAnnounced && !(type === "bot-play" && playbackIdOf(record) !== null);
  const body = isIntention ? intentionOf(type, record) : bodyOf(type, record);
  if (body.type === "bot-play-finished" && hasFailed) return { ...body, state: "failed" };
  if (type !== "bot-hangup") return body;
  const timer = said.timer || speaksOfTimer(record.message);
  if (!(timer || sweep)) return body;
  const clock = { why: record.message, timer, timerSeconds: timer ? timerSeconds(record) : null };
  return { ...body, ...clock } as EventBody;
}

/** What the lexicon makes of a record: the first entry that fits, and whether its words only announce the deed. */
function saidIn(record: LogRecord, ids: Identities): { type: EventType; isAnnounced: boolean } | null {
  const named = ariEventOf(record.fields);
  if (named !== undefined) glance.look(named);
  let words: string | null = null;
  for (let place = 0; place < glance.allowedCount; place += 1) {
    const entry = english[glance.allowed(place)];
    // behind the lexicon stands what else is looked for
    if (entry === undefined) break;
    words ??= plainWords(named ?? wordsOf(record, ids));
    const match = entry.expression.exec(words);
    if (!match) continue;
    const at = match.index;
    // a line that names a channel is not about the bot's own life: "media websocket of 1795362797.1 closed"
    const fits = RUN_EVENTS.has(entry.type) ? ids.channelId === undefined : !DEEDS.has(entry.type) || isDone(words, at);
    if (fits) return { type: entry.type, isAnnounced: isAnnounced(entry, match, words, record) };
  }
  return null;
}

/** What a bot may announce, and ARI's name for it. */
const ANNOUNCED: Partial<Record<EventType, AriAction>> = {
  "bot-play": "play",
  "bot-hold": "hold",
  "bot-unhold": "unhold",
  "bot-hangup": "hangup",
};

/** Do the words say what is about to be done, and not that it was? An id of its own is given to a playback that ARI knows. */
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

/** Members that may tell what the message does not: the name of an event, an event, the path of a request. */
const TELLING_KEYS = [
  ...["type", "event", "event_type", "eventType", "data", "payload", "path", "url", "uri"],
  ...["req", "request", "http", "http.url", "url.full", "url.path", "http.target"],
];

/** False where neither a request nor an event of ARI's can be in a record. */
function mayTell({ message, fields, continuation }: LogRecord): boolean {
  if (continuation.length > 0 || message.includes("{") || message.includes("channels/")) return true;
  return fields !== null && TELLING_KEYS.some((key) => fields[key] !== undefined && fields[key] !== message);
}

/** With what was dumped behind the message or below it; an event of ARI's goes before the words around it. */
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

// event type=StasisEnd channel=1795362797.1 | {"event_type":"StasisEnd",…}: the name of ARI's event stands in a field
const EVENT_KEYS = ["type", "event", "event_type", "eventType"];
const ARI_EVENT =
  /^(?:Stasis(?:Start|End)|Playback(?:Started|Finished)|Channel(?:HangupRequest|Destroyed|LeftBridge|Hold|Unhold)|ApplicationReplaced)$/;

/** ARI's name for the event, where a member has one. */
function ariEventOf(fields: LogRecord["fields"]): string | undefined {
  if (fields === null) return undefined;
  for (const key of EVENT_KEYS) {
    const value = fields[key];
    if (typeof value === "string" && ARI_EVENT.test(value)) return value;
  }
  return undefined;
}

/** What says what happened: the message without the id that it is about. */
function wordsOf(record: LogRecord, { channelId }: Identities): string {
  const message = record.message.slice(0, MAX_WORDS_LENGTH).trim();
  // what a bot puts before its words in brackets is whom or what they are about
  return channelId === undefined ? message.replace(/^\[[^\]\s]*\] /, "") : withoutId(message, channelId);
}

/** `[1795362797.1] answered`, `hold chan=1795362797.1`: an id before or behind all words says nothing more. */
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
 * A dumped prompt or transcript says nothing more of the call further on. The expressions of words (`one.*other`) take the
 * square of what they see: this bounds it, and test/expressions.test.ts lets no others do so.
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

// up to the next comma, colon, dash or end of a sentence; the stop in an id ends nothing
const IN_CLAUSE = String.raw`(?:[^,;:!?.—–\s-]|[.:-](?=\S)|\s(?![-|]\s))`;
// could not put channel 1795362797.1 on hold | error while playing chunk 0 | waiting for channel hold | не удалось снять с hold
const UNDONE_BEFORE = new RegExp(
  String.raw`(?:\b(?:not|cannot|failed|unable|never|without|instead of|skip\w*|(?:error|failure|exception|problem)(?: (?:in|on|while|during|when))?)|n['’]t|(?<!\p{L})(?:не|ошибка\S*))\s${IN_CLAUSE}*$|\b(?:waiting (?:for|until|to)|registered|subscribed to|handler for)\s+(?:\S+\s+)?$`,
  "u",
);
// llm request failed | dialing pjsip/1001 timed out, but not: hanging up because the llm failed
const UNDONE_AFTER = new RegExp(
  String.raw`^(?:(?!\b(?:because|after|since|as|when|due)\b)${IN_CLAUSE})*?:?\s*\b(?:failed|timed out|rejected|refused)\b`,
);

// about to put … on hold | taking 1795362797.1 off hold
const INTENDED_BEFORE = new RegExp(
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

function isDone(words: string, at: number): boolean {
  return (
    !(glance.allows(AT.undoneBefore) && UNDONE_BEFORE.test(words.slice(0, at))) &&
    !(glance.allows(AT.undoneAfter) && UNDONE_AFTER.test(words.slice(at)))
  );
}

/** What is looked for in a message at one glance: the lexicon, and whatever else costs more than that. */
const glance = new Glance([
  ...english.map(({ expression }) => expression),
  UNDONE_BEFORE,
  UNDONE_AFTER,
  GIVEN_ID,
  STARTED_ID,
  CHANNEL_NAME,
]);
/** Behind the lexicon. */
const AT = {
  undoneBefore: english.length,
  undoneAfter: english.length + 1,
  givenId: english.length + 2,
  startedId: english.length + 3,
  channelName: english.length + 4,
};

/** Whose record it is, whatever it says. */
export function identitiesOf(record: LogRecord): Identities {
  glance.look(record.message);
  return identitiesGlancedAt(record);
}

/** The same of a record whose message was just looked at. */
function identitiesGlancedAt({ message, fields }: LogRecord): Identities {
  return {
    channelId:
      fieldId(fields) ??
      channelIdIn(message) ??
      (
        (glance.allows(AT.givenId) ? GIVEN_ID.exec(message) : null) ??
        (glance.allows(AT.startedId) ? STARTED_ID.exec(message) : null)
      )?.groups?.id ??
      anyFieldId(fields),
    channelName: (glance.allows(AT.channelName) ? CHANNEL_NAME.exec(message)?.[0] : undefined) ?? fieldName(fields),
  };
}

/** What {@link CHANNEL_ID} finds. A bare uniqueid, as nearly all are, is told by its point, without it. */
function channelIdIn(text: string): string | undefined {
  for (let point = text.indexOf(".", MIN_SECONDS_DIGITS); point >= 0; point = text.indexOf(".", point + 1)) {
    if (!isDigit(text.charCodeAt(point + 1))) continue;
    let start = point;
    while (isDigit(text.charCodeAt(start - 1))) start -= 1;
    if (point - start < MIN_SECONDS_DIGITS) continue;
    let end = point + 2;
    while (isDigit(text.charCodeAt(end))) end += 1;
    const isBare =
      point - start <= MAX_SECONDS_DIGITS &&
      end - point - 1 <= MAX_COUNTER_DIGITS &&
      !mayBeOfId(text.charCodeAt(start - 1)) &&
      !mayBeOfId(text.charCodeAt(end));
    return isBare ? text.slice(start, end) : CHANNEL_ID.exec(text)?.[0];
  }
  return undefined;
}

const [MIN_SECONDS_DIGITS, MAX_SECONDS_DIGITS, MAX_COUNTER_DIGITS] = [9, 10, 9];

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** `-`, `.`, `/`, digits, `;`, letters, `_`: what makes another id of one that stands beside it. */
function mayBeOfId(code: number): boolean {
  return (
    (code >= 0x2d && code <= 0x39) || code === 0x3b || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || code === 0x5f
  );
}

function fieldId(fields: LogRecord["fields"]): string | undefined {
  if (!fields) return undefined;
  for (const key of CHANNEL_KEYS) {
    const id = idIn(key, fields[key]);
    if (id !== undefined) return id;
  }
  // {"msg": "put on hold", "call": {"channel": {"id": "1795362797.1"}}}
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== "object" || value === null) continue;
    for (const innerKey of CHANNEL_KEYS) {
      const id = idIn(innerKey, (value as Members)[innerKey]);
      if (id !== undefined) return id;
    }
  }
  // ARI's playback events name their channel as `channel:1795362797.1`
  const target = inner(fields, "playback", "target_uri") ?? fields.target_uri;
  return target === undefined ? undefined : /^channel:(\S+)$/.exec(String(target))?.[1];
}

/** The only uniqueid among the members, where it stands under a name that is not known: {"m": "put on hold", "c": "1795362797.1"} */
function anyFieldId(fields: LogRecord["fields"]): string | undefined {
  let found: string | undefined;
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== "string" || value.length < SHORTEST_ID || value.length > LONGEST_ID) continue;
    if (!isDigit(value.charCodeAt(value.length - 1)) || OF_ANOTHER.test(key) || !WHOLE_ID.test(value)) continue;
    if (found !== undefined && found !== value) return undefined;
    found = value;
  }
  return found;
}

const [SHORTEST_ID, LONGEST_ID] = [11, 80];
// 1795362797.1 | pbx1-1795362797.1
const WHOLE_ID = /^(?:[A-Za-z\d][\w.-]{0,60}-)?1\d{9}\.\d{1,9}$/;
/** Members that tell of another channel, or of a time that looks like an id. */
const OF_ANOTHER =
  /linked|peer|bridge|agent|other|parent|target|snoop|external|time|date|epoch|^ts$|^at$|created|start|end/i;

/** The id that a member holds, bare or as an object's; `channel=bot` is a logger's or a messenger's. */
function idIn(key: string, given: unknown): string | undefined {
  if (given === undefined) return undefined;
  // structlog prints a dict as a value: channel={'id': '1795362797.1', …}
  const value = typeof given === "string" && given.startsWith("{") ? readObject(given) : given;
  const id = typeof value === "object" && value !== null ? (value as { id?: unknown }).id : value;
  if (typeof id !== "string" || !ID.test(id)) return undefined;
  const isId = /^(?:asterisk_)?chan(?:nel)?$/i.test(key) ? /[\d-]/.test(id) : /^chan/i.test(key);
  return isId || CHANNEL_ID.test(id) ? id : undefined;
}

function fieldName(fields: LogRecord["fields"]): string | undefined {
  if (!fields) return undefined;
  const { channel_name, channelName, channel } = fields;
  return nameIn(channel_name) ?? nameIn(channelName) ?? nameIn(channel) ?? nameIn(inner(fields, "channel", "name"));
}

const nameIn = (value: unknown): string | undefined =>
  typeof value === "string" && value.includes("/") && CHANNEL_NAME.test(value) ? value : undefined;

/** A member of a member: bots that log ARI's events whole have their ids there. */
function inner(fields: Readonly<Record<string, unknown>>, ...path: readonly string[]): unknown {
  let value: unknown = fields;
  for (const key of path)
    value = typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  return value;
}

const field = (record: LogRecord, ...keys: string[]): string | null => {
  for (const key of keys) {
    const value = record.fields?.[key];
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return null;
};

// POST /ari/channels/1795362761.3/play/680ea5c8?media=sound:a failed: 404 {"message":"Channel not found"}
// Post "http://192.0.2.9:8088/ari/channels/1795361.3/hold": EOF, as Go's net/http words it
const REQUEST =
  /\b(?<method>GET|POST|PUT|DELETE|Get|Post|Put|Delete)\b:? ["']?(?=[^\s'"]*(?:channels|bridges|playbacks)\/[^\s'"])(?<path>[^\s'"]+)/;
// <-- 201 Created http://192.0.2.9:8088/ari/channels/1795361.3/play?media=sound:a (12ms): OkHttp's answers name no method
const ANSWERED = /^<-- (?<status>2\d\d) [\w ]{0,40}?(?<path>https?:\/\/[^\s'"]*\/channels\/[^\s'"]+)/;
/** What is asked for with POST alone; `/hold` may be its DELETE as well. */
const POSTED: ReadonlySet<AriAction> = new Set<AriAction>(["play", "answer", "continue"]);
const PUNCTUATION = ".,:;)]}>";
// aiohttp, httpx and requests name status and url, not the method: 404, message='…', url='http://…/ari/channels/…'
const URL_ONLY = /(?<path>\/channels\/[^\s'"]+)/;
// 404 | 404. | (404), but neither 404 ms nor a part of an id, an address or a file name
const STATUS = /(?:^|[^\w.\-/])([2-5]\d\d)(?![\w-]|\.\d| ?(?:ms|s|sec|bytes|мс)\b)/;
const REFUSED = /(?:^|[^\w.\-/])(4\d\d|5\d\d)(?![\w-]|\.\d| ?(?:ms|s|sec|bytes|мс)\b)/;
// <-- 201 POST /channels/1795361.3/play/…
const STATUS_BEFORE = /(?:^|[^\w.\-/])([2-5]\d\d) $/;
const NOT_FOUND_BODY = /\{\s*\\?"(?:message|error)\\?":\s*\\?"([^"\\]*)/;

// POST /ari/channels/1795361.3/play/… failed: Server disconnected   |   … error: read ECONNRESET   |   … socket hang up
const UNANSWERED =
  /disconnected|\b(?:ECONN\w|EOF)|\b(?:reset|refused|hang up|timed? ?out|connection (?:was )?(?:closed|aborted|lost)|closed (?:the )?connection|empty reply|failed to respond|ended prematurely)\b/i;
/** Stands for the status of a request without an answer. */
export const NO_ANSWER = 0;

/** Where loggers of HTTP keep a request and its answer: pino-http, axios, OpenTelemetry. */
const REQUEST_BAGS = ["req", "request", "http", "config"];
const ANSWER_BAGS = ["res", "response"];

/** With what stands in the objects of a request and its answer among the members. */
function withRequest(record: LogRecord): LogRecord {
  const { fields } = record;
  if (fields === null) return record;
  const asked = REQUEST_BAGS.map((key) => fields[key]).find((bag) => typeof bag === "object" && bag !== null);
  const url = fields["http.url"] ?? fields["url.full"] ?? fields["url.path"] ?? fields["http.target"];
  if (asked === undefined && url === undefined) return record;
  const answer = ANSWER_BAGS.map((key) => fields[key]).find((bag) => typeof bag === "object" && bag !== null);
  const { method = fields["http.method"] ?? fields["http.request.method"], url: path = url } = (asked ?? {}) as Members;
  const { statusCode, status = statusCode ?? fields["http.status_code"] ?? fields["http.response.status_code"] } =
    (answer ?? {}) as Members;
  return { ...record, fields: { method, url: path, status, ...fields } };
}

function requestReading(given: LogRecord): { body: EventBody; channelId: string | undefined } | null {
  const record = withRequest(given);
  // Client error: `DELETE http://…/ari/channels/1795361.3` resulted in a `404 Not Found` response
  const text = record.message.includes("`") ? record.message.replaceAll("`", "'") : record.message;
  const direct = text.includes("/") ? REQUEST.exec(text) : null;
  const word = direct?.groups?.path;
  const path = word === undefined ? field(record, "path", "url", "uri") : withoutPunctuation(word);
  const method = direct?.groups?.method?.toUpperCase() ?? field(record, "http_method", "method")?.toUpperCase() ?? "";
  if (path && /(?:channels|bridges)\//.test(path)) {
    const error = field(record, "err", "error", "exception", "reason") ?? "";
    const pathEnd = direct ? direct.index + direct[0].length - (word?.length ?? 0) + path.length : 0;
    const after = direct ? text.slice(pathEnd) : `${text} ${error}`;
    const before = direct ? text.slice(0, direct.index) : "";
    const told = field(record, "status", "status_code", "statusCode", "code");
    // `-` and the like in the place of a status: there was no answer
    const status =
      told !== null && /^\d{3}$/.test(told)
        ? told
        : (STATUS.exec(after)?.[1] ?? STATUS_BEFORE.exec(before)?.[1] ?? REFUSED.exec(before)?.[1]);
    // closed without a byte, refused, timed out: a request that met no answer at all has no status
    if (status === undefined && (UNANSWERED.test(after) || told === "-" || STATUS_DASH.test(after)))
      return requestBody(method, path, NO_ANSWER, null);
    if (status === undefined) return FAILED.test(after) ? null : requestIntention(method, path);
    return requestBody(method, path, Number(status), bodyText(record, text));
  }
  const answered = text.startsWith("<-- ") ? ANSWERED.exec(text)?.groups : undefined;
  if (answered && POSTED.has(actionOf("POST", answered.path ?? "")))
    return requestBody("POST", answered.path ?? "", Number(answered.status), null);
  const dumped = record.continuation.length > 0 ? dumpedExchange(record) : null;
  if (dumped) return requestBody(dumped.method, dumped.path, dumped.status, null);
  const errorLine = [text, ...record.continuation].findLast(
    (line) => line.includes("/channels/") && REFUSED.test(line) && URL_ONLY.test(line),
  );
  const traced = errorLine === undefined ? null : URL_ONLY.exec(errorLine)?.groups?.path;
  if (!errorLine || !traced) return null;
  return requestBody("", traced, Number(REFUSED.exec(errorLine)?.[1]), bodyText(record, errorLine));
}

// status=- | -> -
const STATUS_DASH = /(?:\bstatus[=: ]+|-> ?)-(?:\s|$)/;
const FAILED = /fail|error|exception|ошибк/i;

/** A request whose line holds no answer: it may have been logged before it was sent. */
function requestIntention(method: string, path: string): { body: EventBody; channelId: string | undefined } | null {
  const action = actionOf(method, path);
  const done = method === "POST" || method === "DELETE" ? DONE[action]?.(path) : undefined;
  if (done === undefined || action === "answer" || action === "moh") return null;
  const { playbackId, media } = done.type === "bot-play" ? done : NO_PLAYBACK;
  return {
    body: { type: "bot-intention", action, playbackId, media, ...NO_CLOCK, request: { method, path } },
    channelId: channelOfPath(path),
  };
}

const NO_PLAYBACK = { playbackId: null, media: null };
const NO_CLOCK = { why: null, timer: false, timerSeconds: null };

/** A path at the end of a clause: `POST /channels/1795361.3/play: 404`, `(GET /channels)`. */
function withoutPunctuation(path: string): string {
  let end = path.length;
  while (end > 0 && PUNCTUATION.includes(path[end - 1] as string)) end -= 1;
  return path.slice(0, end);
}

function bodyText(record: LogRecord, text: string): string | null {
  return NOT_FOUND_BODY.exec(field(record, "body", "response", "error") ?? text)?.[1] ?? null;
}

/** What came of an ARI request, by its status; null where that is no event. */
export function requestBody(
  method: string,
  path: string,
  status: number | null,
  body: string | null,
): { body: EventBody; channelId: string | undefined } | null {
  const action = actionOf(method, path);
  const channelId = channelOfPath(path) ?? decoded(/[?&]channel=([^&,\s]+)/.exec(path)?.[1]) ?? undefined;
  if (status === NO_ANSWER || (status !== null && status >= 400))
    return { body: { type: "bot-request-failed", method, path, action, status, body }, channelId };
  const done = DONE[action];
  return status !== null && status >= 200 && done ? { body: done(path), channelId } : null;
}

// channels/externalMedia | channels/create | channels/1795361.3/snoop | …/record | bridges/b-1/addChannel
const MEDIA = /channels\/(?:externalMedia|create)\b|\/(?:snoop|record|addChannel)\b/;

/** What an ARI request is to do (rest-api/api-docs/channels.json). `/unhold` does not exist, but bots ask for it. */
export function actionOf(method: string, path: string): AriAction {
  if (MEDIA.test(path) && method !== "GET" && method !== "DELETE") return "media";
  const verb = /(?:^|\/)channels\/[^/?]+(?:\/(\w+))?/.exec(path)?.[1];
  if (verb === undefined) return method === "DELETE" ? "hangup" : method === "GET" ? "get" : "other";
  if (verb === "hold") return method === "DELETE" ? "unhold" : "hold";
  if (verb === "moh") return method === "DELETE" ? "other" : "moh"; // its DELETE stops the music: no event of ours
  if (verb === "unhold" || verb === "play" || verb === "answer" || verb === "continue") return verb;
  return "other";
}

/** Requests that the bot logs with a 2xx status are what it did. */
const DONE: Partial<Record<AriAction, (path: string) => EventBody>> = {
  hold: () => ({ type: "bot-hold" }),
  unhold: () => ({ type: "bot-unhold" }),
  answer: () => ({ type: "bot-answered" }),
  moh: (path) => ({ type: "bot-moh", mohClass: decoded(/[?&]mohClass=([^&\s]+)/.exec(path)?.[1]) }),
  hangup: () => ({ type: "bot-hangup", why: null, timer: false, timerSeconds: null }),
  continue: () => ({ type: "bot-left-dialplan-bound" }),
  play: (path) => ({
    type: "bot-play",
    playbackId: /\/play\/([^/?]+)/.exec(path)?.[1] ?? null,
    media: decoded(/[?&]media=([^&\s]+)/.exec(path)?.[1]),
  }),
};

function decoded(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text);
  } catch {
    return text ?? null; // a stray % sign: not encoded after all
  }
}

function seconds(record: LogRecord): number | null {
  const value = field(record, "duration", "elapsed", "took", "latency", "duration_s") ?? record.message;
  // 1.25s | 1,25 с | 1250 ms | a bare number in a field is of seconds
  const found =
    /(?<![\w.])(?<number>\d+(?:[.,]\d+)?) ?(?<unit>ms|мс|毫秒|s|sn|с|сек|seg|秒)(?!\p{L})|^(?<bare>\d+(?:\.\d+)?)$/u.exec(
      value,
    )?.groups;
  if (!found) return null;
  const number = Number((found.number ?? found.bare ?? "").replace(",", "."));
  return Math.round(number * (found.unit === "ms" || found.unit === "мс" || found.unit === "毫秒" ? 1 : 1000));
}

/** zap and others keep the place in the code under `caller`: `call/handler.go:41`. */
function numberIn(value: unknown): string | null {
  return typeof value === "string" && /^\+?[\w-]+$/.test(value) ? value : null;
}

// cause=32 | "cause":32 | причина 32 | Ursache 32 | 原因 32
const CAUSE =
  /(?<!\p{L})(?:caus[ea]|причин[аи]|ursache|grund|raison|motivo|przyczyna|neden|sebab|原因|理由)["']?[=:： ]+(\d{1,3})(?![\d.])/iu;

function causeOf(record: LogRecord): number | null {
  const value = field(record, "cause") ?? CAUSE.exec(record.message)?.[1] ?? "";
  return /^\d+$/.test(value) ? Number(value) : null;
}

const stringOr = (value: unknown): string | null => (typeof value === "string" ? value : null);

// media=sound:bot/hello | Playing sound:bot/hello on channel 1795362796.0
function mediaOf(record: LogRecord): string | null {
  return (
    field(record, "media", "uri") ??
    /(?:\bmedia[=: ]+|(?<![\w:/])(?=(?:sound|recording|tone|number|digits|characters):))([^\s,;)\]]+)/.exec(
      record.message,
    )?.[1] ??
    null
  );
}

function playbackIdOf(record: LogRecord): string | null {
  return (
    field(record, ...PLAYBACK_KEYS) ??
    stringOr(inner(record.fields ?? {}, "playback", "id")) ??
    playbackUuidIn(record.message) ??
    CUT_UUID.exec(record.message)?.[1] ??
    null
  );
}

/** `call_uuid=0edf751d-… Playing sound:a`: an id that stands under another name is no playback's. */
function playbackUuidIn(message: string): string | undefined {
  for (const { 0: id, index } of message.matchAll(UUID)) {
    const key = KEY_BEFORE.exec(message.slice(Math.max(0, index - MAX_KEY_LENGTH), index))?.[1];
    if (key === undefined || /play|^pb$|^id$/i.test(key)) return id;
  }
  return undefined;
}

const KEY_BEFORE = /(?:^|[^\w.-])([\w.-]{1,36})["']?[=:]["'[(]?$/;
const MAX_KEY_LENGTH = 40;

/** Hang-ups that the bot decided on by a clock or a sweep, not because the talk was over. */
const AUTOMATIC = /cleanup|stale|orphan|очистк|висящ|автоматически|принудительно/;
// watchdog timeout | call timed out after 30 s | max call duration reached | no speech for 4s | таймаут звонка (6 сек)
const TIMER =
  /watchdog|time ?out|timed out|too long|\bidle\b|inactiv|\bmax(?:imum)? (?:call )?(?:duration|length|time)\b|\b(?:time|duration) limit\b|\bno (?:speech|input|audio|activity)\b|тайм-?аут|лимит|неактивн|слишком долг/;
// 4s | 4.5 sec | 30 seconds | 6 сек | 1500ms | 5 minutes | 20 segundos | 4 秒
const DURATION =
  /(?<![\w.])(?<number>\d{1,6}(?:[.,]\d{1,3})?) ?(?<unit>ms|мс|s|с|secs?|seconds?|сек(?:унд\p{L}?)?|sn|sek\p{L}*|segundos?|secondes?|secondi|秒|min|minutes?|мин(?:ут\p{L}?)?)(?!(?<!秒)[\p{L}\d])/iu;
/** A timer's length as a field; `duration` and `elapsed` are what was measured, not what was set. */
const TIMER_KEY = /^(?:timeout|time_?limit|max_?duration|limit|after|idle)(?<unit>_?(?:s|sec|seconds|ms))?$/i;

/** The time that a timer of the bot's is set to, by what the record says; null where it names none. */
export function timerSeconds(record: LogRecord): number | null {
  for (const [key, value] of Object.entries(record.fields ?? {})) {
    const unit = TIMER_KEY.exec(key)?.groups?.unit;
    if (typeof value === "number" && TIMER_KEY.test(key)) return /ms$/i.test(unit ?? "") ? value / 1000 : value;
  }
  return roundSecondsIn(record.message);
}

/** A round time in a message, in seconds; null where it names none. */
export function roundSecondsIn(message: string): number | null {
  const said = DURATION.exec(message)?.groups;
  if (!said) return null;
  const number = Number((said.number ?? "").replace(",", "."));
  const unit = (said.unit ?? "").toLowerCase();
  const seconds = /^(?:ms|мс)$/.test(unit) ? number / 1000 : /^(?:m|м)/.test(unit) ? number * 60 : number;
  // a timer is set to a round number; 45.2 s is how long the call took
  return Number.isInteger(seconds * 2) ? seconds : null;
}

/** What a hang-up says of the clock or the sweep that decided on it. */
function clockOf(record: LogRecord): Pick<EventOf<"bot-hangup">, "why" | "timer" | "timerSeconds"> {
  const words = plainWords(record.message);
  // whatever the language: talk that is over is no warning, and has no round time
  const timer =
    TIMER.test(words) ||
    speaksOfTimer(record.message) ||
    (severityOf(record) === "warning" && timerSeconds(record) !== null);
  return {
    why: timer || AUTOMATIC.test(words) ? record.message : null,
    timer,
    timerSeconds: timer ? timerSeconds(record) : null,
  };
}

// caller=79160001122 | from 79160001122 | appelant 79160001122 | 主叫 79160001122
const CALLER =
  /(?<!\p{L})(?:caller(?:id)?|from|number|номер|appelant|anrufer|von|chiamante|llamante|arayan|абонент|主叫|发信者|発信者|od|da|de)[=:： ]+\+?(\d{3,20}|(?<=(?:caller(?:id)?|from|number|номер)[=: ]{1,3}\+?)\w+)/iu;

function bodyOf(type: EventType, record: LogRecord): EventBody {
  switch (type) {
    case "bot-stasis-start":
      return {
        type,
        caller:
          field(
            record,
            "caller_number",
            "callerNumber",
            "from_number",
            "caller_id",
            "callerid",
            "from",
            "from_",
            "number",
          ) ??
          numberIn(field(record, "caller")) ??
          numberIn(inner(record.fields ?? {}, "channel", "caller", "number")) ??
          CALLER.exec(record.message)?.[1] ??
          null,
        exten:
          field(record, "exten", "extension", "to", "did") ?? /\bexten[=: ]+(\w+)/i.exec(record.message)?.[1] ?? null,
      };
    case "bot-moh":
      return {
        type,
        mohClass:
          field(record, "mohClass", "moh_class", "class") ??
          /(?:music on hold|MOH) (\S+) (?:started|запущен)/i.exec(record.message)?.[1] ??
          null,
      };
    case "bot-play":
      return {
        type,
        playbackId: playbackIdOf(record),
        media: mediaOf(record),
      };
    case "bot-play-finished":
      return {
        type,
        playbackId: playbackIdOf(record),
        state: /fail|ошибк/i.test(
          `${record.message} ${field(record, "state", "status") ?? inner(record.fields ?? {}, "playback", "state") ?? ""}`,
        )
          ? "failed"
          : "done",
      };
    case "bot-model-answered":
    case "bot-tts":
      return { type, tookMs: seconds(record) };
    case "bot-hangup":
      return { type, ...clockOf(record) };
    case "bot-hangup-requested":
      return {
        type,
        cause: causeOf(record),
        soft: record.fields?.soft === true || /\bsoft[=: ]+true/i.test(record.message) ? true : null,
        // ARI puts the channel in as an object
        whole: ariEventOf(record.fields) !== undefined && typeof record.fields?.channel === "object",
      };
    case "bot-channel-destroyed":
      return { type, cause: causeOf(record) };
    case "bot-bridge":
    case "bot-leg-left-bridge":
      return { type, bridgeId: field(record, "bridge_id", "bridgeId") ?? record.message.match(UUID)?.[0] ?? null };
    case "bot-dialled":
      return { type, endpoint: field(record, "endpoint") ?? CHANNEL_NAME.exec(record.message)?.[0] ?? null };
    case "bot-caller-held":
      return { type, held: !/unhold/.test(plainWords(record.message)) };
    default:
      return { type } as EventBody; // the types without details
  }
}
