// The ids by which a bot's lines find their call: uniqueids, channel names, and ids that the bot made up for its legs. An id of
// the bot's own tells its call only if a line tied the two, or if the caller's id is contained in it.

import type { CallEvent } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { HalfCall } from "../half-call.js";
import { MAX_KEYS } from "../limits.js";
import { parseUniqueId } from "../unique-id.js";
import { type OpenHalves, onlyOne } from "./open-halves.js";

/** What {@link ChannelIds} remembers. */
type Memory = readonly (readonly [string, HalfCall])[];

/** The ids and names of channels that a bot's log has mentioned, with their calls. */
export class ChannelIds {
  readonly #byId = new BoundedMap<string, HalfCall>(MAX_KEYS);
  readonly #open: OpenHalves;

  /** @param open The calls that are up. */
  constructor(open: OpenHalves) {
    this.#open = open;
  }

  /** How many were dropped to make room. */
  get evictedCount(): number {
    return this.#byId.evictedCount;
  }

  get(id: string): HalfCall | undefined {
    return this.#byId.get(id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  set(id: string, half: HalfCall): void {
    this.#byId.set(id, half);
  }

  /** The first known id in a text. One that the bot made up is known only through its call, wherever it stands in a line. */
  knownIn(text: string): string | null {
    ID.lastIndex = 0;
    for (let match = ID.exec(text); match !== null; match = ID.exec(text))
      if (this.#byId.has(match[0])) return match[0];
    return null;
  }

  /** The call whose caller's id is contained in an id, as a whole: 1795362774.1 is no part of 1795362774.10. */
  callerIn(id: string): HalfCall | null {
    for (const { index } of id.matchAll(/[-_;:]/g)) {
      const before = id.slice(0, index);
      const after = id[index] === "-" ? id.slice(index + 1) : "";
      for (const caller of [before, after]) {
        const half = this.#byId.get(caller);
        if (half?.channelIds.includes(caller) && this.#open.has(half)) return half;
      }
    }
    return null;
  }

  /**
   * The call of which only a leg has been mentioned so far, with an id derived from the caller's. Lines may be out of order. If
   * the leg had ended before, the log lacks its beginning, and so the kind of leg.
   */
  withLegOf(callerId: string): HalfCall | null {
    if (parseUniqueId(callerId) === null) return null;
    return onlyOne(
      this.#open,
      ({ channelIds: [first], events, ended }) =>
        !ended &&
        first?.endsWith(`-${callerId}`) === true &&
        !events.some(({ event }) => event.type === "bot-stasis-start"),
    );
  }

  /** Forgets the ids of a half that is dropped. */
  forget(half: HalfCall): void {
    for (const { event } of half.events) {
      const id = event.channelId ?? "";
      if (this.#byId.get(id) === half) this.#byId.delete(id);
    }
  }

  /** Forgets the ids of all halves that are put away. */
  forgetClosed(): void {
    this.#byId.keepOnly((half) => this.#open.has(half));
  }

  clear(): void {
    this.#byId.clear();
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory(): Memory {
    return [...this.#byId];
  }

  /** Restores the state that an earlier run left. */
  recall(memory: Memory): void {
    for (const [id, half] of memory) this.#byId.set(id, half);
  }
}

const ID = /[A-Za-z\d][\w.@-]{5,148}/g;

/** `PJSIP/trunk-0000000a`: of a channel, not of an endpoint. */
export function isChannelName(name: string | null): name is string {
  return name !== null && /-[\da-f]{8}(?:;[12])?$/.test(name);
}

/** Does a line name the endpoint that a bot calls, rather than a channel? Asterisk's channel names end in a number. */
export function isDialled({ channelName, text }: CallEvent): boolean {
  const isEndpoint = /^(?:PJ)?SIP\//.test(channelName ?? "") && !isChannelName(channelName);
  return isEndpoint && /\b(?:endpoint|dial\w*|originat\w*)\b/i.test(text);
}
