// By which words a bot knows its calls: a correlation id that stood once in a line that names a channel is that call's from then
// on, unless it stands beside another call's, too.

import { correlationIdsIn } from "../../events/bot/correlation-ids.js";
import type { CallEvent } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { Half } from "../half.js";
import { MAX_KEYS } from "../limits.js";

/** A bot that logs an id beside the channel does so from the first lines of a call on: later ones need not be searched. */
const FIRST_LINES = 5;

/** So much of what stands before an id tells its key: `call_uuid=`, `"session":"`. */
const KEY_LENGTH = 8;

/** What {@link Correlation} remembers. */
export type CorrelationMemory = Correlation["memory"];

/** Correlation ids and their calls. */
export class Correlation {
  /** null: it stood beside several calls, so it is the bot's, a tenant's or a bridge's. */
  readonly #byId = new BoundedMap<string, Half | null>(MAX_KEYS);
  /** By open call: the ids that it was the first to have. */
  readonly #idsOf = new Map<Half, string[]>();

  /** Takes the ids of a line that names the call's channel. */
  note(half: Half, { text, channelId }: CallEvent): void {
    if (half.events.length > FIRST_LINES) return;
    for (const id of correlationIdsIn(text)) {
      if (id === channelId) continue;
      const known = this.#byId.get(id);
      if (known === undefined) this.#own(id, half);
      else if (known !== null && known !== half) this.#byId.set(id, null);
    }
  }

  /** The call that a line's ids are of; null where they are unknown, or of several. */
  ownerOf({ text }: CallEvent): { readonly half: Half; readonly id: string } | null {
    let found: { half: Half; id: string } | null = null;
    for (const id of correlationIdsIn(text)) {
      const half = this.#byId.get(id);
      if (!half) continue;
      if (found && found.half !== half) return null;
      found ??= { half, id };
    }
    return found;
  }

  /**
   * Does a line bear another id where the lines of a call bear theirs (`call_uuid=`)? Then it is another call's, also where
   * the line that told which one is missing.
   */
  isOfAnother(half: Half, { text }: CallEvent): boolean {
    for (const { event } of half.events.slice(0, FIRST_LINES))
      for (const id of correlationIdsIn(event.text)) {
        if (this.#byId.get(id) !== half) continue;
        const before = event.text.slice(0, event.text.indexOf(id)).slice(-KEY_LENGTH);
        const other = correlationIdsIn(text).find((one) => text.includes(before + one));
        if (/\w["']?[ \t]?[=:][ \t]?["']?$/.test(before) && other !== undefined && other !== id) return true;
      }
    return false;
  }

  /** An id of a call that was put away is of no other: beside a later one it is the bot's own. */
  forgetAllBut(open: { has(half: Half): boolean }): void {
    for (const [half, ids] of this.#idsOf) {
      if (open.has(half)) continue;
      for (const id of ids) if (this.#byId.get(id) === half) this.#byId.set(id, null);
      this.#idsOf.delete(half);
    }
  }

  #own(id: string, half: Half): void {
    this.#byId.set(id, half);
    const ids = this.#idsOf.get(half);
    if (ids) ids.push(id);
    else this.#idsOf.set(half, [id]);
  }

  /** All that the lines to come may need: for a later run to go on with. */
  get memory() {
    return [...this.#byId];
  }

  /** Goes on where an earlier run left off. */
  recall(memory: CorrelationMemory): void {
    for (const [id, half] of memory)
      if (half === null) this.#byId.set(id, null);
      else this.#own(id, half);
  }
}
