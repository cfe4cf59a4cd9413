// A playback on a channel that is not yet answered is early media, which many callers do not hear
// (docs/asterisk/hold-and-music.md#playing-before-the-answer).
import { eventsOf } from "../../calls/call.js";
import { answerOf, isOwn } from "../../calls/facts/own-lines.js";
import { defineFinding } from "../rule.js";
import { mayHaveAnswered } from "../shared/answering.js";
import { answerFirst } from "../shared/snippets.js";

/** An answer this soon afterwards was on its way: the bot did not wait for it. */
const ON_ITS_WAY_MS = 1_000;

export const playBeforeAnswer = defineFinding({
  code: "BOT205",
  name: "play-before-answer",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The bot played before the channel was answered, or without waiting for the answer that it had asked for.",
    impact: "The sound goes out as early media, which many networks and phones do not let through.",
    evidence: "A playback of the bot, and after it the line that says that the channel was answered.",
    excludedBy: "An earlier application of the dialplan that answers by itself.",
    fix: "Await the 204 of POST /channels/{id}/answer before the first playback: requests over several connections overtake each other.",
    references: ["res/res_stasis_playback.c:play_on_channel", "res/res_stasis_answer.c:app_control_answer"],
  },
  *check(subject) {
    const { call } = subject;
    const play = eventsOf(call, "bot-play").find(({ event }) => isOwn(call, event));
    const answer = answerOf(subject.facts.own);
    if (!play || play.atMs === null || !answer || answer.atMs === null || mayHaveAnswered(subject)) return;
    // an Asterisk stamp of whole seconds may be up to one second before the moment that it means
    if (play.atMs >= answer.atMs - (call.precisionMs.asterisk >= 1000 ? 1_000 : 0)) return;
    const soon = answer.event.type === "bot-answered" && answer.atMs - play.atMs <= ON_ITS_WAY_MS;
    yield {
      message: soon
        ? `The bot played without waiting for its answer, which was complete ${Math.max(1, Math.round(answer.atMs - play.atMs))} ms later.`
        : "The bot played before the channel was answered.",
      proof: [play, answer],
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
