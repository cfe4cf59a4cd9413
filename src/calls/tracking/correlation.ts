// How a bot labels its calls. A correlation id that once stood in a line with a channel belongs to that channel's call from then
// on, unless it also stands beside another call's channel.

import { correlationIdsIn } from "../../events/bot/correlation-ids.js";
import type { CallEvent } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { HalfCall } from "../half-call.js";
import { MAX_KEYS } from "../limits.js";

/** A bot that logs such an id beside the channel does so from a call's first lines on. Later ones need not be searched. */
const FIRST_LINES = 5;

/** This much of what precedes an id includes its key: `call_uuid=`, `"session":"`. */
const KEY_LENGTH = 8;

/** What {@link Correlation} remembers. */
export type CorrelationMemory = Correlation["memory"];

/** Correlation ids and their calls. */
export class Correlation {
  /** Null if it stood beside several calls: then it is the bot's, a tenant's or a bridge's. */
  readonly #byId = new BoundedMap<string, HalfCall | null>(MAX_KEYS);
  /** By open call: the ids that it was the first to have. */
  readonly #idsOf = new Map<HalfCall, string[]>();

  /** Takes the ids of a line that names the call's channel. */
  note(half: HalfCall, { text, channelId }: CallEvent): void {
    if (half.events.length > FIRST_LINES) return;
    for (const id of correlationIdsIn(text)) {
      if (id === channelId) continue;
      const known = this.#byId.get(id);
      if (known === undefined) this.#own(id, half);
      else if (known !== null && known !== half) this.#byId.set(id, null);
    }
  }

  /** The call that a line's ids belong to. Null if they are unknown, or belong to several. */
  ownerOf({ text }: CallEvent): { readonly half: HalfCall; readonly id: string } | null {
    let found: { half: HalfCall; id: string } | null = null;
    for (const id of correlationIdsIn(text)) {
      const half = this.#byId.get(id);
      if (!half) continue;
      if (found && found.half !== half) return null;
      found ??= { half, id };
    }
    return found;
  }

  /**
   * Does a line have another id at the place where the lines of a call have theirs (`call_uuid=`)? Then it belongs to another
   * call, even if the line that names that call is missing.
   */
  isOfAnother(half: HalfCall, { text }: CallEvent): boolean {
    if (!this.#idsOf.has(half)) return false;
    for (const { event } of half.events.slice(0, FIRST_LINES))
      for (const id of correlationIdsIn(event.text)) {
        if (this.#byId.get(id) !== half) continue;
        const before = event.text.slice(0, event.text.indexOf(id)).slice(-KEY_LENGTH);
        const other = correlationIdsIn(text).find((one) => text.includes(before + one));
        if (/\w["']?[ \t]?[=:][ \t]?["']?$/.test(before) && other !== undefined && other !== id) return true;
      }
    return false;
  }

  /** An id of a call that was put away belongs to no other. If it turns up beside a later call, it is the bot's own. */
  forgetAllBut(open: { has(half: HalfCall): boolean }): void {
    for (const [half, ids] of this.#idsOf) {
      if (open.has(half)) continue;
      for (const id of ids) if (this.#byId.get(id) === half) this.#byId.set(id, null);
      this.#idsOf.delete(half);
    }
  }

  #own(id: string, half: HalfCall): void {
    this.#byId.set(id, half);
    const ids = this.#idsOf.get(half);
    if (ids) ids.push(id);
    else this.#idsOf.set(half, [id]);
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return [...this.#byId];
  }

  /** Restores the state that an earlier run left. */
  recall(memory: CorrelationMemory): void {
    for (const [id, half] of memory)
      if (half === null) this.#byId.set(id, null);
      else this.#own(id, half);
  }
}
