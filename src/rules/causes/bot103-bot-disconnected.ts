// The bot's process or websocket died during the call. Asterisk deactivates the app and keeps the call in Stasis. Nobody drives
// it, and events are lost until the bot is back (res/stasis/app.c:app_deactivate).
import { firstOf } from "../../calls/call.js";
import { likely, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingDeparture } from "../shared/advice.js";
import { abandonment, runEventDuring, waitingAtTheEnd } from "../shared/orphans.js";

/** A bot that serves calls logs at least one line in this time. */
const SILENCE_MS = 8_000;

export const botDisconnected = defineCause({
  code: "BOT103",
  name: "bot-disconnected",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "operator-hangup", "dialplan-hangup"],
  docs: {
    meaning: "The bot went away while it should have answered; the call stayed in Stasis with nobody driving it.",
    impact: "The caller hears music or silence until somebody hangs up.",
    evidence:
      "Never confirmed. Likely if the call was held for an answer, the bot went away (`Deactivating Stasis app`, or the bot's start line again), its log had not ended long before, nothing was done for the call afterwards, and a later line shows that it was still up. Without the bot's log, `Web socket closed abruptly` is needed as well. Also likely if the bot found the held call as an orphan when it came back. Otherwise a candidate.",
    excludedBy:
      "An answer to the caller, or any work of the bot for this call, after the bot had gone. A call that was not held at that moment or had already ended. An app that went down together with Asterisk.",
    fix: "Have a supervisor restart the bot at once. On connecting, ask GET /channels; then continue each channel of the app, say sorry on it, or hang it up. If Asterisk dropped a websocket that was not read in time, raise `websocket_write_timeout` in ari.conf (default 100 ms).",
    references: ["res/stasis/app.c:app_deactivate", "res/res_http_websocket.c:ws_safe_read"],
  },
  judge: (subject) => {
    const orphan = firstOf(subject.call, "bot-orphan-found");
    const hold = waitingAtTheEnd(subject);
    const left = abandonment(subject);
    const gone =
      left?.departure.event.type === "stasis-app-deactivated" || left?.departure.event.type === "bot-started";
    const abrupt = runEventDuring(subject, "websocket-closed-abruptly");
    const proof = [left && gone ? left.departure : undefined, abrupt, orphan].filter((timed) => timed !== undefined);
    if (orphan && hold)
      return likely(
        "The bot went away while this call waited for its answer, and found it as an orphan when it came back.",
        hold,
        ...proof,
      );
    if (!left || !gone) return null;
    // a log that ends long before the departure is a short log, not a silent bot; without a log, a bot may just be stopped when
    // its work is done, unless its websocket broke
    const silent =
      subject.facts.logs.bot === null
        ? abrupt !== undefined
        : left.departure.atMs === null || subject.facts.logs.bot.toMs >= left.departure.atMs - SILENCE_MS;
    if (!left.outlived || !silent)
      return possible(0.75, "the bot went away, perhaps while this call was still waiting for its answer");
    return likely("The bot went away while this call waited for its answer.", left.hold, ...proof);
  },
  advise: () => [
    {
      kind: "bot",
      title: "Take calls over after a restart",
      reason:
        "On connecting, ask GET /channels; then continue each channel of the app, say sorry on it, or hang it up. Have a supervisor restart the bot at once.",
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
  missing: () => [missingDeparture],
});
