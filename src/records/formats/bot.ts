// The forms in which bots write. Data with samples: a new one is an entry here, not code elsewhere.
// A format reads the header only; what the words mean is the lexicon's business (events/lexicon/).
import { parseEpoch, parseStamp, STAMP_TEXT } from "../../time.js";
import { pairsOf, readPairs } from "../pairs.js";
import type { Below, Header, LogFormat } from "../record.js";
import { fromFields, parseObject } from "./bot-fields.js";
import { withoutCodeLocation } from "./code-location.js";
import { readDotnetBody } from "./dotnet-console.js";
import { readLog4jBody, readLog4jEvent } from "./log4j-xml.js";

const STAMP = STAMP_TEXT;
const LEVEL = String.raw`(?:TRACE|DEBUG|INFO|NOTICE|SUCCESS|WARN|WARNING|ERROR|ERR|CRITICAL|FATAL|VRB|DBG|INF|WRN|FTL|Verbose|Debug|Information|Warning|Error|Fatal|trace|debug|info|notice|warn|warning|error|err|critical|fatal)`;
const SERILOG_LEVEL = "(?:VRB|DBG|INF|WRN|ERR|FTL|Verbose|Debug|Information|Warning|Error|Fatal)";

// 2026-11-22 15:51:38,312 - app.ari - INFO - Channel 1795362698.0 put on hold
// 06:37:11,913 - ari_client - INFO - …
const PYTHON = new RegExp(String.raw`^(?<stamp>${STAMP}) - (?<origin>\S+) - (?<level>${LEVEL}) - (?<message>.*)$`);
// 2026-11-22 15:51:38,312 - handlers - on_stasis_end - 92 - INFO - Channel 1795362698.0 put on hold
const PYTHON_PLACED = new RegExp(
  String.raw`^(?<stamp>${STAMP}) - (?<origin>[\w.]{1,100} - [\w<>.]{1,80} - \d{1,5}) - (?<level>${LEVEL}) - (?<message>.*)$`,
);
// 2026-11-22 15:51:38.312 | INFO     | voicebot.ari:hold:150 - Channel 1795362698.0 put on hold
const LOGURU = new RegExp(
  String.raw`^(?<stamp>${STAMP}) \| (?<level>${LEVEL}) *\| (?<origin>(?:[^\s:]+:){1,3}\d+) [-|] (?<message>.*)$`,
);
// [2026-11-22T15:53:17.794Z] info: Channel 1795362797.1 put on hold {"channelId": "1795362797.1"}
const WINSTON = new RegExp(String.raw`^\[(?<stamp>${STAMP})\] (?<level>${LEVEL}): (?!\S+\[-?\d+\]$)(?<message>.*)$`);
// info: Channel 1795362797.1 put on hold {"timestamp":"2026-11-22T15:53:17.794Z"}
const WINSTON_SIMPLE = new RegExp(String.raw`^(?<level>${LEVEL}): (?<message>.*)$`);
// 2026-11-22 15:51:38 [info     ] channel put on hold            [bot.ari] channel_id=1795362698.0
// 2026-11-22 15:51:38,312 [INFO] app.ari: channel=1795362698.0, put on hold
const STRUCTLOG = new RegExp(
  String.raw`^(?<stamp>${STAMP}) \[(?!${SERILOG_LEVEL}\])(?<level>${LEVEL}) *\] (?:(?<dotted>[a-z_]\w*(?:\.[a-z_]\w*)+|(?!(?:un)?hold|play|hang|answer|moh|cleanup|watchdog|err|warn)[a-z][\w-]*(?=: [A-Z])): )?(?<message>.*)$`,
);
// 2026-11-22 15:51:38.312  INFO 4242 --- [nio-8080-exec-1] com.example.Call : Channel 1795362698.0 put on hold
const SPRING = new RegExp(
  String.raw`^(?<stamp>${STAMP}) +(?<level>${LEVEL}) \d+ --- (?:\[[^\]]*\] ){1,2}(?<origin>\S+) *: (?<message>.*)$`,
);
// 15:51:38.312 [main] INFO  com.example.Call - Channel 1795362698.0 put on hold
// 15:51:38.312 [main] INFO com.example.Call:42 -- Channel 1795362698.0 put on hold
const LOGBACK = new RegExp(
  String.raw`^(?<stamp>${STAMP}) \[[^\]]*\] (?<level>${LEVEL}) +(?<origin>[\w.$]+(?::\d+)?) --? (?<message>.*)$`,
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
// 2026-11-22 15:51:38.312 +00:00 [INF] Channel 1795362698.0 put on hold
const SERILOG_FILE = new RegExp(String.raw`^(?<stamp>${STAMP}) \[(?<level>${SERILOG_LEVEL})\] (?<message>.*)$`);
// 2026-11-22 15:51:38.3120|INFO|Bot.AriService|Channel 1795362698.0 put on hold
const NLOG = new RegExp(
  String.raw`^(?<stamp>${STAMP})\|(?<level>${LEVEL}|Info|Warn|Trace)\|(?<origin>[^|]*)\|(?<message>.*)$`,
);
// 2026-11-22T15:51:38.312Z<TAB>INFO<TAB>ari/handler.go:41<TAB>hold started<TAB>{"channel_id": "1795362698.0"}
const ZAP = new RegExp(
  String.raw`^(?<stamp>${STAMP})\t(?<level>${LEVEL})\t(?:(?<origin>[\w.-]+(?:\t[^\s:]+\.go:\d+)?|[^\s:]+\.go:\d+)\t)?(?<message>.*)$`,
);
// 1.795362698312e+09<TAB>info<TAB>ari/handler.go:41<TAB>hold started
const ZAP_EPOCH = new RegExp(
  String.raw`^(?<stamp>\d\.\d{1,17}e\+09)\t(?<level>${LEVEL})\t(?:(?<origin>[^\s:]{1,200}\.go:\d{1,6})\t)?(?<message>.*)$`,
);
// INFO[2026-11-22T15:51:38Z] hold started                                  channel=1795362698.0
const LOGRUS = new RegExp(
  String.raw`^(?<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[(?<stamp>${STAMP})\] (?<message>.*)$`,
);
// INFO[11-22|15:51:38] hold started                             channel=1795362698.0
// INFO [11-22|15:51:38.312] hold started                        channel=1795362698.0
const LOG15 =
  /^(?<level>TRCE|DBUG|INFO|WARN|EROR|CRIT|ERROR|DEBUG|TRACE) ?\[(?<mo>\d\d)-(?<d>\d\d)\|(?<clock>\d\d:\d\d:\d\d(?:\.\d{1,6})?)\] (?<message>.*)$/;
// 2026-11-22 15:51:38.312 info: VoiceBot.Ari[0], and below it the words, indented
const DOTNET = new RegExp(
  String.raw`^\[?(?<stamp>${STAMP}|\d\d:\d\d:\d\d)\]? ?(?<level>trce|dbug|info|warn|fail|crit): (?<origin>[\w.\x60+<>,-]+)\[-?\d+\](?: (?<message>.*))?$`,
);
// [15:51:38.312] INFO (12): put on hold, and below it the fields, indented
// [2026-11-22 15:51:38.312 +0300] INFO (bot/12 on host): put on hold
const PINO_PRETTY = new RegExp(
  String.raw`^\[(?<stamp>${STAMP}|\d{13})\] (?<level>${LEVEL}) \((?<origin>[^)]*)\): ?(?<message>.*)$`,
);
// [2026-11-22T15:51:38.312Z]  INFO: bot/12 on host: put on hold (channelId=1795362698.0)
const BUNYAN_CLI = new RegExp(
  String.raw`^\[(?<stamp>${STAMP})\] +(?<level>${LEVEL}): (?<origin>\S+/\d+) on \S+: (?<message>.*)$`,
);
// [Nest] 4242  - 11/22/2026, 3:51:38 PM     LOG [AriService] Channel 1795362698.0 put on hold
const NEST = new RegExp(
  String.raw`^\[Nest\] \d+ +- (?<stamp>\d{1,2}/\d{1,2}/\d{4}, \d{1,2}:\d\d:\d\d(?: [AP]M)?) +(?<level>LOG|VERBOSE|${LEVEL}) +\[(?<origin>[^\]]*)\] (?<message>.*)$`,
);
// INFO:     2026-11-22 15:51:38,312 - Channel 1795362698.0 put on hold
// [INFO] 2026-11-22T15:51:38.312Z Channel 1795362698.0 put on hold
const LEVEL_FIRST = new RegExp(
  String.raw`^\[?(?<level>${LEVEL})\]?:? +\[?(?<stamp>${STAMP})\]?:?(?: [-|:])? +(?<message>(?:[^ ].*)?)$`,
);
// 2026-11-22 15:51:38,312 INFO [app.ari] Channel 1795362698.0 put on hold
// 2026-11-22T15:51:38.312Z INFO Channel 1795362698.0 put on hold
// 2026-11-22 15:51:38,312 INFO     uvicorn.error  Channel 1795362698.0 put on hold
// 2026-11-22T15:51:38.312Z  INFO ThreadId(02) bot::calls: Channel 1795362698.0 put on hold
// [3:51:38 PM] INFO Channel 1795362698.0 put on hold
const STAMPED = new RegExp(
  String.raw`^\[?(?<stamp>${STAMP}|\d{1,2}:\d\d:\d\d(?: ?[AP]M)?)\]?(?: [-|])? +\[?(?<level>${LEVEL})\]?:?(?: [-|:])? +(?! )(?:ThreadId\(\d{1,9}\) +)?(?:\[(?<origin>(?![^\]]*\d{9})[\w.:-]+)\] |(?<dotted>[a-z_]\w*(?:(?:\.|::)[a-z_]\w*)+)(?:: | - | {2,}(?! )))?(?<message>.*)$`,
);
// 1795362698312 INFO Channel 1795362698.0 put on hold
// [1795362698.312345] INFO Channel 1795362698.0 put on hold
/** A number alone may be an id: what stands behind it says that it is a time. */
const EPOCH_FIRST = new RegExp(
  String.raw`^\[?(?<stamp>1\d{12}|1\d{9}[.,]\d{3,9})\]?(?: [-|])?[ \t]+\[?(?<level>${LEVEL})\]?:?(?: [-|:])?[ \t]+(?!\([^)]*\):)(?<message>\S.*)$`,
);
// 2026-11-22 15:51:38.312,INFO,calls,"Channel 1795362698.0 put on hold"
const COMMAS = new RegExp(
  String.raw`^(?<stamp>${STAMP})(?<sign>[,;])"?(?<level>${LEVEL})"?\k<sign>(?:"?(?<origin>[A-Za-z][\w.:-]{0,80})"?\k<sign>)?(?<message>\S.*)$`,
);
// Nov 22, 2026 3:51:38 PM com.example.Call onStasisEnd, and below it level and words
const JAVA_UTIL_LOGGING =
  /^(?<stamp>[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d [AP]M) (?<origin>[A-Za-z][\w.$]{0,200})(?: [\w$<>]{1,80})?$/;
// 2026-11-22T15:51:38.312Z -> POST /channels/1795362698.0/hold 204
// 22.11.2026 15:51:38.312 ИНФО Канал 1795362698.0 поставлен на hold
/** A syslog's stamp alone says nothing of who wrote the line. */
const BARE = new RegExp(String.raw`^(?![A-Z])(?<stamp>${STAMP}|\d\d:\d\d:\d\d):? (?:[-|] )?(?<message>\S.*)$`);
// [15:51:38.312] -> POST /channels/1795362698.0/hold 204
/** Brackets alone are also a console's of Asterisk: what ARI's clients print, and uniqueids, make such a line a bot's. */
const BRACKETED = new RegExp(
  String.raw`^\[(?<stamp>${STAMP})\]:? (?=\S)(?=.*(?:/channels/|\b1\d{9}\.\d{1,9}\b|\bStasis(?:Start|End)\b|\bPlayback(?:Started|Finished)\b|\bChannelHangupRequest\b))(?<message>.*)$`,
);

// I1122 15:51:38.312345   12345 handler.go:41] Channel 1795362698.0 put on hold
const GLOG =
  /^(?<level>[IWEF])(?<mo>\d\d)(?<d>\d\d) (?<clock>\d\d:\d\d:\d\d\.\d{1,6}) +\d+ (?<origin>[^\s\]]+:\d+)\] (?<message>.*)$/;
// [I 261122 15:51:38 web:2239] Channel 1795362698.0 put on hold
const TORNADO =
  /^\[(?<level>[DIWEC]) (?<y>\d\d)(?<mo>\d\d)(?<d>\d\d) (?<clock>\d\d:\d\d:\d\d) (?<origin>[^\s\]]+:\d+)\] (?<message>.*)$/;
// 3:51PM INF Channel put on hold channel_id=1795362698.0
const ZEROLOG = /^(?:1?\d:[0-5]\d[AP]M|<nil>) (?<level>TRC|DBG|INF|WRN|ERR|FTL|PNC) (?<message>.*)$/;
// INFO[0005] hold started                                  channel=1795362698.0
const LOGRUS_SINCE_START = /^(?<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[\d{4,}\] (?<message>.*)$/;

const SHORT_LEVELS: Readonly<Record<string, string>> = {
  TRCE: "TRACE",
  DBUG: "DEBUG",
  EROR: "ERROR",
  CRIT: "CRITICAL",
  FAIL: "ERROR",
  D: "DEBUG",
  I: "INFO",
  W: "WARNING",
  E: "ERROR",
  C: "CRITICAL",
  F: "FATAL",
};

/** The message without the place in the code, which stands for the logger where none is named. */
function placed(text: string, origin: string | null): Pick<Header, "message" | "origin"> {
  const { message, place } = withoutCodeLocation(text);
  return { message, origin: origin ?? place };
}

/** Levels of one letter or four, dates of digits alone; glog's and log15's have no year. */
function lettered(match: RegExpExecArray | null, year: number): Header | null {
  const groups = match?.groups;
  if (!groups) return null;
  const { level = "", y, mo = "", d = "", clock = "", origin = null, message = "" } = groups;
  const full = parseStamp(`${y === undefined ? year : `20${y}`}-${mo}-${d} ${clock}`, year);
  if (!full) return null;
  const stamp = y === undefined ? { ...full, kind: "no-year" as const } : full;
  return {
    stamp,
    level: SHORT_LEVELS[level] ?? level,
    thread: null,
    logCallId: null,
    ...placed(message, origin),
    fields: null,
  };
}

/** A time of minutes, or one since the bot's start: it dates nothing, but an envelope may. */
function undated(match: RegExpExecArray | null): Header | null {
  const groups = match?.groups;
  return groups
    ? {
        stamp: null,
        level: groups.level ?? "",
        thread: null,
        logCallId: null,
        ...placed(groups.message ?? "", null),
        fields: null,
      }
    : null;
}

function header(match: RegExpExecArray | null, year: number): Header | null {
  const groups = match?.groups;
  if (!groups) return null;
  const printed = groups.stamp ?? "";
  const stamp = printed.endsWith("e+09") ? parseEpoch(Number(printed)) : parseStamp(printed, year);
  if (!stamp) return null;
  return {
    stamp,
    level: levelOf(groups.level ?? ""),
    thread: null,
    logCallId: null,
    ...placed(groups.message ?? "", groups.origin ?? groups.dotted ?? null),
    fields: null,
  };
}

function levelOf(printed: string): string {
  const level = printed.toUpperCase();
  return SHORT_LEVELS[level] ?? level;
}

/** structlog's console pads the words of the event, then come the logger and the pairs. */
function withPairs(read: Header | null): Header | null {
  if (!read) return null;
  const at = read.message.search(/ (?=[A-Za-z_][\w.]*=)/);
  const words = at < 0 ? read.message : read.message.slice(0, at);
  const origin = /(?<! ) {2,}\[([\w.]+)\]\s*$/.exec(words);
  const { pairs, areAll } = at < 0 ? { pairs: null, areAll: true } : pairsOf(read.message.slice(at));
  return {
    ...read,
    origin: origin?.[1] ?? read.origin,
    // channel=1795362698.0, put on hold: of a sentence that holds pairs no part may be lost
    message: areAll ? withoutColon(words.slice(0, origin?.index).trimEnd()) : read.message,
    fields: pairs ?? (MADE_OF_A_PAIR.test(read.message) ? readPairs(read.message) : null),
  };
}

/** `Hold: channel=1795362698.0`: the colon leads to the pairs. */
const withoutColon = (words: string): string => (words.endsWith(":") ? words.slice(0, -1) : words);

// channel=1795362698.0, put on hold
const MADE_OF_A_PAIR = /^[A-Za-z_][\w.]*=\S/;

/** winston's printf forms, zap's and Monolog's end in the metadata as JSON. */
function withTrailingFields(read: Header | null): Header | null {
  const at = Math.max(read?.message.lastIndexOf(' {"') ?? -1, read?.message.lastIndexOf('\t{"') ?? -1);
  if (!read || at < 0 || !read.message.endsWith("}")) return read;
  const fields = parseObject(read.message.slice(at + 1));
  return fields ? { ...read, fields } : read;
}

/** winston's `simple()` prints the time among the members behind the words. */
function readWinstonSimple(text: string, year: number): Header | null {
  const at = text.endsWith("}") ? text.lastIndexOf(' {"') : -1;
  const groups = at < 0 ? undefined : WINSTON_SIMPLE.exec(text.slice(0, at))?.groups;
  const fields = groups ? parseObject(text.slice(at + 1)) : null;
  const read = fields && fromFields({ ...fields, message: groups?.message ?? "" }, year);
  return read && { ...read, level: levelOf(groups?.level ?? ""), ...placed(read.message, read.origin) };
}

const withoutWords = (read: Header | null): Header | null => read && { ...read, message: "" };

/** A field in quotes, in which a quote stands twice. */
function unquoted(read: Header | null): Header | null {
  if (!read || !/^".*"$/.test(read.message)) return read;
  return { ...read, message: read.message.slice(1, -1).replaceAll('""', '"') };
}

// INFO: Channel 1795362698.0 put on hold
const LEVEL_BELOW = /^(?:SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): (?<message>.*)$/;

/** Level and words below the place in the code (java.util.logging.SimpleFormatter). */
function readJavaBody([first = "", ...continuation]: readonly string[]): Below | null {
  const message = LEVEL_BELOW.exec(first)?.groups?.message;
  const level = first.slice(0, first.indexOf(":"));
  return message === undefined
    ? null
    : { level: level === "SEVERE" ? "ERROR" : level, message, fields: null, continuation };
}

// time=2026-11-22T15:51:38.312Z level=INFO msg="put on hold" channel=1795362698.0
function readLogfmt(text: string, year: number): Header | null {
  return /^[\w.@]+=/.test(text) ? fromFields(readPairs(text), year) : null;
}

function readJson(text: string, year: number): Header | null {
  return text.startsWith("{") ? fromFields(parseObject(text), year) : null;
}

// [2026-11-22 15:51:38] Channel put on hold
const BRACKETED_ALONE = new RegExp(
  String.raw`^\[(?<stamp>${STAMP}|\d\d:\d\d:\d\d)\]:? (?![A-Z]+\[-?\d)(?<message>\S.*)$`,
);

/** A time in brackets and words: also what a console of Asterisk prints, so the reader asks for it where it knows the writer. */
export const bracketedText: LogFormat = {
  name: "bare-text",
  side: "bot",
  samples: ["[2026-11-22 15:51:38] Channel put on hold", "[15:51:38]: TTS ready in 0.52s"],
  read: (text, year) => header(BRACKETED_ALONE.exec(text), year),
};

/** The bots' forms, most specific first. */
export const botFormats: readonly LogFormat[] = [
  {
    name: "python-logging",
    side: "bot",
    samples: [
      "2026-11-22 17:14:13,295 - app.ari - INFO - Channel 1795367652.0 put on hold",
      "2026-11-22 18:58:43,886 - bot.ari_client - INFO - 🔒 Канал 1795363125.0 поставлен на hold",
      "11:02:43,118 - bot.tts - WARNING - TTS is late",
      "2026-11-22 17:14:13,295 - handlers - on_stasis_end - 92 - INFO - Channel 1795367652.0 put on hold",
    ],
    read: (text, year) => header(PYTHON.exec(text) ?? PYTHON_PLACED.exec(text), year),
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
    name: "winston-simple",
    side: "bot",
    samples: ['info: Channel 1795362797.1 put on hold {"pid":7,"timestamp":"2026-11-22T15:53:17.794Z"}'],
    read: readWinstonSimple,
  },
  {
    name: "json-lines",
    side: "bot",
    samples: [
      '{"instant":{"epochSecond":1795362698,"nanoOfSecond":312000000},"level":"INFO","message":"put on hold","contextMap":{"channelId":"1795362698.0"}}',
      '{"Timestamp":"2026-11-22T15:51:38.312Z","SeverityText":"INFO","Body":"put on hold","Attributes":{"channel.id":"1795362698.0"}}',
      '{"version":"1.1","host":"bot-1","short_message":"put on hold","timestamp":1795362698.312,"level":6,"_channel_id":"1795362698.0"}',
      '{"jsonPayload":{"message":"put on hold","channelId":"1795362698.0"},"timestamp":"2026-11-22T15:51:38.312Z","severity":"INFO"}',
      '{"t":"2026-11-22T15:51:38.312Z","l":"I","m":"put on hold","c":"1795362698.0"}',
      '{"quando":"2026-11-22T15:51:38.312Z","testo":"put on hold","canale":"1795362698.0"}',
      '{"event": "channel_hold", "level": "info", "channel_id": "1795363779.0", "timestamp": "2026-11-22T16:09:40.241076Z"}',
      '{"@t":"2026-11-22T15:51:38.3120000Z","@mt":"Channel {ChannelId} put on hold","ChannelId":"1795362698.0"}',
      '{"message":"Channel put on hold","context":{"channel":"1795362698.0"},"level":200,"level_name":"INFO","channel":"bot","datetime":"2026-11-22T15:51:38.312000+00:00","extra":{}}',
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
    name: "serilog",
    side: "bot",
    samples: [
      "[15:51:38 INF] Channel 1795362698.0 put on hold",
      "2026-11-22 15:51:38.312 +00:00 [INF] Channel 1795362698.0 put on hold",
    ],
    read: (text, year) => header(SERILOG.exec(text) ?? SERILOG_FILE.exec(text), year),
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
    name: "zap-console",
    side: "bot",
    samples: [
      '2026-11-22T15:51:38.312Z\tINFO\tari/handler.go:41\thold started\t{"channel_id": "1795362698.0"}',
      "2026-11-22T15:51:38.312+0300\tWARN\tChannel 1795362698.0 not found",
      '1.795362698312e+09\tinfo\tcalls/handler.go:41\tput on hold\t{"channel_id": "1795362698.0"}',
    ],
    read: (text, year) => withTrailingFields(header(ZAP.exec(text) ?? ZAP_EPOCH.exec(text), year)),
  },
  {
    name: "logrus-console",
    side: "bot",
    samples: ["INFO[2026-11-22T15:51:38Z] hold started                                  channel=1795362698.0"],
    read: (text, year) => withPairs(header(LOGRUS.exec(text), year)),
  },
  {
    name: "log15",
    side: "bot",
    samples: [
      "INFO[11-22|15:51:38] Channel put on hold                      channel=1795362698.0",
      'EROR[11-22|15:51:38] play failed                              err="404 Not Found"',
      "WARN [11-22|15:51:38.312] Channel gone                         channel=1795362698.0",
    ],
    read: (text, year) => withPairs(lettered(LOG15.exec(text), year)),
  },
  {
    name: "dotnet-console",
    side: "bot",
    samples: [
      "2026-11-22 15:51:38.312 info: VoiceBot.Ari[0]",
      "[15:51:38] warn: VoiceBot.Ari[0] Channel 1795362698.0 not found",
    ],
    read: (text, year) => header(DOTNET.exec(text), year),
    readBelow: readDotnetBody,
  },
  {
    name: "log4j-xml",
    side: "bot",
    samples: [
      '<log4j:event logger="app.ari" timestamp="1795362698312" level="INFO" thread="t1">',
      '<log4j:event logger="app.ari" timestamp="1795362698312" level="INFO" thread="t1"><log4j:message><![CDATA[put on hold]]></log4j:message></log4j:event>',
      '<Event xmlns="http://logging.apache.org/log4j/2.0/events" timeMillis="1795362698312" level="INFO" loggerName="app.Ari">',
    ],
    read: readLog4jEvent,
    readBelow: readLog4jBody,
  },
  {
    name: "glog",
    side: "bot",
    samples: ["I1122 15:51:38.312345   12345 handler.go:41] Channel 1795362698.0 put on hold"],
    read: (text, year) => lettered(GLOG.exec(text), year),
  },
  {
    name: "tornado",
    side: "bot",
    samples: ["[I 261122 15:51:38 web:2239] Channel 1795362698.0 put on hold"],
    read: (text, year) => lettered(TORNADO.exec(text), year),
  },
  {
    name: "zerolog-console",
    side: "bot",
    samples: ["3:51PM INF Channel put on hold channel_id=1795362698.0"],
    read: (text) => withPairs(undated(ZEROLOG.exec(text))),
  },
  {
    name: "logrus-since-start",
    side: "bot",
    samples: ["INFO[0005] hold started                                  channel=1795362698.0"],
    read: (text) => withPairs(undated(LOGRUS_SINCE_START.exec(text))),
  },
  {
    name: "nlog",
    side: "bot",
    samples: ["2026-11-22 15:51:38.3120|INFO|Bot.AriService|Channel 1795362698.0 put on hold"],
    read: (text, year) => header(NLOG.exec(text), year),
  },
  {
    name: "nest",
    side: "bot",
    samples: ["[Nest] 4242  - 11/22/2026, 3:51:38 PM     LOG [AriService] Channel 1795362698.0 put on hold"],
    read: (text, year) => header(NEST.exec(text), year),
  },
  {
    name: "pino-pretty",
    side: "bot",
    samples: [
      "[15:51:38.312] INFO (12): put on hold",
      "[2026-11-22 15:51:38.312 +0300] WARN (bot/12 on host): Channel 1795362698.0 not found",
      "[1795362698312] INFO (12 on host): put on hold",
    ],
    read: (text, year) => header(PINO_PRETTY.exec(text), year),
  },
  {
    name: "bunyan-cli",
    side: "bot",
    samples: ["[2026-11-22T15:51:38.312Z]  INFO: bot/12 on host: put on hold (channelId=1795362698.0)"],
    read: (text, year) => header(BUNYAN_CLI.exec(text), year),
  },
  {
    name: "java-util-logging",
    side: "bot",
    samples: ["Nov 22, 2026 3:51:38 PM com.example.bot.CallSession onStasisEnd"],
    read: (text, year) => withoutWords(header(JAVA_UTIL_LOGGING.exec(text), year)),
    readBelow: readJavaBody,
  },
  {
    name: "comma-separated",
    side: "bot",
    samples: ['2026-11-22 15:51:38.312,INFO,calls,"Channel 1795362698.0 put on hold"'],
    read: (text, year) => unquoted(header(COMMAS.exec(text), year)),
  },
  {
    name: "epoch-first",
    side: "bot",
    samples: [
      "1795362698312 INFO Channel 1795362698.0 put on hold",
      "[1795362698.312345] INFO Channel 1795362698.0 put on hold",
    ],
    read: (text, year) => header(EPOCH_FIRST.exec(text), year),
  },
  {
    name: "spring-boot",
    side: "bot",
    samples: [
      "2026-11-22 15:51:38.312  INFO 4242 --- [nio-8080-exec-1] com.example.bot.CallSession : Channel 1795362698.0 put on hold",
      "2026-11-22T15:51:38.312+03:00  INFO 4242 --- [voicebot] [nio-8080-exec-1] c.e.bot.CallSession : Channel 1795362698.0 put on hold",
    ],
    read: (text, year) => header(SPRING.exec(text), year),
  },
  {
    name: "logback",
    side: "bot",
    samples: [
      "15:51:38.312 [main] INFO  com.example.bot.CallSession - Channel 1795362698.0 put on hold",
      "2026-11-22 15:51:38,312 [main] INFO com.example.bot.CallSession:42 -- Channel 1795362698.0 put on hold",
    ],
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
      "2026-11-22 15:51:38,312 INFO     uvicorn.error  Channel 1795362698.0 put on hold",
      "[11/22/26 15:51:38] INFO     Channel 1795362698.0 put on hold",
      "[3:51:38 PM] INFO Channel 1795362698.0 put on hold",
      "2026-11-22T15:51:38.312Z  INFO ThreadId(02) bot::calls: Channel 1795362698.0 put on hold",
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
      "15:51:38 Channel 1795362698.0 put on hold",
      "11/22/2026, 3:51:38 PM: Channel 1795362698.0 put on hold",
    ],
    read: (text, year) => header(BARE.exec(text) ?? BRACKETED.exec(text), year),
  },
];
