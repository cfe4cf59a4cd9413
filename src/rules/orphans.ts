// Calls that nobody drives any more: the bot went away, or another took its app, while a turn was open.
import type { TimedEvent } from "../calls/call.js";
import type { EventOf, EventType } from "../events/event.js";
import type { Subject } from "./rule.js";

/** An event of the run while the call was up. */
export function runEventDuring<T extends EventType>({ call, story }: Subject, type: T): TimedEvent<EventOf<T>> | undefined {
  const endMs = story.death?.atMs ?? call.events.at(-1)?.atMs ?? null;
  return call.surroundings.find((timed) => timed.event.type === type && timed.atMs !== null && call.startMs !== null && endMs !== null && timed.atMs >= call.startMs && timed.atMs <= endMs + 1_000) as
    | TimedEvent<EventOf<T>>
    | undefined;
}

/** What the bot does for a caller: after it went, nothing of this follows. */
const SERVICE: ReadonlySet<EventType> = new Set<EventType>(["bot-play", "bot-unhold", "bot-hold", "bot-request-failed", "bot-channel-gone", "playing", "bot-model-answered", "bot-tts"]);

/** The last thing done for the call, where the bot left it with an open turn at that moment; null where it was served. */
export function isUnserved({ call, story }: Subject, sinceMs: number | null): TimedEvent | null {
  const turn = story.turns.at(-1);
  if (sinceMs === null || !turn || turn.attempt !== null) return null;
  const served = call.events.some(({ event, atMs }) => SERVICE.has(event.type) && atMs !== null && atMs > sinceMs);
  return served ? null : turn.hold;
}
