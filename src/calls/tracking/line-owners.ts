// Whose a line of the bot is: by the ids and names in it, by what the bot calls its calls, else by what only one call can own.

import type { CallEvent } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { isRefusal } from "./attempts.js";
import { ChannelIds, isChannelName } from "./channel-ids.js";
import { Correlation } from "./correlation.js";
import { isOnlyWanted, MISTAKEN, MistakenIds, ownerOfRefusedLeg } from "./mistaken-ids.js";
import type { OpenHalves, Owner } from "./open-halves.js";
import { PlaybackIds } from "./playback-ids.js";
import { RequestedChannels } from "./requested-channels.js";
import { ownerAmong, SharedIds } from "./shared-ids.js";
import { type LatestLine, onlyPossibleOwner } from "./unlabelled-lines.js";

/** The call that an event with a channel's id belongs to. */
export interface OwnerOfId extends Owner {
  /** A half that turned out to be of this call, as its id never was a channel. Its events are still to be moved. */
  readonly mistaken: HalfCall | null;
}

/** What {@link LineOwners} remembers. */
export type OwnersMemory = LineOwners["memory"];

/** Finds the calls that the events of one bot log belong to, and begins new ones. */
export class LineOwners {
  readonly #begin: (event: CallEvent) => HalfCall;
  readonly #open: OpenHalves;
  readonly #ids: ChannelIds;
  readonly #sharedIds: SharedIds;
  readonly #playbacks: PlaybackIds;
  readonly #correlation = new Correlation();
  readonly #mistaken: MistakenIds;
  readonly #requested: RequestedChannels;
  #latest: LatestLine | null = null;

  /**
   * @param open The calls that are up.
   * @param begin Begins a call with an event. It is up from then on.
   */
  constructor(open: OpenHalves, begin: (event: CallEvent) => HalfCall) {
    this.#open = open;
    this.#begin = begin;
    this.#ids = new ChannelIds(open);
    this.#sharedIds = new SharedIds(this.#ids, open);
    this.#playbacks = new PlaybackIds(open);
    this.#mistaken = new MistakenIds(open, this.#correlation);
    this.#requested = new RequestedChannels(this.#ids, open);
  }

  /** How many ids were dropped to make room. */
  get evictedCount(): number {
    return this.#ids.evictedCount + this.#playbacks.evictedCount;
  }

  /** Notes that the log has the bot's start, and so every later call of it. */
  noteStart(): void {
    this.#mistaken.sawStart = true;
  }

  /** Takes an event that was added to a half. @returns the end of its playback, if that was logged before. */
  note(half: HalfCall, event: CallEvent, inferredFrom: string | null): CallEvent | null {
    this.#requested.note(half, event);
    if (inferredFrom === null) {
      if (isChannelName(event.channelName)) this.#ids.set(event.channelName, half);
      this.#correlation.note(half, event);
    }
    this.#latest = { half, wallMs: event.wallMs };
    return event.type === "bot-play" && event.playbackId ? this.#playbacks.begin(event.playbackId, half) : null;
  }

  /** The id of a channel in a line. */
  idIn({ channelId, text }: CallEvent): string | null {
    return channelId ?? this.#ids.knownIn(text);
  }

  /** The call that has an id, or whose caller's id is contained in it. Null if there is none; none begins. */
  known(id: string): Owner | null {
    const half = this.#ids.get(id) ?? this.#ids.callerIn(id);
    return half && { half, inferredFrom: half.strayIds.includes(id) ? MISTAKEN : null };
  }

  /** The call that a refused leg was asked for. Null for other events. */
  ofRefusedLeg(event: CallEvent): Owner | null {
    return ownerOfRefusedLeg(event, this.#ids, this.#open);
  }

  /** The calls that have an id, if several do or if this event shows that another call has it as well. None otherwise. */
  sharing(id: string, event: CallEvent): readonly HalfCall[] {
    return this.#sharedIds.among(id, event);
  }

  /** Of calls that share an id, the one that an event can belong to. Null if several are possible. */
  ofSharedId(sharing: readonly HalfCall[], event: CallEvent, id: string): HalfCall | null {
    const byPlayback = "playbackId" in event && event.playbackId ? this.#playbacks.get(event.playbackId) : undefined;
    const owner = byPlayback ?? (sharing.length > 1 ? ownerAmong(sharing, event) : null);
    if (owner || event.type !== "bot-stasis-start") return owner;
    const another = this.#begin(event);
    this.#sharedIds.share(id, [...sharing, another]);
    return another;
  }

  /** The call that an event with an id belongs to. It begins if there is none. */
  ofId(event: CallEvent, id: string): OwnerOfId {
    const known = this.#ids.get(id);
    if (known && isRefusal(event) && isOnlyWanted(known)) return this.#ofRefusedWish(known, event, id);
    if (known) return { half: known, inferredFrom: known.strayIds.includes(id) ? MISTAKEN : null, mistaken: null };
    // The bot named the leg after its caller: agent-1795362774.10, ext-pbx1-1795362733.23
    const caller = this.#ids.callerIn(id);
    const owner = caller ? { half: caller, inferredFrom: null } : this.#requested.ownerOf(event, id);
    if (owner) {
      this.#ids.set(id, owner.half);
      return { ...owner, mistaken: null };
    }
    const meant = this.#mistaken.callMeant(event, id, this.#latest?.half ?? null);
    if (meant) return this.#takeForMistake(meant, id, null);
    const withLeg = this.#ids.withLegOf(id);
    withLeg?.channelIds.unshift(id);
    const half = withLeg ?? this.#begin(event);
    this.#open.touch(half);
    this.#ids.set(id, half);
    return { half, inferredFrom: null, mistaken: null };
  }

  /** An id that was only ever requested, and is refused now, may never have been a channel. */
  #ofRefusedWish(half: HalfCall, event: CallEvent, id: string): OwnerOfId {
    const meant = this.#mistaken.callMeant(event, id, this.#latest?.half ?? null);
    if (!meant || meant === half) return { half, inferredFrom: null, mistaken: null };
    this.#open.delete(half);
    return this.#takeForMistake(meant, id, half);
  }

  #takeForMistake(half: HalfCall, id: string, mistaken: HalfCall | null): OwnerOfId {
    this.#ids.set(id, half);
    half.strayIds.push(id);
    return { half, inferredFrom: MISTAKEN, mistaken };
  }

  /** The call that an event without an id belongs to. Null if several are possible. */
  ofUnlabelled(event: CallEvent): Owner | null {
    if (event.type === "bot-play-finished" && event.playbackId) {
      const half = this.#playbacks.end(event.playbackId, event);
      return half && { half, inferredFrom: null };
    }
    const named = this.ofName(event);
    // words that are not understood may be about anything
    if (named || event.type === "bot-line") return named;
    const guessed = onlyPossibleOwner(event, this.#open, this.#latest);
    // a line with another call's id belongs to nobody rather than to the only call that is up
    return guessed && this.#correlation.isOfAnother(guessed.half, event) ? null : guessed;
  }

  /** The call of the channel's name or the correlation id in a line. One begins for a name: a bot may print names and no ids. */
  ofName(event: CallEvent): Owner | null {
    const { channelName } = event;
    if (!isChannelName(channelName)) return this.ofCorrelationId(event);
    const known = this.#ids.get(channelName);
    const half = known ?? this.#begin(event);
    if (!known) this.#ids.set(channelName, half);
    return { half, inferredFrom: null };
  }

  /** The call beside whose channel a correlation id of this line stood before. */
  ofCorrelationId(event: CallEvent): Owner | null {
    const found = this.#correlation.ownerOf(event);
    return found && this.#open.has(found.half)
      ? { half: found.half, inferredFrom: `${found.id} stood beside this call's channel before` }
      : null;
  }

  /** Forgets a half that is dropped. */
  forget(half: HalfCall): void {
    this.#ids.forget(half);
    this.#playbacks.forget(half);
  }

  /** Forgets all halves that are put away. */
  forgetClosed(): void {
    this.#sharedIds.forgetClosed();
    this.#ids.forgetClosed();
    this.#playbacks.forgetClosed();
    this.#correlation.forgetAllBut(this.#open);
  }

  clear(): void {
    this.#ids.clear();
    this.#playbacks.clear();
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return {
      byId: this.#ids.memory,
      ...this.#playbacks.memory,
      sharing: this.#sharedIds.memory,
      correlation: this.#correlation.memory,
      helperLines: this.#requested.memory,
      last: this.#latest,
      sawStart: this.#mistaken.sawStart,
    };
  }

  /** Restores the state that an earlier run left. */
  recall(memory: OwnersMemory): void {
    this.#ids.recall(memory.byId);
    this.#playbacks.recall(memory);
    this.#sharedIds.recall(memory.sharing);
    this.#correlation.recall(memory.correlation);
    this.#requested.recall(memory.helperLines);
    this.#latest = memory.last;
    this.#mistaken.sawStart = memory.sawStart;
  }
}
