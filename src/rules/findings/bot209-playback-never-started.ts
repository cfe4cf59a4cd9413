// ARI accepted the playback, and it never ran although the channel was there. 201 only means that it is queued
// (res/stasis/control.c:stasis_app_send_command_async). Asterisk's log shows each sound that starts (main/file.c:ast_streamfile,
// VERBOSE 3, like dialplan steps). In a bot's log PlaybackFinished comes before StasisEnd for everything that ran, even if the
// caller hung up, as one thread sends both (res/res_stasis_playback.c:playback_final_update, res/res_stasis.c:send_end_msg).

import { firstOf } from "../../calls/call.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventType } from "../../events/event.js";
import type { Subject } from "../judgement.js";
import { defineFinding } from "../rule.js";
import { inSeconds, proofOf } from "../shared/evidence.js";
import { type Playback, playbacksOf, refusedAfter, soundAtFault } from "../shared/playbacks.js";
import { playedOrNot } from "../shared/snippets.js";

/** The channel thread looks for commands every 200 ms (res/res_stasis.c: MAX_WAIT_MS). Stamps of whole seconds need more. */
const SETTLED_MS = 3_000;

export const playbackNeverStarted = defineFinding({
  code: "BOT209",
  name: "playback-never-started",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "ARI accepted a playback that never ran, although the channel was there for seconds more.",
    impact: "The caller hears nothing, and a bot that takes 201 as proof of playback does not notice.",
    evidence:
      "Asterisk's log has the dialplan of the call (verbosity 3) and no `<NAME> Playing` from the request on. Or the bot logs StasisEnd and the ends of its other playbacks, but none for this one.",
    excludedBy: "A `Playing` line, an end or failure of the playback, a refusal, or a channel that ended within 3 s.",
    fix: "Take PlaybackStarted, not 201, as proof of playback. Wait for PlaybackFinished before the next command. Play only to a channel that is not busy with another playback.",
    references: [
      "res/stasis/control.c:stasis_app_send_command_async",
      "res/res_stasis_playback.c:play_uri",
      "main/file.c:ast_streamfile",
    ],
  },
  *check(subject) {
    const { call } = subject;
    if (soundAtFault(call)) return;
    const playbacks = playbacksOf(call);
    for (const playback of playbacks) {
      const { play, finished } = playback;
      if (finished || play.atMs === null || refusedAfter(call, playback)) continue;
      const end = notInAsterisk(subject, playback) ?? notInBot(subject, playback, playbacks);
      if (!end || end.atMs === null) continue;
      const running = playbacks.findLast(
        (other) =>
          other !== playback &&
          (other.play.atMs ?? 0) <= (play.atMs ?? 0) &&
          (other.finished === null || (other.finished.atMs ?? 0) > (play.atMs ?? 0)),
      );
      yield {
        message: `A playback was accepted and never ran, although the channel was there for another ${inSeconds((end.atMs - play.atMs) / 1000)}.${running ? " It waited behind another playback." : ""}`,
        proof: proofOf([play, end]) ?? [play],
        advice: [
          {
            kind: "bot",
            title: "Take PlaybackStarted, not 201, as proof of playback",
            reason:
              "201 only says that the playback is queued. If PlaybackStarted does not come within two seconds, stop the playback and say something else.",
            risk: null,
            snippets: playedOrNot,
            apply: [],
            verify: [],
          },
        ],
      };
      return;
    }
  },
});

/** The end of a channel, if Asterisk's log shows sounds but none on it after the request. Otherwise null. */
function notInAsterisk({ call, facts }: Subject, { play }: Playback): TimedEvent | null {
  const { death, logs } = facts;
  const { media } = play.event;
  if (!death || death.atMs === null || play.atMs === null || death.atMs - play.atMs < SETTLED_MS) return null;
  if (!call.sides.asterisk || !call.clockMeasured || call.seen.lossy || !logs.asterisk) return null;
  if (logs.asterisk.toMs < death.atMs || logs.asterisk.fromMs > play.atMs) return null;
  // a tone, or a scheme that this rule does not know, prints no line of main/file.c
  if (media !== null && !/^(?:sound|recording|digits|number|characters):/.test(media)) return null;
  const fromMs = play.atMs - SETTLED_MS;
  const own = call.events.filter(({ event }) => event.side === "asterisk" && isOwn(call, event));
  const verbose = own.some(({ event }) => event.type === "dialplan" || event.type === "playing");
  // if a file plays on another channel of the call, the bot's line may mean that one
  const heard = call.events.some(
    ({ event, atMs }) =>
      (event.type === "playing" ||
        (event.type === "ari-event" && (event.event === "PlaybackStarted" || event.event === "PlaybackFinished"))) &&
      (atMs === null || atMs >= fromMs),
  );
  return verbose && !heard ? death.by : null;
}

/** What a bot does to end a call, or hears about its end. Nothing else may follow the playback. */
const ENDINGS: ReadonlySet<EventType> = new Set<EventType>([
  "bot-play",
  "bot-hangup-requested",
  "bot-stasis-end",
  "bot-channel-destroyed",
  "bot-call-finished",
]);

/** StasisEnd of a call whose other playbacks ended in the bot's log, unlike this one. Otherwise null. */
function notInBot({ call }: Subject, { play }: Playback, playbacks: readonly Playback[]): TimedEvent | null {
  const end = firstOf(call, "bot-stasis-end");
  if (!end || !isOwn(call, end.event) || end.atMs === null || play.atMs === null) return null;
  if (end.atMs - play.atMs < SETTLED_MS || play.event.playbackId === null) return null;
  if (!playbacks.some(({ finished }) => finished !== null && finished.event.playbackId !== null)) return null;
  // when a caller interrupts, or the bot hangs up, bots stop listening for the end
  const quiet = call.events
    .slice(call.events.indexOf(play) + 1, call.events.indexOf(end))
    .every(({ event }) => event.side !== "bot" || ENDINGS.has(event.type));
  return quiet ? end : null;
}
