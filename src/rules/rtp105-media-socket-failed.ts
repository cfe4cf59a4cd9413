// The media socket or its DTLS failed: Asterisk hangs the channel up at once (res_rtp_asterisk.c: ast_rtp_read). The two have
// nothing in common but the end, and are told apart in words and advice.
import { firstOf } from "../calls/call.js";
import type { Recommendation } from "../report/schema.js";
import { reloadCommands, sectionOf } from "./advice.js";
import { wasLost } from "./evidence.js";
import { reasonOf } from "./openssl-reasons.js";
import { confirmed, defineCause, likely, type Subject } from "./rule.js";

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
    fix: "A refused socket: the far end closed its port, look at its log. DTLS: by OpenSSL's reason, which the report explains. `certificate verify failed`: `dtls_verify=fingerprint`. An alert on a certificate: the far end refuses Asterisk's. `no shared cipher`, `missing tmp ecdh key`, `handshake failure`: ciphers and the kind of key. `unsupported protocol`: the version of DTLS. Else `dtls_setup` and the fingerprint's hash.",
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

/** How to make a DTLS handshake succeed: by OpenSSL's reason where it is a known one, on the endpoint of the call. */
export function matchCertificates({ call, limits }: Subject): Recommendation {
  const sip = limits.driver === "chan_sip";
  const why = firstOf(call, "dtls-failed")?.event.why ?? "";
  const recommendation = certificatesThatFit(why, sip);
  return reasonOf(why)?.remedy.elsewhere === undefined
    ? { ...recommendation, section: sectionOf(limits), ...reloadCommands(limits) }
    : recommendation;
}

/** The same where the line is of no call, and so of no endpoint. */
export function certificatesThatFit(why: string, sip: boolean): Recommendation {
  const remedy = reasonOf(why)?.remedy ?? anyReason;
  const inDriver = (words: string): string => (sip ? words.replace(/\bdtls_\w+/g, spelledForChanSip) : words);
  return {
    kind: "config",
    title: remedy.title,
    reason: inDriver(remedy.reason),
    risk: remedy.risk === null ? null : inDriver(remedy.risk),
    file: sip ? "/etc/asterisk/sip.conf" : "/etc/asterisk/pjsip.conf",
    section: sip ? "the peer" : "the endpoint of this trunk",
    option: inDriver(remedy.option),
    current: null,
    proposed: inDriver(remedy.proposed),
    appliesTo: sip ? "chan_sip, Asterisk up to 20" : "chan_pjsip; chan_sip: the same names without underscores",
    apply: [`asterisk -rx "${sip ? "sip" : "pjsip"} reload"`],
    verify: [`asterisk -rx "${sip ? "sip show peer" : "pjsip show endpoint"} TRUNK"`],
    ...remedy.elsewhere,
  };
}

/** `dtls_cert_file` -> `dtlscertfile` (chan_sip, res_rtp_asterisk.h). */
const spelledForChanSip = (option: string): string => option.replaceAll("_", "");

const anyReason: NonNullable<ReturnType<typeof reasonOf>>["remedy"] = {
  title: "Make certificates and DTLS roles fit",
  reason:
    "The far end must present the certificate whose fingerprint its SDP gave, in the same hash, and one side must be active.",
  risk: "dtls_verify=no accepts any certificate.",
  option: "dtls_cert_file, dtls_verify, dtls_setup, dtls_fingerprint",
  proposed: "a valid certificate; dtls_setup=actpass; dtls_fingerprint=SHA-256",
};

/** The handshake's failure in words: OpenSSL's own, and what they mean. */
export function dtlsWords(why: string): string {
  const meaning = reasonOf(why)?.meaning;
  return meaning === undefined ? why : `${why}, that is, ${meaning}`;
}

const lookAtMediaPath: Recommendation = {
  kind: "capture",
  title: "Look at the media path of this peer",
  reason: "A refused socket means that the far end closed its port, or that a firewall answers for it.",
  risk: null,
  apply: ['asterisk -rx "rtp set debug on"', 'asterisk -rx "rtp set debug off"'],
  verify: [],
};
