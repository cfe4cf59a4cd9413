// What became of a call, worked out once for all rules: its turns (hold, thinking, playback), what the bot wanted and did not
// get, and when and by which line its channel is known to have died. These are facts; whose fault it was is for the rules.
import type { Call } from "../call.js";
import type { TimedEvent } from "../timed-event.js";
import { type Death, deathOf, endToldBy, leftStasisAt, type Step, stepsOf } from "./death.js";
import { isHold } from "./deeds.js";
import { type Fault, faultsOf, survival } from "./faults.js";
import { covers, isBeginning, isCutShort, isLate, isWhollyTold, type LogSpans } from "./log-reach.js";
import { answerOf, isOwn } from "./own-lines.js";
import type { Turn } from "./turn.js";
import { botTurns, turnsOfForeignBot } from "./turns.js";

/** The facts about a call that rules judge. */
export interface CallFacts {
  /** Lines about the channel that the bot handles. */
  readonly own: readonly TimedEvent[];
  readonly turns: readonly Turn[];
  readonly faults: readonly Fault[];
  readonly death: Death | null;
  /** The bot's first line about the end. Whatever it does to the channel afterwards is clean-up. Null if there is none. */
  readonly endTold: TimedEvent | null;
  /** Was the channel alive when the bot wanted to play? Null if that is not known, or if it never tried. */
  readonly survived: boolean | null;
  /** True if the log stops while the call may still be up. */
  readonly cutShort: boolean;
  /** True if the log shows how the call began. */
  readonly begun: boolean;
  /** True if each existing log covers the whole call. One that does not may have mentioned a fault. */
  readonly wholly: boolean;
  /** Does Asterisk's log cover the end of the call, with the bot's clock measured against it? */
  readonly endInAsteriskLog: boolean;
  /** From when to when each log reaches. Null without one. */
  readonly logs: LogSpans;
  /** When the call was answered, if a line says so. */
  readonly answeredMs: number | null;
  /** The channel's dialplan steps up to its hang-up. What runs from its first `h` step on is part of the hang-up. */
  readonly steps: readonly Step[];
  /** The step with which the dialplan went on after Stasis(), other than at the next priority. Null if it did not. */
  readonly leftStasis: TimedEvent | null;
  /** True if a line shows that the caller was served: a playback after a hold, or any playback that ended well. */
  readonly served: boolean;
}

/** Works out the facts about a call from its events. */
export function factsOf(call: Call, spans: LogSpans): CallFacts {
  const own = call.events.filter(({ event }) => isOwn(call, event));
  const steps = stepsOf(own);
  const left = leftStasisAt(steps);
  const turns =
    call.sides.bot && own.some(({ event }) => isHold(event)) ? botTurns(call, own) : turnsOfForeignBot(call, own, left);
  const death = deathOf(call, own, steps, turns, left);
  const faults = faultsOf(call, own, turns, death, left, spans);
  return {
    own,
    turns,
    faults,
    death,
    endTold: endToldBy(call, own, left),
    survived: survival(turns, faults, death),
    cutShort: isCutShort(call, own, death, left, spans),
    begun: own.some((timed) => isBeginning(timed.event) && !isLate(own, timed)),
    wholly: isWhollyTold(call, own, spans),
    endInAsteriskLog: covers(call, death, spans),
    logs: spans,
    answeredMs: answerOf(own)?.atMs ?? null,
    steps,
    leftStasis: left,
    served:
      turns.some(({ outcome }) => outcome === "played") ||
      own.some(({ event }) => event.type === "bot-play-finished" && event.state === "done"),
  };
}
