// The bot asked for media that Asterisk does not know how to play (docs/asterisk/hold-and-music.md#sounds-that-do-not-play). ARI has
// answered 201 by then. PlaybackFinished never comes, so a bot that waits for it is silent until somebody hangs up.
import { firstOf } from "../../calls/call.js";
import { confirmed, ruledOut } from "../judgement.js";
import { defineCause } from "../rule.js";

export const mediaUnplayable = defineCause({
  code: "ARI111",
  name: "media-unplayable",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "dialplan-hangup"],
  docs: {
    meaning: "The bot asked Asterisk to play a media URI without a known scheme, or a recording that does not exist.",
    impact:
      "The caller hears nothing. ARI answers 201 and sends PlaybackStarted, but never PlaybackFinished: a bot without a time limit waits for good.",
    evidence:
      "Confirmed by `Attempted to play URI '…' on channel '…' but scheme is unsupported`, by `… recording '…' … does not exist`, or by `… number '…' … is invalid`.",
    excludedBy:
      "A sound that was played after it. Not raised without such a line. A sound file that is missing is ARI104.",
    fix: "Begin the media with `sound:` (then a path without its extension), `recording:`, `number:`, `digits:`, `characters:` or `tone:`. Do not wait for PlaybackFinished without a time limit.",
    references: ["res/res_stasis_playback.c:play_on_channel"],
  },
  judge: ({ call }) => {
    const unplayable = firstOf(call, "media-unplayable");
    if (!unplayable) return null;
    const { media, why } = unplayable.event;
    const playedLater = call.events
      .slice(call.events.indexOf(unplayable) + 1)
      .find(({ event }) => event.type === "playing");
    return playedLater
      ? ruledOut(`Asterisk could not play ${media} (${why}), but played a sound later.`, unplayable, playedLater)
      : confirmed(`Asterisk could not play ${media}: ${why}.`, unplayable);
  },
  advise: () => [
    {
      kind: "bot",
      title: "Begin the media with a scheme that ARI knows",
      reason:
        "A file is `sound:/srv/tts/answer`, without its extension; what ARI recorded is `recording:name`. A bare path, `file:` and `http:` are not schemes of ARI.",
      risk: null,
      apply: [],
      verify: [],
    },
    {
      kind: "bot",
      title: "Wait for PlaybackFinished with a time limit",
      reason: "Asterisk sends none for media that it could not play.",
      risk: null,
      apply: [],
      verify: [],
    },
  ],
  missing: () => [],
});
