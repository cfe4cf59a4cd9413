// The names by which Asterisk's lines find their call: C- id, channel name, uniqueid, SIP Call-ID, bridge, and the thread that
// runs a channel's dialplan. Two calls may have one of them, if several Asterisks write to the log or one began again.

import type { CallEvent, EventType } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { HalfCall } from "../half-call.js";
import { MAX_KEYS } from "../limits.js";
import { keyOfHelper } from "./auxiliary-channels.js";
import { bearerAmong, mayBeOf, Namesakes } from "./namesakes.js";
import type { OpenHalves } from "./open-halves.js";

/** Several calls have this name, and nothing says which of them a line belongs to. */
export const SEVERAL = Symbol("several");

/** The channel's own thread prints these, even if ARI made the channel and no dialplan runs. */
const OWN_THREAD: ReadonlySet<EventType> = new Set<EventType>(["playing", "moh-started"]);

/** What {@link CallKeys} remembers. */
export type KeysMemory = CallKeys["memory"];

/** The names of the calls of one Asterisk log. */
export class CallKeys {
  readonly #byKey = new BoundedMap<string, HalfCall>(MAX_KEYS);
  readonly #namesakes = new Namesakes();
  readonly #open: OpenHalves;
  /** True once lines of two Asterisks have been seen alternately. */
  areOfSeveral = false;

  /** @param open The calls that are up. */
  constructor(open: OpenHalves) {
    this.#open = open;
  }

  /** How many were dropped to make room. */
  get evictedCount(): number {
    return this.#byKey.evictedCount;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** Of the calls that have this name, the one that the event can belong to. */
  bearerOf(key: string, event: CallEvent): HalfCall | undefined | typeof SEVERAL {
    const latest = this.#byKey.get(key);
    if (!latest) return undefined;
    const others = this.#namesakes.of(key);
    if (others.length === 0) return mayBeOf(latest, event) ? latest : undefined;
    const fitting = [...new Set([latest, ...others])].filter((half) => this.#open.has(half) && mayBeOf(half, event));
    const bearer = fitting.length > 1 ? (bearerAmong(fitting, event) ?? SEVERAL) : fitting[0];
    // the earlier call speaks again: two Asterisks write to this log
    if (bearer && bearer !== SEVERAL && bearer !== latest && !bearer.ended) this.areOfSeveral = true;
    return bearer;
  }

  /** The call whose dialplan runs in the thread that wrote a line. Undefined if there is none, or if several are possible. */
  ofThread(event: CallEvent): HalfCall | undefined {
    if (event.thread === null) return undefined;
    const bearer = this.bearerOf(`t:${event.thread}`, event);
    return bearer === SEVERAL ? undefined : bearer;
  }

  /** Notes that a call begins with these names, though others that are open have them. */
  noteNamesakes(keys: readonly string[]): void {
    for (const key of keys) {
      const other = this.#byKey.get(key);
      if (!other || !this.#open.has(other)) continue;
      this.#namesakes.add(key, other);
      // a line that has no more than the name could now belong to either
      if (!other.ended) for (const one of this.#open) one.sharesId = true;
    }
  }

  /** Gives a name to a half. */
  give(key: string, half: HalfCall): void {
    const other = this.#byKey.get(key);
    if (other && other !== half && this.#open.has(other)) this.#namesakes.add(key, other);
    this.#byKey.set(key, half);
  }

  /** Gives the thread of a line to its half. ARI and SIP threads serve many channels; one that runs a dialplan speaks for one. */
  giveThread(half: HalfCall, { thread, logCallId, type }: CallEvent): void {
    if (thread === null) return;
    const isOwn = logCallId === null ? half.logCallIds.length === 0 && OWN_THREAD.has(type) : type === "dialplan";
    if (isOwn) this.#byKey.set(`t:${thread}`, half);
  }

  /** Gives all names of one half to another. */
  move(from: HalfCall, to: HalfCall): void {
    for (const key of this.#keysOfHalf(from)) this.#byKey.set(key, to);
  }

  /** Forgets the names of a half that is dropped. */
  forget(half: HalfCall): void {
    for (const key of this.#keysOfHalf(half)) this.#byKey.delete(key);
  }

  /** Forgets the names of all halves that are put away. */
  forgetClosed(): void {
    this.#byKey.keepOnly((half) => this.#open.has(half));
    this.#namesakes.keepOnly(this.#open);
  }

  clear(): void {
    this.#byKey.clear();
    this.#namesakes.clear();
  }

  #keysOfHalf(half: HalfCall): string[] {
    const keys = half.events.flatMap(({ event }) => [...keysOf(event), `t:${event.thread}`]);
    return [...new Set(keys)].filter((key) => this.#byKey.get(key) === half);
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return { byKey: [...this.#byKey], namesakes: this.#namesakes.memory, areSeveral: this.areOfSeveral };
  }

  /** Restores the state that an earlier run left. */
  recall({ byKey, namesakes, areSeveral }: KeysMemory): void {
    for (const [key, half] of byKey) this.#byKey.set(key, half);
    this.#namesakes.recall(namesakes);
    this.areOfSeveral = areSeveral;
  }
}

/** The names by which an event finds its half. */
export function keysOf(event: CallEvent): string[] {
  const keys: string[] = [];
  if (event.logCallId) keys.push(event.logCallId);
  if (event.channelName) keys.push(`n:${event.channelName}`);
  const ofHelper = keyOfHelper(event.channelName);
  if (ofHelper) keys.push(ofHelper);
  if (event.channelId) keys.push(`i:${event.channelId}`);
  if (event.sipCallId) keys.push(`s:${event.sipCallId}`);
  if (event.type === "bridge-joined" || event.type === "bridge-left") keys.push(`b:${event.bridgeId}`);
  if (event.type === "bridge-swapped") keys.push(`b:${event.bridgeId}`, `n:${event.replaced}`);
  if (event.type === "ari-event" && event.replaces !== null) keys.push(`i:${event.replaces}`);
  if (event.type === "dial" && event.peer.includes("/") && event.state !== "called") keys.push(`n:${event.peer}`);
  if (event.type === "dial" && event.caller) keys.push(`n:${event.caller}`);
  return keys;
}

/**
 * Could this event tie two calls by its uniqueid alone? That is so for a bridge, and for a channel that takes another's place.
 */
export function tiesOnlyById(event: CallEvent): boolean {
  if (event.type === "bridge-joined" || event.type === "bridge-left" || event.type === "bridge-swapped") return false;
  return event.channelId !== null && event.type !== "dial" && !(event.type === "ari-event" && event.replaces !== null);
}
