// The logs of a run, each with its clock. A log is one side of one stream: what one writer wrote to it.
import type { Side } from "../../records/record.js";
import type { LogSpans } from "../facts/log-reach.js";
import { assumedClock, type Clock, type GivenClocks, toUtcMs } from "./clock.js";
import { LocalTime } from "./local-time.js";

/** From when to when a log has been read, by its own stamps. */
export interface Reach {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One side of one stream: a log and its clock. */
export interface LogClock {
  readonly side: Side;
  readonly streamIndex: number;
  readonly clock: Clock;
  /** True if the stamps state their own offset from UTC, or if the zone is given. */
  stampedUtc: boolean;
  /** The first such offset. */
  statedOffsetMinutes: number | null;
  /**
   * Signs that summer time began or ended: calls that began an hour before or after their own uniqueid once the clock was set,
   * and lines that go back an hour.
   */
  hourOffCount: number;
  /** Reads local stamps in the zone that the user gave. */
  readonly localTime: LocalTime | null;
  /** Null before its first stamp. */
  reach: Reach | null;
}

/** All logs of a run, in the order in which they were first asked for. */
export class LogClocks implements Iterable<LogClock> {
  readonly #given: GivenClocks;
  readonly #all: LogClock[] = [];
  readonly #byIndex = { asterisk: new Map<number, LogClock>(), bot: new Map<number, LogClock>() };

  /** @param given What the user says about the clocks. */
  constructor(given: GivenClocks) {
    this.#given = given;
  }

  [Symbol.iterator](): Iterator<LogClock> {
    return this.#all.values();
  }

  /** One side of one stream. */
  of(side: Side, streamIndex: number): LogClock {
    return this.#byIndex[side].get(streamIndex) ?? this.#new(side, streamIndex);
  }

  /** The clock of the log that something came from. */
  clockOf({ side, streamIndex }: { readonly side: Side; readonly streamIndex: number }): Clock {
    return this.of(side, streamIndex).clock;
  }

  /** How many logs of a side there are. */
  count(side: Side): number {
    return this.#byIndex[side].size;
  }

  /** The best reading so far of how far a log has got in true time. */
  estimateUtcMs(side: Side, streamIndex: number, wallMs: number): number {
    if (wallMs === Number.POSITIVE_INFINITY) return wallMs;
    return toUtcMs(this.of(side, streamIndex).clock, wallMs);
  }

  /** From when to when the logs reach, as far as they have been read. */
  spans(parts: readonly { readonly side: Side; readonly index: number; readonly reach: Reach | null }[]): LogSpans {
    const span = (side: Side): LogSpans[Side] => {
      const reaches = parts.flatMap(({ side: of, index, reach }) =>
        of === side && reach
          ? [
              {
                fromMs: this.estimateUtcMs(side, index, reach.fromMs),
                toMs: this.estimateUtcMs(side, index, reach.toMs),
              },
            ]
          : [],
      );
      if (reaches.length === 0) return null;
      return {
        fromMs: Math.min(...reaches.map(({ fromMs }) => fromMs)),
        toMs: Math.max(...reaches.map(({ toMs }) => toMs)),
      };
    };
    return { asterisk: span("asterisk"), bot: span("bot") };
  }

  /** A copy whose clocks can be set without changing these. */
  copy(): LogClocks {
    const copy = new LogClocks(this.#given);
    for (const log of this.#all) copy.#add({ ...log, clock: { ...log.clock } });
    return copy;
  }

  /** All that was learnt about them. */
  get memory() {
    return this.#all.map(({ localTime: _, ...log }) => log);
  }

  /** Restores the state that an earlier run left. */
  recall(memory: LogClocks["memory"]): void {
    for (const log of memory) Object.assign(this.of(log.side, log.streamIndex), log);
  }

  #new(side: Side, streamIndex: number): LogClock {
    const clock = assumedClock(side, this.#given);
    return this.#add({
      side,
      streamIndex,
      clock,
      stampedUtc: false,
      statedOffsetMinutes: null,
      hourOffCount: 0,
      localTime: clock.givenZone === null ? null : new LocalTime(clock.givenZone),
      reach: null,
    });
  }

  #add(log: LogClock): LogClock {
    this.#all.push(log);
    this.#byIndex[log.side].set(log.streamIndex, log);
    return log;
  }
}
