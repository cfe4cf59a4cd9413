// Which Asterisk half a bot half belongs to, among all that are waiting. match.ts says how well two fit. Here pairs are chosen,
// so that each half is in one, and sure pairs teach what tells doubtful ones apart.
import { toUtcMs } from "../clocks/clock.js";
import type { LogClocks } from "../clocks/log-clocks.js";
import { Counters } from "./counters.js";
import type { HalfSummary } from "./half-summary.js";
import { Hosts } from "./hosts.js";
import { ENOUGH, type Fit, fitOf, MARGIN } from "./match.js";
import type { WaitingHalves, WaitingId } from "./waiting-halves.js";

/** The Asterisk half that fits a bot half best. */
interface BestFit extends Fit {
  readonly asterisk: WaitingId;
}

/** A bot half and its partner. Null if it has none. */
export interface Pair {
  readonly bot: WaitingId;
  readonly asterisk: WaitingId | null;
  readonly score: number;
  readonly joinedBy: string | null;
}

/** A join beyond doubt: the caller's number, or an id, together with the second of creation. */
export const SURE = 20;

const NOBODY: readonly WaitingId[] = [];
const NONE_TAKEN: ReadonlySet<WaitingId> = new Set();

/** If no uniqueid says when a call began, the bot's clock does, and it may be off by this much. */
const SKEW_SECONDS = 20;

/** For a bot without times, how long after its creation an Asterisk half without a beginning is sought. */
const UNDATED_MINUTES = 10;

/** Finds partners among the waiting halves. */
export class Partners {
  readonly #waiting: WaitingHalves;
  readonly #clocks: LogClocks;
  readonly #counters: Counters;
  readonly #hosts: Hosts;

  constructor(waiting: WaitingHalves, clocks: LogClocks, counters = new Counters(), hosts = new Hosts()) {
    this.#waiting = waiting;
    this.#clocks = clocks;
    this.#counters = counters;
    this.#hosts = hosts;
  }

  /** A copy with all that was learnt so far, for other halves and by other clocks. What it learns stays its own. */
  among(waiting: WaitingHalves, clocks: LogClocks): Partners {
    return new Partners(waiting, clocks, this.#counters.copy(), this.#hosts.copy());
  }

  /** All that was learnt. */
  get memory() {
    return { counters: this.#counters.memory, hosts: this.#hosts.memory };
  }

  /** Restores the state that an earlier run left. */
  recall({ counters, hosts }: Partners["memory"]): void {
    this.#counters.recall(counters);
    this.#hosts.recall(hosts);
  }

  /** Files an Asterisk half where partners will look for it. */
  index(id: WaitingId): void {
    const summary = this.#waiting.summary(id);
    const clock = this.#clocks.clockOf(summary);
    this.#waiting.index(
      id,
      summary.startMs === null || summary.channelIds.length > 0
        ? -Math.floor(toUtcMs(clock, summary.firstMs) / 60_000)
        : Math.floor(toUtcMs(clock, summary.startMs) / 1000),
    );
  }

  /** Bot halves in the order in which their channels were created. */
  inOrderOfCreation(bots: readonly WaitingId[]): WaitingId[] {
    return bots
      .map((bot) => ({ bot, summary: this.#waiting.summary(bot) }))
      .sort((a, b) => byCreation(a.summary, b.summary))
      .map(({ bot }) => bot);
  }

  /**
   * The best partner for each bot half. Sure fits come first, so that they teach the counters before doubtful ones are tried. If
   * two would do nearly as well, on either side, there is no join.
   * @param except Asterisk halves that are not to be had.
   */
  assign(bots: readonly WaitingId[], except: Iterable<WaitingId> = NOBODY): Pair[] {
    const taken = new Set(except);
    const partner = new Map<WaitingId, BestFit>();
    for (const least of [SURE, 11, ENOUGH]) {
      const wishes = new Map<WaitingId, { bot: WaitingId; fit: BestFit }[]>();
      for (const bot of bots) {
        if (partner.has(bot)) continue;
        const fit = this.#bestFit(this.#waiting.summary(bot), taken);
        if (!fit || fit.score < least) continue;
        wishes.set(fit.asterisk, [...(wishes.get(fit.asterisk) ?? []), { bot, fit }]);
      }
      for (const [asterisk, wishing] of wishes) {
        const [best, second] = wishing.sort((a, b) => b.fit.score - a.fit.score);
        if (!best || (second && best.fit.score - second.fit.score < MARGIN)) continue;
        taken.add(asterisk);
        partner.set(best.bot, best.fit);
        if (least === SURE) this.learn(this.#waiting.summary(asterisk), this.#waiting.summary(best.bot));
      }
    }
    return bots.map((bot) => ({
      bot,
      asterisk: partner.get(bot)?.asterisk ?? null,
      score: partner.get(bot)?.score ?? 0,
      joinedBy: partner.get(bot)?.joinedBy ?? null,
    }));
  }

  /** The partner of a bot half, if it is beyond doubt. Otherwise null. */
  surePartner(bot: WaitingId): Pair | null {
    const fit = this.#bestFit(this.#waiting.summary(bot), NONE_TAKEN);
    return fit && fit.score >= SURE ? { bot, ...fit } : null;
  }

  /**
   * A console prints some lines of a call with its C- id and others with its channel name, and nothing that ties the two. So a
   * half without a name may have a second half that has it.
   */
  restOf(asterisk: HalfSummary, bot: HalfSummary, taken: ReadonlySet<WaitingId | null>): WaitingId | null {
    if (asterisk.channelNames.length > 0) return null;
    const best = this.#bestFit(bot, taken);
    if (!best) return null;
    const { channelIds, channelNames } = this.#waiting.summary(best.asterisk);
    return channelIds.length === 0 && channelNames.length > 0 ? best.asterisk : null;
  }

  /** Notes a join that is beyond doubt. */
  learn(asterisk: HalfSummary, bot: HalfSummary): void {
    this.#counters.learn(asterisk, bot);
    this.#hosts.learn(asterisk, bot);
  }

  /** The next calls come after the latest sure joins. */
  forgetOldJoins(): void {
    this.#counters.forgetOld();
  }

  /** What the joins taught about the counters was based on clocks that were not set yet. */
  forgetCounters(): void {
    this.#counters.clear();
  }

  #bestFit(bot: HalfSummary, taken: ReadonlySet<WaitingId | null>): BestFit | null {
    let best: BestFit | null = null;
    let second = 0;
    for (const asterisk of this.#candidates(bot)) {
      if (taken.has(asterisk)) continue;
      const summary = this.#waiting.summary(asterisk);
      const { clock, reach } = this.#clocks.of("asterisk", summary.streamIndex);
      const fit = fitOf(summary, bot, {
        clocks: { asterisk: clock, bot: this.#clocks.clockOf(bot) },
        reach,
        delta: this.#counters.around(summary, bot),
      });
      const found = fit && { ...fit, score: fit.score - this.#hosts.doubt(summary, bot) };
      if (!found) continue;
      if (!best || found.score > best.score) {
        second = best?.score ?? 0;
        best = { asterisk, ...found };
      } else second = Math.max(second, found.score);
    }
    return best && best.score >= ENOUGH && best.score - second >= MARGIN ? best : null;
  }

  #candidates(bot: HalfSummary): Set<WaitingId> {
    const found = new Set<WaitingId>();
    const clock = this.#clocks.clockOf(bot);
    const from = bot.uniqueId?.epochSeconds ?? Math.floor(toUtcMs(clock, bot.firstMs) / 1000) - 2;
    // Asterisk halves without a beginning are filed under the minute in which they were first seen
    const slack = bot.uniqueId ? { before: 1, after: 3 } : { before: SKEW_SECONDS, after: SKEW_SECONDS };
    // counted from 0: a forged id may name a second so large that adding 1 does not change it
    for (let i = -slack.before; i <= slack.after; i += 1) for (const id of this.#waiting.under(from + i)) found.add(id);
    const firstMinute = Math.floor(from / 60) - 1;
    const lastMinute = bot.undated
      ? firstMinute + UNDATED_MINUTES
      : Math.floor(toUtcMs(clock, bot.lastMs) / 60_000) + 1;
    // a clock that jumped by years makes a call of millions of minutes; then the waiting halves are fewer to look at
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
}

function byCreation(a: HalfSummary, b: HalfSummary): number {
  if (!a.uniqueId || !b.uniqueId) return a.firstMs - b.firstMs;
  return a.uniqueId.epochSeconds - b.uniqueId.epochSeconds || a.uniqueId.counter - b.uniqueId.counter;
}
