// No RTP port was left. The caller gets 488, and there is no channel. The error names no call, so it belongs to this one only if
// a trace shows its INVITE refused at the same moment.
import { sipMessages } from "../../calls/facts/on-the-wire.js";
import { confirmed, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { errorOfRefusal } from "../shared/refused-invites.js";

export const rtpPortsExhausted = defineCause({
  code: "SYS104",
  name: "rtp-ports-exhausted",
  severity: "error",
  since: "0.1.0",
  explains: ["no-common-codec", "caller-cancel"],
  docs: {
    meaning: "Asterisk had no free RTP port for the call.",
    impact: "New calls are refused with 488 until others end.",
    evidence:
      "Confirmed by a SIP trace with our 488 to this call's INVITE and `couldn't allocate a port for RTP instance` within a second of it: the last one before it in the same thread, or the only one. If it fits the refusals of several calls equally well, it is a candidate. The error alone names no call, so it is then reported for the run (SYS203).",
    excludedBy: "Not raised without the 488 in a trace, or if the error is not next to it.",
    fix: "Widen `rtpstart` and `rtpend` in rtp.conf, to at least four ports for each call at once, and open the same range in the firewall. Then look for calls that never end.",
    references: ["res/res_rtp_asterisk.c:rtp_allocate_transport"],
  },
  judge: (subject) => {
    const refusal = sipMessages(subject.call).find(
      ({ event }) => event.direction === "sent" && event.status === 488 && event.cseqMethod === "INVITE",
    );
    const full = refusal ? errorOfRefusal(subject, "rtp-ports-exhausted", refusal) : null;
    if (!refusal || !full) return null;
    return full.isOfSeveral
      ? possible(0.6, "Asterisk had no RTP port left at that moment, and other calls were refused as well as this one")
      : confirmed("The call was refused because Asterisk had no RTP port left.", full.line, refusal);
  },
  advise: () => [
    {
      kind: "config",
      title: "Widen the port range",
      reason: "Each leg of a call takes two ports (RTP and RTCP).",
      risk: "The firewall must let the same range through.",
      file: "/etc/asterisk/rtp.conf",
      section: "general",
      option: "rtpstart, rtpend",
      current: null,
      proposed: "a range of at least four ports for each call at once",
      appliesTo: "all versions",
      apply: ['asterisk -rx "module reload res_rtp_asterisk.so"'],
      verify: ['asterisk -rx "rtp show settings"'],
    },
  ],
  missing: () => [],
});
