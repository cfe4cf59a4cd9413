// Calls that nobody drives any more: the bot went away, or another took its app, while a turn was open.

import type { TimedEvent } from "../../calls/timed-event.js";
import type { SurroundingType } from "../../calls/tracking/run-log.js";
import type { CallEvent, EventOf, EventType } from "../../events/event.js";
import type { Subject } from "../judgement.js";

/** An event of the run while the call was up. */
export function runEventDuring<T extends SurroundingType>(
  { call, facts }: Subject,
  type: T,
): TimedEvent<EventOf<T>> | undefined {
  // without a sign of its end, the call may have been up for as long as the surroundings reach
  const endMs = facts.death?.atMs ?? Number.POSITIVE_INFINITY;
  if (call.startMs === null) return undefined;
  for (const timed of call.surroundings.of(type))
    if (timed.atMs !== null && timed.atMs >= call.startMs && timed.atMs <= endMs + 1_000) return timed;
  return undefined;
}

/** What the bot does for a caller. After it went, nothing of this follows. */
const SERVICE: ReadonlySet<EventType> = new Set<EventType>([
  "bot-play",
  "bot-unhold",
  "bot-hold",
  "bot-request-failed",
  "bot-channel-gone",
  "playing",
  "bot-model-answered",
  "bot-tts",
]);

/** A hang-up that is refused serves nobody. */
function isService(event: CallEvent): boolean {
  return SERVICE.has(event.type) && !(event.type === "bot-request-failed" && event.action === "hangup");
}

/** How a bot goes: its websocket ends, it is restarted, or another client takes its app. */
const DEPARTURES = ["stasis-app-deactivated", "bot-started", "stasis-app-replaced", "bot-app-replaced"] as const;

/**
 * The hold in which the call was when the logs last mention it. Null if an answer came. Either log may end before the other. A
 * sound that Asterisk started after its music is an answer, whatever the bot's log still says about it.
 */
export function waitingAtTheEnd({ call, facts }: Subject): TimedEvent | null {
  const turn = facts.turns.at(-1);
  if (!turn || turn.attempt !== null) return null;
  const last = call.events.findLast(
    ({ event }) => event.side === "asterisk" && (event.type === "playing" || MUSIC.has(event.type)),
  );
  const second = last?.event.precisionMs ?? 0;
  const answered =
    last?.event.type === "playing" &&
    last.atMs !== null &&
    turn.hold.atMs !== null &&
    last.atMs + second > turn.hold.atMs;
  return answered ? null : turn.hold;
}

const MUSIC: ReadonlySet<EventType> = new Set<EventType>(["moh-started", "moh-unavailable", "moh-without-files"]);

const TAKEOVERS: ReadonlySet<EventType> = new Set<EventType>(["stasis-app-replaced", "bot-app-replaced"]);

/** A turn that was open when the bot went. */
export interface Abandonment {
  /** True if a line shows that the call was still up after the bot had gone. */
  readonly outlived: boolean;
  readonly departure: TimedEvent<EventOf<(typeof DEPARTURES)[number]>>;
  readonly hold: TimedEvent;
}

/** The bot's first departure after the last thing it did for the call. Null if the call was served to its end. */
export function abandonment(subject: Subject): Abandonment | null {
  const { call, facts } = subject;
  const hold = waitingAtTheEnd(subject);
  if (!hold) return null;
  const lastServed = call.events.findLast(({ event, atMs }) => isService(event) && atMs !== null) ?? hold;
  const sinceMs = Math.max(lastServed.atMs ?? 0, hold.atMs ?? 0);
  const departures = DEPARTURES.flatMap((type) =>
    [...call.surroundings.of(type)].filter(({ event, atMs }) => {
      // stamps of whole seconds do not say which of two things in one second came first
      const coarseMs =
        Math.max(event.precisionMs, lastServed.event.precisionMs, hold.event.precisionMs) >= 1_000 ? 1_000 : 0;
      // the start with which a log begins is no return
      const firstStart =
        event.type === "bot-started" && atMs !== null && facts.logs.bot !== null && atMs <= facts.logs.bot.fromMs;
      return !firstStart && atMs !== null && atMs >= sinceMs - coarseMs;
    }),
  );
  const stops = [...call.surroundings.of("asterisk-ended")];
  // an app that goes down with Asterisk is not the bot's departure
  const withAsterisk = ({ event, atMs: goneMs }: TimedEvent): boolean =>
    event.type === "stasis-app-deactivated" &&
    stops.some(({ atMs }) => atMs !== null && goneMs !== null && atMs >= goneMs && atMs - goneMs < 5_000);
  const inTime = departures
    .filter((timed) => !withAsterisk(timed))
    .filter(({ atMs }) => facts.death?.atMs == null || (atMs !== null && atMs <= facts.death.atMs + 1_000));
  const [earliest, ...later] = inTime.sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0));
  // a second instance first says that it starts, then takes the app
  const takeover = later.find(
    ({ event, atMs }) => TAKEOVERS.has(event.type) && (atMs ?? 0) - (earliest?.atMs ?? 0) <= 3_000,
  );
  const first = earliest?.event.type === "bot-started" && takeover ? takeover : earliest;
  if (!first) return null;
  const outlived = call.events.some(({ atMs }) => atMs !== null && first.atMs !== null && atMs > first.atMs + 1_000);
  return { departure: first as Abandonment["departure"], hold, outlived };
}
