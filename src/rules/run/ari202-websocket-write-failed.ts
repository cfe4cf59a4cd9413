// Asterisk closed the bot's websocket, in a line that names no call.
import { defineRun } from "../rule.js";
import { times } from "../shared/pattern-in-words.js";
import { readTheWebsocket } from "../shared/websocket-advice.js";

export const botReadsSlowly = defineRun({
  code: "ARI202",
  name: "websocket-write-failed",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk could not write an event to the bot's websocket in time and closed it.",
    impact: "The bot misses events until it is back; its calls stay up with nobody driving them.",
    evidence: "Asterisk's `Problem occurred during websocket write to ..., websocket closed`.",
    fix: "Do not block the bot's reader: hand events to a queue at once, and run model and speech elsewhere. Raise `websocket_write_timeout` in ari.conf (default 100 ms) to 500 to 2000. On reconnecting, ask GET /channels.",
    references: ["res/ari/ari_websockets.c:session_write"],
  },
  *check({ events }) {
    const failed = events.get("websocket-write-failed");
    if (!failed) return;
    yield {
      message: `Asterisk gave up on the bot's websocket ${times(failed.count)}, because the bot did not read in time.`,
      proof: failed.first,
      evidence: [],
      advice: readTheWebsocket,
    };
  },
});
