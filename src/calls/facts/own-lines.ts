// Which of a call's lines are about the channel that the bot handles, and not about another leg of the call.
import type { CallEvent, EventOf } from "../../events/event.js";
import { type Call, eventsOf } from "../call.js";
import type { TimedEvent } from "../timed-event.js";

/** Is the event about the channel that the bot handles, rather than another leg? */
export function isOwn(call: Pick<Call, "channelId" | "channelName">, event: CallEvent): boolean {
  if (event.channelId !== null) return event.channelId === call.channelId;
  return event.channelName === null || event.channelName === call.channelName;
}

/** The NOTICE of the RTP timeout that ended the call's own channel. Another leg's timeout does not concern the caller. */
export function timeoutNotice(
  call: Pick<Call, "channelId" | "channelName" | "eventsByType">,
): TimedEvent<EventOf<"rtp-timeout">> | undefined {
  return eventsOf(call, "rtp-timeout").find(({ event }) => isOwn(call, event));
}

/** The NOTICEs of RTP timeouts that ended other legs of the call. */
export function otherTimeouts(call: Call): readonly TimedEvent<EventOf<"rtp-timeout">>[] {
  return eventsOf(call, "rtp-timeout").filter(({ event }) => event.channelName !== null && !isOwn(call, event));
}

/** The line that says that the channel was answered; undefined if there is none. */
export function answerOf(own: readonly TimedEvent[]): TimedEvent | undefined {
  return own.find(
    ({ event }) =>
      event.type === "bot-answered" ||
      (event.type === "dialplan" && event.app === "Answer") ||
      (event.type === "sip-message" &&
        event.direction === "sent" &&
        event.status === 200 &&
        event.cseqMethod === "INVITE"),
  );
}
