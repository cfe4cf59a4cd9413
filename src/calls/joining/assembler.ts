// Takes joined halves and makes calls of them: events on one clock, together with what happened to the whole run around them.
import type { CallEvent } from "../../events/event.js";
import type { Call } from "../call.js";
import type { LineTimes } from "../clocks/line-times.js";
import type { LogClocks } from "../clocks/log-clocks.js";
import type { HalfCall } from "../half-call.js";
import { type EmitRunEvent, RunEvents } from "../tracking/run-events.js";
import type { Surroundings } from "../tracking/run-log.js";
import type { LearntWords } from "../words/word-learning.js";
import { partedAtEnd } from "./after-end.js";
import { assembleCall, withWitnessed } from "./assemble-call.js";
import type { CallSink, JoinedHalves } from "./call-sink.js";
import { type SettledCall, settledCall } from "./settled-call.js";
import type { Witnesses } from "./witnesses.js";

/** What {@link Assembler} remembers. */
export type AssemblerMemory = Assembler["memory"];

/** Takes a call that went well by its own lines. Returns false if what surrounds it is for the rules; then it is put together. */
export type Settle = (call: SettledCall, surroundings: Surroundings) => boolean;

/** Puts calls together. */
export class Assembler implements CallSink {
  readonly #clocks: LogClocks;
  readonly #emit: (call: Call) => void;
  readonly #settle: Settle | null;
  readonly #runEvents: RunEvents;
  readonly #witnesses: Witnesses | null;

  /**
   * @param clocks Those of the joiner that hands on the halves.
   * @param emit Receives each call that is not settled.
   * @param settle Asked first about a call that went well by its own lines. Null if all calls are wanted whole.
   * @param emitRunEvent Receives each event of the run once its log's clock is set, in the order of its log.
   * @param witnesses What captures hold. Null without one.
   */
  constructor(
    clocks: LogClocks,
    emit: (call: Call) => void,
    settle: Settle | null = null,
    emitRunEvent: EmitRunEvent = () => undefined,
    witnesses: Witnesses | null = null,
    runEvents = new RunEvents(clocks, emitRunEvent),
  ) {
    this.#clocks = clocks;
    this.#emit = emit;
    this.#witnesses = witnesses;
    // a capture may show of such a call what its lines do not
    this.#settle = witnesses === null ? settle : null;
    this.#runEvents = runEvents;
  }

  /** An assembler with other clocks, within the same run. */
  by(clocks: LogClocks, emit: (call: Call) => void): Assembler {
    return new Assembler(clocks, emit, null, undefined, this.#witnesses, this.#runEvents.by(clocks));
  }

  /** How many events of the run were dropped because a table was full. */
  get evictedRunEvents(): number {
    return this.#runEvents.evictedCount;
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return this.#runEvents.memory;
  }

  /** Restores the state that an earlier run left. */
  recall(memory: AssemblerMemory): void {
    this.#runEvents.recall(memory);
  }

  addRunEvent(event: CallEvent, streamIndex: number): void {
    this.#runEvents.add(event, streamIndex);
  }

  clocksAreSet(): void {
    this.#runEvents.clocksAreSet();
  }

  forgetBefore(utcMs: number): void {
    this.#runEvents.forgetBefore(utcMs);
  }

  add({ asterisk, bot, joinedBy, words, lineTimes }: JoinedHalves): void {
    const halves = asterisk.map((read) => read());
    const botHalf = bot?.() ?? null;
    const [only, ...others] = halves;
    if (!botHalf || !only || others.length > 0) {
      this.#assemble(halves, botHalf, joinedBy, words, lineTimes);
      return;
    }
    const { own, later } = partedAtEnd(only, botHalf, (half) => this.#clocks.clockOf(half));
    if (later === null && this.#isSettled(own, botHalf)) return;
    this.#assemble(
      own.events.length > 0 ? [own] : [],
      botHalf,
      own.events.length > 0 ? joinedBy : null,
      words,
      lineTimes,
    );
    if (later) this.#assemble([later], null, null, words, lineTimes);
  }

  get settles(): boolean {
    return this.#settle !== null;
  }

  settle({ asterisk, bot }: JoinedHalves): boolean {
    const [ofAsterisk, ofBot] = [asterisk[0]?.(), bot?.()];
    if (this.#settle === null || ofAsterisk === undefined || ofBot === undefined) return false;
    const { own, later } = partedAtEnd(ofAsterisk, ofBot, (half) => this.#clocks.clockOf(half));
    return later === null && this.#isSettled(own, ofBot);
  }

  #isSettled(asterisk: HalfCall, bot: HalfCall): boolean {
    if (this.#settle === null) return false;
    const clocks = { asterisk: this.#clocks.clockOf(asterisk), bot: this.#clocks.clockOf(bot) };
    const call = settledCall(asterisk, bot, clocks, this.#clocks.count("asterisk") > 1);
    if (call === null) return false;
    const streams = { asterisk: asterisk.streamIndex, bot: bot.streamIndex };
    return this.#settle(call, this.#runEvents.around(call.firstMs, call.lastMs, streams));
  }

  #assemble(
    asterisk: readonly HalfCall[],
    bot: HalfCall | null,
    joinedBy: string | null,
    words: LearntWords,
    lineTimes: LineTimes | null,
  ): void {
    const streams = { asterisk: (asterisk[0] ?? bot)?.streamIndex, bot: bot?.streamIndex };
    const call = assembleCall({
      asterisk,
      bot,
      clockOf: (half) => this.#clocks.clockOf(half),
      surroundings: (fromMs, toMs) => this.#runEvents.around(fromMs, toMs, streams),
      inputs: { asterisk: this.#clocks.count("asterisk") > 0, bot: this.#clocks.count("bot") > 0 },
      severalHosts: this.#clocks.count("asterisk") > 1,
      joinedBy,
      words,
      lineTimes,
    });
    this.#emit(this.#witnesses === null ? call : withWitnessed(call, this.#witnesses.of(call)));
  }

  end(): void {
    this.#runEvents.close();
  }
}
