// Requests and answers that an HTTP client logs on lines of their own. An answer says neither whose it is nor, often, to what.
// The request before it does.

import { actionOf, requestBody } from "../../events/bot/request.js";
import type { CallEvent, EventOf, EventOrigin } from "../../events/event.js";
import { isOfNothingNamed } from "./attempts.js";
import type { OpenRequests } from "./open-requests.js";

/** Why an answer is taken to belong to a call. */
export const ANSWERS = "it answers the request before it, the only one that waited for an answer";

/** A request on a line of its own shows that the bot is alive, and whose channel it is about. Null if it names no channel. */
export function asLine({
  type: _,
  method: _method,
  path: _path,
  ...origin
}: EventOf<"bot-http-request">): CallEvent | null {
  return origin.channelId === null && origin.channelName === null ? null : { ...origin, type: "bot-line" };
}

/**
 * What an answer on a line of its own says of the requests that it answers: an event for each, with its channel's id. Null if the
 * event is no such answer, or if nothing is waiting that it could answer.
 */
export function answersBy(event: CallEvent, requests: OpenRequests): readonly AnsweredRequest[] | null {
  const isNamed = event.channelId !== null || event.channelName !== null;
  const status =
    event.type === "bot-http-answer" ? event.status : isOfNothingNamed(event) && !isNamed ? event.status : null;
  if (status === null) return null;
  const answered = requests.answeredBy(event, status, event.type === "bot-http-answer" ? event.path : null);
  return (
    answered?.flatMap(({ request, status: ofRequest }) => {
      const answer = requestBody(request.method, request.path, ofRequest, null);
      if (!answer?.channelId) return [];
      const { channelId } = answer;
      return [{ event: { ...originOf(event), ...answer.body, channelId } as CallEvent, channelId }];
    }) ?? null
  );
}

/** A request with its answer, as the event that a line about both would be. */
interface AnsweredRequest {
  readonly event: CallEvent;
  readonly channelId: string;
}

/** An answer that no request waits for. What was announced in words may be refused this way. Null if it refuses nothing. */
export function asRefusal(event: EventOf<"bot-http-answer">): CallEvent | null {
  const { status } = event;
  return status < 400 ? null : { ...originOf(event), type: "bot-request-failed", ...OF_NOTHING, status };
}

const OF_NOTHING = { method: "", path: "", action: "other", body: null } as const;

/** Where and when a line was written, without what it says. */
function originOf(event: CallEvent): EventOrigin {
  const { type: _, ...origin } = event;
  return origin;
}

/** `404 Client Error: Not Found for url: http://…/hold` does not say whether it was to hold. The request before it does. */
export function withMethod(event: CallEvent, requests: OpenRequests): CallEvent {
  if (event.type !== "bot-request-failed" || event.method !== "" || event.path === "") return event;
  const method = requests.methodOf(event.path);
  return method === null ? event : { ...event, method, action: actionOf(method, event.path) };
}
