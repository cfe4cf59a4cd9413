// Halves in, calls out. A finished half waits, in brief in memory and whole in the spool, until the other log has gone past
// it: then its partner is known, or it is known that it has none. So the order in which logs are read changes nothing.
import { BoundedMap } from "../bounded-map.js";
import type { CallEvent, EventOf } from "../events/event.js";
import type { Side } from "../records/record.js";
import { Spool, type SpoolRef } from "../spool.js";
import { assembleCall, type Call, type TimedEvent } from "./call.js";
import {
  alignStarts,
  anchorByCreation,
  anchorByUniqueIds,
  assumedClock,
  type Clock,
  type GivenClocks,
  lagOfUniqueIds,
  measureSkewMs,
  noClocksGiven,
  type SameMoment,
  splitZone,
  toUtcMs,
  toWallMs,
} from "./clock.js";
import type { Digest } from "./digest.js";
import type { Half } from "./half.js";
import { Hosts } from "./hosts.js";
import { CLOCK_HALVES, CLOCK_PAIRS, LINGER_MS, MAX_RUN_EVENTS, QUIET_MS, SPOOL_AFTER } from "./limits.js";
import { LocalTime } from "./local-time.js";
import { type DeltaRange, ENOUGH, type Fit, fitOf, MARGIN } from "./match.js";
import { firstAtOrAfter, RunLog, type Surroundings, type SurroundingType } from "./run-log.js";
import type { LogSpans } from "./story.js";
import { WaitingHalves, type WaitingId } from "./waiting-halves.js";

/** From when to when a log has been read, by its own stamps. */
export interface Reach {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One side of one stream: a log and its clock. */
export interface LogClock {
  readonly clock: Clock;
  /** True where the stamps state their own offset from UTC, or the zone is given. */
  stampedUtc: boolean;
  /** The first such offset. */
  statedOffsetMinutes: number | null;
  /**
   * Calls that began an hour before or after the uniqueid that they name, once the clock was set, and lines that go back an
   * hour: summer time began or ended.
   */
  hourOffCount: number;
  /** Reads local stamps in the zone that the user named. */
  readonly localTime: LocalTime | null;
  /** null before its first stamp. */
  reach: Reach | null;
}

/** How far a log has been read. */
export interface Progress {
  readonly side: Side;
  readonly streamIndex: number;
  readonly nowMs: number;
  readonly open: Iterable<Half>;
}

/** The Asterisk half that fits a bot half best. */
interface BestFit extends Fit {
  readonly asterisk: WaitingId;
}

/** A bot half and its partner; null where it has none. */
interface Pair {
  readonly bot: WaitingId;
  readonly asterisk: WaitingId | null;
  readonly score: number;
  readonly joinedBy: string | null;
}

/** What {@link Joiner} remembers. */
export type JoinerMemory = Joiner["memory"];

/** Joins the halves of calls and hands on whole calls. */
export class Joiner {
  readonly #emit: (call: Call) => void;
  readonly #emitRunEvent: (timed: TimedEvent) => void;
  #waiting = new WaitingHalves();
  readonly #logs = new Map<string, LogClock>();
  #runEvents = new Map<string, RunLog>();
  /** Events of the run that wait for the clocks to be set, by log. */
  readonly #untimed = new Spool<CallEvent>(SPOOL_AFTER);
  readonly #untimedOf = new Map<string, SpoolRef[]>();
  #evictedUntimed = 0;
  #addedSinceSettling = 0;
  /** Sure joins of each Asterisk process: the bot's counters, ascending, and how far Asterisk's was behind each. */
  readonly #sure = new BoundedMap<string, { counters: number[]; deltas: number[] }>(MAX_PROCESSES);
  #hosts = new Hosts();
  readonly #given: GivenClocks;
  #calibrated = false;
  #lastIndex = 0;
  /** Asked right before a call is put together whether it is wanted; null where every call is. */
  #isWanted: ((halves: readonly Digest[]) => boolean) | null = null;

  /**
   * @param emit Takes each call when its halves are together.
   * @param emitRunEvent Takes each event of the run once its log's clock is set, in the order of each log.
   * @param given What the user says of the clocks.
   */
  constructor(
    emit: (call: Call) => void,
    emitRunEvent: (timed: TimedEvent) => void = () => undefined,
    given: GivenClocks = noClocksGiven,
  ) {
    this.#emit = emit;
    this.#given = given;
    this.#emitRunEvent = emitRunEvent;
  }

  /** A number for a log that turns up inside of a stream: those of streams count up from 0. */
  anotherIndex(): number {
    this.#lastIndex -= 1;
    return this.#lastIndex;
  }

  /** The clock of one side of one stream. */
  log(side: Side, streamIndex: number): LogClock {
    const key = `${side} ${streamIndex}`;
    let log = this.#logs.get(key);
    if (!log) {
      const clock = assumedClock(side, this.#given);
      const localTime = clock.givenZone === null ? null : new LocalTime(clock.givenZone);
      log = { clock, stampedUtc: false, statedOffsetMinutes: null, hourOffCount: 0, localTime, reach: null };
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

  /** All that the lines to come may need: for a later run to go on with. */
  get memory() {
    return {
      isCalibrated: this.#calibrated,
      logs: [...this.#logs].map(([key, { localTime: _, ...log }]) => [key, log] as const),
      waiting: (["asterisk", "bot"] as const).flatMap((side) =>
        [...this.#waiting.of(side)].map((id) => this.#waiting.peek(id)),
      ),
      runEvents: [...this.#runEvents].map(([key, log]) => [key, [...log.all()]] as const),
      untimed: [...this.#untimedOf].map(([key, refs]) => [key, refs.map((ref) => this.#untimed.peek(ref))] as const),
      sure: [...this.#sure],
      hosts: this.#hosts.memory,
      lastIndex: this.#lastIndex,
    };
  }

  /** Goes on where an earlier run left off. */
  recall(memory: JoinerMemory): void {
    for (const [key, log] of memory.logs) {
      const [side, stream] = key.split(" ") as [Side, string];
      Object.assign(this.log(side, Number(stream)), log);
    }
    this.#hosts.recall(memory.hosts);
    this.#lastIndex = memory.lastIndex;
    for (const [process, sure] of memory.sure) this.#sure.set(process, sure);
    for (const [key, events] of memory.runEvents) for (const event of events) this.#runLog(key).add(event);
    for (const [key, events] of memory.untimed) for (const event of events) this.#letWait(event, key);
    this.#calibrated = memory.isCalibrated;
    // the earlier run has handed them on
    if (this.#calibrated) this.#forgetUntimed();
    for (const half of memory.waiting) this.add(half);
  }

  /** Takes a finished half. */
  add(half: Half): void {
    if (half.events.length > 0) this.#add(half);
  }

  #add(half: Half): WaitingId {
    return this.#noteAdded(this.#waiting.add(half));
  }

  /** Takes in a half that goes on waiting elsewhere: most are held against others only, which takes no more than the brief. */
  #lend(waiting: WaitingHalves, id: WaitingId): WaitingId {
    return this.#noteAdded(this.#waiting.lend(waiting.digest(id), () => waiting.peek(id)));
  }

  #noteAdded(id: WaitingId): WaitingId {
    this.#addedSinceSettling += 1;
    if (!this.#calibrated) return id;
    const digest = this.#waiting.digest(id);
    if (digest.side === "asterisk") this.#index(id);
    const log = this.log(digest.side, digest.streamIndex);
    const lagMs = log.clock.basis === "uniqueid" ? lagOfUniqueIds(log.clock, [digest]) : null;
    if (lagMs !== null && Math.abs(Math.abs(lagMs) - HOUR_MS) < HOUR_SLACK_MS) log.hourOffCount += 1;
    return id;
  }

  /** Events of the run that were let go for want of room. */
  get evictedRunEvents(): number {
    let count = this.#evictedUntimed;
    for (const { evictedCount } of this.#runEvents.values()) count += evictedCount;
    return count;
  }

  /** Takes an event of the whole run. */
  addRunEvent(event: CallEvent, streamIndex: number): void {
    // traces of strangers come by the million, and no rule asks for them
    if (event.type === "sip-message") return;
    const key = `${event.side} ${streamIndex}`;
    this.#runLog(key).add(event);
    if (this.#calibrated) this.#emitRunEvent(this.#atItsTime(event, streamIndex));
    else this.#letWait(event, key);
  }

  #runLog(key: string): RunLog {
    const log = this.#runEvents.get(key) ?? new RunLog();
    this.#runEvents.set(key, log);
    return log;
  }

  #letWait(event: CallEvent, key: string): void {
    const untimed = this.#untimedOf.get(key) ?? [];
    this.#untimedOf.set(key, untimed);
    untimed.push(this.#untimed.put(event));
    if (untimed.length <= 2 * MAX_RUN_EVENTS) return;
    for (const ref of untimed.splice(0, MAX_RUN_EVENTS)) this.#untimed.forget(ref);
    this.#evictedUntimed += MAX_RUN_EVENTS;
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
    const waitingCount = this.#waiting.count("asterisk") + this.#waiting.count("bot");
    if (this.#addedSinceSettling < Math.max(SETTLE_EVERY, waitingCount / SETTLE_SHARE)) return;
    const few = (side: Side): boolean => expected[side] && this.#waiting.count(side) < CLOCK_PAIRS;
    if (!this.#calibrated && (few("asterisk") || few("bot"))) return;
    this.#calibrate();
    this.#handOnSettled(progress, expected);
  }

  /**
   * The same without waiting until there are many, for logs that are read as they grow. Clocks are set as soon as a call that
   * is in both logs has shown how they stand to each other; until then nothing is handed on that could have a partner.
   * @param open Copies of the halves that are not finished yet.
   */
  settleNow(
    progress: readonly Progress[],
    expected: Readonly<Record<Side, boolean>>,
    open: () => readonly Half[],
  ): void {
    if (this.#waiting.count("asterisk") + this.#waiting.count("bot") > 0) {
      if (!this.#calibrated) this.#calibrateEarly(progress, expected, open());
      if (!this.#calibrated) return;
      this.#handOnSettled(progress, expected);
      this.#handOnFinishedPairs(progress, open());
    } else if (this.#calibrated) this.#forgetRunEvents(progress);
  }

  /**
   * A call that is up for long keeps all that begin after it waiting, for it may be the partner of any. Where both halves of a
   * call are finished, and would be joined with those that are open to choose from, it need not wait.
   */
  #handOnFinishedPairs(progress: readonly Progress[], open: readonly Half[]): void {
    if (this.#waiting.count("asterisk") === 0 || this.#waiting.count("bot") === 0) return;
    const trial = this.#copy();
    const own = new Map<WaitingId, WaitingId>();
    for (const side of ["asterisk", "bot"] as const)
      for (const id of this.#waiting.of(side)) own.set(trial.#lend(this.#waiting, id), id);
    for (const half of open) if (half.events.length > 0) trial.#add(half);
    const nowMs = (side: Side): number =>
      Math.min(
        ...progress
          .filter((log) => log.side === side)
          .map((log) => this.estimateUtcMs(side, log.streamIndex, log.nowMs)),
      );
    const isPast = (id: WaitingId): boolean =>
      toUtcMs(this.#clockOfWaiting(id), this.#waiting.lastMs(id)) + LINGER_MS <
      nowMs(this.#waiting.side(id) === "bot" ? "asterisk" : "bot");
    const bots = [...trial.#waiting.of("bot")]
      .map((bot) => ({ bot, digest: trial.#waiting.digest(bot) }))
      .sort((a, b) => byCreation(a.digest, b.digest))
      .map(({ bot }) => bot);
    for (const pair of trial.#assign(bots)) {
      const bot = own.get(pair.bot);
      const asterisk = pair.asterisk === null ? undefined : own.get(pair.asterisk);
      if (bot === undefined || asterisk === undefined || !isPast(bot) || !isPast(asterisk)) continue;
      const digests = [this.#waiting.digest(asterisk), this.#waiting.digest(bot)] as const;
      // what a console split in two may have a second half
      if (digests[0].channelNames.length === 0 || pair.score < SURE) continue;
      this.#learnDelta(...digests);
      this.#hosts.learn(...digests);
      this.#hand([asterisk], bot, pair.joinedBy);
    }
    trial.#waiting.close();
    this.#forgetOldJoins();
  }

  /** The same, with nothing that waits; what it learns is its own. */
  #copy(emit: (call: Call) => void = () => undefined): Joiner {
    const copy = new Joiner(emit, undefined, this.#given);
    for (const [key, log] of this.#logs) copy.#logs.set(key, { ...log, clock: { ...log.clock } });
    for (const [key, sure] of this.#sure)
      copy.#sure.set(key, { counters: [...sure.counters], deltas: [...sure.deltas] });
    copy.#hosts = this.#hosts.copy();
    copy.#runEvents = this.#runEvents;
    copy.#waiting = new WaitingHalves(Number.POSITIVE_INFINITY);
    copy.#calibrated = this.#calibrated;
    return copy;
  }

  #calibrateEarly(
    progress: readonly Progress[],
    expected: Readonly<Record<Side, boolean>>,
    open: readonly Half[],
  ): void {
    const trial = this.preview(open, () => undefined);
    const bots = [...trial.#logs].filter(([key]) => key.startsWith("bot"));
    const areKnown =
      !(expected.asterisk && expected.bot) || (bots.length > 0 && bots.every(([, { clock }]) => clock.skewKnown));
    const waitsLong = progress.some(({ side, streamIndex, nowMs }) =>
      picked(this.#waiting.of(side), (id) => this.#waiting.streamIndex(id) === streamIndex).some(
        (id) => nowMs - this.#waiting.lastMs(id) > QUIET_MS,
      ),
    );
    if (!areKnown && !waitsLong) return;
    this.#calibrated = true;
    for (const [key, log] of this.#logs) Object.assign(log.clock, trial.#logs.get(key)?.clock);
    for (const id of this.#waiting.of("asterisk")) this.#index(id);
    this.#emitRunEvents();
  }

  /**
   * What would be handed on if the logs ended here. Nothing is taken, and nothing that is learnt is kept.
   * @param open Copies of the halves that are not finished yet.
   * @param emit Takes each call, before the clocks that it was put on can be asked for.
   * @param isWanted Asked of its halves right before each call is put together: one that is not wanted is passed over.
   * @param sinceMs Leaves out finished halves that ended before: wall-clock time of their log, by side and stream.
   */
  preview(
    open: readonly Half[],
    emit: (call: Call, joiner: Joiner) => void,
    isWanted: ((halves: readonly Digest[]) => boolean) | null = null,
    sinceMs: (side: Side, streamIndex: number) => number = () => Number.NEGATIVE_INFINITY,
  ): Joiner {
    const preview: Joiner = this.#copy((call) => emit(call, preview));
    preview.#isWanted = isWanted;
    for (const side of ["asterisk", "bot"] as const)
      for (const id of this.#waiting.of(side))
        if (this.#waiting.lastMs(id) >= sinceMs(side, this.#waiting.streamIndex(id))) preview.#lend(this.#waiting, id);
    for (const half of open) preview.add(half);
    preview.#calibrate();
    preview.#join(() => true);
    preview.#waiting.close();
    return preview;
  }

  #handOnSettled(progress: readonly Progress[], expected: Readonly<Record<Side, boolean>>): void {
    this.#addedSinceSettling = 0;
    const settledMs = (side: Side): number => {
      if (!expected[side]) return Number.POSITIVE_INFINITY;
      // an expected log of which nothing has been read yet may hold the partner of any call
      return progress.some((log) => log.side === side) ? this.#settledMs(side, progress) : Number.NEGATIVE_INFINITY;
    };
    const settled = { asterisk: settledMs("asterisk"), bot: settledMs("bot") };
    const past = (id: WaitingId): boolean =>
      toUtcMs(this.#clockOfWaiting(id), this.#waiting.lastMs(id)) + LINGER_MS <
      settled[this.#waiting.side(id) === "bot" ? "asterisk" : "bot"];
    this.#join(past);
    this.#forgetRunEvents(progress);
  }

  /** Events of the run before the oldest call that is still open or waiting will not be asked for again. */
  #forgetRunEvents(progress: readonly Progress[]): void {
    let oldestMs = Math.min(this.#firstUtcMs("asterisk"), this.#firstUtcMs("bot"));
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
    this.#waiting.close();
    for (const log of this.#runEvents.values()) log.close();
  }

  #join(ready: (id: WaitingId) => boolean): void {
    const bots = picked(this.#waiting.of("bot"), ready)
      .map((bot) => ({ bot, digest: this.#waiting.digest(bot) }))
      .sort((a, b) => byCreation(a.digest, b.digest))
      .map(({ bot }) => bot);
    const joined = this.#assign(bots);
    this.#forgetOldJoins();
    const taken = new Set(joined.map(({ asterisk }) => asterisk));
    for (const { bot, asterisk, joinedBy } of joined) {
      const rest =
        asterisk === null ? null : this.#restOf(this.#waiting.digest(asterisk), this.#waiting.digest(bot), taken);
      if (rest !== null) taken.add(rest);
      this.#hand(
        [asterisk, rest].filter((half) => half !== null),
        bot,
        joinedBy,
      );
    }
    // a half of the bot's that is not ready yet may turn out to be the partner
    const unreadyMs = this.#firstUtcMs("bot");
    const alone = (id: WaitingId): boolean =>
      ready(id) && toUtcMs(this.#clockOfWaiting(id), this.#waiting.lastMs(id)) + LINGER_MS < unreadyMs;
    for (const id of picked(this.#waiting.of("asterisk"), alone)) this.#hand([id], null, null);
  }

  /** When the first half of a side that waits began; Infinity where none does. */
  #firstUtcMs(side: Side): number {
    let firstMs = Number.POSITIVE_INFINITY;
    for (const id of this.#waiting.of(side))
      firstMs = Math.min(firstMs, toUtcMs(this.#clockOfWaiting(id), this.#waiting.firstMs(id)));
    return firstMs;
  }

  /**
   * A console prints some lines of a call with its C- id and others with its channel name, and nothing that ties the two:
   * the half that lacks a name may have a second one that has it.
   */
  #restOf(asterisk: Digest, bot: Digest, taken: ReadonlySet<WaitingId | null>): WaitingId | null {
    if (asterisk.channelNames.length > 0) return null;
    const best = this.#bestFit(bot, taken);
    if (!best) return null;
    const { channelIds, channelNames } = this.#waiting.digest(best.asterisk);
    return channelIds.length === 0 && channelNames.length > 0 ? best.asterisk : null;
  }

  /**
   * The best partner for each bot half: sure fits first, so that they teach the counters before doubtful ones are tried. Where
   * two would do nearly as well, on either side, there is no join.
   */
  #assign(bots: readonly WaitingId[]): Pair[] {
    const taken = new Set<WaitingId>();
    const partner = new Map<WaitingId, BestFit>();
    for (const least of [SURE, 11, ENOUGH]) {
      const wishes = new Map<WaitingId, { bot: WaitingId; fit: BestFit }[]>();
      for (const bot of bots) {
        if (partner.has(bot)) continue;
        const fit = this.#bestFit(this.#waiting.digest(bot), taken);
        if (!fit || fit.score < least) continue;
        wishes.set(fit.asterisk, [...(wishes.get(fit.asterisk) ?? []), { bot, fit }]);
      }
      for (const [asterisk, wishing] of wishes) {
        const [best, second] = wishing.sort((a, b) => b.fit.score - a.fit.score);
        if (!best || (second && best.fit.score - second.fit.score < MARGIN)) continue;
        taken.add(asterisk);
        partner.set(best.bot, best.fit);
        if (least !== SURE) continue;
        const digests = [this.#waiting.digest(asterisk), this.#waiting.digest(best.bot)] as const;
        this.#learnDelta(...digests);
        this.#hosts.learn(...digests);
      }
    }
    return bots.map((bot) => ({
      bot,
      asterisk: partner.get(bot)?.asterisk ?? null,
      score: partner.get(bot)?.score ?? 0,
      joinedBy: partner.get(bot)?.joinedBy ?? null,
    }));
  }

  #bestFit(bot: Digest, taken: ReadonlySet<WaitingId | null>): BestFit | null {
    let best: BestFit | null = null;
    let second = 0;
    for (const asterisk of this.#candidates(bot)) {
      if (taken.has(asterisk)) continue;
      const digest = this.#waiting.digest(asterisk);
      const fit = fitOf(digest, bot, {
        clocks: { asterisk: this.#clockOf(digest), bot: this.#clockOf(bot) },
        reach: this.log("asterisk", digest.streamIndex).reach,
        delta: this.#deltaAt(digest, bot),
      });
      const found = fit && { ...fit, score: fit.score - this.#hosts.doubt(digest, bot) };
      if (!found) continue;
      if (!best || found.score > best.score) {
        second = best?.score ?? 0;
        best = { asterisk, ...found };
      } else second = Math.max(second, found.score);
    }
    return best && best.score >= ENOUGH && best.score - second >= MARGIN ? best : null;
  }

  #candidates(bot: Digest): Set<WaitingId> {
    const found = new Set<WaitingId>();
    const clock = this.#clockOf(bot);
    const from = bot.uniqueId?.epochSeconds ?? Math.floor(toUtcMs(clock, bot.firstMs) / 1000) - 2;
    // Asterisk halves without their beginning are indexed by the minute in which they were first seen.
    const slack = bot.uniqueId ? { before: 1, after: 3 } : { before: SKEW_SECONDS, after: SKEW_SECONDS };
    // counted from 0: a forged id may name a second so large that adding 1 does not change it
    for (let i = -slack.before; i <= slack.after; i += 1) for (const id of this.#waiting.under(from + i)) found.add(id);
    const firstMinute = Math.floor(from / 60) - 1;
    const lastMinute = Math.floor(toUtcMs(clock, bot.lastMs) / 60_000) + 1;
    // a clock that jumped by years makes a call of millions of minutes: then those that wait are fewer to look at
    if (lastMinute - firstMinute > this.#waiting.count("asterisk")) {
      for (const id of this.#waiting.of("asterisk")) {
        const minute = -this.#waiting.keyOf(id);
        if (minute >= firstMinute && minute <= lastMinute) found.add(id);
      }
      return found;
    }
    for (let i = 0; i <= lastMinute - firstMinute; i += 1)
      for (const id of this.#waiting.under(-(firstMinute + i))) found.add(id);
    return found;
  }

  #learnDelta(asterisk: Digest, bot: Digest): void {
    if (!bot.uniqueId || asterisk.nameCounter === null) return;
    const process = processOf(asterisk);
    const sure = this.#sure.get(process) ?? { counters: [], deltas: [] };
    this.#sure.set(process, sure);
    const { counter } = bot.uniqueId;
    const place = firstAtOrAfter(sure.counters, counter);
    sure.counters.splice(place, 0, counter);
    sure.deltas.splice(place, 0, counter - asterisk.nameCounter);
  }

  /** What the sure joins before and after a call say of the counters at its place. */
  #deltaAt(asterisk: Digest, bot: Digest): DeltaRange {
    const counter = bot.uniqueId?.counter;
    const sure = this.#sure.get(processOf(asterisk));
    if (counter === undefined || !sure) return { before: null, after: null };
    const above = firstAtOrAfter(sure.counters, counter);
    const below = sure.counters[above] === counter ? above : above - 1;
    const before = sure.deltas[below] ?? null;
    const after = sure.deltas[above] ?? null;
    // the difference never falls: joins that say so are not sure, and tell nothing
    return before !== null && after !== null && before > after ? { before: null, after: null } : { before, after };
  }

  /** The next calls come after the latest sure joins. */
  #forgetOldJoins(): void {
    for (const { counters, deltas } of this.#sure.values()) {
      counters.splice(0, counters.length - SURE_JOINS);
      deltas.splice(0, deltas.length - SURE_JOINS);
    }
  }

  #index(id: WaitingId): void {
    const digest = this.#waiting.digest(id);
    const clock = this.#clockOf(digest);
    this.#waiting.index(
      id,
      digest.startMs === null || digest.channelIds.length > 0
        ? -Math.floor(toUtcMs(clock, digest.firstMs) / 60_000)
        : Math.floor(toUtcMs(clock, digest.startMs) / 1000),
    );
  }

  #clockOfWaiting(id: WaitingId): Clock {
    return this.log(this.#waiting.side(id), this.#waiting.streamIndex(id)).clock;
  }

  #clockOf(digest: { readonly side: Side; readonly streamIndex: number }): Clock {
    return this.log(digest.side, digest.streamIndex).clock;
  }

  #hand(asterisk: readonly WaitingId[], bot: WaitingId | null, joinedBy: string | null): void {
    const halves = bot === null ? asterisk : [...asterisk, bot];
    if (this.#isWanted?.(halves.map((id) => this.#waiting.digest(id))) === false) {
      for (const id of halves) this.#waiting.forget(id);
      return;
    }
    const streamOf = (id: WaitingId | null | undefined): number | undefined =>
      id == null ? undefined : this.#waiting.streamIndex(id);
    const streams = { asterisk: streamOf(asterisk[0] ?? bot), bot: streamOf(bot) };
    this.#emit(
      assembleCall({
        asterisk: asterisk.map((id) => this.#waiting.take(id)),
        bot: bot === null ? null : this.#waiting.take(bot),
        clockOf: (half) => this.#clockOf(half),
        surroundings: (fromMs, toMs) => this.#surroundings(fromMs, toMs, streams),
        inputs: { asterisk: this.#has("asterisk"), bot: this.#has("bot") },
        severalHosts: [...this.#logs.keys()].filter((key) => key.startsWith("asterisk")).length > 1,
        joinedBy,
      }),
    );
  }

  #has(side: Side): boolean {
    return [...this.#logs.keys()].some((key) => key.startsWith(side));
  }

  /** Events of the run from two minutes before the call to two after; of several hosts and bots those of its own. */
  #surroundings(fromMs: number, toMs: number, streams: Readonly<Record<Side, number | undefined>>): Surroundings {
    const runEventsOf = this.#runEventsOf.bind(this);
    return { of: (type) => runEventsOf(type, fromMs - LINGER_MS, toMs + LINGER_MS, streams) };
  }

  *#runEventsOf<T extends SurroundingType>(
    type: T,
    fromMs: number,
    toMs: number,
    streams: Readonly<Record<Side, number | undefined>>,
  ): Generator<TimedEvent<EventOf<T>>> {
    for (const [key, log] of this.#runEvents) {
      const [side, stream] = key.split(" ") as [Side, string];
      const several = [...this.#logs.keys()].filter((other) => other.startsWith(side)).length > 1;
      const own = streams[side] ?? (side === "bot" ? Number(stream) : undefined);
      if (several && Number(stream) !== own) continue;
      const { clock } = this.log(side, Number(stream));
      // events of one log come in time order
      for (const event of log.between(type, toWallMs(clock, fromMs), toWallMs(clock, toMs))) {
        if (event.wallMs === null) continue;
        const atMs = toUtcMs(clock, event.wallMs);
        if (atMs > toMs) break;
        yield { event: event as EventOf<T>, atMs, inferredFrom: null };
      }
    }
  }

  /** Sets the clocks, once: from the ids each log names, then from each other, then the bot's skew from sure pairs. */
  #calibrate(): void {
    if (this.#calibrated) return;
    this.#calibrated = true;
    const of = (side: Side, stream: number): WaitingId[] =>
      picked(this.#waiting.of(side), (id) => this.#waiting.streamIndex(id) === stream);
    // the first few thousand calls tell as much of a clock as all of them
    const digests = (side: Side, stream: number): Digest[] =>
      of(side, stream)
        .slice(0, CLOCK_HALVES)
        .map((id) => this.#waiting.digest(id));
    const logs = [...this.#logs].map(([key, log]) => ({
      side: key.split(" ")[0] as Side,
      stream: Number(key.split(" ")[1]),
      log,
    }));
    for (const { side, stream, log } of logs) anchorByUniqueIds(log.clock, digests(side, stream), log.stampedUtc);
    const bots = [...this.#waiting.of("bot")].slice(0, CLOCK_HALVES).map((id) => this.#waiting.digest(id));
    for (const { side, stream, log } of logs) {
      if (side === "asterisk")
        anchorByCreation(
          log.clock,
          of(side, stream).map((id) => this.#waiting.startMs(id)),
          bots,
        );
    }
    for (const { side, stream, log } of logs) if (side === "bot") this.#alignByStarts(log.clock, of("bot", stream));
    for (const id of this.#waiting.of("asterisk")) this.#index(id);
    for (const { side, stream, log } of logs) {
      if (side !== "bot") continue;
      if (log.clock.skewGiven) continue;
      const skewMs = measureSkewMs(this.#moments(stream)) ?? this.#measureFarSkewMs(stream, log.clock);
      if (skewMs === null) continue;
      log.clock.skewMs += skewMs;
      log.clock.skewKnown = true;
      splitZone(log.clock);
    }
    this.#sure.clear();
    this.#emitRunEvents();
  }

  /** The clocks are set: what waited for them gets its time. */
  #emitRunEvents(): void {
    for (const [key, refs] of this.#untimedOf)
      for (const ref of refs) this.#emitRunEvent(this.#atItsTime(this.#untimed.peek(ref), Number(key.split(" ")[1])));
    this.#forgetUntimed();
  }

  #forgetUntimed(): void {
    this.#untimed.close();
    this.#untimedOf.clear();
  }

  /**
   * A clock so far off that no call seems to be in both logs: what its first lines say of the uniqueids in them is tried.
   * null where that joins no call either; then the clock is left as it was.
   */
  #measureFarSkewMs(stream: number, clock: Clock): number | null {
    const bots = picked(this.#waiting.of("bot"), (id) => this.#waiting.streamIndex(id) === stream);
    const lagMs = lagOfUniqueIds(
      clock,
      bots.slice(0, CLOCK_HALVES).map((id) => this.#waiting.digest(id)),
    );
    if (lagMs === null || Math.abs(lagMs) > MAX_SKEW_MS) return null;
    this.#sure.clear();
    clock.skewMs += lagMs;
    const skewMs = measureSkewMs(this.#moments(stream));
    clock.skewMs -= lagMs;
    return skewMs === null ? null : lagMs + skewMs;
  }

  /** A bot that gives its channels ids of its own: nothing but the starts of its calls says how its clock stands to Asterisk's. */
  #alignByStarts(clock: Clock, bots: readonly WaitingId[]): void {
    const calls = bots.slice(0, CLOCK_PAIRS);
    if (clock.skewGiven || calls.length === 0 || calls.some((id) => this.#waiting.digest(id).uniqueId !== null)) return;
    const starts = (ids: readonly WaitingId[]): number[] =>
      ids.flatMap((id) => {
        const startMs = this.#waiting.startMs(id);
        return startMs === null ? [] : [toUtcMs(this.#clockOfWaiting(id), startMs)];
      });
    const asterisk = starts([...this.#waiting.of("asterisk")]).slice(0, 2 * CLOCK_PAIRS);
    const aheadMs = alignStarts(asterisk, starts(calls));
    if (aheadMs === null) return;
    clock.skewMs = aheadMs;
    clock.skewKnown = true;
  }

  /** The same moments in both logs, from the pairs found so far: entering Stasis, holds, plays. */
  #moments(stream: number): SameMoment[] {
    const bots = picked(this.#waiting.of("bot"), (id) => this.#waiting.streamIndex(id) === stream)
      .slice(0, CLOCK_HALVES)
      .map((id) => ({ id, digest: this.#waiting.digest(id) }))
      .sort((a, b) => byCreation(a.digest, b.digest))
      .map(({ id }) => id);
    return this.#assign(bots.slice(0, CLOCK_PAIRS)).flatMap(({ bot, asterisk }) => {
      if (asterisk === null) return [];
      // of a call without its beginning the series may lack different members, and still be as long
      const whole = this.#waiting.startMs(bot) !== null && this.#waiting.startMs(asterisk) !== null;
      return whole ? this.#momentsOf(this.#waiting.peek(asterisk), this.#waiting.peek(bot)) : [];
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
          botPrecisionMs: other.precisionMs,
        });
      });
    }
    return moments;
  }
}

/** Settling looks at every half that waits: not after each one that is added, and the less often the more there are. */
const SETTLE_EVERY = 64;
const SETTLE_SHARE = 32;

/** Those of a set that fit, without a copy of the whole: it may hold every call of a log. */
function picked<T>(set: Iterable<T>, fits: (item: T) => boolean): T[] {
  const found: T[] = [];
  for (const item of set) if (fits(item)) found.push(item);
  return found;
}

const HOUR_MS = 3_600_000;
/** A bot hears of a call a little after its creation. */
const HOUR_SLACK_MS = 60_000;
/** A clock is not further off than this; what is, is a zone or another log. */
const MAX_SKEW_MS = 2 * 3_600_000;

/** Where no uniqueid says when a call began, the bot's clock does, and that may be off by this much. */
const SKEW_SECONDS = 20;

/** A join that leaves no doubt: the caller's number, or an id, beside the second of creation. */
const SURE = 20;
/** The latest sure joins tell where the counters stand now. */
const SURE_JOINS = 256;
/** Asterisk processes whose counters are remembered: of all but the last few no call is left. */
const MAX_PROCESSES = 1_000;

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
