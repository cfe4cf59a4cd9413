// What became of a call, computed once for all rules: its turns (hold, thought, playback), what the bot wanted and did not
// get, and when and by which line its channel is known to have died. Facts only; whose fault it was is for the rules.
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
export interface Story {
  /** Lines about the channel that the bot handles. */
  readonly own: readonly TimedEvent[];
  readonly turns: readonly Turn[];
  readonly faults: readonly Fault[];
  readonly death: Death | null;
  /** The bot's first line that tells of the end: what it does to the channel after it is clean-up. null where there is none. */
  readonly endTold: TimedEvent | null;
  /** Was the channel alive when the bot wanted to play? null = not known or never tried. */
  readonly survived: boolean | null;
  /** True where the log stops while the call may be up. */
  readonly cutShort: boolean;
  /** True where the log shows how the call began. */
  readonly begun: boolean;
  /** True where each log that there is reaches over the whole call: one that does not may have told of a fault. */
  readonly wholly: boolean;
  /** Does Asterisk's log reach over the end of the call, with the bot's clock measured against it? */
  readonly endInAsteriskLog: boolean;
  /** From when to when each log reaches; null without one. */
  readonly logs: LogSpans;
  /** When the call was answered, as far as a line says. */
  readonly answeredMs: number | null;
  /** The channel's steps in the dialplan, up to its hang-up: what runs from its first `h` step on belongs to that. */
  readonly steps: readonly Step[];
  /** The step with which the dialplan went on after Stasis(), elsewhere than at the next priority; null where it did not. */
  readonly leftStasis: TimedEvent | null;
  /** True where a line shows that the caller was served: a playback after a hold, or any that ended well. */
  readonly served: boolean;
}

/** Reads the story of a call from its events. */
export function storyOf(call: Call, spans: LogSpans): Story {
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
