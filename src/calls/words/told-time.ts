// What a bot's line says about a time: the round number of seconds in it, and whether its words speak of a timer. Only the few
// lines next to the end of a call matter, so this is read when a rule asks.
import { roundSecondsIn } from "../../events/bot/timer.js";
import type { CallEvent } from "../../events/event.js";
import { speaksOfTimer } from "../../events/lexicon/timers.js";

/** A time that a line mentions. */
export interface ToldTime {
  readonly seconds: number | null;
  /** Its words speak of a timer, in one of the known languages. */
  readonly isWorded: boolean;
  /**
   * Like {@link isWorded}, or a warning in unknown words that has a round time. Nobody warns about a conversation that simply
   * ended.
   */
  readonly isTimer: boolean;
}

/** What a line says about a time. */
export function timeToldBy(event: CallEvent): ToldTime {
  const isUnread = event.type === "unread-error";
  const seconds = (isUnread ? event.seconds : undefined) ?? roundSecondsIn(event.message);
  const isWorded = speaksOfTimer(event.message);
  return { seconds, isWorded, isTimer: isWorded || (isUnread && seconds !== null) };
}
