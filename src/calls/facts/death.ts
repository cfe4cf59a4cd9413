// When, and by which line, a call's channel is known to have died, and where the dialplan had taken it before.
import type { EventOf, EventType } from "../../events/event.js";
import { speaksOfTimer } from "../../events/lexicon/timers.js";
import { type Call, has } from "../call.js";
import type { TimedEvent } from "../timed-event.js";
import { takenFor } from "../words/turns-by-words.js";
import { SAME_END_MS } from "./moments.js";
import { isStillborn } from "./music.js";
import { isOwn } from "./own-lines.js";
import { isOfStrayId } from "./stray-ids.js";
import type { Turn } from "./turn.js";

/** When and how the channel is known to have gone. */
export interface Death {
  readonly atMs: number | null;
  readonly by: TimedEvent;
}

/** A dialplan step. */
export type Step = TimedEvent<EventOf<"dialplan">>;

const DEATHS: ReadonlySet<EventType> = new Set<EventType>([
  "rtp-timeout",
  "bot-hangup-requested",
  "bot-stasis-end",
  "bot-channel-destroyed",
  "ami-hangup",
  "spawn-exited",
  "dialplan-ended",
  "sip-critical-hangup",
  "session-timer-expired",
]);

/** By these the dialplan ends a call, unless another step follows: after a transfer, or at an `e` extension. */
const DIALPLAN_ENDS: ReadonlySet<EventType> = new Set<EventType>(["spawn-exited", "dialplan-ended"]);

export function deathOf(
  call: Call,
  own: readonly TimedEvent[],
  steps: readonly Step[],
  turns: readonly Turn[],
  leftAt: TimedEvent | null,
): Death | null {
  const left = leftAt !== null || has(call, "bot-left-dialplan-bound");
  const last = steps.at(-1);
  const lastStep = last === undefined ? -1 : own.indexOf(last);
  for (const [index, timed] of own.entries()) {
    const { event } = timed;
    if (DIALPLAN_ENDS.has(event.type) && index < lastStep) continue;
    const hangupExtension = event.type === "dialplan" && event.exten === "h";
    // what Asterisk runs by itself on a channel in Stasis() is a hangup handler (main/pbx_hangup_handler.c)
    const hangupHandler =
      event.type === "internal-gosub" && index > lastStep && last !== undefined && last.event.app === "Stasis";
    const ended = DEATHS.has(event.type) && !(event.type === "bot-stasis-end" && left);
    const bye =
      event.type === "sip-message" && event.method !== null && (event.method === "BYE" || event.method === "CANCEL");
    const destroyed =
      event.type === "ari-event" &&
      (event.event === "ChannelHangupRequest" ||
        event.event === "ChannelDestroyed" ||
        (event.event === "StasisEnd" && !left));
    if (ended || bye || destroyed || hangupExtension || hangupHandler) return { atMs: timed.atMs, by: timed };
  }
  return deathInHold(call, own, turns);
}

/**
 * Music that stops without an unhold or a sound next to it marks the channel's death: __ast_read deactivates the generator as
 * soon as a read returns NULL (docs/asterisk/hold-and-music.md#music-that-stops-tells-the-moment-of-death).
 */
function deathInHold(call: Call, own: readonly TimedEvent[], turns: readonly Turn[]): Death | null {
  const stop = own.findLast(({ event }) => event.type === "moh-stopped");
  if (stop && isStillborn(call, stop)) return null;
  if (!stop || stop.atMs === null || turns.length === 0) return null;
  const stopMs = stop.atMs;
  // the bot's words for an unhold, or for a later end, are enough to doubt it
  const isUnheld = takenFor(own, "bot-unhold").some(
    ({ atMs }) => atMs !== null && Math.abs(atMs - stopMs) <= SAME_END_MS,
  );
  const [request] = takenFor(own, "bot-hangup-requested");
  if (isUnheld || (request && request.atMs !== null && request.atMs - stopMs > SAME_END_MS)) return null;
  const goesOn = call.events.some(({ event, atMs }) => {
    if (!isOwn(call, event) || event.type === "strict-rtp") return false;
    if (event.side === "asterisk") return event.sourceIndex === stop.event.sourceIndex && event.line > stop.event.line;
    return WAKES.has(event.type) && atMs !== null && atMs > stopMs - SAME_END_MS;
  });
  return goesOn ? null : { atMs: stopMs, by: stop };
}

/** What the bot does to a channel that is up, as opposed to what it only announces. */
const WAKES: ReadonlySet<EventType> = new Set<EventType>([
  "bot-unhold",
  "bot-play",
  "bot-hold",
  "bot-left-dialplan-bound",
]);

/**
 * The channel's steps up to its hang-up. The `h` extension may Gosub() or Macro() anywhere (FreePBX's macro-hangupcall), and
 * hangup handlers run without one (apps/app_stack.c:gosub_run). Such steps do not tell where the call was.
 */
export function stepsOf(own: readonly TimedEvent[]): Step[] {
  const steps: Step[] = [];
  let depth = 0;
  for (const timed of own) {
    const { event } = timed;
    if (event.type === "internal-gosub") depth = Math.max(0, depth + (event.state === "start" ? 1 : -1));
    if (event.type !== "dialplan") continue;
    if (event.exten === "h") break;
    if (depth === 0) steps.push(timed as Step);
  }
  return steps;
}

/**
 * Where the bot's log first tells of the end: by an ARI event, by its own word that the call is over, or by a request that found
 * no channel.
 */
export function endToldBy(call: Call, own: readonly TimedEvent[], left: TimedEvent | null): TimedEvent | null {
  return (
    own.find((timed) => {
      const { event } = timed;
      return (
        event.type === "bot-hangup-requested" ||
        event.type === "bot-channel-destroyed" ||
        (event.type === "bot-call-finished" && !speaksOfTimer(event.message)) ||
        (event.type === "bot-channel-gone" && !isOfStrayId(call, timed)) ||
        (event.type === "bot-stasis-end" && left === null) ||
        (event.type === "bot-request-failed" && event.status === 404 && event.action !== "other")
      );
    }) ?? null
  );
}

/** If the dialplan goes on elsewhere after Stasis(), somebody sent the channel there (res/res_stasis.c: continue). */
export function leftStasisAt(steps: readonly Step[]): TimedEvent | null {
  const stasis = steps.findIndex(({ event }) => event.app === "Stasis");
  const from = steps[stasis]?.event;
  const next = steps[stasis + 1];
  if (from === undefined || next === undefined) return null;
  return next.event.exten === from.exten ? null : next;
}
