// A playback that ended well within milliseconds of its start: the file is empty, or has no audio that Asterisk reads. ARI
// reports `done` for a file without frames (res/res_stasis_playback.c:playback_final_update, main/file.c:waitstream_core).
import type { Call } from "../../calls/call.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventType } from "../../events/event.js";
import { defineFinding } from "../rule.js";
import { type Playback, playbacksOf, refusedAfter, soundAtFault } from "../shared/playbacks.js";
import { tooShortToHear } from "../shared/snippets.js";

/** Five frames of 20 ms: nobody hears a word in less. */
const UNHEARD_MS = 100;
/** A playback that ends with its channel was cut, not empty. */
const SAME_END_MS = 1_500;

export const playbackEndedAtOnce = defineFinding({
  code: "BOT210",
  name: "playback-ended-at-once",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "A playback was over within a tenth of a second, on a channel that stayed up.",
    impact: "The caller heard nothing, although every request and event says that all went well.",
    evidence:
      "PlaybackFinished without `failed`, at most 100 ms after the step before the playback (unhold, speech ready, answer), in a bot log with milliseconds.",
    excludedBy:
      "A sound that Asterisk reports as missing or unreadable (ARI104, RTP103), or a channel that ended then.",
    fix: "Write the speech completely, close the file, then play. Check that the file is longer than its header. Treat a playback much shorter than its text as failed.",
    references: ["res/res_stasis_playback.c:playback_final_update", "main/file.c:waitstream_core"],
  },
  *check({ call, facts }) {
    if (soundAtFault(call)) return;
    for (const playback of playbacksOf(call)) {
      const { play, finished } = playback;
      if (finished?.event.state !== "done" || finished.atMs === null) continue;
      const endedMs = finished.atMs;
      const began = noSooner(call, playback);
      if (!began || began.atMs === null || endedMs - began.atMs >= UNHEARD_MS || refusedAfter(call, playback)) continue;
      if (facts.death !== null && (facts.death.atMs === null || facts.death.atMs - endedMs < SAME_END_MS)) continue;
      yield {
        message: `A playback was over within ${Math.max(1, Math.round(endedMs - began.atMs))} ms: the caller heard nothing of it.`,
        proof: [began, play, finished],
        advice: [
          {
            kind: "bot",
            title: "Play a file only once it is written",
            reason:
              "An empty file, or one that is still being written, plays for no time and ends as done. Write to a temporary name, close, rename, then POST play.",
            risk: null,
            snippets: tooShortToHear,
            apply: [],
            verify: [],
          },
        ],
      };
      return;
    }
  },
});

/** Steps after which a bot requests the playback. It cannot have begun before them. */
const STEPS_BEFORE: ReadonlySet<EventType> = new Set<EventType>([
  "bot-stasis-start",
  "bot-answered",
  "bot-unhold",
  "bot-tts",
  "bot-model-answered",
  "bot-play-finished",
]);

/**
 * The last line before which the playback cannot have begun. Null if the stamps are too coarse. The bot's own line about the
 * start does not count: a busy bot reads the 201 late, together with the end. Nor does Asterisk's: two clocks are not known to
 * agree to the millisecond.
 */
function noSooner({ events }: Call, { play, finished }: Playback): TimedEvent | null {
  const before = events.slice(0, Math.min(...[play, finished].flatMap((at) => (at ? [events.indexOf(at)] : []))));
  const step = before.findLast(({ event }) => STEPS_BEFORE.has(event.type));
  return step && Math.max(step.event.precisionMs, finished?.event.precisionMs ?? 0) < UNHEARD_MS ? step : null;
}
