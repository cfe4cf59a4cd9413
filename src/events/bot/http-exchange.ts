// A request and its answer on lines of their own, as most HTTP clients log them: `--> POST http://…`, and below it
// `<-- 204 (6ms)`. The answer names neither path nor channel. The tracker knows which request it answers
// (calls/tracking/open-requests.ts).
import type { LogRecord } from "../../records/record.js";

/** A request, as a line gives it. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
}

/** What comes further on is no longer about the exchange. */
const MAX_WORDS = 400;

// POST http://… | GET /ari/channels | POST `/v1/chat/completions`
const REQUEST = /\b(?<method>GET|POST|PUT|DELETE|PATCH|HEAD)\b:? {1,3}["'`]?(?<path>(?:https?:\/)?\/[^\s'"`]{1,600})/;
/** In the line of a request, its answer: three digits that are not part of a path, an id or a time. */
const ANY_STATUS = /(?:^|[^\w.\-/:])[1-5]\d\d(?![\w-]|\.\d| ?(?:ms|s|sec|bytes|мс)\b)/;

/** The request in a line without its answer. Null if there is none. */
export function requestAlone({ message, fields }: LogRecord): HttpRequest | null {
  const words = message.slice(0, MAX_WORDS);
  const named = words.includes("/") ? REQUEST.exec(words) : null;
  if (named) {
    const { method = "", path = "" } = named.groups ?? {};
    const around = words.slice(0, named.index) + words.slice(named.index + named[0].length);
    return ANY_STATUS.test(around) || statusIn(fields) !== null ? null : { method, path };
  }
  const method = fields?.method ?? fields?.http_method;
  const path = fields?.url ?? fields?.path ?? fields?.uri;
  if (typeof method !== "string" || typeof path !== "string" || statusIn(fields) !== null) return null;
  return METHOD.test(method) && path.includes("/") ? { method: method.toUpperCase(), path } : null;
}

const METHOD = /^(?:GET|POST|PUT|DELETE|PATCH|HEAD)$/i;

/** It is preceded by the writer: `[axios]`, `ari:`, the id of the exchange. */
const PREFIX = /^(?:\[[^\]\n]{0,60}\] ?|[A-Za-z][\w.:]{0,40}: ){1,3}/;
const STATUS = String.raw`(?<status>[2-5]\d\d)(?![\w-]|\.\d| ?(?:ms|s|sec|bytes|мс)\b)`;
const ANSWERS: readonly RegExp[] = [
  // <-- 404 Not Found | ← 204 | < HTTP/1.1 201 Created
  new RegExp(String.raw`^(?:<[-=]*|[←⇐⬅]\ufe0f?) ?(?:HTTP\/\d(?:\.\d)? )?${STATUS}`),
  // Response 404 NOT_FOUND | response: Status 404 | ari response 204 | Response code 404 (Not Found) | HTTP 204
  new RegExp(
    String.raw`^(?:(?:ari|http|api|rest) )?(?:response|resp|reply|status|http)(?: (?:code|status(?: code)?|received))?[ :=]{1,3}(?:status(?: code)?[ :=]{1,3})?${STATUS}`,
    "i",
  ),
  // unexpected status code 404: Not Found | Request failed with status code 404
  new RegExp(
    String.raw`^(?:(?:ari |http )?request (?:failed|completed|finished|done)|unexpected|bad|got)(?: with)? (?:response )?status(?: code)?[ :=]{1,3}${STATUS}`,
    "i",
  ),
  // Received HTTP response headers after 6.1 ms - 404 | End processing HTTP request after 7 ms - 404
  new RegExp(
    String.raw`^(?:Received HTTP response(?: headers)?|End processing HTTP request) after [\d.,]{1,15} ?ms - ${STATUS}`,
  ),
  // return_value=(b'HTTP/1.1', 404, b'Not Found', […])
  /\(b'HTTP\/\d(?:\.\d)?', (?<status>[2-5]\d\d), /,
  // HTTP/1.1 404 Not Found
  new RegExp(String.raw`^"?HTTP\/\d(?:\.\d)?"? ${STATUS}`),
  // 204 No Content | 404 Not Found
  /^(?<status>[2-5]\d\d)(?: (?:OK|Created|Accepted|No Content|Bad Request|Unauthorized|Forbidden|Not Found|Conflict|Precondition Failed|Unprocessable Entity|Internal Server Error|Service Unavailable))?(?: \(?\d{1,6}(?:\.\d{1,3})? ?ms\)?)?$/,
];
/** Words that label members. */
const OF_ANSWER =
  /^(?:(?:ari|http|api)[ _.-])?(?:response|answer|reply|request[ _.-](?:completed|finished|failed|done))\b/i;

/** An answer: its status, and the path if the line has it without the method. */
export interface HttpAnswer {
  readonly status: number;
  readonly path: string | null;
}

/** The answer in a line without its request. Null if there is none. */
export function answerAlone(record: LogRecord): HttpAnswer | null {
  const status = answerStatus(record);
  return status === null ? null : { status, path: PATH.exec(record.message)?.[0] ?? null };
}

const PATH = /\/channels\/[^\s'"`<>]{1,600}/;

function answerStatus({ message, fields }: LogRecord): number | null {
  const told = statusIn(fields);
  if (told !== null && OF_ANSWER.test(message)) return told;
  if (message.length > MAX_WORDS || !DIGITS.test(message)) return null;
  const words = message.replace(PREFIX, "");
  if (!NAMES_ANSWER.test(message) && !BEGINS_ANSWER.test(words)) return null;
  for (const expression of ANSWERS) {
    const status = (expression.exec(words) ?? expression.exec(message))?.groups?.status;
    if (status !== undefined) return Number(status);
  }
  return null;
}

/** Searched first: most bot lines with three digits are no answer. */
const DIGITS = /[2-5]\d\d/;
const NAMES_ANSWER = /resp|reply|status|http/i;
const BEGINS_ANSWER = /^[<←⇐⬅2-5]/;

function statusIn(fields: LogRecord["fields"]): number | null {
  const value = fields?.status ?? fields?.statusCode ?? fields?.status_code ?? fields?.["http.status_code"];
  return /^[2-5]\d\d$/.test(String(value)) ? Number(value) : null;
}

// POST  /ari/channels/1795361.3/hold  HTTP/1.1 (resty) | > POST /ari/… HTTP/1.1 (curl, Guzzle)
const DUMPED_REQUEST = /^[>~* ]{0,4}(?<method>GET|POST|PUT|DELETE) {1,4}(?<path>(?:https?:\/)?\/[^\s'"`]{1,600})/;
// STATUS       : 404 Not Found | < HTTP/1.1 204 No Content
const DUMPED_STATUS = /^[<~* ]{0,4}(?:HTTP\/\d(?:\.\d)? |STATUS {0,12}: ?)(?<status>[2-5]\d\d)\b/;

/** A request and its answer, dumped below a message. Null unless both are there. */
export function dumpedExchange({ continuation }: LogRecord): (HttpRequest & { readonly status: number }) | null {
  let request: HttpRequest | null = null;
  for (const line of continuation) {
    const groups = DUMPED_REQUEST.exec(line)?.groups;
    if (groups) request = { method: groups.method ?? "", path: groups.path ?? "" };
    const status = DUMPED_STATUS.exec(line)?.groups?.status;
    if (request && status !== undefined) return { ...request, status: Number(status) };
  }
  return null;
}
