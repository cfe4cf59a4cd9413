// Sets the clocks of a run, once: first from the ids that each log names, then from each other, then the bot's skew from sure
// pairs.

import type { HalfCall } from "../half-call.js";
import type { HalfSummary } from "../joining/half-summary.js";
import type { Partners } from "../joining/partners.js";
import { picked, type WaitingHalves, type WaitingId } from "../joining/waiting-halves.js";
import { CLOCK_HALVES, CLOCK_PAIRS } from "../limits.js";
import {
  alignStarts,
  anchorByCreation,
  anchorByUniqueIds,
  type Clock,
  lagOfUniqueIds,
  measureSkewMs,
  type SameMoment,
  splitZone,
  toUtcMs,
} from "./clock.js";
import type { LogClock, LogClocks } from "./log-clocks.js";

/** No clock is further off than this. A larger difference is a time zone, or another log. */
const MAX_SKEW_MS = 2 * 3_600_000;

/** Events that Asterisk and the bot log within milliseconds of each other. */
const SAME = [
  ["dialplan", "bot-stasis-start"],
  ["moh-started", "bot-hold"],
  ["playing", "bot-play"],
] as const;

/** What a bot first says about a channel, in words that are not understood: that it came in. */
function firstWords({ events: [first] }: HalfCall): HalfCall["events"] {
  return first?.event.type === "bot-line" && first.inferredFrom === null ? [first] : [];
}

/** Works out how the clocks of the logs stand, from the halves that are waiting. */
export class Calibration {
  readonly #waiting: WaitingHalves;
  readonly #clocks: LogClocks;
  readonly #partners: Partners;

  constructor(waiting: WaitingHalves, clocks: LogClocks, partners: Partners) {
    this.#waiting = waiting;
    this.#clocks = clocks;
    this.#partners = partners;
  }

  /** Sets the clocks, then files Asterisk's halves where partners will look for them by these clocks. */
  setClocks(): void {
    const logs = [...this.#clocks];
    for (const log of logs) anchorByUniqueIds(log.clock, this.#firstDated(this.#of(log)), log.stampedUtc);
    const bots = this.#firstSummaries([...this.#waiting.of("bot")]);
    for (const log of logs) {
      if (log.side !== "asterisk") continue;
      const starts = this.#of(log).map((id) => this.#waiting.startMs(id));
      anchorByCreation(log.clock, starts, bots);
    }
    for (const log of logs) if (log.side === "bot") this.#alignByStarts(log);
    for (const id of this.#waiting.of("asterisk")) this.#partners.index(id);
    for (const log of logs) {
      if (log.side !== "bot" || log.clock.skewGiven) continue;
      const skewMs = measureSkewMs(this.#moments(log)) ?? this.#measureFarSkewMs(log);
      if (skewMs === null) continue;
      log.clock.skewMs += skewMs;
      log.clock.skewKnown = true;
      splitZone(log.clock);
    }
    this.#partners.forgetCounters();
  }

  #of({ side, streamIndex }: LogClock): WaitingId[] {
    return picked(this.#waiting.of(side), (id) => this.#waiting.streamIndex(id) === streamIndex);
  }

  /** The first few thousand calls tell as much about a clock as all of them. */
  #firstSummaries(ids: readonly WaitingId[]): HalfSummary[] {
    return ids.slice(0, CLOCK_HALVES).map((id) => this.#waiting.summary(id));
  }

  /** Lines without a time tell nothing about a clock. */
  #firstDated(ids: readonly WaitingId[]): HalfSummary[] {
    return this.#firstSummaries(ids).filter(({ undated }) => !undated);
  }

  /**
   * For a clock so far off that no call seems to be in both logs, tries the difference between first lines and their uniqueids.
   * Null if that joins no call either; the clock then stays as it was.
   */
  #measureFarSkewMs(bot: LogClock): number | null {
    const { clock } = bot;
    const lagMs = lagOfUniqueIds(clock, this.#firstDated(this.#of(bot)));
    if (lagMs === null || Math.abs(lagMs) > MAX_SKEW_MS) return null;
    this.#partners.forgetCounters();
    clock.skewMs += lagMs;
    const skewMs = measureSkewMs(this.#moments(bot));
    clock.skewMs -= lagMs;
    return skewMs === null ? null : lagMs + skewMs;
  }

  /** A bot that gives its channels ids of its own. Only the starts of its calls tell how its clock stands to Asterisk's. */
  #alignByStarts(bot: LogClock): void {
    const { clock } = bot;
    const calls = this.#of(bot).slice(0, CLOCK_PAIRS);
    if (clock.skewGiven || calls.length === 0 || calls.some((id) => this.#waiting.summary(id).uniqueId !== null))
      return;
    const asterisk = this.#startsUtcMs([...this.#waiting.of("asterisk")]).slice(0, 2 * CLOCK_PAIRS);
    const aheadMs = alignStarts(asterisk, this.#startsUtcMs(calls));
    if (aheadMs === null) return;
    clock.skewMs = aheadMs;
    clock.skewKnown = true;
  }

  #startsUtcMs(ids: readonly WaitingId[]): number[] {
    return ids.flatMap((id) => {
      const startMs = this.#waiting.startMs(id);
      return startMs === null ? [] : [toUtcMs(this.#clockOf(id), startMs)];
    });
  }

  #clockOf(id: WaitingId): Clock {
    return this.#clocks.of(this.#waiting.side(id), this.#waiting.streamIndex(id)).clock;
  }

  /** The same moments in both logs, from the pairs found so far: entering Stasis, holds, plays. */
  #moments(bot: LogClock): SameMoment[] {
    const bots = this.#partners.inOrderOfCreation(this.#of(bot).slice(0, CLOCK_HALVES));
    return this.#partners.assign(bots.slice(0, CLOCK_PAIRS)).flatMap(({ bot, asterisk }) => {
      if (asterisk === null) return [];
      // for a call without its beginning the two series may lack different members and still be of equal length
      const whole = this.#waiting.startMs(bot) !== null && this.#waiting.startMs(asterisk) !== null;
      return whole ? this.#momentsOf(this.#waiting.peek(asterisk), this.#waiting.peek(bot)) : [];
    });
  }

  #momentsOf(asterisk: HalfCall, bot: HalfCall): SameMoment[] {
    const moments: SameMoment[] = [];
    for (const [ours, theirs] of SAME) {
      const a = asterisk.events.filter(
        ({ event }) => event.type === ours && (event.type !== "dialplan" || event.app === "Stasis"),
      );
      const b = bot.events.filter(({ event }) => event.type === theirs);
      if (ours === "dialplan" && b.length === 0) b.push(...firstWords(bot));
      // series of different length: one has a member that the other log lacks, and it cannot be told which
      if (a.length !== b.length) continue;
      a.forEach(({ event }, i) => {
        const other = b[i]?.event;
        if (event.wallMs === null || !other || other.wallMs === null) return;
        moments.push({
          asteriskUtcMs: toUtcMs(this.#clocks.clockOf(asterisk), event.wallMs),
          asteriskPrecisionMs: event.precisionMs,
          botUtcMs: toUtcMs(this.#clocks.clockOf(bot), other.wallMs),
          botPrecisionMs: other.precisionMs,
        });
      });
    }
    return moments;
  }
}
