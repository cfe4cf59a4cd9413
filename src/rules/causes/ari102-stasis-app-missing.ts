// Stasis() found no bot: the app is not registered, or it is registered and inactive. The versions word this in three ways
// (docs/asterisk/stasis-and-ari.md#stasis-without-a-bot).
import { firstOf } from "../../calls/call.js";
import { confirmed } from "../judgement.js";
import { defineCause } from "../rule.js";

export const stasisAppMissing = defineCause({
  code: "ARI102",
  name: "stasis-app-missing",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "caller-cancel", "dialplan-hangup"],
  docs: {
    meaning: "The call reached Stasis() for an app that no bot had registered at that moment.",
    impact: "The bot never hears of the call; the dialplan continues at its next priority, with STASISSTATUS=FAILED.",
    evidence:
      "Confirmed by Asterisk's line on this call: `Stasis app '...' not registered`, `not active`, or `doesn't exist`.",
    excludedBy: "Not raised without such a line.",
    fix: "Start the bot and its ARI websocket before calls arrive, and reconnect at once when it drops; `ari show apps` must list the app. Give the dialplan a priority after Stasis() that checks `STASISSTATUS` and sends the caller to a queue or a message.",
    references: ["apps/app_stasis.c:app_exec", "res/res_stasis.c:stasis_app_exec"],
  },
  judge: ({ call }) => {
    const missing = firstOf(call, "stasis-app-missing");
    if (!missing) return null;
    const { app, wording } = missing.event;
    return confirmed(
      wording === "not-active"
        ? `Stasis app '${app}' was registered, but its bot was not connected.`
        : `No bot had registered Stasis app '${app}'.`,
      missing,
    );
  },
  advise: () => [
    {
      kind: "bot",
      title: "Register the app before calls arrive",
      reason:
        "Open the ARI websocket first, reconnect at once when it drops, and start the bot before Asterisk takes calls.",
      risk: null,
      apply: [],
      verify: ['asterisk -rx "ari show apps"'],
    },
    {
      kind: "config",
      title: "Do not drop the call when the bot is away",
      reason:
        "The priority after Stasis() runs when the app is missing: send the caller to a queue or play a message there.",
      risk: null,
      file: "/etc/asterisk/extensions.conf",
      option: "the priority after Stasis()",
      current: null,
      proposed: 'same => n,GotoIf($["${STASISSTATUS}" = "FAILED"]?fallback,s,1)',
      apply: ['asterisk -rx "dialplan reload"'],
      verify: ['asterisk -rx "dialplan show"'],
    },
  ],
  missing: () => [],
});
