// A call: its legs, and what both logs say about it.
import type { EventOf, EventType } from "../events/event.js";
import type { SeenInLog } from "./half-call.js";
import type { TimedEvent } from "./timed-event.js";
import type { Surroundings } from "./tracking/run-log.js";
import type { Witnessed } from "./witnessed.js";

export type LegRole = "caller" | "agent" | "media" | "other";

/** One channel of a call. */
export interface Leg {
  readonly channelId: string | null;
  readonly channelName: string | null;
  readonly role: LegRole;
}

/** A warning or an error of a call that no pattern reads, at its true time. */
export interface TimedUnread {
  /** The first of its kind. */
  readonly at: TimedEvent;
  /** How many such lines there are. */
  readonly count: number;
}

/** One call as the logs show it. */
export interface Call {
  readonly channelId: string | null;
  readonly channelName: string | null;
  readonly logCallId: string | null;
  readonly sipCallId: string | null;
  readonly caller: string | null;
  readonly exten: string | null;
  readonly driver: "chan_sip" | "chan_pjsip" | null;
  readonly legs: readonly Leg[];
  /** Ids that the bot used for this call by mistake. */
  readonly strayIds: readonly string[];
  readonly startMs: number | null;
  /** In time order. */
  readonly events: readonly TimedEvent[];
  /** The same events by type, since a hundred rules ask for a few types each. Read with {@link eventsOf}. */
  readonly eventsByType: ReadonlyMap<EventType, readonly TimedEvent[]>;
  /** Warnings and errors that no pattern reads, in order of time. They are not in {@link events}. */
  readonly unread: readonly TimedUnread[];
  /** How many lines of further kinds were not kept. */
  readonly unreadLeftOutCount: number;
  /** What happened to the whole run while the call was up: restarts, websockets, operators. */
  readonly surroundings: Surroundings;
  /** Which logs know of the call. */
  readonly sides: { readonly asterisk: boolean; readonly bot: boolean };
  /** Are the bot's words about the call understood? If not, its log cannot testify that something did not happen. */
  readonly botUnderstood: boolean;
  /** Which logs this run has at all. */
  readonly inputs: { readonly asterisk: boolean; readonly bot: boolean };
  readonly seen: SeenInLog;
  /** The line that tells which version of Asterisk ran the call. Null if the log has none. */
  readonly banner: TimedEvent<EventOf<"log-opened">> | null;
  /** Precision of each side's stamps. */
  readonly precisionMs: { readonly asterisk: number; readonly bot: number };
  /** True if the bot's clock was measured against Asterisk's, or if only one log has the call. */
  readonly clockMeasured: boolean;
  /** True if another call had one of this call's ids at the same time. A line with only that id may belong to either. */
  readonly sharesId: boolean;
  /** Why the two logs are taken to be about the same call. Null if only one log is. */
  readonly joinedBy: string | null;
  /** What captures hold of it. Null if there is none, or nothing of it in them. */
  readonly witnessed: Witnessed | null;
}

/** All events of one type, in time order. */
export function eventsOf<T extends EventType>(
  call: Pick<Call, "eventsByType">,
  type: T,
): readonly TimedEvent<EventOf<T>>[] {
  return (call.eventsByType.get(type) ?? NONE) as unknown as readonly TimedEvent<EventOf<T>>[];
}

export const NONE: readonly TimedEvent[] = [];

/** Is there an event of one of these types? */
export function has(call: Call, ...types: readonly EventType[]): boolean {
  return types.some((type) => call.eventsByType.has(type));
}

/** The first event of a type. Undefined if there is none. */
export function firstOf<T extends EventType>(call: Call, type: T): TimedEvent<EventOf<T>> | undefined {
  return eventsOf(call, type)[0];
}

/** The channel driver, by the channel's name. Null for other technologies. */
export function driverOf(channelName: string | null): Call["driver"] {
  if (channelName?.startsWith("PJSIP/")) return "chan_pjsip";
  return channelName?.startsWith("SIP/") ? "chan_sip" : null;
}
