// Events of the run that rules look for around a call: restarts, websockets, operators, refusals. Logs hold millions of them
// (SIP traces of strangers), and each call asks for a few types within minutes. So they are kept by type, only if some rule asks
// for that type, and are read when it does.
import type { CallEvent, EventOf, EventType } from "../../events/event.js";
import { Spool, type SpoolRef } from "../../io/spool.js";
import { MAX_RUN_EVENTS, MAX_SURROUNDINGS, SPOOL_AFTER } from "../limits.js";
import type { TimedEvent } from "../timed-event.js";

/** What may be asked about a call's surroundings. A rule that needs another type must add it here, or it does not compile. */
const SURROUNDING_TYPES = [
  "log-opened",
  "asterisk-ready",
  "asterisk-ended",
  "stasis-app-deactivated",
  "stasis-app-activated",
  "stasis-app-replaced",
  "websocket-closed-abruptly",
  "websocket-write-failed",
  "http-session-limit",
  "rtp-ports-exhausted",
  "descriptors-exhausted",
  "taskprocessor-full",
  "cli-connected",
  "bot-started",
  "bot-stopping",
  "bot-ari-closed",
  "bot-ari-connected",
  "bot-app-replaced",
  "sip-retransmission-timeout",
  "sip-critical-hangup",
  "session-timer-expired",
  "sip-dialog-gone",
  "call-moment",
] as const satisfies readonly EventType[];

/** A type that may be asked about. */
export type SurroundingType = (typeof SURROUNDING_TYPES)[number];

const KEPT: ReadonlySet<EventType> = new Set<EventType>(SURROUNDING_TYPES);

/** May a call ask for surrounding events of this type? */
export function isSurrounding(type: EventType): type is SurroundingType {
  return KEPT.has(type);
}

/** What happened to the whole run while a call was up, and two minutes before and after. */
export interface Surroundings {
  /** Those of one type, each log's in its order. They are read as they are taken. */
  of<T extends SurroundingType>(type: T): Iterable<TimedEvent<EventOf<T>>>;
}

interface Row {
  readonly wallMs: number[];
  readonly refs: SpoolRef[];
}

/** Keeps such events of one log, the latest ones of each type: times in memory, events in a spool. */
export class RunLog {
  /** How many were dropped that a call might still have asked for. */
  evictedCount = 0;
  readonly #rows = new Map<EventType, Row>();
  readonly #events = new Spool<CallEvent>(SPOOL_AFTER);

  /** Takes an event, in the order of the log. Forgets it at once if no rule ever asks for its type. */
  add(event: CallEvent): void {
    if (!KEPT.has(event.type)) return;
    const row = this.#rows.get(event.type) ?? { wallMs: [], refs: [] };
    this.#rows.set(event.type, row);
    row.wallMs.push(event.wallMs ?? row.wallMs.at(-1) ?? Number.NEGATIVE_INFINITY);
    row.refs.push(this.#events.put(event));
    if (row.refs.length <= 2 * MAX_RUN_EVENTS) return;
    this.#forgetFirst(row, MAX_RUN_EVENTS);
    this.evictedCount += MAX_RUN_EVENTS;
  }

  /** Is anything of a type kept? */
  holds(type: SurroundingType): boolean {
    return (this.#rows.get(type)?.refs.length ?? 0) > 0;
  }

  /** The events of a type between two wall-clock times. If there are many, the last ones. */
  *between(type: SurroundingType, fromWallMs: number, toWallMs: number): Generator<CallEvent> {
    const row = this.#rows.get(type);
    if (!row) return;
    const end = firstAtOrAfter(row.wallMs, toWallMs + 1);
    const start = Math.max(firstAtOrAfter(row.wallMs, fromWallMs), end - MAX_SURROUNDINGS);
    for (const ref of row.refs.slice(start, end)) yield this.#events.peek(ref);
  }

  /** All that are kept, type by type. */
  *all(): Generator<CallEvent> {
    for (const { refs } of this.#rows.values()) for (const ref of refs) yield this.#events.peek(ref);
  }

  forgetBefore(wallMs: number): void {
    for (const row of this.#rows.values()) this.#forgetFirst(row, firstAtOrAfter(row.wallMs, wallMs));
  }

  #forgetFirst({ wallMs, refs }: Row, count: number): void {
    wallMs.splice(0, count);
    for (const ref of refs.splice(0, count)) this.#events.forget(ref);
  }

  close(): void {
    this.#events.close();
  }
}

/** In ascending numbers, such as times, the index of the first that is not below a bound. */
export function firstAtOrAfter(ascending: readonly number[], bound: number): number {
  let from = 0;
  let to = ascending.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] as number) < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}
