// ICE found no path for the media (RFC 8445), so DTLS and RTP never got through. That ends no call by itself: the caller hears
// nothing and leaves. If an RTP timeout followed, that is the end, and its rule says that ICE is the reason.
import { firstOf } from "../../calls/call.js";
import { timeoutNotice } from "../../calls/facts/own-lines.js";
import { likely, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { wasLost } from "../shared/evidence.js";
import { findIcePath } from "../shared/ice-path.js";
import { rtpArrived } from "../shared/rtp-evidence.js";

export const iceFailed = defineCause({
  code: "RTP107",
  name: "ice-failed",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "ICE did not complete: Asterisk and the caller's browser or phone found no path for the media.",
    impact: "Neither side hears the other. The caller hangs up, or the RTP timeout ends the call.",
    evidence:
      "Likely with a line of this call about ICE (no candidates, no session, DTLS packets dropped because ICE is not completed), no sign that RTP arrived, and a call that was lost. Possible if RTP arrived all the same.",
    excludedBy:
      "Strict RTP that locked on the caller's source afterwards: media came after all. The NOTICE of an RTP timeout.",
    fix: "Give both sides a STUN or TURN server and open the RTP ports: stunaddr, turnaddr and icesupport in rtp.conf, ice_support on the endpoint.",
    references: ["res/res_rtp_asterisk.c:__rtp_recvfrom", "res/res_rtp_asterisk.c:ast_rtp_ice_start", "RFC 8445"],
  },
  judge: (subject) => {
    const { call } = subject;
    const failed = firstOf(call, "ice-failed");
    if (!failed || !wasLost(subject) || timeoutNotice(call)) return null;
    return rtpArrived(subject)
      ? possible(0.3, `ICE had trouble (${failed.event.why}), but media came afterwards`)
      : likely(`ICE found no path for the media (${failed.event.why}), so no audio reached Asterisk.`, failed);
  },
  advise: () => [findIcePath],
  missing: () => [
    {
      what: "Which ICE candidates each side offered",
      how: 'asterisk -rx "pjsip set logger on"   # then read the SDP',
      language: "sh",
    },
  ],
});
