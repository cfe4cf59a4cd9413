// Requests that Asterisk answered with an error while the channel was there. 404 and 409 are excluded, as they concern the
// channel itself.
import { eventsOf } from "../../calls/call.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import type { Subject } from "../judgement.js";

/** A refused request. */
export type Refusal = TimedEvent<EventOf<"bot-request-failed">>;

/** The call's requests that were answered with an error before its end and that pass a test. */
export function refusalsBeforeEnd({ call, facts }: Subject, isOne: (event: Refusal["event"]) => boolean): Refusal[] {
  const endMs = facts.death?.atMs ?? null;
  return eventsOf(call, "bot-request-failed").filter(
    ({ event, atMs }) => event.status >= 400 && isOne(event) && (endMs === null || atMs === null || atMs < endMs),
  );
}

/** `500 (Allocation failed)`. */
export function answerOf({ status, body }: Refusal["event"]): string {
  return body === null || body === "" ? String(status) : `${status} (${body})`;
}
