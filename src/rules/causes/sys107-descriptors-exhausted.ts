// Asterisk had no file descriptor left: no socket for RTP, none for a connection from the bot. The error names no call, so it
// belongs to this one only if its INVITE was refused, or a request of its bot went unanswered, at the same moment.
import { sipMessages } from "../../calls/facts/on-the-wire.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { confirmed, possible, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { around } from "../shared/evidence.js";
import { errorOfRefusal } from "../shared/refused-invites.js";

export const descriptorsExhausted = defineCause({
  code: "SYS107",
  name: "descriptors-exhausted",
  severity: "error",
  since: "0.1.0",
  explains: ["no-common-codec", "caller-cancel", "rtp-ports-exhausted", "http-session-limit"],
  docs: {
    meaning: "Asterisk was at its limit of open files: it could open no more sockets.",
    impact: "New calls are refused, and requests of the bot are not accepted, until others end.",
    evidence:
      "Confirmed by `Too many open files` or `Failed to create a new socket for RTP instance` within a second of the refusal of the INVITE in a SIP trace, or of a request that the bot got no answer to. If the error fits the refusals of several calls equally well, it is a candidate.",
    excludedBy: "No such error near it. The error alone names no call and is reported only for the run (SYS203).",
    fix: "Raise the service's LimitNOFILE, or maxfiles in asterisk.conf. Look for what leaks descriptors.",
    references: ["res/res_rtp_asterisk.c:rtp_allocate_transport", "main/tcptls.c:ast_tcptls_server_root"],
  },
  judge: (subject) => {
    const refused = refusal(subject);
    const error = refused ? errorOfRefusal(subject, "descriptors-exhausted", refused) : null;
    if (refused && error?.isOfSeveral)
      return possible(
        0.6,
        "Asterisk had no file descriptor left at that moment, and other calls were refused as well as this one",
      );
    if (refused && error)
      return confirmed(
        "The call was refused because Asterisk had no file descriptor left for its media.",
        error.line,
        refused,
      );
    // no connection at all is accepted then, so it affects every request of that moment
    const unanswered = subject.facts.faults.find(({ kind }) => kind === "no-answer")?.at;
    const [full] = around(subject, "descriptors-exhausted", unanswered?.atMs ?? null, 1_000, 1_000);
    return unanswered && full
      ? confirmed("Asterisk did not accept the bot's request: it had no file descriptor left.", full, unanswered)
      : null;
  },
  advise: () => [
    {
      kind: "config",
      title: "Let Asterisk open more files",
      reason: "A call takes at least four sockets. Each recording, sound and HTTP connection takes one more.",
      risk: "If descriptors leak, this only delays the problem: watch their number.",
      file: "/etc/asterisk/asterisk.conf",
      section: "options",
      option: "maxfiles",
      current: null,
      proposed: "65536, and LimitNOFILE=65536 in the systemd unit",
      appliesTo: "all versions",
      apply: ["systemctl daemon-reload", "systemctl restart asterisk"],
      verify: ["grep files /proc/$(pidof asterisk)/limits", "ls /proc/$(pidof asterisk)/fd | wc -l"],
    },
  ],
  missing: () => [],
});

/** The response that refused a call without a channel. */
function refusal({ call }: Subject): TimedEvent | undefined {
  return sipMessages(call).find(
    ({ event }) =>
      event.direction === "sent" && event.cseqMethod === "INVITE" && [488, 500, 503].includes(event.status ?? 0),
  );
}
