// Calls that share a name. Channel names, C- ids and threads start again with every Asterisk (main/channel.c, main/logger.c). A
// log may hold the lines of several: one that was restarted, two hosts one after the other or line by line. The lines that would
// say so may be missing. Such calls are told apart by what cannot belong to one: another time, another driver, a first dialplan
// step in another thread, a sign of life after the end.

import type { CallEvent, EventType } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { HalfCall } from "../half-call.js";
import { LINGER_MS, MAX_KEYS, QUIET_MS } from "../limits.js";

/** Lines of several threads may be this much out of order. */
const OUT_OF_ORDER_MS = 5_000;
/** When summer time ends, local time goes back by an hour, give or take the pause between two lines. */
const HOUR_BACK_MS = { from: 45 * 60_000, to: 60 * 60_000 };
/**
 * Whatever comes from a channel after its last step comes within this time (a redirect goes on at once,
 * main/pbx.c:__ast_pbx_run; the `h` extension; music that stops), unless the `h` extension waits.
 */
const AFTERMATH_MS = 3_000;

/** Only a channel that is up does or suffers this. */
export const SIGNS_OF_LIFE: ReadonlySet<EventType> = new Set<EventType>([
  "rtp-timeout",
  "ami-hangup",
  "moh-started",
  "playing",
  "bridge-joined",
]);

/** The same, plus what begins a channel's part in a call. */
const LIFE: ReadonlySet<EventType> = new Set<EventType>([
  ...SIGNS_OF_LIFE,
  "stasis-launched",
  "stasis-app-missing",
  "dial",
]);

/** After these a channel's own run is over. */
const ENDS: ReadonlySet<EventType> = new Set<EventType>([
  "spawn-exited",
  "rtp-timeout",
  "dialplan-ended",
  "codecs-incompatible",
]);

/** Can an event with one of a half's names belong to its call? */
export function mayBeOf(half: HalfCall, event: CallEvent): boolean {
  return (
    isInTime(half, event) &&
    !isOfOtherDriver(half, event) &&
    !beginsElsewhere(half, event) &&
    !livesOnAfterEnd(half, event)
  );
}

function isInTime({ firstWallMs, lastWallMs, ended }: HalfCall, { wallMs }: CallEvent): boolean {
  if (wallMs === null) return true;
  const backMs = firstWallMs - wallMs;
  if (backMs > OUT_OF_ORDER_MS) return backMs >= HOUR_BACK_MS.from && backMs <= HOUR_BACK_MS.to;
  return wallMs - lastWallMs <= (ended ? LINGER_MS : QUIET_MS);
}

const SIP_NAME = /^(?:PJ)?SIP\//;

/** `SIP/trunk-00000007` and `PJSIP/trunk-00000007`: each driver counts for itself, and no call has one peer through both. */
function isOfOtherDriver({ channelNames }: HalfCall, { channelName }: CallEvent): boolean {
  if (channelName === null || !SIP_NAME.test(channelName) || channelNames.includes(channelName)) return false;
  return channelNames.includes(byOtherDriver(channelName));
}

const byOtherDriver = (name: string): string => (name.startsWith("PJ") ? name.slice(2) : `PJ${name}`);

/** Can two halves that a line ties together belong to one call? */
export function mayBeOne(a: HalfCall, b: HalfCall): boolean {
  return !a.channelNames.some((name) => SIP_NAME.test(name) && b.channelNames.includes(byOtherDriver(name)));
}

/**
 * Did two channels come in on their own, each with its own C- id and thread? If a line of one names the uniqueid of the other,
 * two Asterisks gave that uniqueid, for a channel's lines have its own C- id (main/pbx.c:__ast_pbx_run).
 */
export function cameInApart(a: HalfCall, b: HalfCall): boolean {
  const [first, other] = [firstStepOf(a), firstStepOf(b)];
  return (
    first !== undefined &&
    other !== undefined &&
    first.logCallId !== other.logCallId &&
    first.thread !== other.thread &&
    first.channelName !== other.channelName
  );
}

function firstStepOf({ events }: HalfCall): CallEvent | undefined {
  return events.find(
    ({ event }) =>
      event.type === "dialplan" &&
      event.priority === 1 &&
      event.exten !== "h" &&
      event.logCallId !== null &&
      SIP_NAME.test(event.channelName ?? ""),
  )?.event;
}

/**
 * One thread runs a channel's dialplan, so a first step in another thread belongs to another channel. Under one C- id only the
 * other half of a Local channel, or a dialled leg that is known, begins another (main/pbx.c:__ast_pbx_run).
 */
function beginsElsewhere(half: HalfCall, event: CallEvent): boolean {
  const { channelName } = event;
  if (event.type !== "dialplan" || event.priority !== 1 || event.exten === "h") return false;
  const steps = half.events.filter((one) => one.event.type === "dialplan");
  if (channelName !== null && SIP_NAME.test(channelName) && !half.channelNames.includes(channelName))
    return steps.some((one) => one.event.channelName !== null && SIP_NAME.test(one.event.channelName));
  const last = steps.findLast((one) => one.event.channelName === channelName)?.event;
  // a log prints the thread on all such lines or on none
  return last !== undefined && last.thread !== event.thread;
}

/** Is this a sign of life of a channel that ended a while before? For a line without a name, the call's last line counts. */
function livesOnAfterEnd(half: HalfCall, event: CallEvent): boolean {
  const { wallMs, channelName } = event;
  if (!half.ended || wallMs === null || !isLife(event)) return false;
  const isKnown = channelName !== null && half.channelNames.includes(channelName);
  const own = half.events.filter((one) => !isKnown || one.event.channelName === channelName);
  const isOver = own.some((one) => ENDS.has(one.event.type) || isHangupStep(one.event));
  const last = own.findLast((one) => one.event.wallMs !== null)?.event.wallMs ?? null;
  // what follows the h extension belongs to the hang-up, however long it takes
  const isHangup = event.type === "dialplan" && own.some((one) => isHangupStep(one.event));
  return isOver && !isHangup && last !== null && wallMs - last > AFTERMATH_MS;
}

function isLife(event: CallEvent): boolean {
  return LIFE.has(event.type) || (event.type === "dialplan" && event.exten !== "h");
}

function isHangupStep(event: CallEvent): boolean {
  return event.type === "dialplan" && event.exten === "h";
}

/** What {@link Namesakes} remembers. */
type Memory = readonly (readonly [string, readonly HalfCall[]])[];

/** Halves that lost a name to a later one, while more of their lines may come. */
export class Namesakes {
  readonly #byKey = new BoundedMap<string, HalfCall[]>(MAX_KEYS / 16);

  /** All state that later lines may need. */
  get memory(): Memory {
    return [...this.#byKey];
  }

  /** Restores the state that an earlier run left. */
  recall(memory: Memory): void {
    for (const [key, halves] of memory) this.#byKey.set(key, [...halves]);
  }

  clear(): void {
    this.#byKey.clear();
  }

  /** Notes that a half has lost a name. */
  add(key: string, half: HalfCall): void {
    const halves = this.#byKey.get(key) ?? [];
    if (!halves.includes(half)) this.#byKey.set(key, [...halves, half].slice(-MAX_NAMESAKES));
  }

  /** Those that had a name before its present owner. */
  of(key: string): readonly HalfCall[] {
    return this.#byKey.size === 0 ? NONE : (this.#byKey.get(key) ?? NONE);
  }

  /** Forgets those that are put away. */
  keepOnly(open: { has(half: HalfCall): boolean }): void {
    this.#byKey.keepOnly((halves) => halves.some((half) => open.has(half)));
  }
}

/** If more Asterisks than this write to one log at once, names tell nothing. */
const MAX_NAMESAKES = 8;
const NONE: readonly HalfCall[] = [];

/** Of several namesakes the one with the line's channel name, or in whose threads the line was written. Null if there is none. */
export function bearerAmong(halves: readonly HalfCall[], { channelName, thread }: CallEvent): HalfCall | null {
  const named = halves.filter(({ channelNames }) => channelName !== null && channelNames.includes(channelName));
  if (named.length === 1) return named[0] ?? null;
  if (thread === null) return null;
  const speaking = (named.length > 0 ? named : halves).filter((half) =>
    half.events.some(({ event }) => event.thread === thread && event.logCallId !== null),
  );
  return speaking.length === 1 ? (speaking[0] ?? null) : null;
}
