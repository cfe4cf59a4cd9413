// Which events a healthy call may hold, and what they must say. If a call holds nothing else, and its order is right, it is settled
// and no rule is asked about it (calls/joining/settled-call.ts). An event that is not listed here makes the rules look at the call. So
// list only what no rule makes anything of, whatever stands around it: what is missing here costs time, what is here by mistake hides
// a fault.
import type { CallEvent, EventOf, EventType } from "./event.js";
import { speaksOfTimer } from "./lexicon/timers.js";

/** Tells whether an event of one kind may be in a healthy call. */
type Check<T extends EventType> = (event: EventOf<T>) => boolean;

const always = (): boolean => true;

/** Dialplan applications that leave the call as it is. */
const PLAIN_STEPS =
  /^(?:Answer|Gosub|GosubIf|Goto|GotoIf|GotoIfTime|Log|MSet|NoOp|Progress|Return|Ringing|Set|Stasis|Verbose|Wait)$/;

/** How a call that is over ends: no cause, as with most BYEs, Q.850's normal clearing, or flag 32, as with the bot's DELETE. */
const CLEARED: ReadonlySet<number | null> = new Set([null, 0, 16, 32]);

const IN_HEALTHY_CALLS: { readonly [T in EventType]?: Check<T> } = {
  // `h` belongs to the hang-up, and a limit that is set may end the call
  dialplan: ({ app, exten, args }) => PLAIN_STEPS.test(app) && exten !== "h" && !/TIMEOUT\(/i.test(args),
  "moh-started": always,
  "moh-stopped": always,
  playing: always,
  "strict-rtp": always,
  "stasis-launched": always,
  "channel-allocated": always,
  "channel-topic": always,
  "bot-stasis-start": always,
  "bot-answered": always,
  "bot-hold": always,
  "bot-unhold": always,
  "bot-play": always,
  "bot-play-finished": ({ state }) => state === "done",
  "bot-filler": always,
  "bot-speech": always,
  "bot-model-asked": always,
  "bot-model-answered": always,
  "bot-tts": always,
  "bot-hangup": ({ why, timer }) => why === null && !timer,
  "bot-intention": ({ why, timer }) => why === null && !timer,
  "bot-hangup-requested": ({ cause }) => CLEARED.has(cause),
  "bot-stasis-end": always,
  "bot-channel-destroyed": ({ cause }) => CLEARED.has(cause),
  // the line may say what ended the call
  "bot-call-finished": ({ message }) => !speaksOfTimer(message),
};

/** May the event be in a healthy call? Never if its writer logged it as a warning or an error. */
export function fitsHealthyCall(event: CallEvent): boolean {
  if (event.severity !== undefined || event.exception !== undefined) return false;
  const check = IN_HEALTHY_CALLS[event.type] as Check<EventType> | undefined;
  return check?.(event) ?? false;
}
