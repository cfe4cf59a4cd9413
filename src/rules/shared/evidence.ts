// Questions about a call that several rules ask. Facts of Asterisk's source behind each.

import { has } from "../../calls/call.js";
import { isHold } from "../../calls/story/deeds.js";
import type { Fault } from "../../calls/story/faults.js";
import { playsOf } from "../../calls/story/playbacks.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { SurroundingType } from "../../calls/tracking/run-log.js";
import type { EventOf, EventType } from "../../events/event.js";
import type { Proof, Subject } from "../judgement.js";
import { askedOnce } from "./asked-once.js";

/** Was anything lost: did the bot or the caller not get what was wanted of a channel that was gone? */
export function wasLost(subject: Subject): boolean {
  return lossesOf(subject).length > 0;
}

/** What was lost, each kind once. */
export function lossesOf({ story }: Subject): readonly Fault[] {
  return story.faults.filter(({ kind }) => LOSSES.has(kind));
}

const LOSSES: ReadonlySet<Fault["kind"]> = new Set<Fault["kind"]>([
  "refused",
  "ended-in-hold",
  "ended-while-playing",
  "cut-off",
]);

/** Had the call got further than ringing: answered, heard something, talked, bridged? */
export function gotFurther({ call, story }: Subject): boolean {
  return (
    story.answeredMs !== null ||
    call.events.some(({ event }) => FURTHER.has(event.type) || isHold(event)) ||
    playsOf(story.own).length > 0
  );
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

/**
 * May a bot have had a hand in the call? Not where the log shows the dialplan from its beginning, and nothing in it is a bot's:
 * a queue, a phone, a mailbox.
 */
export const mayHaveBot = askedOnce(
  ({ call, story }: Subject): boolean =>
    call.inputs.bot ||
    !story.begun ||
    story.steps.length === 0 ||
    story.steps.some(({ event }) => BOTS.test(event.app) || BOTS.test(event.args)) ||
    has(call, "stasis-launched", "stasis-app-missing", "ari-event", "ari-request"),
);

/** Ways to a program: applications, ExecIf() that runs one, drivers and contexts of ARI. */
const BOTS = /Stasis|AudioSocket|AGI\b|ExternalIVR|WebSocket\/|UnicastRTP\//i;

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

/**
 * Lines that name no call, each of which one call explains: do they fit more calls than there are lines? Then none is this one's
 * for sure.
 * @param beforeMs How long before such a line a moment lies that it explains, at most.
 * @param afterMs How long after it.
 * @param fits Whether a moment of another call is one that the line explains.
 */
export function fitsOthers(
  subject: Subject,
  lines: readonly TimedEvent[],
  beforeMs: number,
  afterMs: number,
  fits: (moment: TimedEvent<EventOf<"call-moment">>, line: TimedEvent) => boolean,
): boolean {
  const own = new Set([...subject.call.legs.map(({ channelId }) => channelId), ...subject.call.strayIds]);
  const others = new Set<string>();
  for (const line of lines)
    for (const moment of around(subject, "call-moment", line.atMs, beforeMs, afterMs)) {
      const { channelId, sipCallId } = moment.event;
      const isOwn = channelId === null ? sipCallId === subject.call.sipCallId : own.has(channelId);
      if (!isOwn && fits(moment, line)) others.add(channelId ?? sipCallId ?? "");
    }
  return others.size + 1 > lines.length;
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
