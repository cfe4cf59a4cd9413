// The forms in which bots write. Data with samples: a new one is an entry here, not code elsewhere.
// A format reads the header only; what the words mean is the lexicon's business (events/bot-lexicon.ts).
import { parseEpoch, parseStamp, STAMP_TEXT, type Stamp } from "../../time.js";
import { readPairs } from "../pairs.js";
import type { Header, LogFormat } from "../record.js";

const STAMP = STAMP_TEXT;
const LEVEL = String.raw`(?:TRACE|DEBUG|INFO|NOTICE|SUCCESS|WARN|WARNING|ERROR|ERR|CRITICAL|FATAL|VRB|DBG|INF|WRN|FTL|trace|debug|info|notice|warn|warning|error|err|critical|fatal)`;

// 2026-11-22 15:51:38,312 - app.ari - INFO - Channel 1795362698.0 put on hold
// 06:37:11,913 - ari_client - INFO - …
const PYTHON = new RegExp(String.raw`^(?<stamp>${STAMP}) - (?<origin>\S+) - (?<level>${LEVEL}) - (?<message>.*)$`);
// 2026-11-22 15:51:38.312 | INFO     | voicebot.ari:hold:150 - Channel 1795362698.0 put on hold
const LOGURU = new RegExp(
  String.raw`^(?<stamp>${STAMP}) \| (?<level>${LEVEL}) *\| (?<origin>\S+?:\S+?:\d+) - (?<message>.*)$`,
);
// [2026-11-22T15:53:17.794Z] info: Channel 1795362797.1 put on hold {"channelId": "1795362797.1"}
const WINSTON = new RegExp(String.raw`^\[(?<stamp>${STAMP})\] (?<level>${LEVEL}): (?<message>.*)$`);
// 2026-11-22 15:51:38 [info     ] channel put on hold            [bot.ari] channel_id=1795362698.0
const STRUCTLOG = new RegExp(String.raw`^(?<stamp>${STAMP}) \[(?<level>${LEVEL}) *\] (?<message>.*)$`);
// 2026-11-22 15:51:38.312  INFO 4242 --- [nio-8080-exec-1] com.example.Call : Channel 1795362698.0 put on hold
const SPRING = new RegExp(
  String.raw`^(?<stamp>${STAMP}) +(?<level>${LEVEL}) \d+ --- \[[^\]]*\] (?<origin>\S+) *: (?<message>.*)$`,
);
// 15:51:38.312 [main] INFO  com.example.Call - Channel 1795362698.0 put on hold
const LOGBACK = new RegExp(
  String.raw`^(?<stamp>${STAMP}) \[[^\]]*\] (?<level>${LEVEL}) +(?<origin>[\w.$]+) - (?<message>.*)$`,
);
// [2026-11-22T15:51:38.312000+00:00] bot.INFO: Channel put on hold {"channel":"1795362698.0"} []
const MONOLOG = new RegExp(
  String.raw`^\[(?<stamp>${STAMP})\] (?<origin>[\w-]+)\.(?<level>${LEVEL}): (?<message>.*?)(?: (?:\[\]|\{\}))?$`,
);
// I, [2026-11-22T15:51:38.312345 #4242]  INFO -- bot: Channel 1795362698.0 put on hold
const RUBY = new RegExp(
  String.raw`^[A-Z], \[(?<stamp>${STAMP}) #\d+\] +(?<level>${LEVEL}) -- (?<origin>[^:\s]*): (?<message>.*)$`,
);
// [15:51:38 INF] Channel 1795362698.0 put on hold
const SERILOG = new RegExp(String.raw`^\[(?<stamp>${STAMP}|\d\d:\d\d:\d\d) (?<level>${LEVEL})\] (?<message>.*)$`);
// INFO:     2026-11-22 15:51:38,312 - Channel 1795362698.0 put on hold
// [INFO] 2026-11-22T15:51:38.312Z Channel 1795362698.0 put on hold
const LEVEL_FIRST = new RegExp(
  String.raw`^\[?(?<level>${LEVEL})\]?:? +\[?(?<stamp>${STAMP})\]?:?(?: [-|:])? +(?<message>.*)$`,
);
// 2026-11-22 15:51:38,312 INFO [app.ari] Channel 1795362698.0 put on hold
// 2026-11-22T15:51:38.312Z INFO Channel 1795362698.0 put on hold
const STAMPED = new RegExp(
  String.raw`^\[?(?<stamp>${STAMP})\]?(?: [-|])? +\[?(?<level>${LEVEL})\]?:?(?: [-|:])? +(?:\[(?<origin>(?![^\]]*\d{9})[\w.:-]+)\] )?(?<message>.*)$`,
);
// 2026-11-22T15:51:38.312Z -> POST /channels/1795362698.0/hold 204
// 22.11.2026 15:51:38.312 ИНФО Канал 1795362698.0 поставлен на hold
/** A syslog's stamp alone says nothing of who wrote the line. */
const BARE = new RegExp(String.raw`^(?![A-Z])(?<stamp>${STAMP}):? (?:[-|] )?(?<message>\S.*)$`);
// [15:51:38.312] -> POST /channels/1795362698.0/hold 204
/** Brackets alone are also a console's of Asterisk: only what ARI's clients print makes such a line a bot's. */
const BRACKETED = new RegExp(
  String.raw`^\[(?<stamp>${STAMP})\]:? (?=\S)(?=.*(?:/channels/|\bStasis(?:Start|End)\b|\bPlayback(?:Started|Finished)\b|\bChannelHangupRequest\b))(?<message>.*)$`,
);

function header(match: RegExpExecArray | null, year: number): Header | null {
  const groups = match?.groups;
  if (!groups) return null;
  const stamp = parseStamp(groups.stamp ?? "", year);
  if (!stamp) return null;
  return {
    stamp,
    level: (groups.level ?? "").toUpperCase(),
    thread: null,
    logCallId: null,
    origin: groups.origin ?? null,
    message: groups.message ?? "",
    fields: null,
  };
}

/** structlog's console pads the words of the event, then come the logger and the pairs. */
function withPairs(read: Header | null): Header | null {
  if (!read) return null;
  const at = read.message.search(/ (?=[A-Za-z_][\w.]*=)/);
  const words = at < 0 ? read.message : read.message.slice(0, at);
  const origin = / {2,}\[([\w.]+)\]\s*$/.exec(words);
  return {
    ...read,
    origin: origin?.[1] ?? null,
    message: words.slice(0, origin?.index).trimEnd(),
    fields: at < 0 ? null : readPairs(read.message.slice(at)),
  };
}

/** winston's printf forms often end in the metadata as JSON. */
function withTrailingFields(read: Header | null): Header | null {
  const at = read?.message.lastIndexOf(' {"') ?? -1;
  if (!read || at < 0 || !read.message.endsWith("}")) return read;
  const fields = parseObject(read.message.slice(at + 1));
  return fields ? { ...read, fields } : read;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const TIME_KEYS = ["timestamp", "time", "ts", "@timestamp", "asctime", "datetime", "t"];
// a bot that logs ARI's events as they come has their type only
const MESSAGE_KEYS = ["msg", "message", "event", "text", "type"];
const LEVEL_KEYS = ["level", "levelname", "severity", "lvl"];
// pino and bunyan: https://getpino.io/#/docs/api?id=level-string
const NUMERIC_LEVELS: Readonly<Record<number, string>> = {
  10: "TRACE",
  20: "DEBUG",
  30: "INFO",
  40: "WARNING",
  50: "ERROR",
  60: "FATAL",
};

function firstOf(fields: Readonly<Record<string, unknown>>, keys: readonly string[]): unknown {
  for (const key of keys) if (fields[key] !== undefined) return fields[key];
  return undefined;
}

function stampOf(value: unknown, year: number): Stamp | null {
  if (typeof value === "number") return parseEpoch(value);
  return typeof value === "string" ? parseStamp(value, year) : null;
}

// time=2026-11-22T15:51:38.312Z level=INFO msg="put on hold" channel=1795362698.0
function readLogfmt(text: string, year: number): Header | null {
  return /^\w+=/.test(text) ? fromFields(readPairs(text), year) : null;
}

function readJson(text: string, year: number): Header | null {
  return text.startsWith("{") ? fromFields(parseObject(text), year) : null;
}

function fromFields(fields: Readonly<Record<string, unknown>> | null, year: number): Header | null {
  if (!fields) return null;
  const stamp = stampOf(firstOf(fields, TIME_KEYS), year);
  const message = firstOf(fields, MESSAGE_KEYS);
  if (!stamp || typeof message !== "string") return null;
  const level = firstOf(fields, LEVEL_KEYS);
  const origin = fields.name ?? fields.logger;
  return {
    stamp,
    level: typeof level === "number" ? (NUMERIC_LEVELS[level] ?? String(level)) : String(level ?? "").toUpperCase(),
    thread: null,
    logCallId: null,
    origin: typeof origin === "string" ? origin : null,
    message,
    fields,
  };
}

/** The bots' forms, most specific first. */
export const botFormats: readonly LogFormat[] = [
  {
    name: "python-logging",
    side: "bot",
    samples: [
      "2026-11-22 17:14:13,295 - app.ari - INFO - Channel 1795367652.0 put on hold",
      "2026-11-22 18:58:43,886 - bot.ari_client - INFO - 🔒 Канал 1795363125.0 поставлен на hold",
      "11:02:43,118 - bot.tts - WARNING - TTS is late",
    ],
    read: (text, year) => header(PYTHON.exec(text), year),
  },
  {
    name: "loguru",
    side: "bot",
    samples: ["2026-11-22 17:14:10.703 | INFO     | voicebot.ari:hold:150 - Channel 1795367650.0 put on hold"],
    read: (text, year) => header(LOGURU.exec(text), year),
  },
  {
    name: "winston",
    side: "bot",
    samples: [
      "[2026-11-22T15:53:17.994Z] info: Channel 1795362797.1 put on hold",
      '[2026-11-22T15:53:17.795Z] info: Channel 1795362796.0 put on hold {"channelId": "1795362796.0"}',
    ],
    read: (text, year) => withTrailingFields(header(WINSTON.exec(text), year)),
  },
  {
    name: "json-lines",
    side: "bot",
    samples: [
      '{"event": "channel_hold", "level": "info", "channel_id": "1795363779.0", "timestamp": "2026-11-22T16:09:40.241076Z"}',
      '{"level": 30, "time": 1795363127108, "pid": 1353, "hostname": "bot-1", "name": "ari", "channelId": "1795363126.0", "msg": "Channel 1795363126.0 put on hold"}',
    ],
    read: readJson,
  },
  {
    name: "logfmt",
    side: "bot",
    samples: [
      'time=2026-11-22T15:51:38.312Z level=INFO msg="put on hold" channel=1795362698.0',
      'time="2026-11-22T15:51:38Z" level=info msg=hold channel=1795362698.0',
      "ts=1795362698.312 level=info msg=hold channel=1795362698.0",
    ],
    read: readLogfmt,
  },
  {
    name: "structlog-console",
    side: "bot",
    samples: [
      "2026-11-22 15:51:38 [info     ] channel put on hold            [bot.ari] channel_id=1795362698.0",
      "2026-11-22T15:51:38.312345Z [warning  ] watchdog_timeout               channel_id=1795362698.0 text='no speech'",
    ],
    read: (text, year) => withPairs(header(STRUCTLOG.exec(text), year)),
  },
  {
    name: "spring-boot",
    side: "bot",
    samples: [
      "2026-11-22 15:51:38.312  INFO 4242 --- [nio-8080-exec-1] com.example.bot.CallSession : Channel 1795362698.0 put on hold",
    ],
    read: (text, year) => header(SPRING.exec(text), year),
  },
  {
    name: "logback",
    side: "bot",
    samples: ["15:51:38.312 [main] INFO  com.example.bot.CallSession - Channel 1795362698.0 put on hold"],
    read: (text, year) => header(LOGBACK.exec(text), year),
  },
  {
    name: "monolog",
    side: "bot",
    samples: ['[2026-11-22T15:51:38.312000+00:00] bot.INFO: Channel put on hold {"channel":"1795362698.0"} []'],
    read: (text, year) => withTrailingFields(header(MONOLOG.exec(text), year)),
  },
  {
    name: "ruby-logger",
    side: "bot",
    samples: ["I, [2026-11-22T15:51:38.312345 #4242]  INFO -- bot: Channel 1795362698.0 put on hold"],
    read: (text, year) => header(RUBY.exec(text), year),
  },
  {
    name: "serilog",
    side: "bot",
    samples: ["[15:51:38 INF] Channel 1795362698.0 put on hold"],
    read: (text, year) => header(SERILOG.exec(text), year),
  },
  {
    name: "level-first",
    side: "bot",
    samples: [
      "INFO:     2026-11-22 15:51:38,312 - Channel 1795362698.0 put on hold",
      "[INFO] 2026-11-22T15:51:38.312Z Channel 1795362698.0 put on hold",
    ],
    read: (text, year) => header(LEVEL_FIRST.exec(text), year),
  },
  {
    name: "stamped-text",
    side: "bot",
    samples: [
      "2026-11-22 15:51:38,312 INFO [app.ari] Channel 1795362698.0 put on hold",
      "2026-11-22T15:51:38.312Z WARN Channel 1795362698.0 not found",
      "[2026-11-22 15:51:38.312] [ERROR] Channel 1795362698.0 not found",
    ],
    read: (text, year) => header(STAMPED.exec(text), year),
  },
  {
    name: "bare-text",
    side: "bot",
    samples: [
      "2026-11-22T15:51:38.312Z -> POST /channels/1795362698.0/hold 204",
      "22.11.2026 15:51:38.312 ИНФО Канал 1795362698.0 поставлен на hold",
      "[15:51:38.312] -> POST /channels/1795362698.0/hold 204",
    ],
    read: (text, year) => header(BARE.exec(text) ?? BRACKETED.exec(text), year),
  },
];
