// What a line of a bot says of a time: the round number of seconds that it names, and whether its words speak of a timer. Only
// the few lines that stand beside the end of a call are looked at, so it is read when a rule asks for it.
import { roundSecondsIn } from "../../events/bot/timer.js";
import type { CallEvent } from "../../events/event.js";
import { speaksOfTimer } from "../../events/lexicon/timers.js";

/** A time that a line tells of. */
export interface ToldTime {
  readonly seconds: number | null;
  /** Its words speak of a timer, in one of the languages that are known. */
  readonly isWorded: boolean;
  /** As {@link isWorded}, or a warning in unknown words that names a round time: talk that is over is no warning. */
  readonly isTimer: boolean;
}

/** What a line says of a time. */
export function timeToldBy(event: CallEvent): ToldTime {
  const isUnread = event.type === "unread-error";
  const seconds = (isUnread ? event.seconds : undefined) ?? roundSecondsIn(event.message);
  const isWorded = speaksOfTimer(event.message);
  return { seconds, isWorded, isTimer: isWorded || (isUnread && seconds !== null) };
}
