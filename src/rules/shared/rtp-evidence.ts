// What both logs tell of the RTP of a call.

import { eventsOf } from "../../calls/call.js";
import { RTP_LOCK_MS } from "../../calls/facts/moments.js";
import { wasHeard } from "../../calls/facts/music.js";
import { sipMessages } from "../../calls/facts/on-the-wire.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { CallEvent, EventType } from "../../events/event.js";
import type { Subject } from "../judgement.js";

/**
 * The start of RTP on a call whose RTP then stopped within seconds: strict RTP took the caller's source but never locked on it,
 * although the call lasted longer than learning takes. Null if it locked, or if the log would not show it.
 */
export function rtpStoppedEarly({ call, facts }: Subject): TimedEvent | null {
  const rtp = eventsOf(call, "strict-rtp");
  const start = rtp.find(({ event }) => event.state !== "locked");
  if (
    !start ||
    start.atMs === null ||
    !call.seen.rtpLock ||
    call.seen.lossy ||
    rtp.some(({ event }) => event.state === "locked")
  )
    return null;
  const endMs = facts.death?.atMs ?? call.events.at(-1)?.atMs ?? null;
  // what came after the end of Asterisk's log is not known
  const seenToMs = Math.min(endMs ?? 0, facts.logs.asterisk?.toMs ?? 0);
  return seenToMs - start.atMs > RTP_LOCK_MS ? start : null;
}

/** Did RTP from the caller reach Asterisk? Strict RTP says so when it takes a source, and when it locks on it. */
export function rtpArrived({ call }: Subject): boolean {
  return eventsOf(call, "strict-rtp").some(({ event }) => event.state !== "learning");
}

/**
 * Does a hold by ARI leave the music to the far end? It does with moh_passthrough, as the configuration or the re-INVITE that
 * Asterisk sent shows (channels/chan_pjsip.c:chan_pjsip_indicate). Then a log without music does not mean silence.
 */
export function holdsByReinvite({ call, limits }: Subject): boolean {
  return (
    limits.mohPassthrough ||
    sipMessages(call).some(
      ({ event }) =>
        event.direction === "sent" &&
        event.method === "INVITE" &&
        (event.sdpDirection === "sendonly" || event.sdpDirection === "inactive"),
    )
  );
}

/** A shorter hold is over before any far end could miss its media. */
const MEDIA_TIMER_MS = 1_000;

/**
 * The hold in which the call ended and Asterisk sent the caller nothing: neither music nor a sound, in a log that shows both
 * (VERBOSE 3, like dialplan steps). Null if something was sent, if the log would not show it, or if the hold was short.
 */
export function endedInSilentHold(subject: Subject): TimedEvent | null {
  const { call, facts } = subject;
  if (holdsByReinvite(subject)) return null;
  const hold = facts.turns.at(-1)?.hold;
  const endMs = facts.death?.atMs ?? null;
  if (!hold || hold.atMs === null || endMs === null || hold.event.type !== "bot-hold") return null;
  const recorded = call.seen.verbose && !call.seen.lossy && facts.endInAsteriskLog && call.sides.asterisk;
  if (!recorded || endMs - hold.atMs < MEDIA_TIMER_MS) return null;
  // a stamp in whole seconds, and clocks that are known to a fraction of one
  const sinceMs = hold.atMs - 1_000 - CLOCKS_KNOWN_MS;
  const heard = call.events.some(
    (timed) =>
      SOUNDS.has(timed.event.type) &&
      timed.atMs !== null &&
      timed.atMs >= sinceMs &&
      timed.atMs <= endMs &&
      isAfter(hold, timed.event, timed.atMs) &&
      (timed.event.type !== "moh-started" || wasHeard(call, timed)),
  );
  return heard ? null : hold;
}

/** With stamps in whole seconds, the clocks of two logs cannot be aligned any closer than this. */
const CLOCKS_KNOWN_MS = 200;

const SOUNDS: ReadonlySet<EventType> = new Set<EventType>(["moh-started", "playing"]);

/** A sound in the second of the hold may be the one before it. */
export function isAfter(hold: TimedEvent, event: CallEvent, atMs: number): boolean {
  return event.type === "moh-started" || (hold.atMs !== null && atMs > hold.atMs);
}
