// An event at its true time, as all that looks at whole calls sees it.
import type { CallEvent } from "../events/event.js";
import type { Between } from "./clocks/between.js";
import type { TakenFor } from "./words/word-learning.js";

/** An event of a call, at its true time. */
export interface TimedEvent<E extends CallEvent = CallEvent> {
  readonly event: E;
  /** UTC milliseconds by Asterisk's clock; null if the line has no time. */
  readonly atMs: number | null;
  readonly inferredFrom: string | null;
  /** For a line without a time: the times between which it was written. Absent if nothing tells. */
  readonly between?: Between;
  /** What words that are not understood were learnt to mean. Absent if they are understood, or if nothing was learnt. */
  readonly takenFor?: TakenFor;
}
