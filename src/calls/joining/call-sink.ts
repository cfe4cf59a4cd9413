// What the joiner hands on, and to whom: halves that were found to be one call, between the events of the run that surround
// it.
import type { CallEvent } from "../../events/event.js";
import type { LineTimes } from "../clocks/line-times.js";
import type { Half } from "../half.js";
import type { LearntWords } from "../words/word-learning.js";

/** The halves of one call; to be read at once, or not at all. */
export interface JoinedHalves {
  /** Usually one; a console may split a call in two. */
  readonly asterisk: readonly (() => Half)[];
  readonly bot: (() => Half) | null;
  /** How the two logs were found to speak of the same call; null where only one does. */
  readonly joinedBy: string | null;
  /** What words of the bot's mean that are not understood, as far as it was learnt by then. */
  readonly words: LearntWords;
  /** What is known of the lines of logs without times; null where all have one. */
  readonly lineTimes: LineTimes | null;
}

/** Takes what the joiner hands on, in its order. */
export interface CallSink {
  /** An event of the whole run, in the order of its log. */
  addRunEvent(event: CallEvent, streamIndex: number): void;
  /** From now on the clocks of all logs stay as they are. */
  clocksAreSet(): void;
  /** No call that begins before will come any more. */
  forgetBefore(utcMs: number): void;
  add(joined: JoinedHalves): void;
  /** Nothing more will come. */
  end(): void;
}
