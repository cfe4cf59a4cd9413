// Questions about a call that several rules ask. Each is based on what Asterisk's source does.

import { has } from "../../calls/call.js";
import { isHold } from "../../calls/facts/deeds.js";
import type { Fault } from "../../calls/facts/faults.js";
import { playsOf } from "../../calls/facts/playbacks.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { SurroundingType } from "../../calls/tracking/run-log.js";
import type { EventOf, EventType } from "../../events/event.js";
import type { Proof, Subject } from "../judgement.js";
import { oncePerSubject } from "./once-per-subject.js";

/** Was anything lost? That is, did the bot or the caller not get something because the channel was gone? */
export function wasLost(subject: Subject): boolean {
  return lossesOf(subject).length > 0;
}

/** What was lost, each kind once. */
export function lossesOf({ facts }: Subject): readonly Fault[] {
  return facts.faults.filter(({ kind }) => LOSSES.has(kind));
}

const LOSSES: ReadonlySet<Fault["kind"]> = new Set<Fault["kind"]>([
  "refused",
  "ended-in-hold",
  "ended-while-playing",
  "cut-off",
]);

/** Had the call got further than ringing: was it answered, heard something, talked, bridged? */
export function gotFurther({ call, facts }: Subject): boolean {
  return (
    facts.answeredMs !== null ||
    call.events.some(({ event }) => FURTHER.has(event.type) || isHold(event)) ||
    playsOf(facts.own).length > 0
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

/** How long the channel had been up when it was last known to be alive, and when it was first known to be dead. In seconds. */
export function ageAtEnd({ call, facts }: Subject): { seconds: number; at: TimedEvent } | null {
  const fault = facts.faults.find(({ kind }) => LOSSES.has(kind));
  const at = facts.death?.by ?? fault?.at;
  if (!at || at.atMs === null || call.startMs === null) return null;
  return { seconds: (at.atMs - call.startMs) / 1000, at };
}

/**
 * Can a bot have been involved in the call? Not if the log shows the dialplan from its beginning and nothing in it belongs to a
 * bot: a queue, a phone, a mailbox.
 */
export const mayHaveBot = oncePerSubject(
  ({ call, facts }: Subject): boolean =>
    call.inputs.bot ||
    !facts.begun ||
    facts.steps.length === 0 ||
    facts.steps.some(({ event }) => BOTS.test(event.app) || BOTS.test(event.args)) ||
    has(call, "stasis-launched", "stasis-app-missing", "ari-event", "ari-request"),
);

/** What leads to a program: applications, ExecIf() that runs one, ARI's drivers and contexts. */
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
 * Lines that name no call, each of which explains one. Do they fit more calls than there are lines? Then none can be assigned to
 * this call with certainty.
 * @param beforeMs How long, at most, a moment comes before the line that explains it.
 * @param afterMs How long after it.
 * @param fits Whether the line explains a moment of another call.
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

/** A list of events as proof. Null if it is empty. */
export function proofOf(events: readonly (TimedEvent | null | undefined)[]): Proof | null {
  const found = events.filter((timed) => timed !== null && timed !== undefined);
  const [first, ...rest] = found;
  return first ? [first, ...rest] : null;
}

/** Whole seconds, without a false digit. */
export function inSeconds(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
