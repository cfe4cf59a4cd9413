// The bot asked for a channel, a recording or a bridge that was to carry the conversation, and Asterisk refused. Nothing was
// built.

import { defineFinding } from "../rule.js";
import { answerOf, refusalsBeforeEnd } from "../shared/refusals.js";

export const mediaLegNotBuilt = defineFinding({
  code: "ARI212",
  name: "media-leg-not-built",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning:
      "Asterisk refused externalMedia, snoop, record, create or addChannel: the leg that should carry sound between caller and bot was never built.",
    impact:
      "The caller and the bot do not hear each other, or nothing is recorded; the caller's channel is not affected.",
    evidence:
      "A request of the bot for one of these, or its line about one, with the status 400 or above, before the channel's end. 500 `Allocation failed` of externalMedia: the media server did not take the connection, or the technology is not loaded. 400 of addChannel: no such channel. 409: the id is in use, or the bridge or channel is not in Stasis. 422 of addChannel: the channel is not in Stasis.",
    excludedBy: "A request after the end of the channel: its refusal is to be expected.",
    fix: "Read the body of the answer. Check that the media server listens before calls come, that the request's host and port are right from where Asterisk runs, and that chan_rtp, chan_audiosocket or chan_websocket is loaded. Wait for a new channel's StasisStart before you add it to a bridge. On an error, tell the caller or continue in the dialplan.",
    references: [
      "res/ari/resource_channels.c:ast_ari_channels_external_media",
      "res/ari/resource_channels.c:ast_ari_channels_record",
      "res/ari/resource_bridges.c:ast_ari_bridges_add_channel",
    ],
  },
  *check(subject) {
    const [first, ...others] = refusalsBeforeEnd(subject, ({ action }) => action === "media");
    if (!first) return;
    yield {
      message: `Asterisk answered ${answerOf(first.event)} to the request for a leg of the conversation: it was not built.`,
      proof: [first, ...others.slice(0, 2)],
      advice: [
        {
          kind: "bot",
          title: "Give up, or tell the caller, if the media leg is refused",
          reason:
            "Without it, the call continues in silence. Check the status of each such request; on 400 and above, play a sentence and hang up, or continue in the dialplan.",
          risk: null,
          apply: [],
          verify: ['asterisk -rx "module show like chan_rtp"', 'asterisk -rx "module show like websocket"', "ss -ltnu"],
        },
      ],
    };
  },
});
