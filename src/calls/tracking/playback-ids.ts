// Whose a playback is. Its end names it by its id alone, and the event of the end may overtake the response to the request that
// began it.

import type { CallEvent } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { HalfCall } from "../half-call.js";
import { MAX_KEYS } from "../limits.js";
import type { OpenHalves } from "./open-halves.js";

/** The response to a playback request comes within a moment of the playback's end. */
const MAX_EARLY = 1_000;

/** Bots often print no more of an id. */
const FIRST_PART = 8;

/** What {@link PlaybackIds} remembers. */
export type PlaybackMemory = PlaybackIds["memory"];

/** The playbacks of one log, with their calls. */
export class PlaybackIds {
  readonly #byId = new BoundedMap<string, HalfCall>(MAX_KEYS);
  /** Ends of playbacks whose start is not logged yet. */
  readonly #earlyFinishes = new BoundedMap<string, CallEvent>(MAX_EARLY);
  readonly #open: OpenHalves;

  /** @param open The calls that are up. */
  constructor(open: OpenHalves) {
    this.#open = open;
  }

  /** How many were dropped to make room. */
  get evictedCount(): number {
    return this.#byId.evictedCount;
  }

  /** Takes the start of a playback. @returns its end, if that was logged before. */
  begin(playbackId: string, half: HalfCall): CallEvent | null {
    this.#byId.set(playbackId, half);
    this.#byId.set(playbackId.slice(0, FIRST_PART), half);
    const early = this.#earlyFinishes.get(playbackId);
    if (early) this.#earlyFinishes.delete(playbackId);
    return early ?? null;
  }

  /** The call that has a playback, by the whole id. */
  get(playbackId: string): HalfCall | undefined {
    return this.#byId.get(playbackId);
  }

  /** The call whose playback has ended. If its start is not known yet, the end is kept for {@link begin}. */
  end(playbackId: string, event: CallEvent): HalfCall | null {
    const half = this.#byId.get(playbackId) ?? this.#byId.get(playbackId.slice(0, FIRST_PART));
    if (half) return half;
    this.#earlyFinishes.set(playbackId, event);
    return null;
  }

  /** Forgets the playbacks of a half that is dropped. */
  forget(half: HalfCall): void {
    for (const { event } of half.events) {
      const playbackId = event.type === "bot-play" ? (event.playbackId ?? "") : "";
      for (const key of [playbackId, playbackId.slice(0, FIRST_PART)])
        if (this.#byId.get(key) === half) this.#byId.delete(key);
    }
  }

  /** Forgets the playbacks of all halves that are put away, and ends whose start never came. */
  forgetClosed(): void {
    this.#earlyFinishes.clear();
    this.#byId.keepOnly((half) => this.#open.has(half));
  }

  clear(): void {
    this.#byId.clear();
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return { byPlayback: [...this.#byId], earlyFinishes: [...this.#earlyFinishes] };
  }

  /** Restores the state that an earlier run left. */
  recall({ byPlayback, earlyFinishes }: PlaybackMemory): void {
    for (const [id, half] of byPlayback) this.#byId.set(id, half);
    for (const [id, event] of earlyFinishes) this.#earlyFinishes.set(id, event);
  }
}
