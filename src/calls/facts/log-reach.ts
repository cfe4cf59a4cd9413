// How much of a call the logs show. If one begins late or stops early, its silence proves nothing.
import type { CallEvent, EventType } from "../../events/event.js";
import type { Call } from "../call.js";
import type { TimedEvent } from "../timed-event.js";
import type { Death } from "./death.js";
import { isHangup, isPlay } from "./deeds.js";
import { CLOCKS_APART_MS, SAME_END_MS } from "./moments.js";

/** From when to when each side's log reaches, on Asterisk's clock. Null if there is no log of that side. */
export interface LogSpans {
  readonly asterisk: { readonly fromMs: number; readonly toMs: number } | null;
  readonly bot: { readonly fromMs: number; readonly toMs: number } | null;
}

/** A bot that logs no ends of calls leaves the last lines of its log without one. Within this time nothing is claimed. */
const CUT_SHORT_MS = 15_000;

export function isCutShort(
  call: Call,
  own: readonly TimedEvent[],
  death: Death | null,
  left: TimedEvent | null,
  spans: LogSpans,
): boolean {
  const endToldByBot = own.some(({ event }) => isEndToBot(event));
  // a call that has left for the dialplan goes on after its StasisEnd
  if (endToldByBot && !left) return false;
  const lastMs = call.events.findLast(({ atMs }) => atMs !== null)?.atMs ?? null;
  // the bot's log stops before Asterisk's last line about the call; what the bot did after that is not known
  if (!endToldByBot && call.botUnderstood && spans.bot && lastMs !== null && lastMs > spans.bot.toMs + SAME_END_MS)
    return true;
  if (death) return false;
  // a log may be silent for any time about a call that it does not know
  const ends = (["asterisk", "bot"] as const).flatMap((side) =>
    call.sides[side] && !(side === "bot" && (endToldByBot || !call.botUnderstood)) ? [spans[side]?.toMs ?? 0] : [],
  );
  const toMs = Math.min(...ends);
  // a log that tells its own end is complete: nothing more would have come
  const stopped = (["asterisk-ended", "bot-stopping"] as const).some((type) =>
    [...call.surroundings.of(type)].some(({ atMs }) => atMs !== null && toMs >= atMs - SAME_END_MS),
  );
  return !stopped && lastMs !== null && toMs - lastMs < CUT_SHORT_MS;
}

/**
 * If the bot tells the end of a call, its log need not reach further: the call may go on in the dialplan. Nor need Asterisk's
 * reach beyond the last playback, for no line there tells that a call ends inside Stasis().
 */
export function isWhollyTold(call: Call, own: readonly TimedEvent[], spans: LogSpans): boolean {
  const lastOf = (events: readonly TimedEvent[]): number => events.findLast(({ atMs }) => atMs !== null)?.atMs ?? 0;
  const endToldByBot = own.some(({ event }) => isEndToBot(event));
  // a log that is there, but in words that are not understood, is as good as none
  const isForeign = call.sides.bot && !call.botUnderstood;
  const reaches = (side: "asterisk" | "bot", toMs: number): boolean =>
    isToldTo(spans[side], {
      begins: own.some((timed) => timed.event.side === side && isBeginning(timed.event) && !isLate(own, timed)),
      startMs: call.startMs ?? 0,
      toMs,
      precisionMs: call.precisionMs.asterisk,
    });
  return (
    (isForeign || reaches("bot", endToldByBot ? 0 : lastOf(call.events))) &&
    reaches("asterisk", lastOf(endToldByBot ? own.filter(({ event }) => isPlay(event)) : call.events))
  );
}

/** What a log must reach over to tell a call, and whether it has the call's beginning. `precisionMs` is that of Asterisk's stamps. */
interface Told {
  readonly begins: boolean;
  readonly startMs: number;
  readonly toMs: number;
  readonly precisionMs: number;
}

/** Does a log tell a call from its beginning to that time? What does not exist is not missed. */
export function isToldTo(span: LogSpans["bot"], { begins, startMs, toMs, precisionMs }: Told): boolean {
  if (span === null) return true;
  const slackMs = precisionMs >= 1_000 ? SAME_END_MS : CLOCKS_APART_MS;
  return (begins || span.fromMs < startMs) && span.toMs >= toMs - slackMs;
}

/** By these the bot says that a call is over for it. */
function isEndToBot(event: CallEvent): boolean {
  return event.type === "bot-call-finished" || event.type === "bot-stasis-end" || isHangup(event);
}

/** A first priority that Asterisk runs after it has played something is where the dialplan went on, not where it began. */
export function isLate(own: readonly TimedEvent[], timed: TimedEvent): boolean {
  const { event } = timed;
  if (event.type !== "dialplan" || event.app === "Stasis") return false;
  const media = own.findIndex((other) => other.event.side === "asterisk" && MEDIA.has(other.event.type));
  return event.exten === "h" || (media >= 0 && own.indexOf(timed) > media);
}

const MEDIA: ReadonlySet<EventType> = new Set<EventType>(["playing", "moh-started", "moh-stopped"]);

export function isBeginning(event: CallEvent): boolean {
  if (event.type === "dialplan") return event.priority === 1 || event.app === "Stasis";
  if (event.type === "ari-event") return event.event === "StasisStart";
  return event.type === "bot-stasis-start" || event.type === "stasis-launched" || event.type === "bot-answered";
}

/** Asterisk's log must be there on both sides of the call's end, or its silence says nothing. */
export function covers(call: Call, death: Death | null, { asterisk }: LogSpans): boolean {
  if (!asterisk || death === null || death.atMs === null) return false;
  const placed = death.by.event.side === "asterisk" || call.clockMeasured;
  return placed && asterisk.fromMs <= death.atMs - 2_000 && asterisk.toMs >= death.atMs;
}
