// The bot was told that the channel had ended, and went on with it: model, speech and requests for nobody.
import { eventsOf, firstOf } from "../../calls/call.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import { defineFinding } from "../rule.js";
import { cancelOnEnd } from "../shared/snippets.js";

/** What was already on its way when the event came is no fault. */
const ON_ITS_WAY_MS = 250;

export const actsAfterEnd = defineFinding({
  code: "BOT206",
  name: "acts-after-end",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The bot received StasisEnd and still worked for the channel.",
    impact: "You pay for a model and speech that nobody hears, and get 404 errors that hide real ones.",
    evidence:
      "StasisEnd of the call's own channel in the bot's log and, more than 0.25 s later, a request for it that was refused with 404.",
    excludedBy: "A request within 0.25 s of StasisEnd: it was on its way. A hang-up: it is clean-up.",
    fix: "Keep the tasks of a call (model, speech, requests) with its channel id, and cancel them on StasisEnd.",
    references: ["res/res_stasis.c:send_end_msg", "res/ari/resource_channels.c:find_control"],
  },
  *check({ call }) {
    const end = firstOf(call, "bot-stasis-end");
    if (!end || end.atMs === null || !isOwn(call, end.event)) return;
    const endMs = end.atMs;
    const late = eventsOf(call, "bot-request-failed").find(
      ({ event, atMs }) =>
        event.status === 404 &&
        event.action !== "hangup" &&
        isOwn(call, event) &&
        atMs !== null &&
        atMs > endMs + ON_ITS_WAY_MS,
    );
    if (!late) return;
    yield {
      message: `The bot had known for ${(((late.atMs ?? endMs) - endMs) / 1000).toFixed(1)} s that the channel had ended, and still acted on it.`,
      proof: [end, late],
      advice: [
        {
          kind: "bot",
          title: "Cancel the answer on StasisEnd",
          reason: "Keep the tasks of a call with its channel id and cancel them when the channel ends.",
          risk: null,
          snippets: cancelOnEnd,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});
