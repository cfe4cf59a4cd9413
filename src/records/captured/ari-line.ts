// One event of ARI's websocket a line, as a program of one's own, `websocat` or `wscat` writes them: bare, behind a time of
// receipt, or within an object that adds one.
import { parseStamp } from "../../time.js";

/** An event of ARI, as it was sent. */
export type AriEvent = Readonly<Record<string, unknown>> & { readonly type: string };

// {"type":"StasisEnd"… | {"receivedAt":"…","event":{"type":… | 2026-11-29T06:53:31.686Z {"type":… | < {"type":…
const BEFORE_JSON = /^[<>\s]{0,4}(?<stamp>[^{]{8,48}?)?\s*(?=\{)/;
/** A line with such a member is a log's, and the event is what the line speaks of. */
const OF_A_LOG = /^(?:level|levelname|severity|lvl|msg|message|logger|name)$/i;
/** Every event has the time when Asterisk made it, and most the application that it was sent to (res/stasis: app_send). */
const OF_AN_EVENT = ["timestamp", "application", "asterisk_id"];
/** The names of the events are in capitals: StasisStart, ChannelHangupRequest. */
const EVENT_NAME = /^[A-Z][A-Za-z]{4,40}$/;

function isEvent(value: unknown): value is AriEvent {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { type } = value as { readonly type?: unknown };
  return typeof type === "string" && EVENT_NAME.test(type) && OF_AN_EVENT.filter((name) => name in value).length >= 2;
}

/** The event that a line holds. Null if it is none, or a log's line about one. */
export function ariEventOf(text: string): AriEvent | null {
  const start = text.indexOf("{");
  if (start < 0 || start > MAX_BEFORE_JSON || !text.includes('"type"')) return null;
  const before = BEFORE_JSON.exec(text);
  const stamp = before?.groups?.stamp?.trim() ?? "";
  if (before === null) return null;
  if (stamp !== "" && parseStamp(stamp.replace(/^\[|\]$/g, ""), 2000) === null) return null;
  const line = parsed(text.slice(start));
  if (line === null) return null;
  if (isEvent(line)) return line;
  if (Object.keys(line).some((name) => OF_A_LOG.test(name))) return null;
  for (const value of Object.values(line)) {
    const inner = typeof value === "string" && value.startsWith("{") ? parsed(value) : value;
    if (isEvent(inner)) return inner;
  }
  return null;
}

const MAX_BEFORE_JSON = 60;

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
