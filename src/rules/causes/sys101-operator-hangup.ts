// Somebody hung the channel up from outside. AMI names the channel. The CLI shows only as a remote connection at the moment of
// an explicit hangup, at VERBOSE 3 (main/manager.c:action_hangup, main/asterisk.c:listener).
import { firstOf } from "../../calls/call.js";
import { isBefore } from "../../calls/facts/deeds.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { confirmed, likely, possible, ruledOut, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingDebug, missingHangupEvent } from "../shared/advice.js";
import { wasLost } from "../shared/evidence.js";
import { botHangup, botLogReaches, explicitSender, hangupRequest, SOFT } from "../shared/hangup-evidence.js";
import { operatorTrace } from "../shared/operator-trace.js";
import { farEndsEnd } from "../shared/wire-evidence.js";

export const operatorHangup = defineCause({
  code: "SYS101",
  name: "operator-hangup",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup"],
  docs: {
    meaning: "The channel was hung up from outside, over AMI or the Asterisk CLI.",
    impact: "The call ended although neither caller nor bot wanted it to.",
    evidence:
      "Confirmed by AMI's line that names the channel: `Manager '...' from ..., hanging up channel`. For the CLI, likely by a hangup request with flag 32 within 1.5 s of `Remote UNIX connection`, with no DELETE in the bot's log. Also likely by captured events alone: flag 32, and an end with cause 0, for a DELETE sets a cause. If the bot's words are not understood, it must have logged no line of the call in the second before. A CLI connection alone is a candidate. So is a CLI connection if more calls than connections ended with flag 32 at that moment.",
    excludedBy:
      "A hangup request with no cause or any cause but 32 (AMI sends none at all); captured events with flag 32 and an end with another cause than 0; a hangup by the bot itself; a log with VERBOSE lines, nothing discarded, that covers the end of the call and shows neither AMI nor a CLI connection there.",
    fix: 'Find who hangs up: scripts, panels and people with that AMI account, or with `asterisk -rx "channel request hangup ..."`. `manager show connected` lists who is logged in; remove the rights of accounts in manager.conf that do not need them.',
    references: ["main/manager.c:action_hangup", "main/cli.c:handle_softhangup"],
  },
  judge: (subject) => {
    const ami = firstOf(subject.call, "ami-hangup");
    if (ami) return confirmed(`The channel was hung up over AMI by '${ami.event.manager}'.`, ami);
    if (!wasLost(subject)) return null;
    const farEnd = farEndsEnd(subject.call);
    if (farEnd) return ruledOut(`The far end sent the ${farEnd.method}, as the wire shows.`, farEnd.at);
    const request = hangupRequest(subject);
    if (request && request.cause !== SOFT.explicit && request.cause !== "not-told")
      return ruledOut("A CLI hangup would be a soft hangup request with flag 32; AMI sends none.", request.at);
    const sender = explicitSender(subject);
    if (sender?.by === "bot")
      return ruledOut(
        "The CLI sets no cause; the captured end of this channel has one, as after a DELETE.",
        ...sender.proof,
      );
    if (sender?.by === "cli" && !botHangup(subject)?.proven)
      return likely(
        "The channel was hung up from the CLI: an explicit hangup request (flag 32), and the channel ended with cause 0. A DELETE by the bot sets a cause.",
        ...sender.proof,
      );
    const trace = operatorTrace(subject);
    if (botHangup(subject)) return null;
    if (trace.used !== null) {
      if (trace.isOfSeveral)
        return possible(0.55, "somebody used the CLI at that moment, and other calls also ended that way");
      if (request?.cause === SOFT.explicit && botWasIdle(subject, request.at))
        return likely(
          "The channel was hung up from the CLI: an explicit hangup (flag 32) at the moment of a CLI connection, and the bot, whose words are not understood, logged no line of this call in the second before.",
          trace.used,
          request.at,
        );
      return request?.cause === SOFT.explicit && botLogReaches(subject, request.at.atMs)
        ? likely(
            "The channel was hung up from the CLI: an explicit hangup (flag 32) at the moment of a CLI connection, and no DELETE in the bot's log.",
            trace.used,
            request.at,
          )
        : possible(0.55, "somebody used the CLI at that moment");
    }
    return trace.visible
      ? ruledOut("No AMI hangup of this channel and no CLI connection at that moment, in a log that records both.")
      : possible(0.15, "the log does not show whether the CLI or AMI was used");
  },
  advise: () => [
    {
      kind: "bot",
      title: "Find who hangs channels up",
      reason: 'Look for scripts and panels that use this AMI account or run asterisk -rx "channel request hangup …".',
      risk: null,
      apply: [],
      verify: ['asterisk -rx "manager show connected"'],
    },
  ],
  missing: () => [missingHangupEvent, missingDebug],
});

/**
 * Was a bot whose words are not understood silent about the call right before its end? A bot that hangs up says so beforehand,
 * in whatever words.
 */
function botWasIdle({ call, facts }: Subject, end: TimedEvent): boolean {
  if (call.botUnderstood || end.event.side !== "bot" || end.atMs === null || end.event.precisionMs >= IDLE_MS)
    return false;
  const before = facts.own.filter((timed) => timed.event.side === "bot" && isBefore(timed, end, facts.own));
  const last = before.at(-1);
  return before.length >= FEW_LINES && last !== undefined && last.atMs !== null && end.atMs - last.atMs >= IDLE_MS;
}

const IDLE_MS = 1_000;
/** This many lines about a call show that the bot logs what it does. */
const FEW_LINES = 4;
