// Ties what captures hold to the calls of the logs: by uniqueid, channel name, SIP Call-ID.
import type { Call } from "../calls/call.js";
import type { Witnesses } from "../calls/joining/witnesses.js";
import type { TimedEvent } from "../calls/timed-event.js";
import type { Witnessed } from "../calls/witnessed.js";
import type { CallEvent } from "../events/event.js";
import type { ToldChannel, ToldChannels } from "./channels.js";

const QUARTER_MS = 900_000;
const FARTHEST_ZONE_MS = 14.5 * 3_600_000;
/** The first line of a call comes this soon after its channel, and a stamp may be of whole seconds. */
const BEGINS_WITHIN_MS = 3_000;

/** All captures of a run, once they are read. */
export class ReadCaptures implements Witnesses {
  readonly #channels: ToldChannels;
  /** How far the clock of each source is ahead of Asterisk's. */
  readonly #aheadMs: ReadonlyMap<number, number>;

  constructor(channels: ToldChannels, aheadMs: ReadonlyMap<number, number>) {
    this.#channels = channels;
    this.#aheadMs = aheadMs;
  }

  of(call: Call): Witnessed | null {
    const found = this.#channelOf(call);
    if (found === null) return null;
    const { channel, shiftMs } = found;
    const events = inOrder(channel.events.map((event) => this.#timed(event, shiftMs)));
    const { channelId, channelName, sipCallId } = channel;
    return { events, channelId, channelName, sipCallId };
  }

  /**
   * By its uniqueid; else by its name, if only one channel of that name began at the time: names begin again after a restart. The
   * clock of a log that names no uniqueid may be read some hours off; then what is captured is put on that clock.
   */
  #channelOf(call: Call): { readonly channel: ToldChannel; readonly shiftMs: number } | null {
    const { channelId, channelName } = call;
    const fitting = this.#channels.of(channelId, channelName).flatMap((channel) => {
      if (channelName !== null && channel.channelName !== null && channel.channelName !== channelName) return [];
      const shiftMs = channelId !== null ? 0 : this.#shiftMs(channel, call);
      return shiftMs === null ? [] : [{ channel, shiftMs }];
    });
    const [only] = fitting;
    return only && fitting.length === 1 ? only : null;
  }

  /** How many quarters of an hour the call's clock is ahead. Null if the channel did not begin when the call did. */
  #shiftMs({ events }: ToldChannel, { startMs }: Call): number | null {
    const created = events.find(({ what }) => what === "created");
    const createdMs = created && this.#timed(created, 0).atMs;
    if (createdMs == null || startMs === null) return null;
    const aheadMs = startMs - createdMs;
    const shiftMs = Math.round(aheadMs / QUARTER_MS) * QUARTER_MS;
    return Math.abs(aheadMs - shiftMs) <= BEGINS_WITHIN_MS && Math.abs(shiftMs) <= FARTHEST_ZONE_MS ? shiftMs : null;
  }

  #timed(event: CallEvent, shiftMs: number): TimedEvent {
    const aheadMs = this.#aheadMs.get(event.sourceIndex) ?? 0;
    return { event, atMs: event.wallMs === null ? null : event.wallMs - aheadMs + shiftMs, inferredFrom: null };
  }
}

/** By time; what has none stays behind what stood before it. */
function inOrder(events: readonly TimedEvent[]): TimedEvent[] {
  let lastMs = Number.NEGATIVE_INFINITY;
  const keyed = events.map((timed) => {
    lastMs = timed.atMs ?? lastMs;
    return { timed, ms: lastMs };
  });
  const lineOf = (one: TimedEvent, other: TimedEvent): number =>
    one.event.sourceIndex === other.event.sourceIndex ? one.event.line - other.event.line : 0;
  return keyed.sort((a, b) => a.ms - b.ms || lineOf(a.timed, b.timed)).map(({ timed }) => timed);
}
