// Bots that print no time: into something that dates each line (`docker logs -t`, the journal), or into a file in which only the
// order of lines is known. Some of their forms identify a logger. The rest might be anything, so the reader tries it last, and
// only for a writer that has mentioned channels.
import type { Header, LogFormat } from "../record.js";
import { withoutCodeLocation } from "./code-location.js";
import { readDotnetBody } from "./dotnet-console.js";

// 1795362698.0 or pbx1-1795362698.0 | /ari/channels/… | POST /channels/…
const CHANNEL_ID = /\b1\d{9}\.\d{1,9}\b|\/ari(?![\w-])|\/channels\//;
const CHANNEL = /\bchannel|\bStasis|\bARI\b|\bари\b|\bканал/iu;
// INFO:     Application startup complete.
const LEVEL = /^\[?(?<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\]?:? +(?<message>\S.*)$/i;
// INFO:app.ari:Channel 1795362698.0 put on hold
const PYTHON_BASIC = /^(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):(?<origin>[\w.-]+):(?<message>.*)$/;
// info: VoiceBot.Ari[0]
const DOTNET = /^(?<level>trce|dbug|info|warn|fail|crit): (?<origin>[\w.`+<>,-]+)\[-?\d+\](?: (?<message>.*))?$/;
/** A line with a time has some unknown form. Taking it for one without would lose the time silently. */
const CLOCK = /\b\d{1,2}:\d\d:\d\d\b/;
const WHERE_TIMES_STAND = 60;

function undated(match: RegExpExecArray | null): Header | null {
  return match?.groups ? headerOf(match.groups) : null;
}

function headerOf(groups: Readonly<Record<string, string | undefined>>): Header {
  const { message, place } = withoutCodeLocation(groups.message ?? "");
  return {
    stamp: null,
    level: (groups.level ?? "").toUpperCase(),
    thread: null,
    logCallId: null,
    origin: groups.origin ?? place,
    message,
    fields: null,
  };
}

/** The forms of loggers that print no time unless told to. */
export const undatedBotFormats: readonly LogFormat[] = [
  {
    name: "python-basic",
    side: "bot",
    comesFrom: "Python's basicConfig, dated by the envelope around it",
    samples: ["INFO:app.ari:Channel 1795362698.0 put on hold", "ERROR:__main__:play failed: 404 Channel not found"],
    read: (text) => undated(PYTHON_BASIC.exec(text)),
  },
  {
    name: "dotnet-console",
    side: "bot",
    comesFrom: ".NET's console, the words on the same line or the line below; without a time, the envelope dates it",
    samples: ["info: VoiceBot.Ari[0]", "fail: VoiceBot.Ari[0] Channel 1795362698.0 not found"],
    read: (text) => undated(DOTNET.exec(text)),
    readBelow: readDotnetBody,
  },
];

function readPrinted(text: string): Header | null {
  if (/^\s|^$/.test(text)) return null; // continues the previous line
  // whatever is in it: a line may hold a carriage return, which no dot of an expression matches
  return undated(LEVEL.exec(text)) ?? headerOf({ message: text });
}

/** Lines in no known form, dated by their envelope. */
export const envelopedText: LogFormat & {
  /** True if a line names a channel or an ARI path, which no other program's lines do. */
  readonly tellsOfChannelId: (text: string) => boolean;
  /** True if a line mentions channels. */
  readonly tellsOfChannel: (text: string) => boolean;
} = {
  name: "enveloped-text",
  side: "bot",
  comesFrom: "a bot that only prints, dated by its envelope",
  samples: ["Channel 1795362698.0 put on hold", "ERROR: POST /ari/channels/1795362698.0/play 404"],
  read: readPrinted,
  tellsOfChannelId: (text) => CHANNEL_ID.test(text),
  tellsOfChannel: (text) => CHANNEL_ID.test(text) || CHANNEL.test(text),
};

/** Lines with neither form nor time. Each is only known to come after the one before. */
export const undatedText: LogFormat = {
  name: "undated-text",
  side: "bot",
  comesFrom:
    "a bot that only prints, without any time: its lines belong to their call, found by the ids, and take their times from what Asterisk logs of the same moments",
  samples: ["[INFO] Channel 1795362698.0 put on hold", "StasisStart channel=1795362698.0"],
  read: (text) => (CLOCK.test(text.slice(0, WHERE_TIMES_STAND)) ? null : readPrinted(text)),
};
