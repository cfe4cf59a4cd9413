// Events that belong to no single call, from all logs. They are reported once their log's clock is set, and kept for the calls
// that they surround.
import { type CallEvent, type EventOf, type EventType, RUN_EVENTS } from "../../events/event.js";
import { Spool, type SpoolRef } from "../../io/spool.js";
import type { Side } from "../../records/record.js";
import { toUtcMs, toWallMs } from "../clocks/clock.js";
import type { LogClocks } from "../clocks/log-clocks.js";
import type { UnreadLine } from "../half-call.js";
import { LINGER_MS, MAX_RUN_EVENTS, SPOOL_AFTER } from "../limits.js";
import type { TimedEvent } from "../timed-event.js";
import { isSurrounding, RunLog, type Surroundings, type SurroundingType } from "./run-log.js";
import { kindOf } from "./unread-lines.js";

/** Which log of each side a call is in; undefined if it is in none. */
export type StreamsOfCall = Readonly<Record<Side, number | undefined>>;

/** What is kept of one log. */
interface LogOfRun {
  readonly side: Side;
  readonly streamIndex: number;
  readonly kept: RunLog;
}

/** The logs of a run. There may be thousands, and each call asks for two dozen types: so they are found by what is asked. */
class LogsOfRun {
  readonly all: LogOfRun[] = [];
  readonly #bySide = { asterisk: new Map<number, LogOfRun>(), bot: new Map<number, LogOfRun>() };
  readonly #byType = new Map<EventType, Set<LogOfRun>>();

  of(side: Side, streamIndex: number): LogOfRun {
    const known = this.#bySide[side].get(streamIndex);
    if (known) return known;
    const log = { side, streamIndex, kept: new RunLog() };
    this.all.push(log);
    this.#bySide[side].set(streamIndex, log);
    return log;
  }

  /** Keeps an event of a log. */
  add(event: CallEvent, log: LogOfRun): void {
    log.kept.add(event);
    if (!isSurrounding(event.type)) return;
    const withType = this.#byType.get(event.type);
    if (withType) withType.add(log);
    else this.#byType.set(event.type, new Set([log]));
  }

  /** Those that have had events of a type. */
  with(type: SurroundingType): Iterable<LogOfRun> {
    return this.#byType.get(type) ?? [];
  }

  /** Is anything of a type kept in any of them? */
  holds(type: SurroundingType): boolean {
    for (const { kept } of this.with(type)) if (kept.holds(type)) return true;
    return false;
  }
}

/** How many kinds of unread lines wait for the clock of one log to be set. */
const MAX_UNREAD_KINDS = 500;

/** Receives an event of the run at its time, and how many of its kind it stands for. */
export type EmitRunEvent = (timed: TimedEvent, count: number) => void;

/** Takes the events of the run, and finds those around a call. */
export class RunEvents {
  readonly #clocks: LogClocks;
  readonly #emit: EmitRunEvent;
  readonly #logs: LogsOfRun;
  /** Events that wait for the clocks to be set. */
  readonly #untimed = new Spool<CallEvent>(SPOOL_AFTER);
  readonly #untimedOf = new Map<LogOfRun, SpoolRef[]>();
  /** Lines that no pattern reads, by kind: there may be millions. */
  readonly #unreadOf = new Map<LogOfRun, Map<string, UnreadLine>>();
  #areClocksSet = false;
  #evictedUntimed = 0;

  /** @param emit Receives each event once its log's clock is set, in the order of its log. */
  constructor(clocks: LogClocks, emit: EmitRunEvent, logs = new LogsOfRun()) {
    this.#clocks = clocks;
    this.#emit = emit;
    this.#logs = logs;
  }

  /** The same events by other clocks. They are not reported again. */
  by(clocks: LogClocks): RunEvents {
    return new RunEvents(clocks, () => undefined, this.#logs);
  }

  /** How many events were dropped because a table was full. */
  get evictedCount(): number {
    return this.#logs.all.reduce((sum, { kept }) => sum + kept.evictedCount, this.#evictedUntimed);
  }

  /** Takes an event, in the order of its log. */
  add(given: CallEvent, streamIndex: number): void {
    const event: CallEvent = isLeftOver(given) ? { ...given, type: "unread-error", repeats: [] } : given;
    // traces of strangers come by the million, and no rule asks for them
    if (event.type === "sip-message") return;
    const log = this.#logs.of(event.side === "bot" ? "bot" : "asterisk", streamIndex);
    this.#logs.add(event, log);
    // these belong to calls, and are reported with them
    if (event.type === "call-moment") return;
    if (this.#areClocksSet) this.#emit(this.#atItsTime(event, log), 1);
    else if (event.type === "unread-error") this.#letUnreadWait(event, log, 1);
    else this.#letWait(event, log);
  }

  /** The clocks are set, so what waited for them gets its time. */
  clocksAreSet(): void {
    this.#areClocksSet = true;
    for (const [log, refs] of this.#untimedOf)
      for (const ref of refs) this.#emit(this.#atItsTime(this.#untimed.peek(ref), log), 1);
    for (const [log, unread] of this.#unreadOf)
      for (const { event, count } of unread.values()) this.#emit(this.#atItsTime(event, log), count);
    this.#untimed.close();
    this.#untimedOf.clear();
    this.#unreadOf.clear();
  }

  /** Events from two minutes before a call to two minutes after. With several hosts and bots, only those of its own. */
  around(fromMs: number, toMs: number, streams: StreamsOfCall): Surroundings {
    const between = this.#between.bind(this);
    const logs = this.#logs;
    return {
      // a rule asks for its type at each call, and most logs have none
      of: (type) => (logs.holds(type) ? between(type, fromMs - LINGER_MS, toMs + LINGER_MS, streams) : []),
    };
  }

  /** No call that begins earlier will ask again. */
  forgetBefore(utcMs: number): void {
    for (const { side, streamIndex, kept } of this.#logs.all)
      kept.forgetBefore(toWallMs(this.#clocks.of(side, streamIndex).clock, utcMs - 2 * LINGER_MS));
  }

  /** Removes the temporary files. */
  close(): void {
    for (const { kept } of this.#logs.all) kept.close();
  }

  /** All state that later lines may need. */
  get memory() {
    return {
      areClocksSet: this.#areClocksSet,
      logs: this.#logs.all.map((log) => ({
        side: log.side,
        streamIndex: log.streamIndex,
        kept: [...log.kept.all()],
        untimed: (this.#untimedOf.get(log) ?? []).map((ref) => this.#untimed.peek(ref)),
        unread: [...(this.#unreadOf.get(log)?.values() ?? [])],
      })),
    };
  }

  /** Restores the state that an earlier run left. */
  recall({ areClocksSet, logs }: RunEvents["memory"]): void {
    this.#areClocksSet = areClocksSet;
    for (const { side, streamIndex, kept, untimed, unread } of logs) {
      const log = this.#logs.of(side, streamIndex);
      for (const event of kept) this.#logs.add(event, log);
      for (const event of untimed) this.#letWait(event, log);
      for (const { event, count } of unread) this.#letUnreadWait(event, log, count);
    }
  }

  #letWait(event: CallEvent, log: LogOfRun): void {
    const untimed = this.#untimedOf.get(log) ?? [];
    this.#untimedOf.set(log, untimed);
    untimed.push(this.#untimed.put(event));
    if (untimed.length <= 2 * MAX_RUN_EVENTS) return;
    for (const ref of untimed.splice(0, MAX_RUN_EVENTS)) this.#untimed.forget(ref);
    this.#evictedUntimed += MAX_RUN_EVENTS;
  }

  #letUnreadWait(event: CallEvent, log: LogOfRun, count: number): void {
    const unread = this.#unreadOf.get(log) ?? new Map<string, UnreadLine>();
    this.#unreadOf.set(log, unread);
    const kind = kindOf(event);
    const alike = unread.get(kind);
    if (alike) alike.count += count;
    else if (unread.size < MAX_UNREAD_KINDS) unread.set(kind, { event, inferredFrom: null, count });
    else this.#evictedUntimed += count;
  }

  #atItsTime(event: CallEvent, { side, streamIndex }: LogOfRun): TimedEvent {
    const { clock } = this.#clocks.of(side, streamIndex);
    return { event, atMs: event.wallMs === null ? null : toUtcMs(clock, event.wallMs), inferredFrom: null };
  }

  *#between<T extends SurroundingType>(
    type: T,
    fromMs: number,
    toMs: number,
    streams: StreamsOfCall,
  ): Generator<TimedEvent<EventOf<T>>> {
    for (const { side, streamIndex, kept } of this.#logs.with(type)) {
      const own = streams[side] ?? (side === "bot" ? streamIndex : undefined);
      if (this.#clocks.count(side) > 1 && streamIndex !== own) continue;
      const { clock } = this.#clocks.of(side, streamIndex);
      // events of one log come in order of time
      for (const event of kept.between(type, toWallMs(clock, fromMs), toWallMs(clock, toMs))) {
        if (event.wallMs === null) continue;
        const atMs = toUtcMs(clock, event.wallMs);
        if (atMs > toMs) break;
        yield { event: event as EventOf<T>, atMs, inferredFrom: null };
      }
    }
  }
}

/**
 * A warning or an error in known words that no call was found for, and that neither calls nor rules of the run ask for. It is
 * reported with the run.
 */
function isLeftOver({ type, severity }: CallEvent): boolean {
  return (
    type !== "unread-error" &&
    severity !== undefined &&
    !RUN_EVENTS.has(type) &&
    !isSurrounding(type) &&
    !OF_RUN_RULES.has(type)
  );
}

/** Events of calls that rules/shared/run-facts.ts counts if no call is known. */
const OF_RUN_RULES: ReadonlySet<EventType> = new Set<EventType>(["ice-failed", "dtls-failed"]);
