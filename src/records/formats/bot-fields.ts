// The members of a structured line (JSON, logfmt) -> a header. Loggers name the same things differently; which key is which
// is data here. What the members mean for a call is the business of events/bot.ts.
import { parseEpoch, parseStamp, type Stamp } from "../../time.js";
import type { Header } from "../record.js";

type Fields = Readonly<Record<string, unknown>>;

const TIME_KEYS = ["timestamp", "time", "ts", "@timestamp", "@t", "Timestamp", "asctime", "datetime", "date", "t"];
// a bot that logs ARI's events as they come has their type only; `@mt` and MessageTemplate have holes to be filled
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
  "type",
];
// Monolog's `level` is a number of its own, with the name beside it
const LEVEL_KEYS = ["level_name", "level", "levelname", "severity", "lvl", "logLevel", "@l", "Level"];
/** Members that hold the caller's own members: Monolog, Serilog, log4j2, winston, structured loggers in general. */
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

/** The header that the members of a line tell; null where they have no time or no words. */
export function fromFields(given: Fields | null, year: number): Header | null {
  if (!given) return null;
  const record = loguruRecord(given) ?? given;
  const stamp = stampOf(firstOf(record, TIME_KEYS), year);
  const message = firstOf(record, MESSAGE_KEYS);
  if (!stamp || typeof message !== "string") return null;
  const level = firstOf(record, LEVEL_KEYS);
  const fields = flat(record);
  const origin =
    record.name ?? record.logger ?? record.SourceContext ?? (isMonolog(record) ? record.channel : undefined);
  return {
    stamp,
    level: typeof level === "number" ? (NUMERIC_LEVELS[level] ?? String(level)) : String(level ?? "").toUpperCase(),
    thread: null,
    logCallId: null,
    origin: typeof origin === "string" ? origin : null,
    message: filled(message, fields),
    fields,
  };
}

/** A JSON object; null where the text is none. */
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

/** Its `channel` is the logger's, not the telephone's (Monolog, JsonFormatter). */
function isMonolog(fields: Fields): boolean {
  return fields.level_name !== undefined && fields.context !== undefined;
}

/** With the members of its bags among its own; its own count where both have one. */
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
