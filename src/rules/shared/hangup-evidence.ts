// Who requested the end of a call: the hangup request that the bot received, its cause, and the bot's own hang-up.

import { type Call, eventsOf, has } from "../../calls/call.js";
import { channelEvents } from "../../calls/facts/channel-events.js";
import { isBefore, isHangup } from "../../calls/facts/deeds.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { causeAtEnd } from "../../calls/words/hangup-request-words.js";
import { takenFor } from "../../calls/words/turns-by-words.js";
import type { CallEvent, EventOf } from "../../events/event.js";
import type { Proof, Subject } from "../judgement.js";
import { oncePerSubject } from "./once-per-subject.js";
import { causeOfBye } from "./wire-evidence.js";

/** AST_SOFTHANGUP_* flags, which ARI's ChannelHangupRequest prints in `cause` if `soft` is set (include/asterisk/channel.h). */
export const SOFT = { device: 1, shutdown: 4, leavesDialplan: 16, explicit: 32 } as const;

/**
 * What a hangup request says about its cause: a number, that there was none, or nothing. A bot that never prints causes may have
 * left it out. One that prints those of other calls, or dumps the event whole, would have printed it.
 */
export type ToldCause = number | "none" | "not-told";

/**
 * The first hangup request of the bot's own channel: as a capture of ARI's or AMI's events holds it, which leaves out nothing; else
 * as the bot or the ARI debug output logged it.
 */
export const hangupRequest = oncePerSubject(({ call, facts }: Subject): { at: TimedEvent; cause: ToldCause } | null => {
  const captured = capturedRequest(call);
  if (captured) return { at: captured, cause: captured.event.cause ?? "none" };
  const told = eventsOf(call, "bot-hangup-requested").find(({ event }) => isOwn(call, event));
  const traced = eventsOf(call, "ari-event").find(
    ({ event }) => event.event === "ChannelHangupRequest" && isOwn(call, event),
  );
  const first = told && traced && call.events.indexOf(traced) < call.events.indexOf(told) ? traced : (told ?? traced);
  if (!first) return learntRequest(facts.own);
  const { event } = first;
  const shown = event.type === "ari-event" || event.whole || call.seen.hangupCauses;
  return { at: first, cause: event.cause ?? (shown ? "none" : "not-told") };
});

/**
 * The first in a capture. A last soft request with 16 follows on every channel and means nothing: it is the flag with which the
 * channel leaves the dialplan (docs/asterisk/stasis-and-ari.md#hangup-requests).
 */
function capturedRequest(call: Call): TimedEvent<EventOf<"channel-event">> | undefined {
  return channelEvents(call).find(
    ({ event }) => event.what === "hangup-request" && !(event.soft && event.cause === SOFT.leavesDialplan),
  );
}

/**
 * Who sent an explicit hangup request (flag 32), by the cause with which the captured channel ended: ARI's DELETE sets one, 16 if it
 * gives no reason, and the CLI sets none (docs/asterisk/hangup-causes.md#cause-of-each-end). Null if the capture does not tell: a
 * channel that was in a bridge gets 16 from it.
 */
export function explicitSender({ call }: Subject): {
  readonly by: "bot" | "cli";
  readonly cause: number;
  readonly proof: Proof;
} | null {
  const request = capturedRequest(call);
  const end = channelEvents(call).find(({ event }) => event.what === "ended" && event.cause !== null);
  const cause = end?.event.cause ?? null;
  if (!request?.event.soft || request.event.cause !== SOFT.explicit || !end || cause === null) return null;
  const proof: Proof = [request, end];
  if (cause === 0) return { by: "cli", cause, proof };
  return mayBeBridged(call) ? null : { by: "bot", cause, proof };
}

/** A channel in a bridge gets its cause from there. */
export function mayBeBridged(call: Call): boolean {
  return call.legs.length > 1 || has(call, "bridge-joined", "bot-bridge", "dial", "bot-dialled");
}

/**
 * The end of the channel in a capture that holds it from its beginning, and no hangup request before: Asterisk sends none for an
 * absolute timeout, AMI's Hangup and the timeouts of chan_sip, and always one for a BYE. Null if the capture is no proof of that.
 */
export function endedUnrequested({ call }: Subject): TimedEvent | null {
  const told = channelEvents(call).filter(({ event }) => event.by === "ari" || event.by === "ami");
  const end = told.find(({ event }) => event.what === "ended");
  const leaves = told.some(({ event }) => event.what === "hangup-request" && event.soft);
  return end && leaves && told[0]?.event.what === "created" && !capturedRequest(call) ? end : null;
}

/**
 * The same in learnt words. Only a log that prints the causes of some calls teaches them. A DELETE that is read before it says
 * who ended the call, so nothing needs to be learnt.
 */
function learntRequest(own: readonly TimedEvent[]): { at: TimedEvent; cause: ToldCause } | null {
  const [at] = takenFor(own, "bot-hangup-requested");
  const told = at && causeAtEnd(at.event.message);
  if (!told || own.some((timed) => timed.event.type === "bot-hangup" && isBefore(timed, at, own))) return null;
  return { at, cause: told.cause ?? "none" };
}

/**
 * The channel's Q.850 cause in Asterisk's own words: from a capture of what Asterisk told of its end, the Reason of its BYE on the
 * wire, or HANGUPCAUSE, as an `h`
 * extension or what it calls prints it.
 */
export function hangupCause({ call }: Subject): { at: TimedEvent; cause: number } | null {
  for (const at of channelEvents(call))
    if (at.event.what === "ended" && at.event.cause !== null) return { at, cause: at.event.cause };
  const bye = causeOfBye(call);
  if (bye !== null) return bye;
  let hungUp = false;
  for (const timed of eventsOf(call, "dialplan")) {
    if (!isOwn(call, timed.event)) continue;
    hungUp ||= timed.event.exten === "h";
    const cause = /HANGUPCAUSE\D{0,3}(\d{1,3})\b/i.exec(timed.event.args)?.[1];
    if (hungUp && cause !== undefined) return { at: timed, cause: Number(cause) };
  }
  return null;
}

/** A hang-up by the bot of its own channel, before the channel's end. */
export interface BotHangup {
  /** Its first line: the announcement, the action, or the DELETE in ARI's debug output. */
  readonly at: TimedEvent<EventOf<"bot-hangup"> | EventOf<"bot-intention"> | EventOf<"ari-request">>;
  /** True if it happened: ARI accepted it, or the channel ended at once. */
  readonly proven: boolean;
  /** The line that says that it happened. Null if that is the first line, or if there is none. */
  readonly done: TimedEvent | null;
}

/** The end of a channel follows a DELETE within milliseconds. A busy bot or console logs it later. */
const END_FOLLOWS_MS = 1_500;

/**
 * The bot's hang-up of its own channel that came before the end. Whatever the bot does after it, or Asterisk, has said that the
 * call is over is clean-up, even if the stamps are equal: the lines of one process are in order.
 */
export const botHangup = oncePerSubject((subject: Subject): BotHangup | null => {
  const { call, facts } = subject;
  // if order and stamps contradict each other, somebody moved lines; then neither proves that the hang-up came first
  const isCleanUp = (timed: TimedEvent): boolean =>
    facts.endTold !== null && (isBefore(facts.endTold, timed, call.events) || isStampedBefore(facts.endTold, timed));
  const all = facts.own.filter(
    (timed): timed is BotHangup["at"] =>
      (isHangup(timed.event) || isDelete(timed.event, call.channelId)) && !isCleanUp(timed) && !isPast(subject, timed),
  );
  const done = all.find(({ event }) => event.type !== "bot-intention") ?? null;
  // an announcement long before belongs to another attempt
  const first = all.find(
    ({ atMs }) => !done || atMs === null || done.atMs === null || done.atMs - atMs <= END_FOLLOWS_MS,
  );
  if (!first) return null;
  if (done) return { at: first, proven: !isOtherCause(hangupRequest(subject)), done: done === first ? null : done };
  const end = facts.endTold?.event.type === "bot-call-finished" ? facts.death?.by : (facts.endTold ?? facts.death?.by);
  return { at: first, proven: end !== undefined && endsWith(subject, first, end), done: null };
});

/** By its stamp, is a line older than another line of the same log? */
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

/** Did Asterisk's log have the end before? A stamp of whole seconds may mean any moment within its second. */
function isPast({ facts: { death } }: Subject, { event, atMs }: TimedEvent): boolean {
  if (!death || death.atMs === null || atMs === null || death.by.event.side === event.side) return false;
  return atMs - death.atMs > (death.by.event.precisionMs >= 1_000 ? 1_000 : 20);
}

/**
 * Did what the bot announced end the channel? The end must follow at once, and certainly not precede it. A printed cause must be
 * a DELETE's.
 */
function endsWith(subject: Subject, hangup: TimedEvent, end: TimedEvent): boolean {
  if (isOtherCause(hangupRequest(subject)) || hangup.atMs === null || end.atMs === null) return false;
  // the second of Asterisk's stamp may have begun before the hang-up, and the channel may have ended then
  const isAfter = end.event.side === hangup.event.side || end.atMs >= hangup.atMs;
  const slackMs = end.event.precisionMs >= 1_000 ? 1_000 : 0;
  return isAfter && end.atMs - hangup.atMs <= END_FOLLOWS_MS + slackMs && !isRefusalOf(end.event);
}

/** Does a hangup request give a cause other than a DELETE's? */
function isOtherCause(request: ReturnType<typeof hangupRequest>): boolean {
  return request !== null && request.cause !== "not-told" && request.cause !== SOFT.explicit;
}

/** A request that found no channel says that it had ended, not when. */
export function isRefusalOf(event: CallEvent): boolean {
  return event.type === "bot-channel-gone" || event.type === "bot-request-failed";
}

/** Does the bot's log cover a moment, in words that are understood? Only then its silence about it means something. */
export function botLogReaches({ call, facts: { logs } }: Subject, atMs: number | null): boolean {
  return call.botUnderstood && logs.bot !== null && atMs !== null && logs.bot.fromMs <= atMs && logs.bot.toMs >= atMs;
}

/**
 * Would the bot's log show a DELETE of this channel before its end? The log of its HTTP client would: it has shown DELETEs of
 * other channels, and requests of this call. Another process, with a log of its own, is another bot.
 */
export function wouldShowDelete(subject: Subject): boolean {
  const { call, facts } = subject;
  if (!call.seen.deletes || !botLogReaches(subject, facts.death?.atMs ?? null)) return false;
  const requests = facts.own.filter(({ event }) => event.side === "bot" && event.message.includes("/channels/"));
  return requests.length >= FEW_REQUESTS;
}

/** A bot that logs its requests logs the answer, the hold and the playback of a call. */
const FEW_REQUESTS = 3;
