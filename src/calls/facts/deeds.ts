// What the bot did, and what it only said that it would: the two read alike in many logs and prove different things.
import type { AriAction, CallEvent, EventOf } from "../../events/event.js";
import type { TimedEvent } from "../timed-event.js";

/** Does the bot announce this, or ask for it without a word of the answer? */
export function wantsTo(event: CallEvent, action: AriAction): event is EventOf<"bot-intention"> {
  return event.type === "bot-intention" && event.action === action;
}

/** A playback of the bot, or the wish for one. */
export function isPlay(event: CallEvent): event is EventOf<"bot-play"> | EventOf<"bot-intention"> {
  return event.type === "bot-play" || wantsTo(event, "play");
}

/** A hang-up of the bot, or the wish for one. */
export function isHangup(event: CallEvent): event is EventOf<"bot-hangup"> | EventOf<"bot-intention"> {
  return event.type === "bot-hangup" || wantsTo(event, "hangup");
}

/** A hold of the bot, or the wish for one. */
export function isHold(event: CallEvent): event is EventOf<"bot-hold"> | EventOf<"bot-intention"> {
  return event.type === "bot-hold" || wantsTo(event, "hold");
}

/**
 * Does one line stand before another? Lines of one source by their order in it, whatever their stamps; others by their place
 * in the call, which goes by the clocks.
 */
export function isBefore(a: TimedEvent, b: TimedEvent, events: readonly TimedEvent[]): boolean {
  return a.event.sourceIndex === b.event.sourceIndex
    ? a.event.line < b.event.line
    : events.indexOf(a) < events.indexOf(b);
}
