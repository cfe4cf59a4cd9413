// The channels that Asterisk told of over ARI and AMI, and wrote as CEL and CDR: a few events of each.
import type { ChannelEventKind } from "../events/channel-event.js";
import type { EventOf } from "../events/event.js";
import { MAX_ID_LENGTH, MAX_TEXT } from "../events/event.js";
import { BoundedMap } from "../io/bounded-map.js";

/** One channel, as captures tell of it. */
export interface ToldChannel {
  readonly channelId: string;
  channelName: string | null;
  /** ARI's `protocol_id`. */
  sipCallId: string | null;
  readonly events: EventOf<"channel-event">[];
}

/** What a line of a capture says about a channel. */
export interface Told {
  readonly what: ChannelEventKind;
  readonly by: EventOf<"channel-event">["by"];
  readonly channelId: string;
  readonly channelName: string | null;
  readonly sipCallId: string | null;
  readonly cause: number | null;
  readonly soft: boolean;
  readonly hangupSource: string | null;
  /** By Asterisk's clock. Null if the line has no time. */
  readonly utcMs: number | null;
  readonly precisionMs: number;
  readonly sourceIndex: number;
  readonly line: number;
  readonly byteOffset: number;
  /** As it stands in the file. */
  readonly text: string;
  /** What it says, in a few words. */
  readonly message: string;
}

/** A busy host makes so many channels in some hours. The oldest are let go, and the report says so. */
const MAX_CHANNELS = 16_384;
/** A channel that is held and taken back again and again says nothing new. */
const MAX_EVENTS = 40;
/** ARI, AMI and CEL tell one thing within this time. */
const SAME_MS = 1_000;

/** Keeps the channels of all event captures of a run. */
export class ToldChannels {
  readonly #byId = new BoundedMap<string, ToldChannel>(MAX_CHANNELS);
  readonly #byName = new BoundedMap<string, string[]>(MAX_CHANNELS);

  get evictedCount(): number {
    return this.#byId.evictedCount;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** All channels with that id or, where no id is known, of that name. */
  of(channelId: string | null, channelName: string | null): readonly ToldChannel[] {
    const ids = channelId !== null ? [channelId] : (channelName !== null && this.#byName.get(channelName)) || [];
    return ids.flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** Every channel. */
  values(): Iterable<ToldChannel> {
    return [...this.#byId].map(([, channel]) => channel);
  }

  /** Learns a channel's ids from a line that says nothing else that is kept. */
  name(channelId: string, channelName: string | null, sipCallId: string | null): ToldChannel | null {
    if (channelId.length > MAX_ID_LENGTH) return null;
    let channel = this.#byId.get(channelId);
    if (!channel) {
      channel = { channelId, channelName: null, sipCallId: null, events: [] };
      this.#byId.set(channelId, channel);
    }
    if (channelName !== null && channel.channelName !== channelName && channelName.length <= MAX_ID_LENGTH) {
      channel.channelName ??= channelName;
      const ids = this.#byName.get(channelName) ?? [];
      if (!ids.includes(channelId)) this.#byName.set(channelName, [...ids, channelId].slice(-MAX_OF_ONE_NAME));
    }
    if (sipCallId !== null && sipCallId.length <= MAX_ID_LENGTH) channel.sipCallId ??= sipCallId;
    return channel;
  }

  add(told: Told): void {
    const channel = this.name(told.channelId, told.channelName, told.sipCallId);
    if (!channel || channel.events.length >= MAX_EVENTS) return;
    const event = eventOf(told);
    const at = channel.events.findIndex((other) => isSame(other, event));
    const kept = channel.events[at];
    if (!kept) channel.events.push(event);
    else if (RANK[event.by] < RANK[kept.by]) channel.events[at] = event;
  }
}

/** Names begin again after a restart. */
const MAX_OF_ONE_NAME = 8;

function isSame(one: EventOf<"channel-event">, other: EventOf<"channel-event">): boolean {
  return (
    one.what === other.what &&
    one.cause === other.cause &&
    one.soft === other.soft &&
    one.sourceIndex !== other.sourceIndex &&
    one.hangupSource === other.hangupSource &&
    (one.wallMs === null || other.wallMs === null || Math.abs(one.wallMs - other.wallMs) <= SAME_MS)
  );
}

/** Of what two of them tell alike, which is kept: ARI has Asterisk's own times and names the SIP dialog. */
const RANK: Readonly<Record<EventOf<"channel-event">["by"], number>> = { ari: 0, cel: 1, ami: 2, cdr: 3 };

function eventOf(told: Told): EventOf<"channel-event"> {
  const { what, by, cause, soft, hangupSource, utcMs, sourceIndex, line, byteOffset, precisionMs } = told;
  return {
    type: "channel-event",
    what,
    by,
    cause,
    soft,
    hangupSource,
    side: "events",
    sourceIndex,
    line,
    byteOffset,
    wallMs: utcMs,
    precisionMs,
    text: kept(told.text),
    message: kept(told.message),
    channelId: told.channelId,
    channelName: told.channelName,
    logCallId: null,
    sipCallId: told.sipCallId,
    thread: null,
  };
}

/** A copy of its beginning: a mere part of a text would keep all of it in memory. */
const kept = (text: string): string => Buffer.from(text.slice(0, MAX_TEXT)).toString();
