// The same timer, on a call that the far end had put on hold by re-INVITE: then rtpholdtimeout / rtp_timeout_hold applies.
// A hold by ARI sends no re-INVITE, so the ordinary limit stays in force (docs/asterisk/rtp-timeouts.md#which-limit-applies).

import { defineCause } from "../rule.js";
import { watchTheChannel } from "../shared/advice.js";
import { adviseLongerLimit } from "../shared/longer-limit-of-call.js";
import { isPathAtFault, judgeTimeout, missingOfTimeout, reasonsOf } from "../shared/rtp-timeout.js";

export const rtpHoldTimeout = defineCause({
  code: "RTP102",
  name: "rtp-hold-timeout",
  severity: "error",
  since: "0.1.0",
  explains: ["rtp-timeout", "caller-hangup", "bot-hangup"],
  docs: {
    meaning:
      "The caller's side put the call on hold and sent no RTP; Asterisk ended it when the hold limit had passed.",
    impact: "The channel is gone. Asterisk answers 404 to whatever the bot plays next.",
    evidence:
      "Confirmed by the same NOTICE, or the same captured events, as rtp-timeout, on a call that the caller's side had put on hold: its SDP said sendonly or inactive, or ARI sent ChannelHold. Also confirmed if the silence that the NOTICE prints is the hold limit and not the ordinary one. The limits must then come from the command line, or from the configuration if another call of the same endpoint ended at its ordinary limit. Likely if only the configuration says so (it may be another host's). Also likely if no limit fits, and another call of the same endpoint ended after a silence that was seconds shorter: the ordinary limit is then shorter than this silence. When it is likely, both are candidates. A hold by the bot does not count: it sends no re-INVITE, and the ordinary limit stays in force.",
    excludedBy:
      "The caller's side did not hold the call, or nothing suggests a hold: then it is a matter of rtp-timeout. Otherwise, whatever excludes rtp-timeout: the hold limit is off or the channel was younger than it, a hangup request or HANGUPCAUSE of another kind, or an Asterisk log with NOTICE lines and without this one.",
    fix: "If callers hold on purpose, raise `rtpholdtimeout` (sip.conf; it must be above `rtptimeout` and does nothing if that is 0) or `rtp_timeout_hold` (pjsip.conf, endpoint). Set it to 10 s above the length of their holds, and to no more than 120 s, because dead calls stay up that long. If callers do not hold on purpose, find out why their side sends no RTP. With moh_passthrough=yes a hold by ARI is such a re-INVITE: turn that off.",
    references: ["channels/chan_sip.c:check_rtp_timeout", "res/res_pjsip_sdp_rtp.c:rtp_check_timeout"],
  },
  judge: (subject) => (subject.limits.heldByFarEnd ? judgeTimeout(subject, "hold") : null),
  advise: (subject) => {
    const { limits } = subject;
    const reasons = reasonsOf(subject);
    return [
      ...reasons.flatMap(({ advice }) => advice),
      ...(isPathAtFault(reasons) ? [] : adviseLongerLimit(limits, "hold")),
      watchTheChannel,
    ];
  },
  missing: missingOfTimeout,
});
