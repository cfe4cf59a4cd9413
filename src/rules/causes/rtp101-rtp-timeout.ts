// Asterisk hung up because it received no RTP for rtptimeout / rtp_timeout. Only its own NOTICE proves that. A gap between hold
// and playback proves nothing: the timer counts what the far end sends (docs/asterisk/rtp-timeouts.md#what-the-timer-measures).
import { timeoutNotice } from "../../calls/facts/own-lines.js";
import type { Recommendation } from "../../verdict/verdict.js";
import { type Judgement, ruledOut, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { watchTheChannel } from "../shared/advice.js";
import { adviseLongerLimit } from "../shared/longer-limit-of-call.js";
import { isPathAtFault, judgeTimeout, missingOfTimeout, reasonsOf } from "../shared/rtp-timeout.js";

export const rtpTimeout = defineCause({
  code: "RTP101",
  name: "rtp-timeout",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup"],
  docs: {
    meaning:
      "Asterisk itself ended the call because it received no RTP or RTCP from the caller for the configured time.",
    impact: "The channel is gone. Asterisk answers 404 to whatever the bot plays next.",
    evidence:
      "Confirmed by Asterisk's NOTICE that names the channel: `Disconnecting call '...' for lack of RTP activity in N seconds` (chan_sip), `Disconnecting channel '...' for lack of audio RTP activity in N seconds` (chan_pjsip; also video). A capture of the channel's events proves it as well: a soft hangup request with flag 1, and an end with cause 44 (PJSIP). Without either this is never more than a candidate. A long gap from hold to playback proves nothing: the timer counts the caller's silence, not the bot's. The same NOTICE ends a call that the far end holds (RTP102). Three things prove which of the two it was: the caller's SDP or ChannelUnhold, limits given on the command line, or the endpoint's own ordinary limit in the configuration if the silence matches it to the second. Otherwise it is likely, both are candidates, and the report says what would tell them apart. If the logs show why RTP stopped (no packet ever, no ACK, NAT, ICE or DTLS, comfort noise, moh_passthrough), the report says that too.",
    excludedBy:
      "The timeout is off (0) for this channel; the channel was younger than the limit; a hangup request without a cause, or with one other than 1 and 44; a HANGUPCAUSE other than 44; or an Asterisk log that has NOTICE lines, discarded none, and has no such line for this call although the call's end is known.",
    fix: "First find out why the caller's RTP stopped: NAT, firewall, a lost connection, a phone that sends nothing while it listens. `rtp set debug on` for one call shows the packets. Only if such pauses are normal there, raise `rtptimeout` (sip.conf, chan_sip) or `rtp_timeout` (pjsip.conf, endpoint) to between 60 and 120 s. A value of 0 would leave dead calls up forever.",
    references: ["channels/chan_sip.c:check_rtp_timeout", "res/res_pjsip_sdp_rtp.c:rtp_check_timeout"],
  },
  judge: (subject) => (subject.limits.heldByFarEnd ? heldInstead(subject) : judgeTimeout(subject, "rtp")),
  advise: (subject) => {
    const { limits } = subject;
    const reasons = reasonsOf(subject);
    return [
      ...reasons.flatMap(({ advice }) => advice),
      findWhyItStopped,
      ...(isPathAtFault(reasons) ? [] : adviseLongerLimit(limits, "rtp")),
      watchTheChannel,
    ];
  },
  missing: missingOfTimeout,
});

const findWhyItStopped: Recommendation = {
  kind: "capture",
  title: "Find out why the caller's RTP stopped",
  reason:
    "The timeout is the mechanism, not the fault: packets stopped arriving. A longer limit only delays the end if they never come back.",
  risk: "rtp set debug prints one line per packet; use it for one call.",
  apply: ['asterisk -rx "rtp set debug on"'],
  verify: [],
  undo: ['asterisk -rx "rtp set debug off"'],
};

/** While the far end holds the call, only the hold limit can end it (check_rtp_timeout, rtp_check_timeout). */
function heldInstead({ call, limits, facts }: Subject): Judgement | null {
  const notice = timeoutNotice(call);
  if (notice ? !limits.heldIsProven : facts.faults.length === 0) return null;
  return ruledOut("The far end held the call, so only the limit for held calls counts.", ...(notice ? [notice] : []));
}
