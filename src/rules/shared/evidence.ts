// Questions about a call that several rules ask. Facts of Asterisk's source behind each.
import type { TimedEvent } from "../../calls/call.js";
import { eventsOf, has } from "../../calls/call.js";
import { isBefore, isHangup, isHold } from "../../calls/deeds.js";
import { causeAtEnd } from "../../calls/hangup-request-words.js";
import { wasHeard } from "../../calls/music.js";
import type { SurroundingType } from "../../calls/run-log.js";
import { type Fault, isOwn, playsOf, timeoutNotice } from "../../calls/story.js";
import { timeToldBy } from "../../calls/told-time.js";
import { takenFor } from "../../calls/turns-by-words.js";
import type { CallEvent, EventOf, EventType } from "../../events/event.js";
import type { Proof, Subject } from "../judgement.js";
import { askedOnce } from "./asked-once.js";

/** AST_SOFTHANGUP_* flags as ARI's ChannelHangupRequest prints them in `cause` where `soft` is set (channel.h). */
export const SOFT = { device: 1, shutdown: 4, explicit: 32 } as const;

/**
 * What a hangup request says of its cause: a number, that there was none, or nothing. A bot that never prints one may leave it
 * out; one that prints those of other calls, or dumps the event whole, would have printed it.
 */
export type ToldCause = number | "none" | "not-told";

/** The ChannelHangupRequest of the bot's own channel, as the bot or the ARI debug logged it. */
export const hangupRequest = askedOnce(({ call, story }: Subject): { at: TimedEvent; cause: ToldCause } | null => {
  const told = eventsOf(call, "bot-hangup-requested").find(({ event }) => isOwn(call, event));
  const traced = eventsOf(call, "ari-event").find(
    ({ event }) => event.event === "ChannelHangupRequest" && isOwn(call, event),
  );
  const first = told && traced && call.events.indexOf(traced) < call.events.indexOf(told) ? traced : (told ?? traced);
  if (!first) return learntRequest(story.own);
  const { event } = first;
  const shown = event.type === "ari-event" || event.whole || call.seen.hangupCauses;
  return { at: first, cause: event.cause ?? (shown ? "none" : "not-told") };
});

/**
 * The same in words that were learnt: only a log that prints the causes of some calls teaches them. A DELETE that is read before
 * says who ended the call; then nothing needs to be learnt.
 */
function learntRequest(own: readonly TimedEvent[]): { at: TimedEvent; cause: ToldCause } | null {
  const [at] = takenFor(own, "bot-hangup-requested");
  const told = at && causeAtEnd(at.event.message);
  if (!told || own.some((timed) => timed.event.type === "bot-hangup" && isBefore(timed, at, own))) return null;
  return { at, cause: told.cause ?? "none" };
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

/** A hang-up by the bot of its own channel, before the end of it. */
export interface BotHangup {
  /** Its first line: the announcement, the deed, or the DELETE in ARI's debug. */
  readonly at: TimedEvent<EventOf<"bot-hangup"> | EventOf<"bot-intention"> | EventOf<"ari-request">>;
  /** True where it was done: ARI took it, or the end of the channel followed at once. */
  readonly proven: boolean;
  /** The line that says that it was done; null where that is the first one, or none. */
  readonly done: TimedEvent | null;
}

/** The end of a channel follows a DELETE within milliseconds; a bot and a console that are busy write it down later. */
const END_FOLLOWS_MS = 1_500;

/**
 * The bot's hang-up of its own channel that came before the end. What the bot does once it, or Asterisk, has said that the call
 * is over is its clean-up, also where the stamps are equal: the lines of one process stand in their order.
 */
export const botHangup = askedOnce((subject: Subject): BotHangup | null => {
  const { call, story } = subject;
  // where order and stamps contradict each other, somebody has moved lines: then neither proves that the hang-up came first
  const isCleanUp = (timed: TimedEvent): boolean =>
    story.endTold !== null && (isBefore(story.endTold, timed, call.events) || isStampedBefore(story.endTold, timed));
  const all = story.own.filter(
    (timed): timed is BotHangup["at"] =>
      (isHangup(timed.event) || isDelete(timed.event, call.channelId)) && !isCleanUp(timed) && !isPast(subject, timed),
  );
  const done = all.find(({ event }) => event.type !== "bot-intention") ?? null;
  // an announcement long before is of another try
  const first = all.find(
    ({ atMs }) => !done || atMs === null || done.atMs === null || done.atMs - atMs <= END_FOLLOWS_MS,
  );
  if (!first) return null;
  if (done) return { at: first, proven: !isOtherCause(hangupRequest(subject)), done: done === first ? null : done };
  const end = story.endTold?.event.type === "bot-call-finished" ? story.death?.by : (story.endTold ?? story.death?.by);
  return { at: first, proven: end !== undefined && endsWith(subject, first, end), done: null };
});

/** Does the stamp of one line of a log say that it is older than another's? */
function isStampedBefore(a: TimedEvent, b: TimedEvent): boolean {
  return (
    a.event.sourceIndex === b.event.sourceIndex &&
    a.atMs !== null &&
    b.atMs !== null &&
    b.atMs - a.atMs > Math.max(a.event.precisionMs, b.event.precisionMs)
  );
}

function isDelete(event: CallEvent, channelId: string | null): event is EventOf<"ari-request"> {
  return event.type === "ari-request" && event.method === "DELETE" && event.path === `channels/${channelId}`;
}

/** Had Asterisk's log the end before? Stamps of whole seconds may be of any moment in theirs. */
function isPast({ story: { death } }: Subject, { event, atMs }: TimedEvent): boolean {
  if (!death || death.atMs === null || atMs === null || death.by.event.side === event.side) return false;
  return atMs - death.atMs > (death.by.event.precisionMs >= 1_000 ? 1_000 : 20);
}

/** Did the channel end by what the bot announced? At once after it, and surely after; a cause that is told is a DELETE's. */
function endsWith(subject: Subject, hangup: TimedEvent, end: TimedEvent): boolean {
  if (isOtherCause(hangupRequest(subject)) || hangup.atMs === null || end.atMs === null) return false;
  // the second of Asterisk's stamp may have begun before the hang-up, and the channel ended then
  const isAfter = end.event.side === hangup.event.side || end.atMs >= hangup.atMs;
  const slackMs = end.event.precisionMs >= 1_000 ? 1_000 : 0;
  return isAfter && end.atMs - hangup.atMs <= END_FOLLOWS_MS + slackMs && !isRefusalOf(end.event);
}

/** Does a hangup request tell a cause, and not that of a DELETE? */
function isOtherCause(request: ReturnType<typeof hangupRequest>): boolean {
  return request !== null && request.cause !== "not-told" && request.cause !== SOFT.explicit;
}

/** A request that found no channel says that it had ended, not when. */
function isRefusalOf(event: CallEvent): boolean {
  return event.type === "bot-channel-gone" || event.type === "bot-request-failed";
}

/** What a bot hangs up for it says right before, and does then. */
const SAID_BEFORE_MS = 1_500;
/** A line of its own may come behind that of the request: the one is the HTTP client's, the other the task's that asked. */
const SAID_AFTER_MS = 250;

/** What the bot said right before it hung up, or next to it. */
export interface SaidBefore {
  readonly at: TimedEvent;
  /** The round time that it names. */
  readonly seconds: number | null;
  /** True for a timer of its own: words that speak of one, or a warning with a round time, in whatever language. */
  readonly isTimer: boolean;
}

/**
 * The line about this call that stands next to the bot's hang-up and tells of a time: a timer of its own, whatever it is called,
 * or a line that names a round time and may be one. null where there is none.
 */
export function saidBefore({ call, story }: Subject, hangup: TimedEvent): SaidBefore | null {
  if (hangup.event.side !== "bot" || hangup.atMs === null) return null;
  const lines = [...call.unread.map(({ at }) => at), ...OF_A_TIME.flatMap((type) => eventsOf(call, type))];
  let found: SaidBefore | null = null;
  for (const at of lines) {
    const { event, atMs } = at;
    if (event.sourceIndex !== hangup.event.sourceIndex || atMs === null || at === hangup) continue;
    const beforeMs = hangup.atMs - atMs;
    const isNext = event.line < hangup.event.line ? beforeMs <= SAID_BEFORE_MS : -beforeMs <= SAID_AFTER_MS;
    const isAfterEnd = story.endTold !== null && story.endTold !== at && isBefore(story.endTold, at, call.events);
    if (!isNext || isAfterEnd) continue;
    const { seconds, isTimer } = timeToldBy(event);
    if (!isTimer && (seconds === null || event.line > hangup.event.line)) continue;
    if (
      found === null ||
      (isTimer && !found.isTimer) ||
      (isTimer === found.isTimer && event.line > found.at.event.line)
    )
      found = { at, seconds, isTimer };
  }
  return found;
}

/** Lines in words that are not known, and those by which a bot says that the call is over for it. */
const OF_A_TIME = ["bot-line", "bot-call-finished"] as const;

/** The timer of the bot's that hung up, where its line stands next to the hang-up. */
export function timerBefore(subject: Subject, hangup: TimedEvent): SaidBefore | null {
  const said = saidBefore(subject, hangup);
  return said?.isTimer ? said : null;
}

/** A timer of the bot's of which no line says that it hung up. */
export interface TimerBeforeEnd extends SaidBefore {
  readonly end: TimedEvent;
  /** True where the bot's own line of the end follows at once: a caller who leaves in that moment is a rare chance. */
  readonly isSure: boolean;
}

/**
 * A timer of the bot's whose line stands right before the end of the channel, where the bot logs no hang-up: the end comes within
 * what a DELETE takes. null where there is none, or where another line tells of the end.
 */
export function timerBeforeEnd({ call, story }: Subject): TimerBeforeEnd | null {
  // the bot's own stamp of the end is the finer one, and on the clock of the line before it
  const ends = [story.endTold, story.death?.by].filter((timed) => !!timed && !isRefusalOf(timed.event)) as TimedEvent[];
  const [end] = ends;
  if (!end || end.atMs === null || timeoutNotice(call)) return null;
  if (!ends.every(({ event }) => ENDS_WITHOUT_REASON.has(event.type))) return null;
  for (const at of [...call.unread.map((one) => one.at), ...eventsOf(call, "bot-line")]) {
    const { event, atMs } = at;
    if (event.side !== "bot" || atMs === null) continue;
    const { seconds, isWorded, isTimer } = timeToldBy(event);
    if (!isTimer) continue;
    const isOwnEnd = event.sourceIndex === end.event.sourceIndex;
    const afterMs = end.atMs - atMs;
    const isFollowed = isOwnEnd ? event.line < end.event.line : afterMs >= -END_STAMP_MS;
    if (!isFollowed || afterMs > SAID_BEFORE_MS) continue;
    return { at, seconds, isTimer, end, isSure: isWorded && isOwnEnd && afterMs <= AT_ONCE_MS };
  }
  return null;
}

/** ARI's events of the end follow a DELETE within milliseconds; a bot that is busy reads them later. */
const AT_ONCE_MS = 500;

/** Ends of which the line says no more than that they came: a DELETE, a BYE and a timeout of Asterisk's all bring them. */
const ENDS_WITHOUT_REASON: ReadonlySet<EventType> = new Set<EventType>([
  "bot-stasis-end",
  "bot-channel-destroyed",
  "spawn-exited",
  "dialplan-ended",
]);
/** Asterisk stamps whole seconds. */
const END_STAMP_MS = 1_000;

/** Does the bot's log reach over a moment, in words that are understood? Only then its silence about it says something. */
export function botLogReaches({ call, story: { logs } }: Subject, atMs: number | null): boolean {
  return call.botUnderstood && logs.bot !== null && atMs !== null && logs.bot.fromMs <= atMs && logs.bot.toMs >= atMs;
}

/**
 * Would the bot's log show a DELETE of this channel before its end? A log of its HTTP client's requests does: it has shown DELETEs of
 * other channels, and requests of this call. Another process, with a log of its own, is another bot.
 */
export function wouldShowDelete(subject: Subject): boolean {
  const { call, story } = subject;
  if (!call.seen.deletes || !botLogReaches(subject, story.death?.atMs ?? null)) return false;
  const requests = story.own.filter(({ event }) => event.side === "bot" && event.message.includes("/channels/"));
  return requests.length >= FEW_REQUESTS;
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

/** A bot that logs its requests logs the answer, the hold and the playback of a call. */
const FEW_REQUESTS = 3;

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

/**
 * Does a hold through ARI leave the music to the far end? It does with moh_passthrough, by the configuration or by the re-INVITE
 * that Asterisk sent (chan_pjsip.c:chan_pjsip_indicate): no music in Asterisk's log then says nothing of silence.
 */
export function holdsByReinvite({ call, limits }: Subject): boolean {
  return (
    limits.mohPassthrough ||
    eventsOf(call, "sip-message").some(
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
 * The hold in which the call ended and in which Asterisk sent the caller nothing: neither music nor a sound, in a log that
 * shows both (VERBOSE 3, as dialplan steps are). null where something was sent, the log would not show it, or it was short.
 */
export function endedInSilentHold(subject: Subject): TimedEvent | null {
  const { call, story } = subject;
  if (holdsByReinvite(subject)) return null;
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
