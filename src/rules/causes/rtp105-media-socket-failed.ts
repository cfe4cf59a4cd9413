// The media socket or its DTLS failed, and Asterisk hangs the channel up at once (res/res_rtp_asterisk.c:ast_rtp_read). The two
// have only the end in common, so they differ in words and advice.
import { firstOf } from "../../calls/call.js";
import type { Recommendation } from "../../verdict/verdict.js";
import { confirmed, likely } from "../judgement.js";
import { defineCause } from "../rule.js";
import { dtlsWords, matchCertificates } from "../shared/dtls-certificates.js";
import { wasLost } from "../shared/evidence.js";

export const mediaSocketFailed = defineCause({
  code: "RTP105",
  name: "media-socket-failed",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "Asterisk hung up because reading the call's RTP socket failed, or because its DTLS handshake failed.",
    impact: "The call ends when the media fails.",
    evidence:
      "Confirmed by a line of this call: `RTP Read error: ... Hanging up.`, the same for RTCP, or `DTLS failure occurred on RTP instance ...`. Likely if the certificate did not match the fingerprint in the SDP and the call was lost.",
    excludedBy: "A line of another call; a read error without `Hanging up`.",
    fix: "For a refused socket, look at the far end's log: it closed its port. For DTLS, the fix depends on OpenSSL's reason, which the report explains. `certificate verify failed`: `dtls_verify=fingerprint`. An alert on a certificate: the far end refuses Asterisk's. `no shared cipher`, `missing tmp ecdh key`, `handshake failure`: ciphers and the kind of key. `unsupported protocol`: the version of DTLS. Otherwise `dtls_setup` and the fingerprint's hash.",
    references: ["res/res_rtp_asterisk.c:ast_rtp_read", "res/res_rtp_asterisk.c:__rtp_recvfrom"],
  },
  judge: (subject) => {
    const dtls = firstOf(subject.call, "dtls-failed");
    if (dtls?.event.terminating)
      return confirmed(`The DTLS handshake of the media failed: ${dtlsWords(dtls.event.why)}.`, dtls);
    const socket = firstOf(subject.call, "rtp-socket-error");
    if (socket) return confirmed("Reading the call's RTP socket failed, and Asterisk hung up.", socket);
    return dtls && wasLost(subject)
      ? likely(`The DTLS handshake of the media failed: ${dtlsWords(dtls.event.why)}.`, dtls)
      : null;
  },
  advise: (subject) => [firstOf(subject.call, "dtls-failed") ? matchCertificates(subject) : lookAtMediaPath],
  missing: () => [],
});

const lookAtMediaPath: Recommendation = {
  kind: "capture",
  title: "Look at the media path of this peer",
  reason: "A refused socket means that the far end closed its port, or that a firewall answers for it.",
  risk: null,
  apply: ['asterisk -rx "rtp set debug on"'],
  verify: [],
  undo: ['asterisk -rx "rtp set debug off"'],
};
