// One turn of the talk.

import type { TimedEvent } from "../timed-event.js";
import type { PlaybackOutcome } from "./playbacks.js";

/** One turn of the conversation: the hold, and the attempt to play after it. */
export interface Turn {
  readonly hold: TimedEvent;
  readonly attempt: TimedEvent | null;
  readonly outcome: PlaybackOutcome | null;
}
