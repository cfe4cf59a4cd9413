// What the bot formats share: how a header's named groups become one, and what may follow the words.
import { parseEpoch, parseStamp, STAMP_TEXT } from "../../../time.js";
import { pairsOf, readPairs } from "../../pairs.js";
import type { Header } from "../../record.js";
import { parseObject } from "../bot-fields.js";
import { withoutCodeLocation } from "../code-location.js";

export const STAMP = STAMP_TEXT;

export const LEVEL = String.raw`(?:TRACE|DEBUG|INFO|NOTICE|SUCCESS|WARN|WARNING|ERROR|ERR|CRITICAL|FATAL|VRB|DBG|INF|WRN|FTL|Verbose|Debug|Information|Warning|Error|Fatal|trace|debug|info|notice|warn|warning|error|err|critical|fatal)`;

export const SERILOG_LEVEL = "(?:VRB|DBG|INF|WRN|ERR|FTL|Verbose|Debug|Information|Warning|Error|Fatal)";

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

/** The message without the place in the code, which stands in for the logger if none is named. */
export function placed(text: string, origin: string | null): Pick<Header, "message" | "origin"> {
  const { message, place } = withoutCodeLocation(text);
  return { message, origin: origin ?? place };
}

/** Levels of one letter or four, dates of digits alone. Those of glog and log15 have no year. */
export function lettered(match: RegExpExecArray | null, year: number): Header | null {
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

/** Minutes, or the time since the bot's start. It dates nothing, but an envelope may. */
export function undated(match: RegExpExecArray | null): Header | null {
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

export function header(match: RegExpExecArray | null, year: number): Header | null {
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

export function levelOf(printed: string): string {
  const level = printed.toUpperCase();
  return SHORT_LEVELS[level] ?? level;
}

/** structlog's console pads the event's words; the logger and the pairs follow. */
export function withPairs(read: Header | null): Header | null {
  if (!read) return null;
  const at = read.message.search(/ (?=[A-Za-z_][\w.]*=)/);
  const words = at < 0 ? read.message : read.message.slice(0, at);
  const origin = /(?<! ) {2,}\[([\w.]+)\]\s*$/.exec(words);
  const { pairs, areAll } = at < 0 ? { pairs: null, areAll: true } : pairsOf(read.message.slice(at));
  return {
    ...read,
    origin: origin?.[1] ?? read.origin,
    // channel=1795362698.0, put on hold: if a sentence contains pairs, no part of it may be lost
    message: areAll ? withoutColon(words.slice(0, origin?.index).trimEnd()) : read.message,
    fields: pairs ?? (MADE_OF_A_PAIR.test(read.message) ? readPairs(read.message) : null),
  };
}

/** `Hold: channel=1795362698.0`: the colon introduces the pairs. */
const withoutColon = (words: string): string => (words.endsWith(":") ? words.slice(0, -1) : words);

// channel=1795362698.0, put on hold
const MADE_OF_A_PAIR = /^[A-Za-z_][\w.]*=\S/;

/** winston's printf forms, zap's and Monolog's end with the metadata as JSON. */
export function withTrailingFields(read: Header | null): Header | null {
  const at = Math.max(read?.message.lastIndexOf(' {"') ?? -1, read?.message.lastIndexOf('\t{"') ?? -1);
  if (!read || at < 0 || !read.message.endsWith("}")) return read;
  const fields = parseObject(read.message.slice(at + 1));
  return fields ? { ...read, fields } : read;
}
