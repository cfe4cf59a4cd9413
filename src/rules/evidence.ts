// Questions about a call that several rules ask. Facts of Asterisk's source behind each.
import type { TimedEvent } from "../calls/call.js";
import { eventsOf } from "../calls/call.js";
import { wasHeard } from "../calls/music.js";
import type { SurroundingType } from "../calls/run-log.js";
import { type Fault, isOwn } from "../calls/story.js";
import type { CallEvent, EventOf, EventType } from "../events/event.js";
import type { Proof, Subject } from "./rule.js";

/** AST_SOFTHANGUP_* flags as ARI's ChannelHangupRequest prints them in `cause` where `soft` is set (channel.h). */
export const SOFT = { device: 1, shutdown: 4, explicit: 32 } as const;

/** The ChannelHangupRequest of the bot's own channel, as the bot or the ARI debug logged it. */
export function hangupRequest({ call }: Subject): { at: TimedEvent; cause: number | null } | null {
  const told = eventsOf(call, "bot-hangup-requested").find(({ event }) => isOwn(call, event));
  const traced = eventsOf(call, "ari-event").find(
    ({ event }) => event.event === "ChannelHangupRequest" && isOwn(call, event),
  );
  const first = told && traced && call.events.indexOf(traced) < call.events.indexOf(told) ? traced : (told ?? traced);
  return first ? { at: first, cause: first.event.cause } : null;
}

/** HANGUPCAUSE as an `h` extension, or what it calls, prints it: the Q.850 cause of the channel, by Asterisk's own word. */
export function hangupCause({ call }: Subject): { at: TimedEvent; cause: number } | null {
  let hungUp = false;
  for (const timed of eventsOf(call, "dialplan")) {
    if (!isOwn(call, timed.event)) continue;
    hungUp ||= timed.event.exten === "h";
    const cause = /HANGUPCAUSE\D{0,3}(\d{1,3})\b/i.exec(timed.event.args)?.[1];
    if (hungUp && cause !== undefined) return { at: timed, cause: Number(cause) };
  }
  return null;
}

/** Was anything lost: did the bot or the caller not get what was wanted of a channel that was gone? */
export function wasLost({ story }: Subject): boolean {
  return story.faults.some(({ kind }) => LOSSES.has(kind));
}

const LOSSES: ReadonlySet<Fault["kind"]> = new Set<Fault["kind"]>([
  "refused",
  "ended-in-hold",
  "ended-while-playing",
  "cut-off",
]);

/** Had the call got further than ringing: answered, heard something, talked, bridged? */
export function gotFurther({ call, story }: Subject): boolean {
  return story.answeredMs !== null || call.events.some(({ event }) => FURTHER.has(event.type));
}

const FURTHER: ReadonlySet<EventType> = new Set<EventType>([
  "bot-hold",
  "playing",
  "bot-play",
  "moh-started",
  "stasis-app-missing",
  "audiosocket-failed",
  "bot-speech",
  "bot-model-asked",
  "bot-media-leg",
  "bot-dialled",
  "bot-bridge",
  "bot-leg-left-bridge",
  "bridge-joined",
  "bridge-left",
]);

/** How long the channel had been up when it is last known to have lived, and when it was first known dead. Seconds. */
export function ageAtEnd({ call, story }: Subject): { seconds: number; at: TimedEvent } | null {
  const fault = story.faults.find(({ kind }) => LOSSES.has(kind));
  const at = story.death?.by ?? fault?.at;
  if (!at || at.atMs === null || call.startMs === null) return null;
  return { seconds: (at.atMs - call.startMs) / 1000, at };
}

/** The first hangup by the bot of its own channel, at or before the end of it: its own line, or the DELETE in ARI's debug. */
export function botHangup({ call, story }: Subject): TimedEvent<EventOf<"bot-hangup"> | EventOf<"ari-request">> | null {
  const endMs = story.death?.atMs ?? null;
  // what the bot says after StasisEnd is its clean-up: a hangup that ended the call comes before it
  const slackMs = (story.death?.by.event.precisionMs ?? 1) >= 1_000 ? 1_000 : 20;
  const inTime = ({ atMs }: TimedEvent): boolean => endMs === null || atMs === null || atMs - endMs <= slackMs;
  const said = eventsOf(call, "bot-hangup").find((timed) => isOwn(call, timed.event) && inTime(timed));
  return (
    said ??
    eventsOf(call, "ari-request").find(
      (timed) => timed.event.method === "DELETE" && timed.event.path === `channels/${call.channelId}` && inTime(timed),
    ) ??
    null
  );
}

/** Does the bot's log reach over a moment, in words that are understood? Only then its silence about it says something. */
export function botLogReaches({ call, story: { logs } }: Subject, atMs: number | null): boolean {
  return call.botUnderstood && logs.bot !== null && atMs !== null && logs.bot.fromMs <= atMs && logs.bot.toMs >= atMs;
}

/** Events of the run within a span around a moment. */
export function* around<T extends SurroundingType>(
  { call }: Subject,
  type: T,
  atMs: number | null,
  beforeMs: number,
  afterMs: number,
): Generator<TimedEvent<EventOf<T>>> {
  if (atMs === null) return;
  for (const timed of call.surroundings.of(type))
    if (timed.atMs !== null && timed.atMs >= atMs - beforeMs && timed.atMs <= atMs + afterMs) yield timed;
}

/** Strict RTP learns for 5 s and locks with the first packet after that (res_rtp_asterisk.c: STRICT_RTP_LEARN_TIMEOUT). */
const RTP_LOCK_MS = 7_000;

/**
 * The start of RTP on a call whose RTP then stopped within seconds: strict RTP took the caller's source, but never locked on
 * it although the call went on for longer than learning takes. null where it locked, or the log would not show it.
 */
export function rtpStoppedEarly({ call, story }: Subject): TimedEvent | null {
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
  const endMs = story.death?.atMs ?? call.events.at(-1)?.atMs ?? null;
  // what came after the end of Asterisk's log is not known
  const seenToMs = Math.min(endMs ?? 0, story.logs.asterisk?.toMs ?? 0);
  return seenToMs - start.atMs > RTP_LOCK_MS ? start : null;
}

/** Did RTP of the caller reach Asterisk? Strict RTP says so when it takes a source, and when it locks on it. */
export function rtpArrived({ call }: Subject): boolean {
  return eventsOf(call, "strict-rtp").some(({ event }) => event.state !== "learning");
}

/** A shorter hold is over before any far end could miss its media. */
const MEDIA_TIMER_MS = 1_000;

/**
 * The hold in which the call ended and in which Asterisk sent the caller nothing: neither music nor a sound, in a log that
 * shows both (VERBOSE 3, as dialplan steps are). null where something was sent, the log would not show it, or it was short.
 */
export function endedInSilentHold({ call, story }: Subject): TimedEvent | null {
  const hold = story.turns.at(-1)?.hold;
  const endMs = story.death?.atMs ?? null;
  if (!hold || hold.atMs === null || endMs === null || hold.event.type !== "bot-hold") return null;
  const recorded = call.seen.verbose && !call.seen.lossy && story.endInAsteriskLog && call.sides.asterisk;
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

/** Against stamps in whole seconds the clocks of two logs are put together no closer than this. */
const CLOCKS_KNOWN_MS = 200;

const SOUNDS: ReadonlySet<EventType> = new Set<EventType>(["moh-started", "playing"]);

/** A sound in the second of the hold may have been the one before it. */
function isAfter(hold: TimedEvent, event: CallEvent, atMs: number): boolean {
  return event.type === "moh-started" || (hold.atMs !== null && atMs > hold.atMs);
}

/** A list of events as a proof; null where it is empty. */
export function proofOf(events: readonly (TimedEvent | null | undefined)[]): Proof | null {
  const found = events.filter((timed) => timed !== null && timed !== undefined);
  const [first, ...rest] = found;
  return first ? [first, ...rest] : null;
}

/** Whole seconds without a false digit. */
export function inSeconds(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
