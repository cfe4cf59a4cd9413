// The bot played on, or held, a channel that nobody ever answered. What it sends is early media, and the caller's side gives up
// once it has rung long enough (docs/asterisk/hold-and-music.md#playing-before-the-answer; RFC 3261 section 13.3.1.1).

import { eventsOf } from "../../calls/call.js";
import { answerOf, isOwn } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { CallEvent, EventOf } from "../../events/event.js";
import type { Subject } from "../judgement.js";
import { defineFinding } from "../rule.js";
import { mayHaveAnswered, neverAnswered } from "../shared/answering.js";
import { answerFirst } from "../shared/snippets.js";

export const channelNotAnswered = defineFinding({
  code: "BOT211",
  name: "channel-not-answered",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The bot played to a channel, or put it on hold, and the channel was never answered.",
    impact:
      "The caller hears ringing or nothing: early media is often not let through, and the caller's network gives up after a minute or so.",
    evidence:
      "The bot's answer was refused; or the SIP trace shows that our final answer to the INVITE was not a 200; or ARI's debug shows the channel ringing at StasisStart, with neither a request to answer nor the channel up.",
    excludedBy:
      "Any line that says that the channel was answered, or an application of the dialplan that answers by itself.",
    fix: "POST /channels/{id}/answer on StasisStart if channel.state is not Up, and await its 204 before anything else.",
    references: ["res/ari/resource_channels.c:ast_ari_channels_answer", "res/res_stasis_playback.c:play_on_channel"],
  },
  *check(subject) {
    const { call } = subject;
    const proof = neverAnswered(subject) ?? answerRefused(subject);
    const used = proof && call.events.find(({ event }) => isOwn(call, event) && isUse(event));
    if (!used) return;
    yield {
      message: `The bot ${isHold(used.event) ? "held" : "played to"} a channel that was never answered.`,
      proof: [used, proof],
      advice: [
        {
          kind: "bot",
          title: "Answer on StasisStart",
          reason:
            "Await the 204 of POST /channels/{id}/answer, and do not continue if it is refused. Answer() in the dialplan before Stasis() also works.",
          risk: "The call is charged from the answer on.",
          snippets: answerFirst,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});

/** A playback or hold, in the bot's log or in ARI's debug output. */
function isUse(event: CallEvent): boolean {
  return event.type === "bot-play" || isHold(event) || (isPost(event) && /\/play\b/.test(event.path));
}

function isHold(event: CallEvent): boolean {
  return event.type === "bot-hold" || (isPost(event) && /\/hold$/.test(event.path));
}

function isPost(event: CallEvent): event is EventOf<"ari-request"> {
  return event.type === "ari-request" && event.method === "POST";
}

/** The refusal of the bot's answer, if nothing says that the channel was answered after all. 404 means that the call is gone. */
function answerRefused(subject: Subject): TimedEvent | null {
  if (answerOf(subject.facts.own) || mayHaveAnswered(subject)) return null;
  return (
    eventsOf(subject.call, "bot-request-failed").find(
      ({ event }) =>
        event.action === "answer" && event.status >= 400 && event.status !== 404 && isOwn(subject.call, event),
    ) ?? null
  );
}
