// The media socket or its DTLS failed: Asterisk hangs the channel up at once (res_rtp_asterisk.c: ast_rtp_read). The two have
// nothing in common but the end, and are told apart in words and advice.
import { firstOf } from "../calls/call.js";
import type { Recommendation } from "../report/schema.js";
import { wasLost } from "./evidence.js";
import { confirmed, defineCause, likely } from "./rule.js";

export const mediaSocketFailed = defineCause({
  code: "RTP105",
  name: "media-socket-failed",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "Reading the call's RTP socket failed, or its DTLS handshake did; Asterisk hung up.",
    impact: "The call ends when the media fails.",
    evidence:
      "Confirmed by a line of this call: `RTP Read error: ... Hanging up.`, the same for RTCP, or `DTLS failure occurred on RTP instance ...`. Likely where the certificate did not match the fingerprint of the SDP and the call was lost.",
    excludedBy: "The line of another call; a read error without `Hanging up`.",
    fix: "A refused socket: the far end closed its port, look at its log. DTLS: certificates, `dtls_verify`, `dtls_setup` and the fingerprint's hash.",
    references: ["res/res_rtp_asterisk.c:ast_rtp_read", "res/res_rtp_asterisk.c:__rtp_recvfrom"],
  },
  judge: (subject) => {
    const dtls = firstOf(subject.call, "dtls-failed");
    if (dtls?.event.terminating) return confirmed(`The DTLS handshake of the media failed: ${dtls.event.why}.`, dtls);
    const socket = firstOf(subject.call, "rtp-socket-error");
    if (socket) return confirmed("Reading the call's RTP socket failed, and Asterisk hung up.", socket);
    return dtls && wasLost(subject) ? likely(`The DTLS handshake of the media failed: ${dtls.event.why}.`, dtls) : null;
  },
  advise: ({ call }) => [firstOf(call, "dtls-failed") ? matchCertificates : lookAtMediaPath],
  missing: () => [],
});

/** How to make a DTLS handshake succeed. */
export const matchCertificates: Recommendation = {
  kind: "config",
  title: "Make certificates and DTLS roles fit",
  reason:
    "The far end must present the certificate whose fingerprint its SDP gave, in the same hash, and one side must be active.",
  risk: "dtls_verify=no accepts any certificate.",
  file: "/etc/asterisk/pjsip.conf",
  section: "the endpoint of this trunk",
  option: "dtls_cert_file, dtls_verify, dtls_setup, dtls_fingerprint",
  current: null,
  proposed: "a valid certificate; dtls_setup=actpass; dtls_fingerprint=SHA-256",
  appliesTo: "chan_pjsip; chan_sip: dtlscertfile, dtlsverify, dtlssetup, dtlsfingerprint",
  apply: ['asterisk -rx "pjsip reload"'],
  verify: ['asterisk -rx "pjsip show endpoint TRUNK"'],
};

const lookAtMediaPath: Recommendation = {
  kind: "capture",
  title: "Look at the media path of this peer",
  reason: "A refused socket means that the far end closed its port, or that a firewall answers for it.",
  risk: null,
  apply: ['asterisk -rx "rtp set debug on"', 'asterisk -rx "rtp set debug off"'],
  verify: [],
};
