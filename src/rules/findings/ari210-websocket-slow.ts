// While the call was up, Asterisk closed an ARI websocket because its reader was too slow. Events of this call may be lost
// (res/ari/ari_websockets.c: an event that cannot be written within websocket_write_timeout closes the session).
import { isOwn } from "../../calls/facts/own-lines.js";
import { defineFinding } from "../rule.js";
import { around } from "../shared/evidence.js";
import { readTheWebsocket } from "../shared/websocket-advice.js";

/** A stamp of whole seconds may be up to one second before the moment that it means. */
const STAMP_MS = 1_000;

export const websocketSlow = defineFinding({
  code: "ARI210",
  name: "websocket-slow",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk closed an ARI websocket during this call, because its events were not read in time.",
    impact:
      "The bot may have missed StasisEnd, PlaybackFinished or the hangup of this call, and may act on a channel that is gone.",
    evidence:
      "Asterisk's NOTICE `Problem occurred during websocket write` between the start and the end of a call in Stasis().",
    excludedBy: "A call that was never in Stasis().",
    fix: "Read the websocket in a task of its own that only queues. Raise websocket_write_timeout in ari.conf. After a reconnect, ask which channels are still there.",
    references: [
      "res/ari/ari_websockets.c:ari_websocket_session_write",
      "res/ari/resource_channels.c:ast_ari_channels_list",
    ],
  },
  *check(subject) {
    const { call, facts } = subject;
    const inStasis =
      call.sides.bot ||
      call.events.some(({ event }) => event.type === "dialplan" && event.app === "Stasis" && isOwn(call, event));
    const endMs = facts.death?.atMs ?? call.events.at(-1)?.atMs ?? null;
    if (!inStasis || call.startMs === null || endMs === null) return;
    const [failed] = around(subject, "websocket-write-failed", call.startMs, STAMP_MS, endMs - call.startMs);
    if (!failed) return;
    yield {
      message: "Asterisk gave up on an ARI websocket during this call, because its events were not read in time.",
      proof: [failed],
      advice: readTheWebsocket,
    };
  },
});
