// Ids that the bot used for a call and that no channel ever had.
import type { Call } from "../call.js";
import type { TimedEvent } from "../timed-event.js";
import { SAME_ATTEMPT_MS } from "./playbacks.js";

/**
 * Is a channel reported gone that never was one? That counts even if the bot names its own channel: it is reacting to the 404
 * for the other id.
 */
export function isOfStrayId(call: Call, gone: TimedEvent): boolean {
  const isStray = ({ event }: TimedEvent): boolean =>
    event.channelId !== null && call.strayIds.includes(event.channelId);
  if (isStray(gone)) return true;
  const answer = call.events
    .slice(0, call.events.indexOf(gone))
    .findLast(({ event }) => event.type === "bot-request-failed" && event.sourceIndex === gone.event.sourceIndex);
  return (
    answer !== undefined &&
    isStray(answer) &&
    answer.atMs !== null &&
    gone.atMs !== null &&
    gone.atMs - answer.atMs <= SAME_ATTEMPT_MS
  );
}
