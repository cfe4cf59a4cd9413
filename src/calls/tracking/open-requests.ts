// Requests of one log that are waiting for their answers. An answer on a line of its own names no path. It goes to the one
// request that it can answer, by the status that ARI gives for it and by what both lines contain. If two fit, it cannot be told
// which.

import type { HttpRequest } from "../../events/bot/http-exchange.js";
import type { CallEvent } from "../../events/event.js";
import { ANSWER_MS } from "../limits.js";

/** A request that is waiting. */
interface OpenRequest extends HttpRequest {
  readonly wallMs: number | null;
  readonly text: string;
  /** Some clients log a request twice, when it is begun and when it is sent, and its answer as often. */
  sent: number;
  answered: number;
  status: number | null;
  /** True if an answer came that may just as well belong to another. */
  doubtful: boolean;
}

/** So many at once come from a busy bot, and cannot be told apart. */
const MAX_OPEN = 64;

/** The two lines of one request are this close. */
const LOGGED_TWICE_MS = 50;

/** Follows the requests of one log. */
export class OpenRequests {
  #open: OpenRequest[] = [];

  /** All state that another run needs to go on. */
  get memory(): readonly OpenRequest[] {
    return this.#open;
  }

  recall(open: readonly OpenRequest[]): void {
    this.#open = [...open];
  }

  /** Notes what a line says about requests: a new one, or the answer to one that it names. @returns true if it only repeats. */
  note(event: CallEvent): boolean {
    const request = requestOf(event);
    if (request) {
      this.#forget(event.wallMs);
      const again = this.#open.find(
        ({ method, path, answered, wallMs }) =>
          method === request.method &&
          path === request.path &&
          answered === 0 &&
          isWithin(wallMs, event, LOGGED_TWICE_MS),
      );
      if (again) {
        again.sent += 1;
        return true;
      }
      const { wallMs, text } = event;
      this.#open.push({ ...request, wallMs, text, sent: 1, answered: 0, status: null, doubtful: false });
      if (this.#open.length > MAX_OPEN) this.#open.shift();
    } else if (this.#open.length > 0 && event.type === "bot-request-failed" && event.path !== "")
      this.#open = this.#open.filter(({ path }) => !isSame(path, event.path));
    return false;
  }

  /** What is waiting under a path that an answer names without its method. */
  methodOf(path: string): string | null {
    return this.#open.findLast((open) => isSame(open.path, path))?.method ?? null;
  }

  /**
   * The requests that an answer answers, each once. None if it repeats an earlier one, or if it cannot be told whose it is. Null
   * if nothing is waiting that it could answer.
   */
  answeredBy(
    event: CallEvent,
    status: number,
    path: string | null,
  ): readonly { readonly request: HttpRequest; readonly status: number }[] | null {
    this.#forget(event.wallMs);
    const fitting = this.#open.filter((open) => fits(open, status) && (path === null || isSame(open.path, path)));
    if (fitting.length === 0) return null;
    const sure = fitting.filter(({ doubtful }) => !doubtful);
    const [only] = fitting.length === 1 ? sure : sharingWords(fitting, event.text).filter(({ doubtful }) => !doubtful);
    if (only) {
      only.answered += 1;
      only.status = status;
      const { method, path, answered } = only;
      this.#open = this.#open.filter((open) => open.answered < open.sent);
      return answered === 1 ? [{ request: { method, path }, status }] : [];
    }
    return this.#doubted(fitting, status);
  }

  /** One of several. Once as many answers have come, all of them have theirs; if the answers are alike, each one's is known. */
  #doubted(fitting: readonly OpenRequest[], status: number): readonly { request: HttpRequest; status: number }[] {
    for (const open of fitting) open.doubtful = true;
    const first = fitting.find(({ answered, sent }) => answered < sent);
    if (first) {
      first.answered += 1;
      first.status = status;
    }
    const doubtful = this.#open.filter((open) => open.doubtful);
    if (doubtful.some(({ answered, sent }) => answered < sent)) return [];
    this.#open = this.#open.filter((open) => !open.doubtful);
    const alike = new Set(doubtful.map((open) => open.status));
    return alike.size === 1 ? doubtful.map(({ method, path }) => ({ request: { method, path }, status })) : [];
  }

  #forget(nowMs: number | null): void {
    if (nowMs === null) return;
    if (this.#open.some(({ wallMs }) => wallMs !== null && nowMs - wallMs > ANSWER_MS))
      this.#open = this.#open.filter(({ wallMs }) => wallMs === null || nowMs - wallMs <= ANSWER_MS);
  }
}

function requestOf(event: CallEvent): HttpRequest | null {
  if (event.type === "bot-http-request") return { method: event.method, path: event.path };
  return event.type === "bot-intention" ? (event.request ?? null) : null;
}

/** For one of them only the end may have been logged. */
function isSame(one: string, other: string): boolean {
  return one.endsWith(other) || other.endsWith(one);
}

function isWithin(wallMs: number | null, event: CallEvent, ms: number): boolean {
  return wallMs === null || event.wallMs === null || event.wallMs - wallMs <= ms;
}

function fits({ method, path, sent, answered, status: before }: OpenRequest, status: number): boolean {
  if (answered >= sent || (before !== null && before !== status)) return false;
  if (status >= 400) return true;
  const usual = successOf(method, path);
  return usual === null || usual === status;
}

/**
 * The status with which ARI agrees (rest-api/api-docs, res/ari/resource_channels.c). Null if the request is not for ARI, or if
 * it has several.
 */
function successOf(method: string, path: string): number | null {
  const verb = /\/channels\/[^/?]+(?:\/(?<verb>\w+))?/.exec(path);
  if (!verb) return null;
  if (method === "GET") return 200;
  if (method === "DELETE") return 204;
  const name = verb.groups?.verb;
  if (name === "play" || name === "record") return 201;
  return name === "snoop" || name === undefined ? 200 : 204;
}

/** Those that share a word with the answer that no other has: the thread, or the id of the exchange. */
function sharingWords(open: readonly OpenRequest[], answer: string): readonly OpenRequest[] {
  for (const [word] of answer.matchAll(OWN_WORD)) {
    const sharing = open.filter(({ text }) => text.includes(word));
    if (sharing.length === 1) return sharing;
  }
  return [];
}

// pool-1-thread-3 | 1a2b3c4d | req-42, but neither a time nor a length
const OWN_WORD =
  /(?<![\w.:-])(?=[\w-]{0,60}[A-Za-z])(?=[\w-]{0,60}\d)(?!\d{4}-\d\d-)(?!\d{1,4}-byte)[\w-]{4,64}(?![\w.:-])/g;
