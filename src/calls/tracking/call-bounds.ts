// Which of Asterisk's events begin a call, and which end it.

import type { CallEvent, EventType } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { isLoose } from "./loose-warnings.js";

const ENDS: ReadonlySet<EventType> = new Set<EventType>([
  "spawn-exited",
  "rtp-timeout",
  "ami-hangup",
  "dialplan-ended",
  "codecs-incompatible",
]);

/** The end of another leg is not the end of the call: an optimised Local channel, an agent's channel. */
export function endsCall({ channelNames }: HalfCall, event: CallEvent): boolean {
  const isEnd = ENDS.has(event.type) || (event.type === "dialplan" && event.exten === "h");
  return isEnd && (event.channelName === null || event.channelName === channelNames[0]);
}

/**
 * Does an event that no call owns begin one? Three kinds do not. A request may name any id. A SIP message may be about something
 * other than a call. chan_sip's warnings about timers and lost dialogs name a dialog that nothing ties to a channel
 * (docs/asterisk/channel-ids.md#which-lines-carry-the-call-id).
 */
export function beginsCall(event: CallEvent): boolean {
  if (event.type === "sip-message") return event.method === "INVITE";
  if (event.type === "ari-event") return event.channelName !== null;
  return event.type !== "ari-request" && !isLoose(event);
}
