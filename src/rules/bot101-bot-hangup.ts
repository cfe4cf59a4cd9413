// The bot deleted its own channel before its own playback: a watchdog, a clean-up, a second code path. A DELETE leaves no
// line in Asterisk's log; ARI's hangup request is soft with flag 32, as for a CLI hangup (facts D.7).
import { firstOf } from "../calls/call.js";
import { missingBotDelete, missingDebug, missingHangupEvent, watchTheChannel } from "./advice.js";
import { botHangup, hangupCause, hangupRequest, SOFT, wasLost } from "./evidence.js";
import { confirmed, defineCause, likely, possible, ruledOut } from "./rule.js";
import { operatorTrace } from "./sys101-operator-hangup.js";

export const botHangupRule = defineCause({
  code: "BOT101",
  name: "bot-hangup",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "The bot itself deleted the channel, then tried to play on it.",
    impact: "The caller was cut off by the bot; no setting of Asterisk is involved.",
    evidence:
      "Confirmed by the bot's own line about its hangup, or by its DELETE in ARI's debug, at or before the end of a channel that it still needed. Likely by a hangup request with flag 32 where Asterisk's log shows that nobody used the CLI at that moment. A DELETE leaves no other line in Asterisk's log, so without these it is a candidate.",
    excludedBy:
      "A hangup request with no cause or any cause but 32. A hangup that the bot logs after the channel had ended is its clean-up; deleting a channel that it found as an orphan stays a candidate, for the bot had been away.",
    fix: "Let only one place in the bot hang up. Find the task that deletes channels (watchdog, clean-up, end of session) and have it ask first whether the call waits for the model or the speech. Log every DELETE with its reason.",
    references: ["res/ari/resource_channels.c:ast_ari_channels_hangup", "main/channel.c:ast_softhangup"],
  },
  judge: (subject) => {
    if (!wasLost(subject)) return null;
    const hangup = botHangup(subject);
    const request = hangupRequest(subject);
    const orphan = firstOf(subject.call, "bot-orphan-found");
    if (hangup && orphan)
      return possible(0.3, "the bot deleted the channel, but as an orphan that it found: it had been away before");
    if (hangup)
      return confirmed(
        hangup.event.type === "bot-hangup" && hangup.event.why
          ? "The bot hung the call up by itself."
          : "The bot hung the call up before it was done with it.",
        hangup,
        ...(request ? [request.at] : []),
      );
    if (request && request.cause !== SOFT.explicit)
      return ruledOut("The bot's DELETE would be a soft hangup request with flag 32.", request.at);
    const told = hangupCause(subject);
    if (!request && told?.cause === 0)
      return ruledOut(
        "A DELETE of the bot sets a cause, 16 where it gives no reason; this channel ended with 0.",
        told.at,
      );
    if (!request)
      return possible(
        0.4,
        "a DELETE from another task of the bot leaves no line in Asterisk's log, and not every bot logs it",
      );
    const trace = operatorTrace(subject);
    if (trace.used !== null)
      return possible(
        0.5,
        "flag 32 is a DELETE of the bot as well as a CLI hangup, and the CLI was in use at that moment",
      );
    return trace.visible
      ? likely(
          "The bot hung the call up: the hangup request is an explicit one (flag 32), and nobody used the CLI or AMI at that moment.",
          request.at,
        )
      : possible(0.8, "the hangup request is an explicit one (flag 32): the bot's DELETE, or a CLI hangup");
  },
  advise: () => [
    {
      kind: "bot",
      title: "Let only one place hang up, and not while an answer is on its way",
      reason:
        "Find the task that deletes channels (watchdog, clean-up of stale calls, end of session) and have it ask whether the call is waiting for the model or the speech.",
      risk: null,
      apply: [],
      verify: [],
    },
    watchTheChannel,
  ],
  missing: () => [missingBotDelete, missingHangupEvent, missingDebug],
});
