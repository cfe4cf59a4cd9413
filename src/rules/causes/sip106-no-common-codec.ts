// The caller offered no codec that the endpoint allows: 488, and no channel. chan_sip says so; with chan_pjsip only a trace
// shows it.
import { firstOf } from "../../calls/call.js";
import { sipMessages } from "../../calls/facts/on-the-wire.js";
import { confirmed, likely } from "../judgement.js";
import { defineCause } from "../rule.js";
import { sectionOf, traceSip } from "../shared/advice.js";

export const noCommonCodec = defineCause({
  code: "SIP106",
  name: "no-common-codec",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "caller-cancel"],
  docs: {
    meaning: "The INVITE was refused with 488: the caller offers no codec that this endpoint allows.",
    impact: "The call never reaches the dialplan or the bot.",
    evidence:
      "Confirmed by chan_sip's NOTICE `No compatible codecs, not accepting this offer!`. chan_pjsip logs nothing: there a SIP trace with our 488 to the INVITE makes it likely, because 488 also refuses encryption or address families that do not fit.",
    excludedBy:
      "Not raised without one of the two lines. If Asterisk found no RTP port at that moment, the cause is rtp-ports-exhausted.",
    fix: "On the endpoint or peer, allow a codec of the caller's offer (the a=rtpmap lines of the INVITE) that Asterisk can transcode to what the bot plays: `allow` in pjsip.conf or sip.conf, `core show translation`.",
    references: ["channels/chan_sip.c:process_sdp", "RFC 3261 section 21.4.26"],
  },
  judge: ({ call }) => {
    const notice = firstOf(call, "codecs-incompatible");
    const refusal = sipMessages(call).find(
      ({ event }) => event.direction === "sent" && event.status === 488 && event.cseqMethod === "INVITE",
    );
    if (notice)
      return confirmed("The call was refused with 488: no codec in common.", notice, ...(refusal ? [refusal] : []));
    // 488 also refuses encryption or address families that do not match
    return refusal
      ? likely("The call was refused with 488 (Not Acceptable Here), most likely because of its codecs.", refusal)
      : null;
  },
  advise: ({ limits }) => [
    {
      kind: "config",
      title: "Allow a codec that the caller offers",
      reason: "A SIP trace shows the offer (a=rtpmap lines of the INVITE).",
      risk: "Asterisk must be able to transcode it to what the bot plays.",
      file: limits.driver === "chan_sip" ? "/etc/asterisk/sip.conf" : "/etc/asterisk/pjsip.conf",
      section: sectionOf(limits),
      option: "allow",
      current: null,
      proposed: "the codec of the offer, in addition to those that are there",
      apply: [limits.driver === "chan_sip" ? 'asterisk -rx "sip reload"' : 'asterisk -rx "pjsip reload"'],
      verify: ['asterisk -rx "core show translation"'],
    },
    traceSip(limits),
  ],
  missing: ({ limits }) => [
    {
      what: "Whether the offer was refused because of its codecs, or because of its encryption or addresses",
      how:
        limits.driver === "chan_sip"
          ? '# compare with the a=rtpmap and a=crypto lines of the INVITE\nasterisk -rx "sip show peer PEER"'
          : '# compare allow and media_encryption with a=rtpmap and a=crypto of the INVITE\nasterisk -rx "pjsip show endpoint ENDPOINT"',
      language: "sh",
    },
  ],
});
