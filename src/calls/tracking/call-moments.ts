// Moments of calls that a line without a call may explain: an unrequested end, a request without an answer, a refused INVITE.
// They are kept beside the calls, so that judging one call shows how many others the line would fit as well.
import type { CallEvent, EventOf } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";

/** A party of the call ends it by these. Such an end needs no line of the run to explain it. */
const BY_BOT: ReadonlySet<string> = new Set(["bot-hangup", "bot-left-dialplan-bound"]);
const BOT_ENDS: ReadonlySet<string> = new Set(["bot-hangup-requested", "bot-stasis-end", "bot-channel-destroyed"]);

/** Statuses with which Asterisk refuses an INVITE for lack of a port, a socket or a free task processor. */
const REFUSALS: ReadonlySet<number> = new Set([488, 500, 503]);

/** The kind of moment that an event is, given what its half said before. Null if it is none. */
export function momentOf(half: HalfCall, event: CallEvent): EventOf<"call-moment"> | null {
  if (event.type === "sip-message") {
    const isRefusal = event.direction === "sent" && event.cseqMethod === "INVITE" && REFUSALS.has(event.status ?? 0);
    return isRefusal ? asMoment(event, "refused", null, half) : null;
  }
  if (event.type === "bot-request-failed") return event.status === 0 ? asMoment(event, "no-answer", null, half) : null;
  if (!BOT_ENDS.has(event.type) || event.channelId === null || event.channelId !== half.channelIds[0]) return null;
  const isKnown = half.events.some(
    ({ event: one }) => one !== event && (isByBot(one) || isEndOf(one, event.channelId)),
  );
  if (isKnown) return null;
  return asMoment(event, "ended", event.type === "bot-hangup-requested" ? event.cause : null, half);
}

const isByBot = (event: CallEvent): boolean =>
  BY_BOT.has(event.type) || (event.type === "bot-intention" && event.action === "hangup");

const isEndOf = ({ type, channelId }: CallEvent, id: string | null): boolean => BOT_ENDS.has(type) && channelId === id;

function asMoment(
  { severity: _, exception: __, ...origin }: CallEvent,
  moment: EventOf<"call-moment">["moment"],
  cause: number | null,
  half: HalfCall,
): EventOf<"call-moment"> {
  const { side, sourceIndex, line, byteOffset, wallMs, precisionMs, channelId, sipCallId, thread } = origin;
  return {
    ...{ side, sourceIndex, line, byteOffset, wallMs, precisionMs, sipCallId, thread },
    ...{ text: "", message: "", channelName: null, logCallId: null },
    channelId: half.channelIds[0] ?? channelId,
    type: "call-moment",
    moment,
    cause,
    answeredWallMs: half.events.find((one) => one.event.type === "bot-answered")?.event.wallMs ?? null,
  };
}
