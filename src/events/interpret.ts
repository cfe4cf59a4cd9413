// Records -> events: what each record says happened. Asterisk's messages are found by the file that printed them,
// a bot's by its words. Records that say nothing of a call yield nothing.
import type { LogRecord, Wording } from "../records/record.js";
import { asteriskPatterns } from "./asterisk-patterns.js";
import { readBotRecord } from "./bot.js";
import { type CallEvent, MAX_TEXT } from "./event.js";
import type { AsteriskPattern, Reading } from "./pattern.js";

const byFile = new Map<string, AsteriskPattern[]>();
for (const pattern of asteriskPatterns) {
  for (const file of pattern.files) byFile.set(file, [...(byFile.get(file) ?? []), pattern]);
}
/** A console prints VERBOSE lines without file name: every message with a literal of its own can be one. */
const anywhere = asteriskPatterns.filter((pattern) => pattern.literal !== "");
const none: readonly AsteriskPattern[] = [];

/**
 * Reads one record; null where it says nothing that a diagnosis could use.
 * @param wordings How the user's own bot says things.
 */
export function interpret(record: LogRecord, sourceIndex: number, wordings: readonly Wording[] = []): CallEvent | null {
  const reading = record.side === "bot" ? readBotRecord(record, wordings) : readAsteriskRecord(record);
  if (!reading) return null;
  return {
    ...reading.body,
    side: record.side,
    sourceIndex,
    line: record.line,
    byteOffset: record.byteOffset,
    wallMs: record.stamp?.wallMs ?? null,
    precisionMs: record.stamp?.precisionMs ?? 1000,
    text: record.text.slice(0, MAX_TEXT),
    message: messageOf(record).slice(0, MAX_TEXT),
    channelId: reading.ids?.channelId ?? null,
    channelName: reading.ids?.channelName ?? null,
    logCallId: record.logCallId,
    sipCallId: reading.ids?.sipCallId ?? null,
    thread: record.thread,
    ...(record.side === "asterisk" && placeOf(record) !== "" ? { host: placeOf(record) } : {}),
  };
}

/** The machine, or else what carried the line from it. */
const placeOf = ({ host, writer }: LogRecord): string => host ?? writer;

/** A SIP or ARI trace says on its second line what it is of; structured bots say the rest in fields. */
function messageOf(record: LogRecord): string {
  if (record.side === "asterisk") {
    const next = record.continuation[record.message === "" ? 1 : 0];
    return /SIP|ARI|^$|ransmitting/.test(record.message) && next !== undefined
      ? `${record.message} ${next}`.trim()
      : record.message;
  }
  if (!record.fields || record.message.includes(" ")) return record.message;
  const details = Object.entries(record.fields).filter(
    ([key, value]) => !HEADER_KEYS.has(key) && typeof value !== "object",
  );
  return [record.message, ...details.map(([key, value]) => `${key}=${String(value)}`)].join(" ");
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

function readAsteriskRecord(record: LogRecord): Reading | null {
  const patterns = record.origin === null ? anywhere : (byFile.get(record.origin) ?? none);
  for (const pattern of patterns) {
    if (!record.message.includes(pattern.literal)) continue;
    const match = pattern.expression.exec(record.message);
    const reading = match ? pattern.read(match.groups ?? {}, record) : null;
    if (reading) return reading;
  }
  return null;
}
