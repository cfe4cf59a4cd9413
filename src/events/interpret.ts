// Turns records into events: what happened according to each record. Asterisk's messages are found by the source file that
// printed them, a bot's by its words. Records that say nothing about a call yield no event.

import { BoundedMap } from "../io/bounded-map.js";
import type { LogRecord, Wording } from "../records/record.js";
import { exceptionIn, type RecordSeverity, severityOf } from "../records/severity.js";
import type { WantedMessages } from "../records/wanted-messages.js";
import { channelOfPath } from "./asterisk/ari-debug.js";
import { isHarmless, repeatedBy } from "./asterisk/harmless.js";
import { asteriskPatterns } from "./asterisk/index.js";
import { correlationIdsIn } from "./bot/correlation-ids.js";
import { answerAlone, requestAlone } from "./bot/http-exchange.js";
import { identitiesOf } from "./bot/identities.js";
import { KnownMessages } from "./bot/known-messages.js";
import { mayHoldAnswer, providerReading } from "./bot/providers.js";
import { readBotRecord } from "./bot/record.js";
import { timerSeconds } from "./bot/timer.js";
import { wordedRefusal } from "./bot/worded-refusal.js";
import { type CallEvent, type EventBody, type EventType, MAX_ID_LENGTH, MAX_TEXT } from "./event.js";
import type { AsteriskPattern, Identities, Reading } from "./pattern.js";

const byFile = new Map<string, AsteriskPattern<EventBody>[]>();
for (const pattern of asteriskPatterns) {
  for (const file of pattern.files) byFile.set(file, [...(byFile.get(file) ?? []), pattern]);
}
/** A console prints VERBOSE lines without a file name, so any message with a literal of its own is possible. */
const anywhere = asteriskPatterns.filter((pattern) => pattern.literal !== "");
const none: readonly AsteriskPattern<EventBody>[] = [];
/** Ids and names of the calls that are up at one time, and of those that just were. */
const MAX_SHARED_IDS = 8_000;

/**
 * Reads one record. Null if it says nothing that a diagnosis could use.
 * @param wordings The user's own forms for what the bot says.
 */
export function interpret(record: LogRecord, sourceIndex: number, wordings: readonly Wording[] = []): CallEvent | null {
  const severity = severityOf(record);
  const exception = exceptionIn(record);
  const reading =
    known(record, severity, wordings) ??
    (severity === null && exception === null ? inUnknownWords(record) : unread(record));
  if (!reading) return null;
  const keep = isLong(record) ? copied : asItIs;
  const place = placeOf(record);
  // what all events have in common comes first: objects that begin alike are created several times as fast
  return {
    side: record.side,
    sourceIndex,
    line: record.line,
    byteOffset: record.byteOffset,
    wallMs: record.stamp?.wallMs ?? null,
    precisionMs: record.stamp?.precisionMs ?? 1000,
    text: keep(record.text.slice(0, MAX_TEXT)),
    message: keep(messageOf(record).slice(0, MAX_TEXT)),
    channelId: shared(reading.ids?.channelId),
    channelName: shared(reading.ids?.channelName),
    logCallId: shared(record.logCallId),
    sipCallId: shared(reading.ids?.sipCallId),
    thread: shared(record.thread),
    ...(place === "" ? {} : { host: shared(place) as string }),
    ...(severity === null ? {} : { severity }),
    ...(exception === null ? {} : { exception: keep(exception.slice(0, MAX_TEXT)) }),
    ...(keep === copied ? copiedBody(reading.body) : reading.body),
  };
}

/** What a record says in known words. Null if there are none. */
function known(
  record: LogRecord,
  severity: RecordSeverity | null,
  wordings: readonly Wording[],
): Reading<EventBody> | null {
  const reading =
    record.side === "asterisk"
      ? readAsteriskRecord(record)
      : wordings.length > 0
        ? readBot(record, severity, wordings)
        : knownMessages.read(record);
  return reading && hasFiniteNumbers(reading.body) ? reading : null;
}

const knownMessages = new KnownMessages((record) => readBot(record, severityOf(record), []));

/** A provider's failure takes precedence over the words around it: `LLM response error: 429` is no answer from the model. */
function readBot(
  record: LogRecord,
  severity: RecordSeverity | null,
  wordings: readonly Wording[],
): Reading<EventBody> | null {
  const isOwn = wordings.some(({ expression }) => expression.test(record.message.slice(0, MAX_TEXT)));
  if (isOwn || !maySayFailure(record, severity)) return readBotRecord(record, wordings) ?? exchange(record);
  const provider = providerReading(record);
  const reading = readBotRecord(record, wordings);
  if (reading && (provider === null || isDeciding(reading.body))) {
    // `Play on 1795362797.1 failed: 403` mentions playing, and what came of it
    const refused = isDeciding(reading.body) ? null : wordedRefusal(record);
    return refused ? { ...reading, body: refused } : reading;
  }
  const ids = identitiesOf(record);
  if (provider) return { body: provider, ids };
  const refused = wordedRefusal(record);
  return refused ? { body: refused, ids } : exchange(record);
}

/** A request without its answer, or an answer without its request. */
function exchange(record: LogRecord): Reading<EventBody> | null {
  const isBad = severityOf(record) !== null || exceptionIn(record) !== null;
  const request = isBad ? null : requestAlone(record);
  if (request) {
    const ids = identitiesOf(record);
    const channelId = ids.channelId ?? channelOfPath(request.path) ?? undefined;
    return { body: { type: "bot-http-request", ...request }, ids: { ...ids, channelId } };
  }
  const answer = answerAlone(record);
  return answer === null || (isBad && answer.status < 400)
    ? null
    : { body: { type: "bot-http-answer", ...answer }, ids: identitiesOf(record) };
}

/** Is it logged as bad, or possibly from a bot that prints no levels? */
function maySayFailure(record: LogRecord, severity: RecordSeverity | null): boolean {
  if (record.level !== "") return severity !== null || mayHoldAnswer(record.message);
  return /error|exception|fail|refus|quota|[^\d.:-][45]\d\d(?!\d)/i.test(record.message);
}

function isDeciding(body: EventBody): boolean {
  return DECIDING.has(body.type) || (body.type === "bot-intention" && body.action === "hangup");
}

/** What ends a call, or reports its end, takes precedence over the failure that was the reason. */
const DECIDING: ReadonlySet<EventType> = new Set<EventType>([
  ...([
    "bot-hangup",
    "bot-request-failed",
    "bot-channel-gone",
    "bot-not-in-stasis",
    "bot-left-dialplan-bound",
  ] as const),
  ...([
    "bot-stasis-end",
    "bot-call-finished",
    "bot-channel-destroyed",
    "bot-hangup-requested",
    "bot-media-closed",
  ] as const),
  ...(["bot-ari-closed", "bot-started", "bot-stopping", "bot-app-replaced"] as const),
]);

/** A warning or an error in unknown words, and whose it is. Null if it is known to affect no call. */
function unread(record: LogRecord): Reading<EventBody> | null {
  if (isHarmless(record)) return null;
  const ids = record.side === "bot" ? identitiesOf(record) : idsOfAsterisk(record.message);
  const seconds = record.side === "bot" ? timerSeconds(record) : null;
  const body: EventBody = { type: "unread-error", repeats: repeatedBy(record), ...(seconds !== null && { seconds }) };
  return { body, ids };
}

/**
 * A bot's words that are not understood still tell something about a call that they name: when it was up, and that the bot knew
 * of it.
 */
function inUnknownWords(record: LogRecord): Reading<EventBody> | null {
  if (record.side !== "bot") return null;
  const ids = identitiesOf(record);
  const namesCall = ids.channelId !== undefined || ids.channelName !== undefined;
  return namesCall || correlationIdsIn(record.text).length > 0 ? { body: { type: "bot-line" }, ids } : null;
}

// PJSIP/trunk-0000000a | WebSocket/media1/0x7f2170028230: | 'Local/100@bots-00000001;2'
const NAME_IN_WORDS = /(?<![\w/])(?:PJSIP|SIP|IAX2|DAHDI|Local|UnicastRTP|AudioSocket|WebSocket|Snoop)\/[^\s'",<>()]+/;
// 1795363162.28: Failed to … | pbx1-1795363162.28
const ID_IN_WORDS = /(?<![\w.\-/])(?:[A-Za-z\d][\w.-]{0,60}-)?\d{9,10}\.\d{1,9}(?![\w;]|\.\w)/;

function idsOfAsterisk(message: string): Identities {
  const words = message.slice(0, MAX_TEXT);
  return {
    channelName: NAME_IN_WORDS.exec(words)?.[0].replace(/[:.]$/, ""),
    channelId: ID_IN_WORDS.exec(words)?.[0],
  };
}

/** Nothing counts to infinity: digits without end are no number, and the line is not what it seems. */
function hasFiniteNumbers(body: EventBody): boolean {
  for (const key in body) {
    const value = body[key as keyof EventBody] as unknown;
    if (typeof value === "number" && !Number.isFinite(value)) return false;
  }
  return true;
}

/** Which Asterisk messages may yield an event, judging only by the source file and the literals of its patterns. */
export const wantedMessages: WantedMessages = {
  files: [...byFile.keys()],
  saysNothing: (origin, text, messageAt, lineBehind) => {
    for (const { literal, expression, isOfNoCall } of byFile.get(origin) ?? none) {
      const mayFit = literal === "" ? expression.test(text.slice(messageAt)) : text.indexOf(literal, messageAt) >= 0;
      if (mayFit && isOfNoCall?.(lineBehind) !== true) return false;
    }
    return true;
  },
};

/** Characters of a record above which its words are copied: a slice keeps the whole text in memory. */
const LONG_RECORD = 8 * MAX_TEXT;

function isLong({ text, continuation }: LogRecord): boolean {
  let length = text.length;
  for (const line of continuation) length += line.length;
  return length > LONG_RECORD;
}

/** The latest ids and names. All events of a call share its id: thousands of calls may wait in memory, with an id in each line. */
const latestIds = new BoundedMap<string, string>(MAX_SHARED_IDS);

function shared(given: string | null | undefined): string | null {
  if (given === null || given === undefined) return null;
  const id = given.length > MAX_ID_LENGTH ? given.slice(0, MAX_ID_LENGTH) : given;
  const known = latestIds.get(id);
  if (known !== undefined) return known;
  const own = copied(id);
  latestIds.set(own, own);
  return own;
}

const asItIs = <T extends string | null>(text: T): T => text;

function copied<T extends string | null>(text: T): T {
  return (text === null ? null : Buffer.from(text, "utf16le").toString("utf16le")) as T;
}

function copiedBody(body: EventBody): EventBody {
  const entries = Object.entries(body).map(([key, value]): [string, unknown] => [
    key,
    typeof value === "string" ? copied(value.slice(0, MAX_TEXT)) : value,
  ]);
  return Object.fromEntries(entries) as EventBody;
}

/** The machine of an Asterisk, or else what carried the line from it. */
const placeOf = ({ side, host, writer }: LogRecord): string => (side === "asterisk" ? (host ?? writer) : "");

/** A SIP or ARI trace says on its second line what it is about. Structured bots say the rest in fields. */
function messageOf(record: LogRecord): string {
  if (record.side === "asterisk") {
    const next = record.continuation[record.message === "" ? 1 : 0];
    return next !== undefined && /SIP|ARI|^$|ransmitting/.test(record.message)
      ? `${record.message} ${next}`.trim()
      : record.message;
  }
  if (!record.fields || record.message.includes(" ")) return record.message;
  let message = record.message;
  for (const key in record.fields) {
    const value = record.fields[key];
    if (typeof value !== "object" && !HEADER_KEYS.has(key)) message += ` ${key}=${String(value)}`;
  }
  return message;
}

const HEADER_KEYS = new Set([
  "event",
  "msg",
  "message",
  "level",
  "time",
  "timestamp",
  "ts",
  "pid",
  "hostname",
  "name",
  "logger",
  "v",
]);

function readAsteriskRecord(record: LogRecord): Reading<EventBody> | null {
  const patterns = record.origin === null ? anywhere : (byFile.get(record.origin) ?? none);
  const { message, continuation } = record;
  const reading = readMessage(message, patterns, record);
  if (reading || message.length < WRAPPED_AT || continuation[0] === undefined) return reading;
  return readMessage(message + continuation[0], patterns, record);
}

/** A paste from a terminal has long lines cut in two at its width. No terminal is narrower than this. */
const WRAPPED_AT = 40;

function readMessage(
  message: string,
  patterns: readonly AsteriskPattern<EventBody>[],
  record: LogRecord,
): Reading<EventBody> | null {
  for (const pattern of patterns) {
    if (!message.includes(pattern.literal)) continue;
    const match = pattern.expression.exec(message);
    const reading = match ? pattern.read(match.groups ?? {}, record) : null;
    if (reading) return reading;
  }
  return null;
}
