// Bounds for the time at which each line of a log without times was written. A process writes its lines in order, so a line
// comes after all that stand above it and before all below, whatever call they belong to. Asterisk's log dates many of them.
import type { CallEvent, EventType } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import type { TimedEvent } from "../timed-event.js";
import { parseUniqueId } from "../unique-id.js";
import type { Between } from "./between.js";
import { type Clock, toUtcMs } from "./clock.js";
import { datedByAsterisk, endOfAsterisk, tellsOfEnd } from "./undated.js";

interface Bound {
  readonly line: number;
  readonly fromMs: number;
  /** Infinity if the line is only known to come after something. */
  readonly toMs: number;
}

interface Bounds {
  /** By line, once sorted. Then `fromMs` covers all lines above, and `toMs` all lines below. */
  bounds: Bound[];
  isSorted: boolean;
}

/** About six per call. That is more calls than a log without times will hold. */
const MAX_BOUNDS = 200_000;

/** Asterisk dates a moment to the second, and the bot's line about it comes with it. */
const SAME_MOMENT_MS = 1_000;

/**
 * A bot hears at once that its channel was hung up. Asterisk's line about it may come a little later (main/pbx.c: "Spawn
 * extension").
 */
const HEARD_AT_ONCE: ReadonlySet<EventType> = new Set<EventType>([
  "bot-hangup-requested",
  "bot-stasis-end",
  "bot-channel-destroyed",
]);

/** What the pairs of calls tell about the lines of logs without times. */
export class LineTimes {
  readonly #bySource = new Map<number, Bounds>();
  #count = 0;

  /** A copy for a moment; what it learns stays its own. */
  copy(): LineTimes {
    const copy = new LineTimes();
    for (const [source, { bounds, isSorted }] of this.#bySource)
      copy.#bySource.set(source, { bounds: [...bounds], isSorted });
    copy.#count = this.#count;
    return copy;
  }

  /** Notes what a bot half without times tells, alone or with its partner. */
  look(asterisk: HalfCall | null, bot: HalfCall, clockOf: (half: HalfCall) => Clock): void {
    const [first] = bot.events;
    const created = bot.channelIds.map(parseUniqueId).find((id) => id !== null);
    if (first && created) this.#note(first.event, created.epochSeconds * 1000, Number.POSITIVE_INFINITY);
    if (!asterisk) return;
    const clock = clockOf(asterisk);
    const events = [
      ...asterisk.events.map((one) => ({
        ...one,
        atMs: one.event.wallMs === null ? null : toUtcMs(clock, one.event.wallMs),
      })),
      ...bot.events.map((one) => ({ ...one, atMs: null })),
    ];
    for (const { event, atMs } of datedByAsterisk(events))
      if (event.side === "bot" && atMs !== null) this.#note(event, atMs, atMs + SAME_MOMENT_MS);
    this.#noteEnd(events, bot);
  }

  #noteEnd(events: readonly TimedEvent[], { events: told }: HalfCall): void {
    const endMs = endOfAsterisk(events);
    if (endMs === null) return;
    const isHeard = told.findIndex(({ event }) => HEARD_AT_ONCE.has(event.type));
    for (const [index, { event, inferredFrom }] of told.entries())
      if (inferredFrom === null && tellsOfEnd(event))
        this.#note(event, endMs, index === isHeard ? endMs + SAME_MOMENT_MS : Number.POSITIVE_INFINITY);
  }

  #note({ sourceIndex, line }: CallEvent, fromMs: number, toMs: number): void {
    if (this.#count >= MAX_BOUNDS) return;
    this.#count += 1;
    const of = this.#bySource.get(sourceIndex) ?? { bounds: [], isSorted: false };
    of.bounds.push({ line, fromMs, toMs });
    of.isSorted = false;
    this.#bySource.set(sourceIndex, of);
  }

  /** When a line was written. A side is null if nothing bounds it, or if lines out of order bound it wrongly. */
  of({ sourceIndex, line }: CallEvent): Between {
    const of = this.#bySource.get(sourceIndex);
    if (!of) return { fromMs: null, toMs: null };
    if (!of.isSorted) {
      of.bounds = tightened(of.bounds);
      of.isSorted = true;
    }
    const { bounds } = of;
    let [low, high] = [0, bounds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bounds[middle] as Bound).line <= line) low = middle + 1;
      else high = middle;
    }
    const above = bounds[low - 1];
    const below = above?.line === line ? above : bounds[low];
    return between(above?.fromMs ?? null, below?.toMs ?? null);
  }
}

/** Nothing, if the two contradict each other. */
function between(fromMs: number | null, toMs: number | null): Between {
  const untilMs = toMs === Number.POSITIVE_INFINITY ? null : toMs;
  return fromMs !== null && untilMs !== null && fromMs > untilMs ? NOTHING : { fromMs, toMs: untilMs };
}

const NOTHING: Between = { fromMs: null, toMs: null };

function tightened(bounds: readonly Bound[]): Bound[] {
  const sorted = bounds.toSorted((a, b) => a.line - b.line);
  let fromMs = Number.NEGATIVE_INFINITY;
  const rising = sorted.map((bound) => {
    fromMs = Math.max(fromMs, bound.fromMs);
    return { ...bound, fromMs };
  });
  let toMs = Number.POSITIVE_INFINITY;
  return rising
    .reverse()
    .map((bound) => {
      toMs = Math.min(toMs, bound.toMs);
      return { ...bound, toMs };
    })
    .reverse();
}

/**
 * When each line without a time was written, by its own log as far as that dates other lines of the call, and by what other
 * calls tell about the lines around it.
 */
export function withBounds(events: readonly TimedEvent[], times: LineTimes | null): readonly TimedEvent[] {
  if (events.every(({ atMs }) => atMs !== null)) return events;
  const dated = events.filter(({ atMs }) => atMs !== null);
  return events.map((timed) => {
    const { event, atMs } = timed;
    if (atMs !== null) return timed;
    const ofLog = times?.of(event) ?? NOTHING;
    let [fromMs, toMs] = [ofLog.fromMs ?? Number.NEGATIVE_INFINITY, ofLog.toMs ?? Number.POSITIVE_INFINITY];
    for (const other of dated) {
      if (other.event.sourceIndex !== event.sourceIndex) continue;
      const otherMs = other.atMs as number;
      if (other.event.line < event.line) fromMs = Math.max(fromMs, otherMs);
      else toMs = Math.min(toMs, otherMs + other.event.precisionMs - 1);
    }
    if (fromMs > toMs || (fromMs === Number.NEGATIVE_INFINITY && toMs === Number.POSITIVE_INFINITY)) return timed;
    const isBounded = (ms: number): number | null => (Number.isFinite(ms) ? ms : null);
    return { ...timed, between: { fromMs: isBounded(fromMs), toMs: isBounded(toMs) } };
  });
}
