// Ties what captures hold to the calls of the logs: channels by uniqueid and name, SIP dialogs by Call-ID, by where their media
// comes from, by who calls whom at that moment.
import type { Call } from "../calls/call.js";
import type { Witnesses } from "../calls/joining/witnesses.js";
import type { TimedEvent } from "../calls/timed-event.js";
import type { Witnessed } from "../calls/witnessed.js";
import type { CallEvent } from "../events/event.js";
import type { ToldChannel, ToldChannels } from "./channels.js";
import { aheadMs } from "./clock.js";
import type { Dialog, Dialogs } from "./wire/dialogs.js";
import { storyOf } from "./wire/story.js";

const QUARTER_MS = 900_000;
const FARTHEST_ZONE_MS = 14.5 * 3_600_000;
/** The first line of a call comes this soon after its channel, and a stamp may be of whole seconds. */
const BEGINS_WITHIN_MS = 3_000;
/** A channel is made this soon after its INVITE, and logged this soon after that. */
const NEXT_TO_IT_MS = 150;
/** Its uniqueid names the second. */
const INVITE_TO_CHANNEL_MS = 1_150;

interface Tied {
  readonly dialog: Dialog;
  readonly asteriskInvites: boolean;
  readonly aheadMs: number;
}

/** All captures of a run, once they are read. */
export class ReadCaptures implements Witnesses {
  readonly #channels: ToldChannels;
  readonly #dialogs: Dialogs;
  /** How far the clock of each source is ahead of Asterisk's. */
  readonly #aheadMs: ReadonlyMap<number, number>;
  /** The same of the captures of packets, as the channels of ARI tell it. Null if none does. */
  readonly #wireAheadMs: number | null;
  readonly #byMedia = new Map<string, Dialog[]>();
  readonly #claimed = new Set<Dialog>();

  constructor(channels: ToldChannels, dialogs: Dialogs, aheadOf: ReadonlyMap<number, number>) {
    this.#channels = channels;
    this.#dialogs = dialogs;
    this.#aheadMs = aheadOf;
    this.#wireAheadMs = aheadMs(
      [...channels.values()].flatMap(({ channelId, sipCallId }) => {
        const seenMs = sipCallId === null ? undefined : dialogs.of(sipCallId).at(-1)?.messages[0]?.utcMs;
        const epochSeconds = epochOf(channelId);
        return seenMs === undefined || epochSeconds === null ? [] : [{ seenMs, epochSeconds }];
      }),
    );
    for (const dialog of dialogs.values()) for (const address of mediaOf(dialog)) this.#fileByMedia(address, dialog);
  }

  /** Dialogs that no call of the logs was tied to. */
  get unclaimedCount(): number {
    return [...this.#dialogs.values()].filter((dialog) => !this.#claimed.has(dialog)).length;
  }

  of(call: Call): Witnessed | null {
    const found = this.#channelOf(call);
    const channel = found?.channel ?? null;
    const tied = this.#dialogOf(call, channel);
    if (tied === null && found === null) return null;
    const channelId = call.channelId ?? channel?.channelId ?? null;
    const story = tied === null ? null : storyOf(tied.dialog, tied.asteriskInvites, tied.aheadMs, channelId);
    if (tied !== null) this.#claimed.add(tied.dialog);
    const told = found?.channel.events.map((event) => this.#timed(event, found.shiftMs)) ?? [];
    return {
      events: inOrder([...told, ...(story?.events ?? [])]),
      channelId: channel?.channelId ?? null,
      channelName: channel?.channelName ?? null,
      sipCallId: tied?.dialog.sipCallId ?? channel?.sipCallId ?? null,
      wire: story?.wire ?? null,
    };
  }

  #fileByMedia(address: string, dialog: Dialog): void {
    const others = this.#byMedia.get(address) ?? [];
    if (!others.includes(dialog)) this.#byMedia.set(address, [...others, dialog].slice(-MAX_AT_ONE_ADDRESS));
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
    return createdMs == null || startMs === null ? null : quartersBetween(startMs, createdMs);
  }

  #timed(event: CallEvent, shiftMs: number): TimedEvent {
    const ahead = this.#aheadMs.get(event.sourceIndex) ?? 0;
    return { event, atMs: event.wallMs === null ? null : event.wallMs - ahead + shiftMs, inferredFrom: null };
  }

  /** The dialog of the call's own channel, on the hop next to Asterisk. */
  #dialogOf(call: Call, channel: ToldChannel | null): Tied | null {
    const sipCallId = call.sipCallId ?? channel?.sipCallId ?? null;
    const byId = sipCallId === null ? [] : this.#dialogs.of(sipCallId);
    const hops = byId.length > 0 ? byId : this.#byOtherSigns(call);
    const dialog = this.#dialogs.ownHop(hops);
    if (!dialog) return null;
    const asteriskInvites = this.#dialogs.isAsteriskInviter(dialog);
    return { dialog, asteriskInvites, aheadMs: this.#aheadOf(dialog, call) };
  }

  /**
   * Where no log names the Call-ID: by the media address that strict RTP prints, else by the parties and the moment. One dialog
   * must fit, and no other.
   */
  #byOtherSigns(call: Call): readonly Dialog[] {
    const beginsWith = this.#beginsWith(call);
    const media = new Set<Dialog>();
    for (const { event } of call.events)
      if (event.type === "strict-rtp" && (event.channelName === null || event.channelName === call.channelName))
        for (const dialog of this.#byMedia.get(event.address) ?? []) if (beginsWith(dialog)) media.add(dialog);
    if (media.size === 1) return [...media];
    const { caller, exten } = call;
    const fitting = [...this.#dialogs.values()].filter((dialog) => {
      const invite = dialog.messages[0]?.message.body;
      return (
        invite?.method === "INVITE" &&
        !this.#claimed.has(dialog) &&
        !this.#dialogs.isAsteriskInviter(dialog) &&
        (exten === null || invite.dialledUser === exten) &&
        (caller === null || invite.fromUser === caller) &&
        beginsWith(dialog)
      );
    });
    return fitting.length === 1 ? fitting : [];
  }

  /** Does a dialog's INVITE come when the call's channel was made: in the second of its uniqueid, or just before its first line? */
  #beginsWith({ channelId, startMs, precisionMs }: Call): (dialog: Dialog) => boolean {
    const madeSeconds = channelId === null ? null : epochOf(channelId);
    const fromMs = madeSeconds === null ? startMs : madeSeconds * 1000;
    const spanMs = madeSeconds === null ? precisionMs.asterisk : 1_000;
    if (fromMs === null) return () => false;
    const isWithin = (ms: number): boolean => ms >= fromMs - NEXT_TO_IT_MS && ms <= fromMs + spanMs + NEXT_TO_IT_MS;
    return ({ messages: [first] }) => {
      if (first === undefined) return false;
      const inviteMs = first.utcMs - (this.#wireAheadMs ?? 0);
      // a log that names no uniqueid may be read some hours off
      const shiftMs = madeSeconds === null ? quartersBetween(fromMs, inviteMs) : 0;
      return shiftMs !== null && isWithin(inviteMs + shiftMs);
    };
  }

  /** How far the capture's clock is ahead of the call's: as its channel's second tells, else as its first line does. */
  #aheadOf(dialog: Dialog, { channelId, startMs }: Call): number {
    const inviteMs = dialog.messages[0]?.utcMs ?? 0;
    const madeSeconds = channelId === null ? null : epochOf(channelId);
    const known = this.#wireAheadMs;
    if (known !== null && madeSeconds !== null) return known;
    const beginMs = madeSeconds === null ? startMs : madeSeconds * 1000;
    if (beginMs === null) return known ?? 0;
    const lagMs = inviteMs - beginMs;
    const isNear =
      lagMs >= -BEGINS_WITHIN_MS && lagMs <= (madeSeconds === null ? BEGINS_WITHIN_MS : INVITE_TO_CHANNEL_MS);
    if (isNear) return known ?? 0;
    return -(quartersBetween(beginMs, inviteMs) ?? -(lagMs - 500));
  }
}

const MAX_AT_ONE_ADDRESS = 8;

/** By how many quarters of an hour a moment is ahead of another, if they are otherwise one. Null if they are not. */
function quartersBetween(laterMs: number, otherMs: number): number | null {
  const difference = laterMs - otherMs;
  const shiftMs = Math.round(difference / QUARTER_MS) * QUARTER_MS;
  const isNear = Math.abs(difference - shiftMs) <= BEGINS_WITHIN_MS && Math.abs(shiftMs) <= FARTHEST_ZONE_MS;
  return isNear ? shiftMs : null;
}

// 1795935211.0 | pbx1-1795935211.12
function epochOf(channelId: string): number | null {
  const seconds = /^(?:[\w-]{1,40}-)?(1\d{9})\.\d{1,9}$/.exec(channelId)?.[1];
  return seconds === undefined ? null : Number(seconds);
}

/** Where the media of a dialog comes from and goes to, as strict RTP prints it. */
function mediaOf({ ofInviter, ofInvited }: Dialog): string[] {
  return [ofInviter, ofInvited].flatMap(({ sdp, flow }) => [
    ...(sdp === null ? [] : [`${sdp.address.includes(":") ? `[${sdp.address}]` : sdp.address}:${sdp.port}`]),
    ...(flow.source === null ? [] : [flow.source.replace("|", ":")]),
  ]);
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
