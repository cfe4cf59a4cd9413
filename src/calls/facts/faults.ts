// What the bot or the caller wanted of a call and did not get.
import type { AriAction, CallEvent, EventOf, EventType } from "../../events/event.js";
import { type Call, eventsOf } from "../call.js";
import type { TimedEvent } from "../timed-event.js";
import type { Death } from "./death.js";
import { isBefore, isHangup } from "./deeds.js";
import type { LogSpans } from "./log-reach.js";
import { CLOCKS_APART_MS, SAME_END_MS } from "./moments.js";
import { isStillborn, pathsOfSounds } from "./music.js";
import { isOfStrayId } from "./stray-ids.js";
import type { Turn } from "./turn.js";

/** Something that the bot or the caller did not get. */
export interface Fault {
  readonly kind:
    | "refused" // 404 for the call's own channel
    | "not-in-stasis" // 409: the channel is there, but not the bot's
    | "stray-id" // 404 for an id that was never a channel
    | "play-failed" // accepted, then failed
    | "ended-in-hold" // the channel was gone before anything was played
    | "ended-while-playing"
    | "app-missing" // Stasis() found no bot
    | "abandoned" // the bot went away, the call stayed
    | "turned-away" // refused before it had a channel
    | "no-answer" // Asterisk closed the bot's request without answering it
    | "cut-off"; // ended by Asterisk's own doing, not by a party of the call
  readonly at: TimedEvent;
}

/** What Asterisk prints when it carries out a request, whatever the bot has heard about it. */
const CARRIED_OUT: Partial<Record<AriAction, EventType>> = { hold: "moh-started", moh: "moh-started", play: "playing" };

/** Stamps of two logs, which may be whole seconds. */
const CARRIED_OUT_MS = 2_000;

function wasCarriedOut(
  own: readonly TimedEvent[],
  { event, atMs }: TimedEvent<EventOf<"bot-request-failed">>,
): boolean {
  const does = CARRIED_OUT[event.action];
  return own.some(
    (one) =>
      one.event.type === does && one.atMs !== null && atMs !== null && Math.abs(one.atMs - atMs) <= CARRIED_OUT_MS,
  );
}

export function faultsOf(
  call: Call,
  own: readonly TimedEvent[],
  turns: readonly Turn[],
  death: Death | null,
  left: TimedEvent | null,
  spans: LogSpans,
): Fault[] {
  const faults: Fault[] = [];
  const add = (kind: Fault["kind"], at: TimedEvent | undefined): void => {
    if (at && !faults.some((fault) => fault.kind === kind)) faults.push({ kind, at });
  };
  // 409 also comes while a channel that was hung up runs its h extension: its control is gone by then (res/res_stasis.c)
  const hungUpBefore = ({ atMs }: TimedEvent): boolean =>
    left === null &&
    death !== null &&
    !onlyLeavesStasis(death.by.event) &&
    death.atMs !== null &&
    atMs !== null &&
    death.atMs <= atMs;
  for (const timed of call.events) {
    const { event } = timed;
    if (event.type === "bot-request-failed") {
      const stray = event.channelId !== null && call.strayIds.includes(event.channelId);
      if (event.status === 404 && saysChannelGone(event)) add(stray ? "stray-id" : "refused", timed);
      else if (event.status === 409 && saysNotInStasis(event))
        add(hungUpBefore(timed) ? "refused" : "not-in-stasis", timed);
      else if (event.status === 0 && !wasCarriedOut(own, timed as TimedEvent<EventOf<"bot-request-failed">>))
        add("no-answer", timed);
    } else if (event.type === "bot-channel-gone") add(isOfStrayId(call, timed) ? "stray-id" : "refused", timed);
    else if (event.type === "bot-not-in-stasis") add(hungUpBefore(timed) ? "refused" : "not-in-stasis", timed);
    else if (event.type === "stasis-app-missing") add("app-missing", timed);
    else if (event.type === "codecs-incompatible") add("turned-away", timed);
  }
  for (const timed of own) {
    const failed =
      timed.event.type === "playback-failed" ||
      (timed.event.type === "bot-play-finished" && timed.event.state === "failed");
    if (!failed || (timed.event.side === "asterisk" && toldByBot(own, timed))) continue;
    add(endedBy(death, timed) && !soundFault(call, timed) ? "ended-while-playing" : "play-failed", timed);
  }
  const last = turns.at(-1);
  if (
    last &&
    last.attempt === null &&
    death &&
    !left &&
    isFollowed(last, death, spans) &&
    heldUntil(call, own, last, death)
  )
    add("ended-in-hold", death.by);
  const dropped = own.find(({ event }) => isHangup(event) && event.why !== null);
  if (last && last.attempt === null && !death) add("ended-in-hold", dropped);
  if (death && (isCutOff(death.by.event) || endedUnasked(call, own, death))) add("cut-off", death.by);
  return faults;
}

/** An end that a channel may outlive: it left Stasis, for the dialplan or for good. */
function onlyLeavesStasis(event: CallEvent): boolean {
  return event.type === "bot-stasis-end" || (event.type === "ari-event" && event.event === "StasisEnd");
}

/**
 * 404 also means `Resource not found` (a path that ARI does not have) and `Provided variable was not found`. Neither says that
 * the channel is gone. If the bot does not log the answer's words, what it asked for tells.
 */
function saysChannelGone({ body, action, path }: EventOf<"bot-request-failed">): boolean {
  if (action === "hangup") return false; // its aim is reached
  if (/\/unhold(?![\w-])/.test(path)) return false; // ARI has no such path, whatever became of the channel
  return body === null ? action !== "other" : /channel not found/i.test(body);
}

/**
 * 409 also means an id or a name that is in use, or a bridge that is not the bot's (res/ari/resource_channels.c:
 * ast_ari_channels_record, res/ari/resource_bridges.c:ast_ari_bridges_add_channel). A request that builds a leg says nothing
 * about the channel.
 */
function saysNotInStasis({ body, action }: EventOf<"bot-request-failed">): boolean {
  return action !== "media" || /channel not in stasis/i.test(body ?? "");
}

/** The bot's stamp of the same failure is finer. */
function toldByBot(own: readonly TimedEvent[], { atMs: failedMs }: TimedEvent): boolean {
  return own.some(
    ({ event, atMs }) =>
      event.type === "bot-play-finished" &&
      event.state === "failed" &&
      atMs !== null &&
      failedMs !== null &&
      Math.abs(atMs - failedMs) <= SAME_END_MS,
  );
}

/** Did the playback fail because the channel ended? The end comes first, or within what the coarser stamp allows. */
function endedBy(death: Death | null, failure: TimedEvent): boolean {
  if (death === null || death.atMs === null || failure.atMs === null) return false;
  const coarse = Math.max(death.by.event.precisionMs, failure.event.precisionMs) >= 1000;
  return coarse
    ? Math.abs(death.atMs - failure.atMs) <= SAME_END_MS
    : death.atMs - failure.atMs <= 150 && failure.atMs - death.atMs <= SAME_END_MS;
}

/** Does the log that shows the hold reach to the death? If it ends before, it does not show what came after the hold. */
function isFollowed({ hold }: Turn, death: Death, spans: LogSpans): boolean {
  const { side } = hold.event;
  if (side === death.by.event.side || death.atMs === null) return true;
  const span = side === "asterisk" || side === "bot" ? spans[side] : null;
  return span !== null && span.toMs >= death.atMs - CLOCKS_APART_MS;
}

/** Was the hold still on when the channel died? An unhold, a sound, or music that had stopped would have ended it. */
function heldUntil(call: Call, own: readonly TimedEvent[], { hold }: Turn, death: Death): boolean {
  // a filler often starts in the second of the hold, just before it
  const isAnswer = (event: CallEvent): boolean =>
    event.type === "playing" && (event.side !== hold.event.side || event.line > hold.event.line);
  const ends = (timed: TimedEvent): boolean =>
    timed.event.type === "bot-unhold" ||
    (timed.event.type === "moh-stopped" && !isStillborn(call, timed)) ||
    isAnswer(timed.event);
  return !own.some(
    (timed) =>
      ends(timed) &&
      timed.atMs !== null &&
      hold.atMs !== null &&
      death.atMs !== null &&
      timed.atMs >= hold.atMs &&
      timed.atMs < death.atMs - SAME_END_MS,
  );
}

/**
 * Hangup requests that no party of a call causes: the driver's timeouts (1, 18, 44) and a shutdown (4)
 * (docs/asterisk/stasis-and-ari.md#hangup-requests).
 */
function isCutOff(event: CallEvent): boolean {
  return event.type === "bot-hangup-requested" && event.cause !== null && [1, 4, 18, 44].includes(event.cause);
}

/**
 * The bot logs hangup requests, and this call has a StasisEnd without one. A BYE or a DELETE would have brought one. chan_sip's
 * RTP and session timers, an absolute timeout and AMI bring none (docs/asterisk/stasis-and-ari.md#hangup-requests).
 */
function endedUnasked(call: Call, own: readonly TimedEvent[], death: Death): boolean {
  if (death.by.event.type !== "bot-stasis-end" || !call.seen.hangupRequests) return false;
  return !own.some(
    (timed) =>
      timed.event.type === "bot-hangup-requested" ||
      timed.event.type === "bot-left-dialplan-bound" ||
      (isHangup(timed.event) && isBefore(timed, death.by, own)),
  );
}

/** Did Asterisk say, next to the failure, that the sound itself was the problem? */
function soundFault(call: Call, failure: TimedEvent): boolean {
  const faults = SOUND_FAULTS.flatMap((type): readonly TimedEvent[] => eventsOf(call, type));
  return [...faults, ...pathsOfSounds(call)].some(
    ({ atMs }) => atMs !== null && failure.atMs !== null && Math.abs(atMs - failure.atMs) <= SAME_END_MS,
  );
}

const SOUND_FAULTS = ["sound-missing", "sound-unreadable"] as const;

export function survival(turns: readonly Turn[], faults: readonly Fault[], death: Death | null): boolean | null {
  const kinds = new Set(faults.map(({ kind }) => kind));
  if (kinds.has("refused") || kinds.has("ended-while-playing")) return false;
  const last = turns.findLast(({ attempt }) => attempt !== null);
  if (kinds.has("stray-id") || kinds.has("not-in-stasis") || kinds.has("play-failed")) return true;
  if (!last) return null;
  const diedBefore =
    death !== null &&
    death.atMs !== null &&
    last.attempt !== null &&
    last.attempt.atMs !== null &&
    death.atMs < last.attempt.atMs - SAME_END_MS;
  // nothing says whether an announced playback was accepted
  if (!diedBefore && last.attempt?.event.type === "bot-intention" && last.outcome === "unknown") return null;
  return !diedBefore;
}
