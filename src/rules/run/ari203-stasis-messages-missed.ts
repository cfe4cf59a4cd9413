// Events that nobody was there to read.
import { defineRun } from "../rule.js";

export const eventsMissed = defineRun({
  code: "ARI203",
  name: "stasis-messages-missed",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "Events for the bot were lost while its app was not connected.",
    impact: "The bot does not know how calls ended during that time.",
    evidence: "Asterisk's `Inactive Stasis app '...' missed message`, one line for each event.",
    fix: "Have the bot reconnect at once and then ask GET /channels, because Asterisk does not resend what it missed.",
    references: ["res/stasis/app.c:app_send"],
  },
  *check({ events }) {
    const missed = events.get("stasis-message-missed");
    if (missed)
      yield {
        message: `${missed.count} events for the bot were lost while it was away.`,
        proof: missed.first,
        evidence: [],
        advice: [],
      };
  },
});
