// Takes halves and hands on joined ones. A finished half waits, in brief in memory and whole in the spool, until the other log
// has been read past it. Then its partner is known, or it is known to have none. So the order in which logs are read changes
// nothing.
import type { CallEvent } from "../../events/event.js";
import type { Side } from "../../records/record.js";
import { Calibration } from "../clocks/calibration.js";
import { lagOfUniqueIds } from "../clocks/clock.js";
import type { LogClock, LogClocks } from "../clocks/log-clocks.js";
import type { HalfCall } from "../half-call.js";
import { CLOCK_PAIRS, LINGER_MS, QUIET_MS, SWEEP_EVERY_MS } from "../limits.js";
import { isHelperName, isOnlyHelpers } from "../tracking/auxiliary-channels.js";
import type { LearntWords } from "../words/word-learning.js";
import { type CallSink, type JoinedHalves, NOWHERE } from "./call-sink.js";
import { CompleteTimes, type Progress } from "./complete-times.js";
import type { HalfSummary } from "./half-summary.js";
import { LearntFromPairs } from "./learnt-from-pairs.js";
import { Partners, SURE } from "./partners.js";
import { type OpenOnes, QuietHalves } from "./quiet-halves.js";
import { picked, WaitingHalves, type WaitingId } from "./waiting-halves.js";

/** Which sides the inputs may contain. Without a bot log, no call waits for one. */
export type ExpectedSides = Readonly<Record<Side, boolean>>;

/** What {@link Joiner} remembers. */
export type JoinerMemory = Joiner["memory"];

/** Settling looks at every waiting half. So it is not done after each new one, and the more there are, the less often. */
const SETTLE_EVERY = 64;
const SETTLE_SHARE = 32;

const HOUR_MS = 3_600_000;
/** A bot hears of a call a little after its creation. */
const HOUR_SLACK_MS = 60_000;

const SIDES = ["asterisk", "bot"] as const;

/** A partner that was not quiet by then will be handed on with its bot half in another way. */
const QUIET_WITHIN_MS = 5 * LINGER_MS;

/** Joins the halves of calls and hands them on. */
export class Joiner {
  readonly #sink: CallSink;
  readonly #clocks: LogClocks;
  readonly #waiting: WaitingHalves;
  readonly #partners: Partners;
  readonly #times: CompleteTimes;
  readonly #learnt: LearntFromPairs;
  readonly #quiet: QuietHalves;
  /** True if quiet halves are taken into account. A log that grows is looked at again and again instead. */
  readonly #takesQuiet: boolean;
  #addedSinceSettling = 0;
  #isCalibrated = false;
  #lastIndex = 0;
  /** Asked right before a call is assembled whether it is wanted. Null if every call is. */
  #isWanted: ((halves: readonly HalfSummary[]) => boolean) | null = null;

  /**
   * @param sink Receives the halves of each call once they are together.
   * @param clocks Those of the logs; they are set here.
   * @param model What it has learnt, to begin with.
   * @param takesQuiet True if calls that have ended for the bot only need not wait if they are plain at a glance.
   */
  constructor(sink: CallSink, clocks: LogClocks, model: Joiner | null = null, takesQuiet = false) {
    this.#sink = sink;
    this.#clocks = clocks;
    // a copy lives for a moment, so it keeps everything in memory
    this.#waiting = new WaitingHalves(model !== null);
    this.#partners = model
      ? model.#partners.among(this.#waiting, this.#clocks)
      : new Partners(this.#waiting, this.#clocks);
    this.#quiet = new QuietHalves(this.#waiting);
    this.#takesQuiet = takesQuiet;
    this.#times = new CompleteTimes(this.#waiting, clocks);
    this.#learnt = new LearntFromPairs(this.#waiting, clocks, model ? model.#learnt : null);
    this.#isCalibrated = model ? model.#isCalibrated : false;
  }

  /** A number for a log found inside a stream. Those of the streams count up from 0. */
  anotherIndex(): number {
    this.#lastIndex -= 1;
    return this.#lastIndex;
  }

  /** What the bot's unknown words mean, as far as that has been learnt. */
  get words(): LearntWords {
    return this.#learnt.words;
  }

  /** The clock of one side of one stream. */
  log(side: Side, streamIndex: number): LogClock {
    return this.#clocks.of(side, streamIndex);
  }

  /** The best reading so far of how far a log has got in true time. It is good enough to choose the log to read next. */
  estimateUtcMs(side: Side, streamIndex: number, wallMs: number): number {
    return this.#clocks.estimateUtcMs(side, streamIndex, wallMs);
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return {
      isCalibrated: this.#isCalibrated,
      logs: this.#clocks.memory,
      waiting: SIDES.flatMap((side) => [...this.#waiting.of(side)].map((id) => this.#waiting.peek(id))),
      partners: this.#partners.memory,
      words: this.#learnt.memory,
      lastIndex: this.#lastIndex,
    };
  }

  /** Restores the state that an earlier run left. */
  recall(memory: JoinerMemory): void {
    this.#clocks.recall(memory.logs);
    this.#partners.recall(memory.partners);
    this.#learnt.recall(memory.words);
    this.#lastIndex = memory.lastIndex;
    this.#isCalibrated = memory.isCalibrated;
    for (const half of memory.waiting) this.add(half);
  }

  /** Takes note of a half of Asterisk's that is open, and about which nothing has come for two minutes. */
  noteQuiet(half: HalfCall, of: OpenOnes): void {
    // in a pipe the bot's log may come after Asterisk's, and until then nobody looks for partners
    if (!this.#takesQuiet || this.#clocks.count("bot") === 0) return;
    const id = this.#quiet.add(half, of);
    if (id !== null && this.#isCalibrated) this.#partners.index(id);
  }

  /** Takes a finished half. */
  add(half: HalfCall): void {
    this.#quiet.forget(half);
    if (half.events.length > 0) this.#add(half);
  }

  #add(half: HalfCall): WaitingId {
    return this.#noteAdded(this.#waiting.add(half));
  }

  /** Borrows a half that keeps waiting elsewhere. Most are only compared with others, which takes no more than the brief. */
  #lend(waiting: WaitingHalves, id: WaitingId): WaitingId {
    return this.#noteAdded(this.#waiting.lend(waiting.summary(id), () => waiting.peek(id)));
  }

  #noteAdded(id: WaitingId): WaitingId {
    this.#addedSinceSettling += 1;
    if (!this.#isCalibrated) return id;
    const summary = this.#waiting.summary(id);
    if (summary.side === "asterisk") this.#partners.index(id);
    const log = this.#clocks.of(summary.side, summary.streamIndex);
    const lagMs = log.clock.basis === "uniqueid" ? lagOfUniqueIds(log.clock, [summary]) : null;
    if (lagMs !== null && Math.abs(Math.abs(lagMs) - HOUR_MS) < HOUR_SLACK_MS) log.hourOffCount += 1;
    return id;
  }

  /** Takes an event of the whole run. */
  addRunEvent(event: CallEvent, streamIndex: number): void {
    this.#sink.addRunEvent(event, streamIndex);
  }

  /**
   * Hands on the calls whose halves are all there.
   * @param progressOf How far each log has been read; asked only where calls may be handed on, for there may be thousands of logs.
   */
  settle(progressOf: () => readonly Progress[], expected: ExpectedSides): void {
    const waitingCount = this.#waiting.count("asterisk") + this.#waiting.count("bot");
    if (this.#addedSinceSettling < Math.max(SETTLE_EVERY, waitingCount / SETTLE_SHARE)) return;
    // quiet halves come in another order than their partners
    const enough = this.#quiet.size === 0 ? CLOCK_PAIRS : 4 * CLOCK_PAIRS;
    const few = (side: Side): boolean => expected[side] && this.#waiting.count(side) < enough;
    this.#quiet.forgetChanged();
    if (!this.#isCalibrated && (few("asterisk") || few("bot"))) return;
    this.#calibrate();
    const progress = progressOf();
    this.#settleWithQuiet(progress);
    this.#handOnSettled(progress, expected);
  }

  /** Hands on calls that have ended for the bot, and of which Asterisk's log has told nothing more since, if they are plain at a glance. */
  #settleWithQuiet(progress: readonly Progress[]): void {
    if (this.#quiet.size === 0 || !this.#sink.settles) return;
    const readMs = this.#times.readUntilMs("asterisk", progress);
    // by then its partner has been noted
    const isPast = (id: WaitingId): boolean => {
      const agoMs = readMs - this.#times.quietSinceMs(id);
      return agoMs > SWEEP_EVERY_MS && agoMs < QUIET_WITHIN_MS;
    };
    for (const { bot, asterisk, joinedBy } of this.#quiet.surePairs(isPast, this.#partners)) {
      if (!this.#sink.settle(this.#joined([asterisk], bot, joinedBy))) continue;
      this.#partners.learn(this.#waiting.summary(asterisk), this.#waiting.summary(bot));
      this.#quiet.release(asterisk);
      this.#forget(bot);
    }
  }

  /**
   * The same without waiting for many, for logs that are read as they grow. Clocks are set as soon as one call in both logs has
   * shown how they differ. Until then nothing is handed on that could have a partner.
   * @param open Copies of the halves that are not finished yet.
   */
  settleNow(progress: readonly Progress[], expected: ExpectedSides, open: () => readonly HalfCall[]): void {
    if (this.#waiting.count("asterisk") + this.#waiting.count("bot") > 0) {
      if (!this.#isCalibrated) this.#calibrateEarly(progress, expected, open());
      if (!this.#isCalibrated) return;
      this.#handOnSettled(progress, expected);
      this.#handOnFinishedPairs(progress, open());
    } else if (this.#isCalibrated) this.#forgetRunEvents(progress);
  }

  /**
   * A long call keeps all later ones waiting, for it may be the partner of any. A call need not wait if both its halves are
   * finished and would be joined even with the open ones to choose from.
   */
  #handOnFinishedPairs(progress: readonly Progress[], open: readonly HalfCall[]): void {
    if (this.#waiting.count("asterisk") === 0 || this.#waiting.count("bot") === 0) return;
    const trial = this.#copy(() => NOWHERE);
    const own = new Map<WaitingId, WaitingId>();
    for (const side of SIDES) for (const id of this.#waiting.of(side)) own.set(trial.#lend(this.#waiting, id), id);
    for (const half of open) if (half.events.length > 0) trial.#add(half);
    const isPast = (id: WaitingId): boolean =>
      this.#times.quietSinceMs(id) <
      this.#times.readUntilMs(this.#waiting.side(id) === "bot" ? "asterisk" : "bot", progress);
    const bots = trial.#partners.inOrderOfCreation([...trial.#waiting.of("bot")]);
    for (const pair of trial.#partners.assign(bots)) {
      const bot = own.get(pair.bot);
      const asterisk = pair.asterisk === null ? undefined : own.get(pair.asterisk);
      if (bot === undefined || asterisk === undefined || !isPast(bot) || !isPast(asterisk)) continue;
      const summaries = [this.#waiting.summary(asterisk), this.#waiting.summary(bot)] as const;
      // a call that a console split may have a second half
      if (summaries[0].channelNames.length === 0 || pair.score < SURE) continue;
      this.#partners.learn(...summaries);
      this.#learnt.learnWords([{ ...pair, bot, asterisk }]);
      this.#hand([asterisk], bot, pair.joinedBy);
    }
    trial.#waiting.close();
    this.#partners.forgetOldJoins();
  }

  /** A copy in which nothing waits, and which learns on its own. */
  #copy(sinkBy: (clocks: LogClocks) => CallSink): Joiner {
    const clocks = this.#clocks.copy();
    return new Joiner(sinkBy(clocks), clocks, this);
  }

  #calibrateEarly(progress: readonly Progress[], expected: ExpectedSides, open: readonly HalfCall[]): void {
    const trial = this.preview(open, () => NOWHERE);
    const bots = [...trial.#clocks].filter(({ side }) => side === "bot");
    const areKnown =
      !(expected.asterisk && expected.bot) || (bots.length > 0 && bots.every(({ clock }) => clock.skewKnown));
    const waitsLong = progress.some(({ side, streamIndex, nowMs }) =>
      picked(this.#waiting.of(side), (id) => this.#waiting.streamIndex(id) === streamIndex).some(
        (id) => nowMs - this.#waiting.lastMs(id) > QUIET_MS,
      ),
    );
    if (!areKnown && !waitsLong) return;
    this.#isCalibrated = true;
    for (const { side, streamIndex, clock } of this.#clocks)
      Object.assign(clock, trial.#clocks.of(side, streamIndex).clock);
    for (const id of this.#waiting.of("asterisk")) this.#partners.index(id);
    this.#sink.clocksAreSet();
  }

  /**
   * What would be handed on if the logs ended here. Nothing is taken, and nothing that is learnt is kept.
   * @param open Copies of the halves that are not finished yet.
   * @param sinkBy Given the clocks of the preview, returns what receives the halves of each call.
   * @param isWanted Asked about its halves right before each call is assembled; one that is not wanted is skipped.
   * @param sinceMs Leaves out finished halves that ended before this wall-clock time of their log, by side and stream.
   */
  preview(
    open: readonly HalfCall[],
    sinkBy: (clocks: LogClocks) => CallSink,
    isWanted: ((halves: readonly HalfSummary[]) => boolean) | null = null,
    sinceMs: (side: Side, streamIndex: number) => number = () => Number.NEGATIVE_INFINITY,
  ): Joiner {
    const preview = this.#copy(sinkBy);
    preview.#isWanted = isWanted;
    for (const side of SIDES)
      for (const id of this.#waiting.of(side))
        if (this.#waiting.lastMs(id) >= sinceMs(side, this.#waiting.streamIndex(id))) preview.#lend(this.#waiting, id);
    for (const half of open) preview.add(half);
    preview.#calibrate();
    preview.#join(() => true);
    preview.#waiting.close();
    return preview;
  }

  #handOnSettled(progress: readonly Progress[], expected: ExpectedSides): void {
    this.#addedSinceSettling = 0;
    const settledMs = (side: Side): number => {
      if (!expected[side]) return Number.POSITIVE_INFINITY;
      // an expected log that has not been read at all may contain the partner of any call
      return progress.some((log) => log.side === side)
        ? this.#times.completeUntilMs(side, progress)
        : Number.NEGATIVE_INFINITY;
    };
    const settled = { asterisk: settledMs("asterisk"), bot: settledMs("bot") };
    this.#join((id) => this.#times.quietSinceMs(id) < settled[this.#waiting.side(id) === "bot" ? "asterisk" : "bot"]);
    this.#forgetRunEvents(progress);
  }

  /** Events of the run before the oldest open or waiting call will not be needed again. */
  #forgetRunEvents(progress: readonly Progress[]): void {
    const oldestMs = Math.min(
      ...SIDES.flatMap((side) => [this.#times.firstMs(side), this.#times.completeUntilMs(side, progress)]),
    );
    this.#sink.forgetBefore(oldestMs);
  }

  /** All logs have ended. Hands on every remaining call. */
  end(): void {
    this.#calibrate();
    this.#join(() => true);
    this.#waiting.close();
    this.#sink.end();
  }

  #join(ready: (id: WaitingId) => boolean): void {
    const bots = this.#partners.inOrderOfCreation(picked(this.#waiting.of("bot"), ready));
    const joined = this.#partners.assign(bots, this.#quiet.ids);
    this.#partners.forgetOldJoins();
    this.#learnt.learnWords(joined);
    this.#learnt.learnLineTimes(joined);
    const taken = new Set<WaitingId | null>([...joined.map(({ asterisk }) => asterisk), ...this.#quiet.ids]);
    for (const { bot, asterisk, joinedBy } of joined) {
      if (this.#isOfHelper(bot) && (asterisk === null || isOnlyHelpers(this.#waiting.summary(asterisk)))) {
        this.#giveToRun(bot);
        continue;
      }
      const rest =
        asterisk === null
          ? null
          : this.#partners.restOf(this.#waiting.summary(asterisk), this.#waiting.summary(bot), taken);
      if (rest !== null) taken.add(rest);
      this.#hand(
        [asterisk, rest].filter((half) => half !== null),
        bot,
        joinedBy,
      );
    }
    // an unfinished half of the bot may turn out to be the partner
    const unreadyMs = this.#times.firstMs("bot");
    const alone = (id: WaitingId): boolean =>
      ready(id) && this.#times.quietSinceMs(id) < unreadyMs && !this.#quiet.has(id);
    for (const id of picked(this.#waiting.of("asterisk"), alone)) {
      if (isOnlyHelpers(this.#waiting.summary(id))) this.#giveToRun(id);
      else this.#hand([id], null, null);
    }
  }

  /** Does a bot's half begin with a helper channel, and name no other? */
  #isOfHelper(id: WaitingId): boolean {
    if (!isOnlyHelpers(this.#waiting.summary(id))) return false;
    const { events, channelIds } = this.#waiting.peek(id);
    return channelIds.length <= 1 && isHelperName(events[0]?.event.channelName ?? "");
  }

  /** A helper channel is no call. If its call cannot be told, its warnings are reported for the run, once. */
  #giveToRun(id: WaitingId): void {
    const { events, unread, streamIndex } = this.#waiting.peek(id);
    for (const { event } of [...events, ...unread])
      if (event.severity !== undefined) this.#sink.addRunEvent(event, streamIndex);
    this.#forget(id);
  }

  #hand(asterisk: readonly WaitingId[], bot: WaitingId | null, joinedBy: string | null): void {
    const halves = bot === null ? asterisk : [...asterisk, bot];
    if (this.#isWanted?.(halves.map((id) => this.#waiting.summary(id))) === false) {
      for (const id of halves) this.#forget(id);
      return;
    }
    this.#sink.add(this.#joined(asterisk, bot, joinedBy));
    for (const id of halves) this.#forget(id);
  }

  #joined(asterisk: readonly WaitingId[], bot: WaitingId | null, joinedBy: string | null): JoinedHalves {
    const read = (id: WaitingId) => () => this.#waiting.peek(id);
    return {
      asterisk: asterisk.map(read),
      bot: bot === null ? null : read(bot),
      joinedBy,
      words: this.words,
      lineTimes: this.#learnt.lineTimes,
    };
  }

  #forget(id: WaitingId): void {
    this.#quiet.forgetBot(id);
    this.#waiting.forget(id);
  }

  /** Sets the clocks, once. */
  #calibrate(): void {
    if (this.#isCalibrated) return;
    this.#isCalibrated = true;
    new Calibration(this.#waiting, this.#clocks, this.#partners).setClocks();
    this.#sink.clocksAreSet();
  }
}
