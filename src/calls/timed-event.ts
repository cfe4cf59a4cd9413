// An event at its true time, as all that looks at whole calls sees it.
import type { CallEvent } from "../events/event.js";
import type { Between } from "./clocks/between.js";
import type { TakenFor } from "./words/word-learning.js";

/** An event of a call, at its true time. */
export interface TimedEvent<E extends CallEvent = CallEvent> {
  readonly event: E;
  /** UTC milliseconds by Asterisk's clock; null where the line has no time. */
  readonly atMs: number | null;
  readonly inferredFrom: string | null;
  /** Of a line without a time, between which times it was written; absent where nothing tells. */
  readonly between?: Between;
  /** What words that are not understood were learnt to mean; absent where they are understood, or nothing was learnt of them. */
  readonly takenFor?: TakenFor;
}
