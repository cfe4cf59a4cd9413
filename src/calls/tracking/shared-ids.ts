// One id, two calls. Two Asterisks without a systemname give the same uniqueid to channels of the same second
// (main/channel_internal_api.c), and one bot serves both. The caller's number, a playback's id, and what each call is doing tell
// which of the two a line belongs to. A line that could end either belongs to neither.
import type { CallEvent, EventType } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { HalfCall } from "../half-call.js";
import { MAX_KEYS } from "../limits.js";
import type { ChannelIds } from "./channel-ids.js";
import type { OpenHalves } from "./open-halves.js";

/** What {@link SharedIds} remembers. */
type Memory = readonly (readonly [string, readonly HalfCall[]])[];

/** Ids that two hosts gave to two calls, with these calls. */
export class SharedIds {
  readonly #byId = new BoundedMap<string, readonly HalfCall[]>(MAX_KEYS / 16);
  readonly #ids: ChannelIds;
  readonly #open: OpenHalves;

  /**
   * @param ids The ids of all calls.
   * @param open The calls that are up.
   */
  constructor(ids: ChannelIds, open: OpenHalves) {
    this.#ids = ids;
    this.#open = open;
  }

  /** The calls that have an id, if several do or if this event shows that another call has it as well. None otherwise. */
  among(id: string, event: CallEvent): readonly HalfCall[] {
    const sharing = this.#byId.get(id)?.filter((half) => this.#open.has(half)) ?? NONE;
    if (sharing.length > 1) return sharing;
    const known = this.#ids.get(id);
    return known && this.#open.has(known) && known.channelIds[0] === id && isOfAnother(known, event) ? [known] : NONE;
  }

  /** Notes that these calls share an id. */
  share(id: string, halves: readonly HalfCall[]): void {
    for (const half of halves) half.sharesId = true;
    this.#byId.set(id, halves);
  }

  /** Forgets the ids of which no call is open. */
  forgetClosed(): void {
    for (const [id, halves] of this.#byId) if (!halves.some((half) => this.#open.has(half))) this.#byId.delete(id);
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory(): Memory {
    return [...this.#byId];
  }

  /** Restores the state that an earlier run left. */
  recall(memory: Memory): void {
    for (const [id, halves] of memory) this.#byId.set(id, halves);
  }
}

const NONE: readonly HalfCall[] = [];

/** Does a start show that another call has the id as well? A bot that mentions one call twice gives one number only. */
function isOfAnother(half: HalfCall, event: CallEvent): boolean {
  if (event.type !== "bot-stasis-start" || event.caller === null || half.ended) return false;
  const callers = half.events.flatMap(({ event: { type, ...one } }) =>
    type === "bot-stasis-start" && "caller" in one && one.caller !== null ? [one.caller] : [],
  );
  return callers.length > 0 && !callers.includes(event.caller);
}

/** What each of two calls does once in its turn. If both may do it, the one that has waited longer does. */
const IN_TURN: ReadonlySet<EventType> = new Set<EventType>([
  "bot-answered",
  "bot-play",
  "bot-play-finished",
  "bot-hold",
]);

/** Of calls that share an id, the one that an event belongs to. Null if several are possible. */
export function ownerAmong(halves: readonly HalfCall[], event: CallEvent): HalfCall | null {
  const numbers = event.type === "bot-stasis-start" ? event.caller : null;
  if (numbers !== null)
    return (
      halves.find(({ events }) => events.some((one) => "caller" in one.event && one.event.caller === numbers)) ?? null
    );
  const able = halves.filter((half) => !half.ended && isAbleTo(half, event));
  const [first, ...others] = able.sort((a, b) => a.lastWallMs - b.lastWallMs);
  if (first === undefined || (others.length > 0 && !IN_TURN.has(event.type))) return null;
  return first;
}

function isAbleTo({ events }: HalfCall, { type }: CallEvent): boolean {
  const count = (of: EventType): number => events.filter(({ event }) => event.type === of).length;
  switch (type) {
    case "bot-answered":
      return count("bot-answered") === 0;
    case "bot-hold":
      return count("bot-hold") <= count("bot-unhold");
    case "bot-unhold":
      return count("bot-hold") > count("bot-unhold");
    case "bot-play":
      return count("bot-play") <= count("bot-play-finished");
    case "bot-play-finished":
      return count("bot-play") > count("bot-play-finished");
    default:
      return true;
  }
}
