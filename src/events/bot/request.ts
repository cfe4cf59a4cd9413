// An ARI request as bots and their HTTP clients log it, and its outcome by its status.
import type { LogRecord } from "../../records/record.js";
import { channelOfPath } from "../asterisk/ari-debug.js";
import type { AriAction, EventBody } from "../event.js";
import { decoded, field } from "./fields.js";
import { dumpedExchange } from "./http-exchange.js";
import type { Members } from "./literal.js";
import { NO_CLOCK } from "./timer.js";

// POST /ari/channels/1795362761.3/play/680ea5c8?media=sound:a failed: 404 {"message":"Channel not found"}
// Post "http://192.0.2.9:8088/ari/channels/1795361.3/hold": EOF, in the words of Go's net/http
const REQUEST =
  /\b(?<method>GET|POST|PUT|DELETE|Get|Post|Put|Delete)\b:? ["']?(?=[^\s'"]*(?:channels|bridges|playbacks)\/[^\s'"])(?<path>[^\s'"]+)/;

// <-- 201 Created http://192.0.2.9:8088/ari/channels/1795361.3/play?media=sound:a (12ms): OkHttp's answers name no method
const ANSWERED = /^<-- (?<status>2\d\d) [\w ]{0,40}?(?<path>https?:\/\/[^\s'"]*\/channels\/[^\s'"]+)/;

/** What is only ever requested with POST. `/hold` may be a DELETE as well. */
const POSTED: ReadonlySet<AriAction> = new Set<AriAction>(["play", "answer", "continue"]);

const PUNCTUATION = ".,:;)]}>";

// aiohttp, httpx and requests give status and url, not the method: 404, message='…', url='http://…/ari/channels/…'
const URL_ONLY = /(?<path>\/channels\/[^\s'"]+)/;

// 404 | 404. | (404), but neither 404 ms nor part of an id, an address or a file name
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

/** Where HTTP loggers keep a request and its answer: pino-http, axios, OpenTelemetry. */
const REQUEST_BAGS = ["req", "request", "http", "config"];

const ANSWER_BAGS = ["res", "response"];

/** Includes what the objects of a request and its answer contain. */
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

export function requestReading(given: LogRecord): { body: EventBody; channelId: string | undefined } | null {
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
    // `-` and the like instead of a status: there was no answer
    const status =
      told !== null && /^\d{3}$/.test(told)
        ? told
        : (STATUS.exec(after)?.[1] ?? STATUS_BEFORE.exec(before)?.[1] ?? REFUSED.exec(before)?.[1]);
    // closed without a byte, refused, timed out: a request that got no answer at all has no status
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

/** A request whose line has no answer. It may have been logged before it was sent. */
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

/** A path at the end of a clause: `POST /channels/1795361.3/play: 404`, `(GET /channels)`. */
function withoutPunctuation(path: string): string {
  let end = path.length;
  while (end > 0 && PUNCTUATION.includes(path[end - 1] as string)) end -= 1;
  return path.slice(0, end);
}

function bodyText(record: LogRecord, text: string): string | null {
  return NOT_FOUND_BODY.exec(field(record, "body", "response", "error") ?? text)?.[1] ?? null;
}

/** What came of an ARI request, by its status. Null if that is no event. */
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

/** What an ARI request is meant to do (rest-api/api-docs/channels.json). `/unhold` does not exist, but bots request it. */
export function actionOf(method: string, path: string): AriAction {
  if (MEDIA.test(path) && method !== "GET" && method !== "DELETE") return "media";
  const verb = /(?:^|\/)channels\/[^/?]+(?:\/(\w+))?/.exec(path)?.[1];
  if (verb === undefined) return method === "DELETE" ? "hangup" : method === "GET" ? "get" : "other";
  if (verb === "hold") return method === "DELETE" ? "unhold" : "hold";
  if (verb === "moh") return method === "DELETE" ? "other" : "moh"; // its DELETE stops the music, which is none of our events
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
