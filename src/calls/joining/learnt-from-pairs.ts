// What pairs of halves teach, for calls that are handed on later: what the bot's unknown words mean, and when the lines of a log
// without times were written. A wrong pair teaches nothing, as its lines do not coincide.

import { LineTimes } from "../clocks/line-times.js";
import type { LogClocks } from "../clocks/log-clocks.js";
import type { HalfCall } from "../half-call.js";
import { type LearntWords, WordLearning } from "../words/word-learning.js";
import type { Pair } from "./partners.js";
import type { WaitingHalves } from "./waiting-halves.js";

/** Learns from each pair before any of them is handed on, so that a log of few calls is learnt from as a whole. */
export class LearntFromPairs {
  readonly #waiting: WaitingHalves;
  readonly #clocks: LogClocks;
  readonly #learning: WordLearning;
  #lineTimes: LineTimes | null;

  /** @param model What it has learnt, to begin with. What this learns stays its own. */
  constructor(waiting: WaitingHalves, clocks: LogClocks, model: LearntFromPairs | null = null) {
    this.#waiting = waiting;
    this.#clocks = clocks;
    this.#learning = model ? model.#learning.copy() : new WordLearning();
    this.#lineTimes = model ? (model.#lineTimes?.copy() ?? null) : null;
  }

  /** What the bot's unknown words mean, as far as that has been learnt. */
  get words(): LearntWords {
    return this.#learning.words;
  }

  /** What is known about the lines of logs without times. Null as long as each log has times. */
  get lineTimes(): LineTimes | null {
    return this.#lineTimes;
  }

  /** Learns words. */
  learnWords(pairs: readonly Pair[]): void {
    let isMore = false;
    for (const { asterisk, bot } of pairs) {
      if (asterisk === null || !this.#waiting.summary(bot).hasUnknownWords) continue;
      if (!this.#learning.wantsMore()) continue;
      const clockOf = (half: HalfCall) => this.#clocks.clockOf(half);
      this.#learning.look(this.#waiting.peek(asterisk), this.#waiting.peek(bot), clockOf);
      isMore = true;
    }
    if (isMore) this.#learning.conclude();
  }

  /** Learns times: a line of one call bounds those of others. */
  learnLineTimes(pairs: readonly Pair[]): void {
    for (const { asterisk, bot } of pairs) {
      if (!this.#waiting.summary(bot).undated) continue;
      this.#lineTimes ??= new LineTimes();
      const partner = asterisk === null ? null : this.#waiting.peek(asterisk);
      this.#lineTimes.look(partner, this.#waiting.peek(bot), (half) => this.#clocks.clockOf(half));
    }
  }

  /** The words, so that another run can go on. */
  get memory() {
    return this.#learning.memory;
  }

  /** Restores what an earlier run left. */
  recall(memory: LearntFromPairs["memory"]): void {
    this.#learning.recall(memory);
  }
}
