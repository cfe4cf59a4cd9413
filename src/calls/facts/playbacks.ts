// How playbacks went: by their id, by the bot's own line of the end, else by what Asterisk logs of the sound.
import type { CallEvent, EventOf } from "../../events/event.js";
import { type Call, eventsOf } from "../call.js";
import type { TimedEvent } from "../timed-event.js";
import { isBefore, isHold, isPlay, wantsTo } from "./deeds.js";

/** The outcome of a playback after a hold. */
export type PlaybackOutcome = "played" | "failed" | "refused" | "unknown";

/** Several lines about one refusal (request, `Channel not found`, traceback) are one attempt. */
export const SAME_ATTEMPT_MS = 1_000;

/** An attempt to play, or a line that shows that there was one. */
export function attemptOutcome(call: Call, own: readonly TimedEvent[], timed: TimedEvent): PlaybackOutcome | null {
  const { event } = timed;
  if (isPlay(event)) return outcomeOfPlayback(call, own, timed as TimedEvent<Play>);
  return isPlayRefusal(event) ? "refused" : null;
}

function outcomeOfPlayback(call: Call, own: readonly TimedEvent[], play: TimedEvent<Play>): PlaybackOutcome {
  const finished = endOfPlayback(call, own, play);
  if (finished) return finished.event.state === "done" ? "played" : "failed";
  const { media } = play.event;
  const failed = eventsOf(call, "playback-failed").findLast(({ event }) => media === null || event.media === media);
  if (failed && call.events.indexOf(failed) > call.events.indexOf(play)) return "failed";
  return heardFromAsterisk(call, own, play) ? "played" : "unknown";
}

type Play = EventOf<"bot-play"> | EventOf<"bot-intention">;

/**
 * By its id, which may come before the response that the bot logs as the start. Without an id, the first after it and before the
 * next.
 */
function endOfPlayback(
  call: Call,
  own: readonly TimedEvent[],
  play: TimedEvent<Play>,
): TimedEvent<EventOf<"bot-play-finished">> | undefined {
  const { playbackId } = play.event;
  const ends = eventsOf(call, "bot-play-finished");
  if (playbackId !== null) return ends.find(({ event }) => samePlayback(event.playbackId, playbackId));
  const plays = playsOf(own);
  const next = plays[plays.indexOf(play) + 1];
  return ends.find(
    (end) =>
      isBefore(play, end, call.events) &&
      !(next && isBefore(next, end, call.events)) &&
      !plays.some(({ event }) => event.playbackId !== null && samePlayback(event.playbackId, end.event.playbackId)),
  );
}

/**
 * The playbacks of a call, each once. Of an announcement and the line that tells its outcome, the latter is taken. A refused one
 * does not count.
 */
export function playsOf(own: readonly TimedEvent[]): TimedEvent<Play>[] {
  return own.filter(
    (timed): timed is TimedEvent<Play> =>
      isPlay(timed.event) && (timed.event.type === "bot-play" || answerToPlay(own, timed) === null),
  );
}

/** The line that tells the outcome of a playback that the bot only announced: its start or its refusal. Null if there is none. */
export function answerToPlay(own: readonly TimedEvent[], announced: TimedEvent): TimedEvent | null {
  for (const timed of own.slice(own.indexOf(announced) + 1)) {
    const { event, atMs } = timed;
    if (event.side !== "bot") continue;
    if (wantsTo(event, "play") || isHold(event) || event.type === "bot-play-finished") return null;
    if (atMs !== null && announced.atMs !== null && atMs - announced.atMs > ANSWERED_WITHIN_MS) return null;
    if (event.type === "bot-play" || isPlayRefusal(event)) return timed;
  }
  return null;
}

/** No ARI client waits longer for an answer. What comes later answers another request. */
export const ANSWERED_WITHIN_MS = 5_000;

function isPlayRefusal(event: CallEvent): boolean {
  return (
    (event.type === "bot-request-failed" && event.action === "play") ||
    event.type === "bot-channel-gone" ||
    event.type === "bot-not-in-stasis"
  );
}

/**
 * For a bot that logs no ends of playbacks: Asterisk's line about the sound, without one that it failed. A hangup in the middle
 * would have left one (res/res_stasis_playback.c:playback_final_update). A channel's commands run in order, so the n-th playback
 * is the n-th sound.
 */
function heardFromAsterisk(call: Call, own: readonly TimedEvent[], play: TimedEvent<Play>): boolean {
  if (call.seen.lossy) return false;
  const sound = own.filter(({ event }) => event.type === "playing")[playsOf(own).indexOf(play)];
  return (
    sound !== undefined &&
    sound.atMs !== null &&
    play.atMs !== null &&
    sound.atMs >= play.atMs - sound.event.precisionMs - SAME_ATTEMPT_MS &&
    !own.some(({ event, atMs }) => event.type === "playback-failed" && atMs !== null && atMs >= (sound.atMs ?? 0))
  );
}

/** Ids are often printed cut: `eb073f10...`. */
export function samePlayback(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || (a.length >= 8 && b.startsWith(a)) || (b.length >= 8 && a.startsWith(b));
}
