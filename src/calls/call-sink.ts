// What the joiner hands on, and to whom: halves that were found to be one call, between the events of the run that surround
// it. Whoever takes them puts calls together, here (assembler.ts) or on another thread (judging/).
import type { CallEvent } from "../events/event.js";
import type { Side } from "../records/record.js";
import type { Half } from "./half.js";
import type { LearntWords } from "./word-learning.js";

/** A half that waits to be read; only for as long as it is handed on. */
export interface HeldHalf {
  readonly side: Side;
  readonly streamIndex: number;
  /** The half itself. */
  readonly whole: () => Half;
  /** The same as JSON; to be copied at once, for the next that is read takes its place. */
  readonly bytes: () => Buffer;
}

/** The halves of one call. */
export interface JoinedHalves {
  /** Usually one; a console may split a call in two. */
  readonly asterisk: readonly HeldHalf[];
  readonly bot: HeldHalf | null;
  /** How the two logs were found to speak of the same call; null where only one does. */
  readonly joinedBy: string | null;
  /** What words of the bot's mean that are not understood, as far as it was learnt by then. */
  readonly words: LearntWords;
}

/** Takes what the joiner hands on, in its order. */
export interface CallSink {
  /** True where it asks for the bytes of halves: then they are best kept as such. */
  readonly takesBytes: boolean;
  /** Told once: many halves have been finished, so many calls will come. */
  expectMany(): void;
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
