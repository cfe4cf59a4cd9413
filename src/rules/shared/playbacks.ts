// The playbacks of a call as the bot logged them, each with its end. One playback may have several lines (the request, its 201,
// PlaybackStarted), which share its id.
import type { Call } from "../../calls/call.js";
import { eventsOf, has } from "../../calls/call.js";
import { pathsOfSounds } from "../../calls/facts/music.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import { samePlayback } from "../../calls/facts/playbacks.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import { oncePerSubject } from "./once-per-subject.js";

/** One playback on the bot's own channel. */
export interface Playback {
  readonly play: TimedEvent<EventOf<"bot-play">>;
  readonly finished: TimedEvent<EventOf<"bot-play-finished">> | null;
}

/** The playbacks that the bot logged, in order of time. */
export const playbacksOf = oncePerSubject((call: Call): readonly Playback[] => {
  const plays = eventsOf(call, "bot-play").filter(({ event }) => isOwn(call, event));
  const ends = eventsOf(call, "bot-play-finished");
  return plays.flatMap((play, i): Playback[] => {
    const { playbackId } = play.event;
    if (playbackId !== null && plays.findIndex(({ event }) => samePlayback(event.playbackId, playbackId)) < i)
      return [];
    const next = plays[i + 1];
    const finished = ends.find(({ event, atMs }) =>
      playbackId === null || event.playbackId === null
        ? // without an id, the first end after this start and before the next
          event.playbackId === playbackId && follows(atMs, play.atMs) && (!next || !follows(atMs, next.atMs))
        : samePlayback(event.playbackId, playbackId),
    );
    return [{ play, finished: finished ?? null }];
  });
});

function follows(atMs: number | null, otherMs: number | null): boolean {
  return atMs !== null && otherMs !== null && atMs >= otherMs;
}

/** After this playback was requested, was the bot told that the channel was not available? */
export function refusedAfter({ events }: Call, { play }: Playback): boolean {
  return events
    .slice(events.indexOf(play) + 1)
    .some(
      ({ event }) =>
        event.type === "bot-channel-gone" ||
        event.type === "bot-not-in-stasis" ||
        (event.type === "bot-request-failed" && event.action === "play"),
    );
}

/** Does Asterisk say that it could not play a sound of this call? That is a fault of its own (ARI104, ARI111, RTP103). */
export function soundAtFault(call: Call): boolean {
  return (
    has(call, "playback-failed", "sound-missing", "sound-unreadable", "media-unplayable") ||
    pathsOfSounds(call).length > 0
  );
}
