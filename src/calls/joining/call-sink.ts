// What the joiner hands on: halves that turned out to be one call, in order with the events of the run.
import type { CallEvent } from "../../events/event.js";
import type { LineTimes } from "../clocks/line-times.js";
import type { HalfCall } from "../half-call.js";
import type { LearntWords } from "../words/word-learning.js";

/** The halves of one call. They must be read at once, or not at all. */
export interface JoinedHalves {
  /** Usually one. A console may split a call in two. */
  readonly asterisk: readonly (() => HalfCall)[];
  readonly bot: (() => HalfCall) | null;
  /** Why the two logs are taken to be about the same call. Null if only one log is. */
  readonly joinedBy: string | null;
  /** What the bot's unknown words mean, as far as that had been learnt by then. */
  readonly words: LearntWords;
  /** What is known about the lines of logs without times. Null if all have a time. */
  readonly lineTimes: LineTimes | null;
}

/** Receives what the joiner hands on, in its order. */
export interface CallSink {
  /** An event of the whole run, in the order of its log. */
  addRunEvent(event: CallEvent, streamIndex: number): void;
  /** From now on the clocks of all logs stay as they are. */
  clocksAreSet(): void;
  /** No later call will have begun before this time. */
  forgetBefore(utcMs: number): void;
  add(joined: JoinedHalves): void;
  /** False if all calls are wanted whole. */
  readonly settles: boolean;
  /**
   * Takes a call if it is plain at a glance that it went well. @returns false if it is not; then nothing is kept, and the halves are
   * handed on later.
   */
  settle(joined: JoinedHalves): boolean;
  /** Nothing more will come. */
  end(): void;
}

/** Ignores everything: for trying out clocks. */
export const NOWHERE: CallSink = {
  addRunEvent: () => undefined,
  clocksAreSet: () => undefined,
  forgetBefore: () => undefined,
  add: () => undefined,
  settles: false,
  settle: () => false,
  end: () => undefined,
};
