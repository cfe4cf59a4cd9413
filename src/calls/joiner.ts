// Halves in, calls out. A finished half waits, in brief in memory and whole in the spool, until the other log has gone past
// it: then its partner is known, or it is known that it has none. So the order in which logs are read changes nothing.
import type { CallEvent } from "../events/event.js";
import type { Side } from "../records/record.js";
import { Spool, type SpoolRef } from "../spool.js";
import { assembleCall, type Call, type TimedEvent } from "./call.js";
import {
  anchorByCreation,
  anchorByUniqueIds,
  assumedClock,
  type Clock,
  measureSkewMs,
  type SameMoment,
  toUtcMs,
  toWallMs,
} from "./clock.js";
import { type Digest, digestOf } from "./digest.js";
import type { Half } from "./half.js";
import { CLOCK_HALVES, CLOCK_PAIRS, LINGER_MS, SPOOL_AFTER } from "./limits.js";
import { type DeltaRange, ENOUGH, type Fit, fitOf, MARGIN } from "./match.js";
import type { LogSpans } from "./story.js";

/** From when to when a log has been read, by its own stamps. */
export interface Reach {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One side of one stream: a log and its clock. */
export interface LogClock {
  readonly clock: Clock;
  /** True where the stamps state their own offset from UTC. */
  stampedUtc: boolean;
  /** null before its first stamp. */
  reach: Reach | null;
}

/** How far a log has been read. */
export interface Progress {
  readonly side: Side;
  readonly streamIndex: number;
  readonly nowMs: number;
  readonly open: ReadonlySet<Half>;
}

/**
 * A half that waits: a few numbers in memory, for there may be as many as the log has calls. What joining needs of it, and the
 * half itself, lie in spools.
 */
class Waiting {
  readonly ref: SpoolRef;
  readonly side: Side;
  readonly streamIndex: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly startMs: number | null;
  readonly #digests: Spool<Digest>;
  readonly #digestRef: SpoolRef;

  constructor(half: Half, halves: Spool<Half>, digests: Spool<Digest>) {
    const digest = digestOf(half);
    this.ref = halves.put(half);
    this.side = digest.side;
    this.streamIndex = digest.streamIndex;
    this.firstMs = digest.firstMs;
    this.lastMs = digest.lastMs;
    this.startMs = digest.startMs;
    this.#digests = digests;
    this.#digestRef = digests.put(digest);
  }

  /** The half in brief. */
  get digest(): Digest {
    return this.#digests.peek(this.#digestRef);
  }

  /** The half is joined: its brief is not asked for again. */
  forget(): void {
    this.#digests.take(this.#digestRef);
  }
}

/** Events of the run of one log, in its order: their times in memory, themselves in a spool. */
class RunLog {
  readonly #wallMs: number[] = [];
  readonly #refs: SpoolRef[] = [];
  readonly #events = new Spool<CallEvent>(SPOOL_AFTER);

  add(event: CallEvent): void {
    this.#wallMs.push(event.wallMs ?? this.#wallMs.at(-1) ?? Number.NEGATIVE_INFINITY);
    this.#refs.push(this.#events.put(event));
  }

  /** The events at or after a wall-clock time. */
  *since(wallMs: number): Generator<CallEvent> {
    for (let i = firstAtOrAfter(this.#wallMs, wallMs); i < this.#refs.length; i += 1)
      yield this.#events.peek(this.#refs[i] as SpoolRef);
  }

  forgetBefore(wallMs: number): void {
    const old = firstAtOrAfter(this.#wallMs, wallMs);
    this.#wallMs.splice(0, old);
    for (const ref of this.#refs.splice(0, old)) this.#events.take(ref);
  }

  close(): void {
    this.#events.close();
  }
}

/** The Asterisk half that fits a bot half best. */
interface BestFit extends Fit {
  readonly asterisk: Waiting;
}

/** A bot half and its partner; null where it has none. */
interface Pair {
  readonly bot: Waiting;
  readonly asterisk: Waiting | null;
  readonly score: number;
  readonly joinedBy: string | null;
}

/** Joins the halves of calls and hands on whole calls. */
export class Joiner {
  readonly #emit: (call: Call) => void;
  readonly #emitRunEvent: (timed: TimedEvent) => void;
  readonly #spool = new Spool<Half>(SPOOL_AFTER);
  readonly #digests = new Spool<Digest>(SPOOL_AFTER);
  readonly #waiting: Record<Side, Set<Waiting>> = { asterisk: new Set(), bot: new Set() };
  readonly #bySecond = new Map<number, Waiting[]>();
  readonly #logs = new Map<string, LogClock>();
  readonly #runEvents = new Map<string, RunLog>();
  #addedSinceSettling = 0;
  /** Sure joins of each Asterisk process, by the bot's counter. */
  readonly #sure = new Map<string, { counter: number; delta: number }[]>();
  #calibrated = false;

  /**
   * @param emit Takes each call when its halves are together.
   * @param emitRunEvent Takes each event of the run once its log's clock is set, in the order of each log.
   */
  constructor(emit: (call: Call) => void, emitRunEvent: (timed: TimedEvent) => void = () => undefined) {
    this.#emit = emit;
    this.#emitRunEvent = emitRunEvent;
  }

  /** The clock of one side of one stream. */
  log(side: Side, streamIndex: number): LogClock {
    const key = `${side} ${streamIndex}`;
    let log = this.#logs.get(key);
    if (!log) {
      log = { clock: assumedClock(), stampedUtc: false, reach: null };
      this.#logs.set(key, log);
    }
    return log;
  }

  /** The best reading so far of where a log stands in true time; good enough to choose which log to read next. */
  estimateUtcMs(side: Side, streamIndex: number, wallMs: number): number {
    if (wallMs === Number.POSITIVE_INFINITY) return wallMs;
    return toUtcMs(this.log(side, streamIndex).clock, wallMs);
  }

  /** From when to when the logs reach, as far as they have been read. */
  spans(streams: readonly { readonly index: number; reach(side: Side): Reach | null }[]): LogSpans {
    const span = (side: Side): LogSpans[Side] => {
      const reaches = streams.flatMap((stream) => {
        const reach = stream.reach(side);
        return reach
          ? [
              {
                fromMs: this.estimateUtcMs(side, stream.index, reach.fromMs),
                toMs: this.estimateUtcMs(side, stream.index, reach.toMs),
              },
            ]
          : [];
      });
      if (reaches.length === 0) return null;
      return {
        fromMs: Math.min(...reaches.map(({ fromMs }) => fromMs)),
        toMs: Math.max(...reaches.map(({ toMs }) => toMs)),
      };
    };
    return { asterisk: span("asterisk"), bot: span("bot") };
  }

  /** Takes a finished half. */
  add(half: Half): void {
    if (half.events.length === 0) return;
    const waiting = new Waiting(half, this.#spool, this.#digests);
    this.#waiting[half.side].add(waiting);
    this.#addedSinceSettling += 1;
    if (half.side === "asterisk" && this.#calibrated) this.#index(waiting);
  }

  /** Takes an event of the whole run. */
  addRunEvent(event: CallEvent, streamIndex: number): void {
    const key = `${event.side} ${streamIndex}`;
    const log = this.#runEvents.get(key) ?? new RunLog();
    this.#runEvents.set(key, log);
    log.add(event);
    if (this.#calibrated) this.#emitRunEvent(this.#atItsTime(event, streamIndex));
  }

  #atItsTime(event: CallEvent, streamIndex: number): TimedEvent {
    const { clock } = this.log(event.side, streamIndex);
    return { event, atMs: event.wallMs === null ? null : toUtcMs(clock, event.wallMs), inferredFrom: null };
  }

  /**
   * Hands on the calls whose halves are all there, given how far each log has been read.
   * @param expected Which sides the inputs may hold: without a bot's log, no call waits for one.
   */
  settle(progress: readonly Progress[], expected: Readonly<Record<Side, boolean>>): void {
    if (this.#addedSinceSettling < SETTLE_EVERY) return;
    const few = (side: Side): boolean => expected[side] && this.#waiting[side].size < CLOCK_PAIRS;
    if (!this.#calibrated && (few("asterisk") || few("bot"))) return;
    this.#addedSinceSettling = 0;
    this.#calibrate();
    const settledMs = (side: Side): number => {
      if (!expected[side]) return Number.POSITIVE_INFINITY;
      // an expected log of which nothing has been read yet may hold the partner of any call
      return progress.some((log) => log.side === side) ? this.#settledMs(side, progress) : Number.NEGATIVE_INFINITY;
    };
    const settled = { asterisk: settledMs("asterisk"), bot: settledMs("bot") };
    const past = (waiting: Waiting): boolean =>
      toUtcMs(this.#clockOf(waiting), waiting.lastMs) + LINGER_MS <
      settled[waiting.side === "bot" ? "asterisk" : "bot"];
    this.#join(past);
    this.#forgetRunEvents(progress);
  }

  /** Events of the run before the oldest call that is still open or waiting will not be asked for again. */
  #forgetRunEvents(progress: readonly Progress[]): void {
    let oldestMs = Number.POSITIVE_INFINITY;
    for (const waiting of [this.#waiting.asterisk, this.#waiting.bot])
      for (const half of waiting) oldestMs = Math.min(oldestMs, toUtcMs(this.#clockOf(half), half.firstMs));
    for (const { side, streamIndex, nowMs, open } of progress) {
      oldestMs = Math.min(oldestMs, this.estimateUtcMs(side, streamIndex, nowMs));
      for (const half of open) oldestMs = Math.min(oldestMs, this.estimateUtcMs(side, streamIndex, half.firstWallMs));
    }
    for (const [key, log] of this.#runEvents) {
      const [side, stream] = key.split(" ") as [Side, string];
      log.forgetBefore(toWallMs(this.log(side, Number(stream)).clock, oldestMs - 2 * LINGER_MS));
    }
  }

  /** Up to when one side of the run is closed: no log of it stands before that, and no half that began before is open. */
  #settledMs(side: Side, progress: readonly Progress[]): number {
    let settledMs = Number.POSITIVE_INFINITY;
    for (const log of progress) {
      if (log.side !== side) continue;
      settledMs = Math.min(settledMs, this.estimateUtcMs(side, log.streamIndex, log.nowMs));
      for (const half of log.open)
        settledMs = Math.min(settledMs, this.estimateUtcMs(side, log.streamIndex, half.firstWallMs));
    }
    return settledMs;
  }

  /** All logs have ended: hands on every call that is left. */
  end(): void {
    this.#calibrate();
    this.#join(() => true);
    this.#spool.close();
    this.#digests.close();
    for (const log of this.#runEvents.values()) log.close();
  }

  #join(ready: (waiting: Waiting) => boolean): void {
    const bots = picked(this.#waiting.bot, ready)
      .map((bot) => ({ bot, digest: bot.digest }))
      .sort((a, b) => byCreation(a.digest, b.digest))
      .map(({ bot }) => bot);
    const joined = this.#assign(bots);
    const taken = new Set(joined.map(({ asterisk }) => asterisk));
    for (const { bot, asterisk, joinedBy } of joined) {
      const rest = asterisk && this.#restOf(asterisk.digest, bot.digest, taken);
      if (rest) taken.add(rest);
      this.#hand(
        [asterisk, rest].filter((half) => half !== null),
        bot,
        joinedBy,
      );
    }
    for (const alone of picked(this.#waiting.asterisk, ready)) this.#hand([alone], null, null);
  }

  /**
   * A console prints some lines of a call with its C- id and others with its channel name, and nothing that ties the two:
   * the half that lacks a name may have a second one that has it.
   */
  #restOf(asterisk: Digest, bot: Digest, taken: ReadonlySet<Waiting | null>): Waiting | null {
    if (asterisk.channelNames.length > 0) return null;
    const best = this.#bestFit(bot, taken);
    return best && best.asterisk.digest.channelIds.length === 0 && best.asterisk.digest.channelNames.length > 0
      ? best.asterisk
      : null;
  }

  /**
   * The best partner for each bot half: sure fits first, so that they teach the counters before doubtful ones are tried. Where
   * two would do nearly as well, on either side, there is no join.
   */
  #assign(bots: readonly Waiting[]): Pair[] {
    const taken = new Set<Waiting>();
    const partner = new Map<Waiting, BestFit>();
    for (const least of [SURE, 11, ENOUGH]) {
      const wishes = new Map<Waiting, { bot: Waiting; fit: BestFit }[]>();
      for (const bot of bots) {
        if (partner.has(bot)) continue;
        const fit = this.#bestFit(bot.digest, taken);
        if (!fit || fit.score < least) continue;
        wishes.set(fit.asterisk, [...(wishes.get(fit.asterisk) ?? []), { bot, fit }]);
      }
      for (const [asterisk, wishing] of wishes) {
        const [best, second] = wishing.sort((a, b) => b.fit.score - a.fit.score);
        if (!best || (second && best.fit.score - second.fit.score < MARGIN)) continue;
        taken.add(asterisk);
        partner.set(best.bot, best.fit);
        if (least === SURE) this.#learnDelta(asterisk.digest, best.bot.digest);
      }
    }
    return bots.map((bot) => ({
      bot,
      asterisk: partner.get(bot)?.asterisk ?? null,
      score: partner.get(bot)?.score ?? 0,
      joinedBy: partner.get(bot)?.joinedBy ?? null,
    }));
  }

  #bestFit(bot: Digest, taken: ReadonlySet<Waiting | null>): BestFit | null {
    let best: BestFit | null = null;
    let second = 0;
    for (const asterisk of this.#candidates(bot)) {
      if (taken.has(asterisk)) continue;
      const { digest } = asterisk;
      const found = fitOf(digest, bot, {
        clocks: { asterisk: this.#clockOf(digest), bot: this.#clockOf(bot) },
        reach: this.log("asterisk", digest.streamIndex).reach,
        delta: this.#deltaAt(digest, bot),
      });
      if (!found) continue;
      if (!best || found.score > best.score) {
        second = best?.score ?? 0;
        best = { asterisk, ...found };
      } else second = Math.max(second, found.score);
    }
    return best && best.score >= ENOUGH && best.score - second >= MARGIN ? best : null;
  }

  #candidates(bot: Digest): Set<Waiting> {
    const found = new Set<Waiting>();
    const clock = this.#clockOf(bot);
    const from = bot.uniqueId?.epochSeconds ?? Math.floor(toUtcMs(clock, bot.firstMs) / 1000) - 2;
    // Asterisk halves without their beginning are indexed by the minute in which they were first seen.
    for (let second = from - 1; second <= from + 3; second += 1)
      for (const waiting of this.#bySecond.get(second) ?? []) found.add(waiting);
    const lastMinute = Math.floor(toUtcMs(clock, bot.lastMs) / 60_000) + 1;
    for (let minute = Math.floor(from / 60) - 1; minute <= lastMinute; minute += 1)
      for (const waiting of this.#bySecond.get(-minute) ?? []) found.add(waiting);
    return found;
  }

  #learnDelta(asterisk: Digest, bot: Digest): void {
    if (!bot.uniqueId || asterisk.nameCounter === null) return;
    const process = processOf(asterisk);
    const sure = this.#sure.get(process) ?? [];
    sure.push({ counter: bot.uniqueId.counter, delta: bot.uniqueId.counter - asterisk.nameCounter });
    this.#sure.set(process, sure.slice(-SURE_JOINS));
  }

  /** What the sure joins before and after a call say of the counters at its place. */
  #deltaAt(asterisk: Digest, bot: Digest): DeltaRange {
    const counter = bot.uniqueId?.counter;
    let below: { counter: number; delta: number } | null = null;
    let above: { counter: number; delta: number } | null = null;
    if (counter !== undefined)
      for (const join of this.#sure.get(processOf(asterisk)) ?? []) {
        if (join.counter <= counter && (!below || join.counter > below.counter)) below = join;
        if (join.counter >= counter && (!above || join.counter < above.counter)) above = join;
      }
    return { before: below?.delta ?? null, after: above?.delta ?? null };
  }

  #index(waiting: Waiting): void {
    for (const key of this.#keysOf(waiting.digest))
      this.#bySecond.set(key, [...(this.#bySecond.get(key) ?? []), waiting]);
  }

  #keysOf(digest: Digest): number[] {
    const clock = this.#clockOf(digest);
    const minute = -Math.floor(toUtcMs(clock, digest.firstMs) / 60_000);
    return digest.startMs === null || digest.channelIds.length > 0
      ? [minute]
      : [Math.floor(toUtcMs(clock, digest.startMs) / 1000)];
  }

  #clockOf(digest: { readonly side: Side; readonly streamIndex: number }): Clock {
    return this.log(digest.side, digest.streamIndex).clock;
  }

  #hand(asterisk: readonly Waiting[], bot: Waiting | null, joinedBy: string | null): void {
    const halves = [...asterisk, ...(bot ? [bot] : [])];
    for (const waiting of halves) this.#forget(waiting);
    const streamIndex = halves[0]?.streamIndex;
    this.#emit(
      assembleCall({
        asterisk: asterisk.map(({ ref }) => this.#spool.take(ref)),
        bot: bot ? this.#spool.take(bot.ref) : null,
        clockOf: (half) => this.#clockOf(half),
        surroundings: (fromMs, toMs) => this.#surroundings(fromMs, toMs, streamIndex),
        inputs: { asterisk: this.#has("asterisk"), bot: this.#has("bot") },
        joinedBy,
      }),
    );
  }

  #has(side: Side): boolean {
    return [...this.#logs.keys()].some((key) => key.startsWith(side));
  }

  #forget(waiting: Waiting): void {
    this.#waiting[waiting.side].delete(waiting);
    const keys = waiting.side === "asterisk" ? this.#keysOf(waiting.digest) : [];
    waiting.forget();
    for (const key of keys) {
      const rest = (this.#bySecond.get(key) ?? []).filter((other) => other !== waiting);
      if (rest.length > 0) this.#bySecond.set(key, rest);
      else this.#bySecond.delete(key);
    }
  }

  /** Events of the run from two minutes before the call to two after; of this call's Asterisk and of every bot. */
  #surroundings(fromMs: number, toMs: number, streamIndex: number | undefined): TimedEvent[] {
    const severalHosts = [...this.#runEvents.keys()].filter((key) => key.startsWith("asterisk")).length > 1;
    return [...this.#runEvents].flatMap(([key, log]) => {
      const [side, stream] = key.split(" ") as [Side, string];
      if (side === "asterisk" && severalHosts && Number(stream) !== streamIndex) return [];
      const { clock } = this.log(side, Number(stream));
      const found: TimedEvent[] = [];
      // events of one log come in time order
      for (const event of log.since(toWallMs(clock, fromMs - LINGER_MS))) {
        if (event.wallMs === null) continue;
        const atMs = toUtcMs(clock, event.wallMs);
        if (atMs > toMs + LINGER_MS) break;
        found.push({ event, atMs, inferredFrom: null });
      }
      return found;
    });
  }

  /** Sets the clocks, once: from the ids each log names, then from each other, then the bot's skew from sure pairs. */
  #calibrate(): void {
    if (this.#calibrated) return;
    this.#calibrated = true;
    const of = (side: Side, stream: number): Waiting[] =>
      [...this.#waiting[side]].filter(({ streamIndex }) => streamIndex === stream);
    // the first few thousand calls tell as much of a clock as all of them
    const digests = (side: Side, stream: number): Digest[] =>
      of(side, stream)
        .slice(0, CLOCK_HALVES)
        .map(({ digest }) => digest);
    const logs = [...this.#logs].map(([key, log]) => ({
      side: key.split(" ")[0] as Side,
      stream: Number(key.split(" ")[1]),
      log,
    }));
    for (const { side, stream, log } of logs) anchorByUniqueIds(log.clock, digests(side, stream), log.stampedUtc);
    const bots = [...this.#waiting.bot].slice(0, CLOCK_HALVES).map(({ digest }) => digest);
    for (const { side, stream, log } of logs) {
      if (side === "asterisk") anchorByCreation(log.clock, of(side, stream), bots);
    }
    for (const waiting of this.#waiting.asterisk) this.#index(waiting);
    for (const { side, stream, log } of logs) {
      if (side !== "bot") continue;
      const skewMs = measureSkewMs(this.#moments(stream));
      if (skewMs === null) continue;
      log.clock.skewMs = skewMs;
      log.clock.skewKnown = true;
    }
    this.#sure.clear();
    for (const [key, log] of this.#runEvents)
      for (const event of log.since(Number.NEGATIVE_INFINITY))
        this.#emitRunEvent(this.#atItsTime(event, Number(key.split(" ")[1])));
  }

  /** The same moments in both logs, from the pairs found so far: entering Stasis, holds, plays. */
  #moments(stream: number): SameMoment[] {
    const bots = [...this.#waiting.bot].filter(({ streamIndex }) => streamIndex === stream).slice(0, CLOCK_HALVES);
    bots.sort((a, b) => byCreation(a.digest, b.digest));
    return this.#assign(bots.slice(0, CLOCK_PAIRS)).flatMap(({ bot, asterisk }) => {
      // of a call without its beginning the series may lack different members, and still be as long
      const whole = bot.digest.startMs !== null && asterisk !== null && asterisk.digest.startMs !== null;
      return whole ? this.#momentsOf(this.#spool.peek(asterisk.ref), this.#spool.peek(bot.ref)) : [];
    });
  }

  #momentsOf(asterisk: Half, bot: Half): SameMoment[] {
    const moments: SameMoment[] = [];
    for (const [ours, theirs] of SAME) {
      const a = asterisk.events.filter(
        ({ event }) => event.type === ours && (event.type !== "dialplan" || event.app === "Stasis"),
      );
      const b = bot.events.filter(({ event }) => event.type === theirs);
      // series of different length have a member that the other log lacks: which one is not known
      if (a.length !== b.length) continue;
      a.forEach(({ event }, i) => {
        const other = b[i]?.event;
        if (event.wallMs === null || !other || other.wallMs === null) return;
        moments.push({
          asteriskUtcMs: toUtcMs(this.#clockOf(asterisk), event.wallMs),
          asteriskPrecisionMs: event.precisionMs,
          botUtcMs: toUtcMs(this.#clockOf(bot), other.wallMs),
        });
      });
    }
    return moments;
  }
}

/** Settling looks at every half that waits: not after each one that is added. */
const SETTLE_EVERY = 64;

/** Index of the first of the times, which ascend, at or after a wall-clock time. */
function firstAtOrAfter(times: readonly number[], wallMs: number): number {
  let from = 0;
  let to = times.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] as number) < wallMs) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Those of a set that fit, without a copy of the whole: it may hold every call of a log. */
function picked<T>(set: ReadonlySet<T>, fits: (item: T) => boolean): T[] {
  const found: T[] = [];
  for (const item of set) if (fits(item)) found.push(item);
  return found;
}

/** A join that leaves no doubt: the caller's number, or an id, beside the second of creation. */
const SURE = 20;
/** The latest sure joins tell where the counters stand now. */
const SURE_JOINS = 256;

/** What Asterisk and the bot log within milliseconds of each other. */
const SAME = [
  ["dialplan", "bot-stasis-start"],
  ["moh-started", "bot-hold"],
  ["playing", "bot-play"],
] as const;

function byCreation(a: Digest, b: Digest): number {
  if (!a.uniqueId || !b.uniqueId) return a.firstMs - b.firstMs;
  return a.uniqueId.epochSeconds - b.uniqueId.epochSeconds || a.uniqueId.counter - b.uniqueId.counter;
}

function processOf(digest: Digest): string {
  return `${digest.streamIndex} ${digest.generation}`;
}
