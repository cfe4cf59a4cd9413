// How to make a DTLS handshake succeed, and what OpenSSL's reason for its failure means.
import { firstOf } from "../../calls/call.js";
import type { Recommendation } from "../../verdict/verdict.js";
import type { Subject } from "../judgement.js";
import { reloadCommands, sectionOf } from "./advice.js";
import { reasonOf } from "./openssl-reasons.js";

/** How to make a DTLS handshake succeed on the call's endpoint, depending on OpenSSL's reason if it is a known one. */
export function matchCertificates({ call, limits }: Subject): Recommendation {
  const sip = limits.driver === "chan_sip";
  const why = firstOf(call, "dtls-failed")?.event.why ?? "";
  const recommendation = certificatesThatFit(why, sip);
  return reasonOf(why)?.remedy.elsewhere === undefined
    ? { ...recommendation, section: sectionOf(limits), ...reloadCommands(limits) }
    : recommendation;
}

/** The same if the line belongs to no call, and so to no endpoint. */
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

/** `dtls_cert_file` -> `dtlscertfile` (channels/chan_sip.c, include/asterisk/res_rtp_asterisk.h). */
const spelledForChanSip = (option: string): string => option.replaceAll("_", "");

const anyReason: NonNullable<ReturnType<typeof reasonOf>>["remedy"] = {
  title: "Make certificates and DTLS roles fit",
  reason:
    "The far end must present the certificate whose fingerprint its SDP gave, in the same hash, and one side must be active.",
  risk: "dtls_verify=no accepts any certificate.",
  option: "dtls_cert_file, dtls_verify, dtls_setup, dtls_fingerprint",
  proposed: "a valid certificate; dtls_setup=actpass; dtls_fingerprint=SHA-256",
};

/** The failure of the handshake in words: OpenSSL's own, and what they mean. */
export function dtlsWords(why: string): string {
  const meaning = reasonOf(why)?.meaning;
  return meaning === undefined ? why : `${why}, that is, ${meaning}`;
}
