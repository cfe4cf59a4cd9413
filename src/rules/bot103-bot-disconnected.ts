// The bot's process or websocket died during the call. Asterisk deactivates the app and keeps the call in Stasis: nobody
// drives it, and events are lost until the bot is back (res/stasis/app.c:app_deactivate).
import { firstOf } from "../calls/call.js";
import { abandonment, runEventDuring } from "./orphans.js";
import { defineCause, likely, possible } from "./rule.js";

export const botDisconnected = defineCause({
  code: "BOT103",
  name: "bot-disconnected",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "operator-hangup"],
  docs: {
    meaning: "The bot went away while it was to answer; the call stayed in Stasis with nobody driving it.",
    impact: "The caller hears music or silence until somebody hangs up.",
    references: ["res/stasis/app.c:app_deactivate", "res/res_http_websocket.c:ast_websocket_read"],
  },
  judge: (subject) => {
    const left = abandonment(subject);
    if (left?.departure.event.type !== "stasis-app-deactivated" && left?.departure.event.type !== "bot-started")
      return null;
    if (!left.outlived)
      return possible(0.75, "the bot went away, perhaps while this call was still waiting for its answer");
    const orphan = firstOf(subject.call, "bot-orphan-found");
    const abrupt = runEventDuring(subject, "websocket-closed-abruptly");
    return likely(
      "The bot went away while this call waited for its answer.",
      left.departure,
      left.hold,
      ...[abrupt, orphan].filter((timed) => timed !== undefined),
    );
  },
  advise: () => [
    {
      kind: "bot",
      title: "Take calls over after a restart",
      reason:
        "On connecting, ask GET /channels, and continue, say sorry on or hang up each channel of the app; let a supervisor restart the bot at once.",
      risk: null,
      apply: [],
      verify: [],
    },
    {
      kind: "config",
      title: "Give a slow bot more time to read",
      reason: "Asterisk drops the websocket of a bot that does not read for this long; the default is 100 ms.",
      risk: null,
      file: "/etc/asterisk/ari.conf",
      section: "general",
      option: "websocket_write_timeout",
      current: null,
      proposed: "1000",
      appliesTo: "all versions",
      apply: ['asterisk -rx "module reload res_ari.so"'],
      verify: ['asterisk -rx "ari show status"'],
    },
  ],
  missing: () => [],
});
