// What Asterisk told of a call's own channel, as captures hold it.
import type { EventOf } from "../../events/event.js";
import type { Call } from "../call.js";
import type { TimedEvent } from "../timed-event.js";
import { isOwn } from "./own-lines.js";

/** In order. Empty without a capture. */
export function channelEvents(call: Call): readonly TimedEvent<EventOf<"channel-event">>[] {
  return (call.witnessed?.events ?? []).filter(
    (timed): timed is TimedEvent<EventOf<"channel-event">> =>
      timed.event.type === "channel-event" && isOwn(call, timed.event),
  );
}
