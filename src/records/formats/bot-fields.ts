// Turns the members of a structured line (JSON, logfmt) into a header. Loggers name the same things differently; which key means
// what is data here. What the members mean for a call is the business of events/bot/record.ts.
import { parseEpoch, parseStamp, type Stamp } from "../../time.js";
import type { Header } from "../record.js";

type Fields = Readonly<Record<string, unknown>>;

const TIME_KEYS = [
  ...["timestamp", "time", "ts", "@timestamp", "@t", "Timestamp", "asctime", "datetime", "date", "t", "timeMillis"],
  ...["at", "when", "eventTime", "Time", "@time", "timestamp_ms", "ObservedTimestamp"],
];
// a bot that logs ARI's events as they come has only their type; `@mt` and MessageTemplate have holes to fill
const MESSAGE_KEYS = [
  "msg",
  "message",
  "Message",
  "@m",
  "RenderedMessage",
  "@mt",
  "MessageTemplate",
  "event",
  "text",
  // OpenTelemetry, Google Cloud Logging, GELF, and bots that count bytes
  ...["Body", "textPayload", "short_message", "m"],
  "type",
];
/** What is no message, however many words it has: the carrier's text, where it was written and by whom, what was thrown. */
const NO_WORDS =
  /^(?:line|log|body|MESSAGE)$|stack|trace|exception|logger|thread|file|path|url|host|service|version|agent|pod|container|class/i;
// Monolog's `level` is its own number, with the name beside it
const LEVEL_KEYS = [
  ...[
    "level_name",
    "level",
    "levelname",
    "severity",
    "lvl",
    "logLevel",
    "@l",
    "Level",
    "SeverityText",
    "log.level",
    "l",
  ],
];
/** Members that contain the caller's own members: Monolog, Serilog, log4j2, winston, structured loggers in general. */
const BAGS = [
  "context",
  "extra",
  "Properties",
  "contextMap",
  "mdc",
  "metadata",
  "meta",
  "fields",
  "data",
  "attributes",
  "Attributes",
  "jsonPayload",
];
// pino and bunyan: https://getpino.io/#/docs/api?id=level-string
const NUMERIC_LEVELS: Readonly<Record<number, string>> = {
  10: "TRACE",
  20: "DEBUG",
  30: "INFO",
  40: "WARNING",
  50: "ERROR",
  60: "FATAL",
};

// GELF has syslog's severities (RFC 5424 section 6.2.1)
const SYSLOG_LEVELS = ["FATAL", "FATAL", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG"];
/** Loggers that print a letter for the level. */
const LETTERS: Readonly<Record<string, string>> = {
  T: "TRACE",
  D: "DEBUG",
  I: "INFO",
  N: "NOTICE",
  W: "WARNING",
  E: "ERROR",
  C: "CRITICAL",
  F: "FATAL",
};

/** The header that a line's members give. Null if they have no time or no words. */
export function fromFields(given: Fields | null, year: number): Header | null {
  if (!given) return null;
  const record = loguruRecord(given) ?? payloadOf(given) ?? (isGelf(given) ? withoutUnderscores(given) : given);
  const stamp = stampOf(firstOf(record, TIME_KEYS), year) ?? stampOfInstant(record.instant) ?? anyStamp(record, year);
  if (!stamp) return null;
  const message = firstOf(record, MESSAGE_KEYS) ?? anyWords(record);
  if (typeof message !== "string") return null;
  const fields = flat(record);
  const origin =
    record.name ??
    record.logger ??
    record.loggerName ??
    record.SourceContext ??
    (isMonolog(record) ? record.channel : undefined);
  return {
    stamp,
    level: levelOf(firstOf(record, LEVEL_KEYS), isGelf(given)),
    thread: null,
    logCallId: null,
    origin: typeof origin === "string" ? origin : null,
    message: filled(message, fields),
    fields,
  };
}

function levelOf(level: unknown, isSyslogs: boolean): string {
  if (typeof level === "number") return (isSyslogs ? SYSLOG_LEVELS[level] : NUMERIC_LEVELS[level]) ?? String(level);
  const name = typeof level === "string" ? level.toUpperCase() : "";
  return LETTERS[name] ?? name;
}

/** Google Cloud Logging puts what the bot wrote into a member of its own. */
function payloadOf(given: Fields): Fields | null {
  const { jsonPayload, ...others } = given;
  return isObject(jsonPayload) ? { ...others, ...jsonPayload } : null;
}

/** Graylog's: {"version": "1.1", "short_message": …, "_channel_id": …} */
function isGelf({ version, short_message }: Fields): boolean {
  return typeof version === "string" && typeof short_message === "string";
}

/** In GELF, members that are not its own begin with `_`. */
function withoutUnderscores(given: Fields): Fields {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key.replace(/^_/, ""), value]));
}

/** log4j2: {"instant": {"epochSecond": 1795362698, "nanoOfSecond": 312000000}, …} */
function stampOfInstant(instant: unknown): Stamp | null {
  if (!isObject(instant)) return null;
  const { epochSecond, nanoOfSecond } = instant;
  return instantOf(Number(epochSecond), Number(nanoOfSecond));
}

/** Seconds and nanoseconds since 1970, as log4j2 separates them. Null if they are no numbers. */
export function instantOf(seconds: number, nanoseconds: number): Stamp | null {
  const stamp = parseEpoch(seconds * 1000 + Math.floor(nanoseconds / 1e6));
  return stamp && { ...stamp, precisionMs: 1 };
}

/** The only complete date among the members, if it has an unknown name. */
function anyStamp(fields: Fields, year: number): Stamp | null {
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== "string" || value.length < SHORTEST_DATE || value.length > LONGEST_DATE) continue;
    const stamp = isDigit(value.charCodeAt(0)) ? parseStamp(value, year) : null;
    if (stamp?.kind === "full") return stamp;
  }
  return null;
}

const [SHORTEST_DATE, LONGEST_DATE] = [16, 40];
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The longest member made of words, if the message has an unknown name. */
function anyWords(fields: Fields): string | undefined {
  let longest: string | undefined;
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== "string" || value.length <= (longest?.length ?? 0)) continue;
    if (value.includes(" ") && !NO_WORDS.test(key) && !TIME_KEYS.includes(key)) longest = value;
  }
  return longest;
}

/** A JSON object. Null if the text is none. */
export function parseObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function firstOf(fields: Fields, keys: readonly string[]): unknown {
  for (const key of keys) if (fields[key] !== undefined && fields[key] !== "") return fields[key];
  return undefined;
}

function stampOf(value: unknown, year: number): Stamp | null {
  if (typeof value === "number") return parseEpoch(value);
  return typeof value === "string" ? parseStamp(value, year) : null;
}

/** loguru with serialize=True: {"text": "…", "record": {"time": {"repr": "…", "timestamp": 1795362698.3}, "message": "…"}} */
function loguruRecord({ record }: Fields): Fields | null {
  if (!isObject(record) || !isObject(record.time)) return null;
  const level = isObject(record.level) ? record.level.name : record.level;
  return { ...record, time: record.time.timestamp, level };
}

/** Its `channel` is the logger's, not the phone call's (Monolog, JsonFormatter). */
function isMonolog(fields: Fields): boolean {
  return fields.level_name !== undefined && fields.context !== undefined;
}

/** Merges the members of its bags with its own. Its own take precedence. */
function flat(fields: Fields): Fields {
  const own = isMonolog(fields) ? withoutChannel(fields) : fields;
  const bags: Fields[] = [];
  for (const key of BAGS) {
    const bag = fields[key];
    if (isObject(bag)) bags.push(bag);
  }
  return bags.length === 0 ? own : Object.assign({}, ...bags, own);
}

function withoutChannel({ channel, ...others }: Fields): Fields {
  return others;
}

// Channel {ChannelId} put on hold | … took {Elapsed:0.0} ms | {@Event}
const HOLE = /\{[@$]?(?<name>\w+)(?:[,:][^{}]*)?\}/g;

/** Serilog's message template with its holes filled from the members. */
function filled(message: string, fields: Fields): string {
  if (!message.includes("{")) return message;
  return message.replace(HOLE, (hole: string, name: string) => {
    const value = fields[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : hole;
  });
}
