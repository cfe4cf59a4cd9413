// The bot unholds through a path that ARI does not have. POST /channels/{id}/unhold gets 404 `Resource not found` on a live
// channel, which stays on hold (rest-api/api-docs/channels.json: DELETE /channels/{channelId}/hold).
import { eventsOf } from "../../calls/call.js";
import { defineFinding } from "../rule.js";
import { unhold } from "../shared/snippets.js";

export const unholdWrongEndpoint = defineFinding({
  code: "BOT203",
  name: "unhold-wrong-endpoint",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The bot calls /channels/{id}/unhold, which does not exist.",
    impact: "Every unhold fails with 404, which is easily mistaken for a channel that is gone.",
    evidence:
      "In the bot's log a request to /channels/{id}/unhold that was refused with 404, or such a request in ARI's debug.",
    fix: "Unhold with DELETE /channels/{id}/hold. Read 404 `Resource not found` as a wrong path, and only `Channel not found` as a channel that is gone.",
    references: ["rest-api/api-docs/channels.json", "res/ari/resource_channels.c:ast_ari_channels_unhold"],
  },
  *check({ call }) {
    const refused = eventsOf(call, "bot-request-failed").find(
      ({ event }) => event.action === "unhold" && /\/unhold\b/.test(event.path) && event.status === 404,
    );
    const asked = eventsOf(call, "ari-request").find(({ event }) => /\/unhold$/.test(event.path));
    const at = refused ?? asked;
    if (!at) return;
    yield {
      message: "Unhold was sent to /channels/{id}/unhold, which ARI does not have: it fails on every channel.",
      proof: [at],
      advice: [
        {
          kind: "bot",
          title: "Unhold with DELETE /channels/{id}/hold",
          reason: "ARI knows hold and its DELETE, and no unhold.",
          risk: null,
          snippets: unhold,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});
