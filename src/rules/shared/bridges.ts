// The order in which legs leave a bridge. main/bridge_channel.c logs each join and leave under the bridge's lock, so the order
// of lines is the order of events, even within a second. A leg may leave one bridge for another (a transfer, an optimised Local
// channel) or be replaced in it. Only the caller's last bridge can have ended the call.
import { type Call, eventsOf, has, type LegRole } from "../../calls/call.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { CallEvent, EventType } from "../../events/event.js";
import type { Subject } from "../judgement.js";

/** The departure of a leg that went before the caller. */
export interface Departure {
  readonly left: TimedEvent;
  readonly role: LegRole;
  /** When the caller left the same bridge. Null if only the bot's events show it. */
  readonly callerLeft: TimedEvent | null;
}

/** The end of the bridge, or the bot's reaction to it, comes at once. Whatever comes later has another reason. */
const AT_ONCE_MS = 1_500;

/** The leg that left the caller's last bridge first, while the caller was in it. Null if none did, or if no line shows it. */
export function firstToLeave(subject: Subject): Departure | null {
  const { call } = subject;
  if (!has(call, "bridge-left", "bridge-swapped", "bot-leg-left-bridge")) return null;
  const { departures, entries } = replay(call);
  const callerLeft = departures.findLast(({ event }) => event.channelName === call.channelName);
  // one departure alone does not say who went first: the other may be outside of the log
  if (!callerLeft || departures.every(({ event }) => event.channelName === call.channelName))
    return firstToLeaveByBot(call);
  const bridge = bridgeOf(callerLeft.event);
  const order = (timed: TimedEvent): number => call.events.indexOf(timed);
  const inIt = entries.findLast(
    (entry) =>
      entry.event.channelName === call.channelName &&
      bridgeOf(entry.event) === bridge &&
      order(entry) < order(callerLeft),
  );
  const before = departures.filter(
    (timed) =>
      bridgeOf(timed.event) === bridge &&
      timed.event.channelName !== call.channelName &&
      (inIt === undefined || order(timed) > order(inIt)) &&
      order(timed) < order(callerLeft) &&
      // a leg that came back, or was still there when the caller went, ended nothing
      !entries.some(
        (entry) =>
          entry.event.channelName === timed.event.channelName &&
          bridgeOf(entry.event) === bridge &&
          order(entry) > order(timed),
      ),
  );
  // of several agents the one that the caller's departure followed, and only if none of them stayed
  const isAgent = ({ event }: TimedEvent): boolean => roleOf(call, event.channelName) === "agent";
  const left = before.find((timed) => isAgent(timed) && within(timed, callerLeft)) ?? before[0];
  if (!left) return null;
  const stays = departures.some(
    (timed) => isAgent(timed) && bridgeOf(timed.event) === bridge && order(timed) > order(callerLeft),
  );
  if (isAgent(left) && stays) return null;
  const behind = behindLocal(call, departures, left);
  return { left: behind ?? left, role: roleOf(call, (behind ?? left).event.channelName), callerLeft };
}

/** The line that shows the caller's end, else its departure from its last bridge. Null if there is none. */
export function callersEnd({ facts }: Subject): TimedEvent | null {
  if (facts.death) return facts.death.by;
  const last = facts.own.findLast(({ event }) => bridgeOf(event) !== null);
  return last?.event.type === "bridge-left" ? last : null;
}

/** Did the caller's end follow a departure at once? */
export function endsCallerAtOnce({ call, facts }: Subject, { left, callerLeft }: Departure): boolean {
  const gone = callerLeft ?? left;
  if (!within(left, gone)) return false;
  const { death } = facts;
  const after = call.events.slice(call.events.indexOf(gone) + 1);
  // a caller who is still served was not cut off by that departure
  if (after.some(({ event }) => isOwn(call, event) && GOES_ON.has(event.type))) return false;
  if (facts.steps.some((step) => step.event.app === "Stasis" && after.includes(step))) return false;
  if (death && call.events.indexOf(death.by) >= call.events.indexOf(gone)) return within(gone, death.by);
  // in Stasis() no line tells of the end: nothing more comes
  return callerLeft !== null || death === null || within(gone, death.by);
}

const GOES_ON: ReadonlySet<EventType> = new Set<EventType>([
  "playing",
  "moh-started",
  "bridge-joined",
  "bot-play",
  "bot-hold",
]);

/** Lines that say that Asterisk itself ended a leg, rather than the party behind it. */
const KILLS: ReadonlySet<EventType> = new Set<EventType>([
  "rtp-timeout",
  "rtp-socket-error",
  "dtls-failed",
  "sip-retransmission-timeout",
  "sip-critical-hangup",
  "session-timer-expired",
  "sip-dialog-gone",
  "ami-hangup",
  "media-leg-failed",
]);

/** The line that says that Asterisk ended the leg by itself, or that somebody hung it up from outside. Null without one. */
export function killedByAsterisk({ call }: Subject, { left }: Departure): TimedEvent | null {
  return (
    call.events
      .slice(0, call.events.indexOf(left))
      .findLast(
        (timed) =>
          KILLS.has(timed.event.type) &&
          (timed.event.channelName === null || timed.event.channelName === left.event.channelName) &&
          within(timed, left),
      ) ?? null
  );
}

/**
 * A hangup request for the leg that only its far end brings: for a BYE, ARI gives no cause or the one in its Reason, and no
 * `soft`.
 */
export function hungUpByItself({ call }: Subject, { left }: Departure): TimedEvent | null {
  const leg = call.legs.find(
    ({ channelName, channelId }) =>
      (channelName !== null && channelName === left.event.channelName) ||
      (channelId !== null && channelId === left.event.channelId),
  );
  if (!leg) return null;
  return (
    eventsOf(call, "ari-event").find(
      ({ event }) =>
        event.event === "ChannelHangupRequest" &&
        !event.soft &&
        (event.channelName === leg.channelName || event.channelId === leg.channelId),
    ) ?? null
  );
}

function within(from: TimedEvent, to: TimedEvent): boolean {
  if (from.atMs === null || to.atMs === null) return true; // without times their order is all there is
  const coarseMs = Math.max(from.event.precisionMs, to.event.precisionMs, 1);
  return Math.abs(to.atMs - from.atMs) <= AT_ONCE_MS + (coarseMs >= 1_000 ? coarseMs : 0);
}

/** Joins and swaps, and those leaves that are departures: a leg that another one replaced has not hung up. */
function replay(call: Call): { departures: TimedEvent[]; entries: TimedEvent[] } {
  const entries = [...eventsOf(call, "bridge-joined"), ...eventsOf(call, "bridge-swapped")];
  const swapped = new Set(eventsOf(call, "bridge-swapped").map(({ event }) => `${event.bridgeId} ${event.replaced}`));
  const departures = eventsOf(call, "bridge-left").filter(
    ({ event }) => !swapped.has(`${event.bridgeId} ${event.channelName}`),
  );
  return { departures: [...departures], entries };
}

function bridgeOf(event: CallEvent): string | null {
  return event.type === "bridge-joined" || event.type === "bridge-left" || event.type === "bridge-swapped"
    ? event.bridgeId
    : null;
}

/** A Local channel leaves the caller's bridge because its other half left the bridge of the party behind it. */
function behindLocal(call: Call, departures: readonly TimedEvent[], left: TimedEvent): TimedEvent | null {
  const half = /^(Local\/.*);[12]$/.exec(left.event.channelName ?? "")?.[1];
  if (half === undefined) return null;
  const other = departures.find(
    ({ event }) => event.channelName !== left.event.channelName && event.channelName?.startsWith(`${half};`),
  );
  if (!other) return null;
  const before = departures.slice(0, departures.indexOf(other));
  return (
    before.find(({ event }) => bridgeOf(event) === bridgeOf(other.event) && event.channelName !== call.channelName) ??
    null
  );
}

function roleOf(call: Call, name: string | null): LegRole {
  return name === call.channelName
    ? "caller"
    : (call.legs.find(({ channelName }) => channelName === name)?.role ?? "other");
}

/** The same from the bot's ChannelLeftBridge events: the other leg goes, and the caller's goes after it or not at all. */
function firstToLeaveByBot(call: Call): Departure | null {
  const [left] = eventsOf(call, "bot-leg-left-bridge");
  if (!left || left.event.channelId === null || left.event.channelId === call.channelId) return null;
  const role = call.legs.find(({ channelId }) => channelId === left.event.channelId)?.role ?? "other";
  return { left, role, callerLeft: null };
}
