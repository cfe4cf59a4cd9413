// One id, two calls. Two Asterisks without a systemname give the same uniqueid to channels of the same second
// (main/channel_internal_api.c), and one bot serves both. The caller's number, a playback's id, and what each call is doing tell
// which of the two a line belongs to. A line that could end either belongs to neither.
import type { CallEvent, EventType } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";

/** Does a start show that another call has the id as well? A bot that mentions one call twice gives one number only. */
export function isOfAnother(half: HalfCall, event: CallEvent): boolean {
  if (event.type !== "bot-stasis-start" || event.caller === null || half.ended) return false;
  const callers = half.events.flatMap(({ event: { type, ...one } }) =>
    type === "bot-stasis-start" && "caller" in one && one.caller !== null ? [one.caller] : [],
  );
  return callers.length > 0 && !callers.includes(event.caller);
}

/** What each of two calls does once in its turn. If both may do it, the one that has waited longer does. */
const IN_TURN: ReadonlySet<EventType> = new Set<EventType>([
  "bot-answered",
  "bot-play",
  "bot-play-finished",
  "bot-hold",
]);

/** Of calls that share an id, the one that an event belongs to. Null if several are possible. */
export function ownerAmong(halves: readonly HalfCall[], event: CallEvent): HalfCall | null {
  const numbers = event.type === "bot-stasis-start" ? event.caller : null;
  if (numbers !== null)
    return (
      halves.find(({ events }) => events.some((one) => "caller" in one.event && one.event.caller === numbers)) ?? null
    );
  const able = halves.filter((half) => !half.ended && isAbleTo(half, event));
  const [first, ...others] = able.sort((a, b) => a.lastWallMs - b.lastWallMs);
  if (first === undefined || (others.length > 0 && !IN_TURN.has(event.type))) return null;
  return first;
}

function isAbleTo({ events }: HalfCall, { type }: CallEvent): boolean {
  const count = (of: EventType): number => events.filter(({ event }) => event.type === of).length;
  switch (type) {
    case "bot-answered":
      return count("bot-answered") === 0;
    case "bot-hold":
      return count("bot-hold") <= count("bot-unhold");
    case "bot-unhold":
      return count("bot-hold") > count("bot-unhold");
    case "bot-play":
      return count("bot-play") <= count("bot-play-finished");
    case "bot-play-finished":
      return count("bot-play") > count("bot-play-finished");
    default:
      return true;
  }
}
