// What a capture of packets shows of a call.
import type { EventOf } from "../../events/event.js";
import { type Call, eventsOf } from "../call.js";
import type { TimedEvent } from "../timed-event.js";
import type { OnTheWire } from "../witnessed.js";

/** The SIP messages of the call's own dialog: those on the wire, which are all there were; else those of a trace in the log. */
export function sipMessages(call: Call): readonly TimedEvent<EventOf<"sip-message">>[] {
  if (call.witnessed?.wire == null) return eventsOf(call, "sip-message");
  return call.witnessed.events.filter(
    (timed): timed is TimedEvent<EventOf<"sip-message">> => timed.event.type === "sip-message",
  );
}

/** Where a SIP message was read, in words. */
export function whereRead({ event }: TimedEvent): string {
  return event.side === "wire" ? "on the wire" : "in the SIP trace";
}

/** Null without a capture that shows the call. */
export function onTheWire(call: Call): OnTheWire | null {
  return call.witnessed?.wire ?? null;
}
