// A playback to a channel that was not answered is early media: many callers do not hear it (ARI sends PROGRESS, facts D.1).
import { eventsOf } from "../calls/call.js";
import { defineFinding } from "./rule.js";
import { answerFirst } from "./snippets.js";

export const playBeforeAnswer = defineFinding({
  code: "BOT205",
  name: "play-before-answer",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The bot played before it had answered the channel.",
    impact: "The sound goes out as early media, which many networks and phones do not let through.",
    evidence:
      "The bot's first playback comes before the line that answers the call: the bot's answer, Answer() of the dialplan, or our 200 OK to the INVITE.",
    excludedBy: "No line says when the call was answered; stamps of whole seconds that leave it open.",
    fix: "Await the 204 of POST /channels/{id}/answer before the first playback.",
    references: ["res/res_stasis_playback.c:play_on_channel"],
  },
  *check({ call, story }) {
    const [play] = eventsOf(call, "bot-play");
    if (!play || story.answeredMs === null || play.atMs === null) return;
    // an Asterisk stamp of whole seconds may lie up to one before the moment that it names
    if (play.atMs >= story.answeredMs - (call.precisionMs.asterisk >= 1000 ? 1_000 : 0)) return;
    yield {
      message: "The bot played before the channel was answered.",
      proof: [play],
      advice: [
        {
          kind: "bot",
          title: "Answer first",
          reason: "Await the 204 of POST /channels/{id}/answer before the first playback.",
          risk: null,
          snippets: answerFirst,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});
