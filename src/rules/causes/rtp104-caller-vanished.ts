// The caller's network went away and nothing noticed. No RTP timeout is configured, so Asterisk and the bot talked on to nobody.
// Strict RTP shows it: it took the caller's source and never locked on it.

import { timeoutNotice } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { likely, possible, ruledOut, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { limitOption, reloadCommands } from "../shared/advice.js";
import { wasLost } from "../shared/evidence.js";
import { rtpStoppedEarly } from "../shared/rtp-evidence.js";
import { vanishedOnWire } from "../shared/wire-evidence.js";

export const callerVanished = defineCause({
  code: "RTP104",
  name: "caller-vanished",
  severity: "warning",
  since: "0.1.0",
  explains: [],
  docs: {
    meaning: "The caller's packets stopped early in the call, and there was no RTP timeout to end it.",
    impact: "The bot talks to nobody; the channel stays up until somebody hangs up.",
    evidence:
      "Never confirmed. Likely if strict RTP began to learn the caller's address and had not locked on it 7 s later, the RTP timeout is known to be off (0), and the call was not lost: bot and Asterisk went on as if the caller were there. A candidate if the timeout is not known.",
    excludedBy:
      "Strict RTP that locked on the caller. A NOTICE of the RTP timeout. A timeout that is set and did not end a longer call (the caller's RTCP keeps it from acting). A channel that was gone when the bot needed it. Not raised if the log shows no lock on any call (it takes verbose 4) or if Asterisk discarded messages.",
    fix: "Have Asterisk end such calls: set `rtptimeout` (sip.conf) or `rtp_timeout` (pjsip.conf, endpoint) to 60 s to start with, and above the longest time that a caller's phone sends nothing. Then find out why the packets stopped: NAT, firewall, a lost mobile connection.",
    references: [
      "res/res_rtp_asterisk.c:ast_rtp_remote_address_set",
      "res/res_rtp_asterisk.c:ast_rtp_read (strict RTP learning)",
      "channels/chan_sip.c:check_rtp_timeout",
      "res/res_pjsip_sdp_rtp.c:rtp_check_timeout",
    ],
  },
  judge: (subject) => {
    const { limits, call } = subject;
    if (wasLost(subject) || timeoutNotice(call)) return null;
    const vanished = vanishedOnWire(call);
    if (vanished)
      return likely(
        `The caller left without a word: on the wire its RTP stopped ${vanished.seconds.toFixed(1)} s before the end, and nothing answers Asterisk's BYE.`,
        ...vanished.proof,
      );
    const start = rtpStoppedEarly(subject);
    if (!start) return null;
    const outlasted = outlastedLimit(subject, start);
    if (outlasted !== null)
      return ruledOut(
        `The RTP timeout of ${outlasted} s was set and did not end the call: RTP or RTCP from the caller kept coming (RTCP also counts).`,
        start,
      );
    return limits.rtpTimeoutSeconds === 0
      ? likely(
          "The caller's RTP stopped within seconds of the start, no RTP timeout is set, and the call went on without the caller.",
          start,
        )
      : possible(0.6, "the caller's RTP stopped within seconds of the start (strict RTP never locked)");
  },
  advise: ({ limits }) => [
    {
      kind: "config",
      title: "Let Asterisk end calls whose caller is gone",
      reason:
        "Without an RTP timeout a vanished caller holds a channel, a model session and money until somebody hangs up.",
      risk: "A caller whose phone sends no RTP while it listens is cut off; choose a limit above the longest such silence.",
      ...limitOption(limits, false),
      proposed: "60",
      ...reloadCommands(limits),
    },
  ],
  missing: () => [
    {
      what: "Whether the caller still sends RTP",
      how: 'asterisk -rx "rtp set debug on"   # for one call',
      language: "sh",
    },
  ],
});

/**
 * Strict RTP learns for 5 s and had not locked, so packets may have come for that long. Asterisk then checks about once a
 * second.
 */
const SLACK_SECONDS = 10;

/** The limit that the call outlasted without a NOTICE, in a log that records NOTICEs. Null if it did not. */
function outlastedLimit({ call, facts, limits }: Subject, start: TimedEvent): number | null {
  const seconds = limits.rtpTimeoutSeconds;
  if (seconds === null || seconds === 0 || limits.heldByFarEnd || start.atMs === null || !call.seen.notice) return null;
  const endMs = Math.min(facts.death?.atMs ?? call.events.at(-1)?.atMs ?? 0, facts.logs.asterisk?.toMs ?? 0);
  return (endMs - start.atMs) / 1000 > seconds + SLACK_SECONDS ? seconds : null;
}
