// A playback was requested while another one ran. A channel's commands run one after another, so it waits, and so does a hold or
// unhold behind it (docs/asterisk/hold-and-music.md#requests-are-queued).
import { eventsOf } from "../../calls/call.js";
import { defineFinding } from "../rule.js";
import { oneAtATime } from "../shared/snippets.js";

export const playWhilePlaying = defineFinding({
  code: "BOT207",
  name: "play-while-playing",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "The bot started a playback before the previous one had finished.",
    impact: "The second one waits for the first; an answer to a caller who interrupts comes late.",
    evidence:
      "In the bot's log a playback that starts before the PlaybackFinished of the previous one, identified by the playback's id.",
    excludedBy: "Playbacks whose id or end the bot does not log.",
    fix: "Wait for PlaybackFinished, or stop the first playback with DELETE /playbacks/{id}, for example when the caller interrupts.",
    references: ["res/res_stasis_playback.c:play_uri"],
  },
  *check({ call }) {
    const plays = eventsOf(call, "bot-play");
    const ends = eventsOf(call, "bot-play-finished");
    for (const [i, play] of plays.entries()) {
      const before = plays[i - 1];
      if (!before || before.event.playbackId === null || before.atMs === null || play.atMs === null) continue;
      const ended = ends.find(
        ({ event }) => event.playbackId !== null && before.event.playbackId?.startsWith(event.playbackId.slice(0, 8)),
      );
      if (!ended || ended.atMs === null || ended.atMs <= play.atMs) continue;
      yield {
        message: `A playback was requested ${((ended.atMs - play.atMs) / 1000).toFixed(1)} s before the previous one had ended.`,
        proof: [before, play, ended],
        advice: [
          {
            kind: "bot",
            title: "Wait for PlaybackFinished, or stop the first playback",
            reason: "DELETE /playbacks/{id} stops it at once when the caller interrupts.",
            risk: null,
            snippets: oneAtATime,
            apply: [],
            verify: [],
          },
        ],
      };
      return;
    }
  },
});
