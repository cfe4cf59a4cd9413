// What OpenSSL's reasons for a failed DTLS handshake mean, and what to do about each. The texts are those of
// ERR_reason_error_string (crypto/err, ssl/ssl_err.c). An "alert" is what the far end said about us.
import type { Recommendation } from "../../verdict/verdict.js";

interface OpensslReason {
  /** A part of the reason as Asterisk prints it. */
  readonly expression: RegExp;
  readonly sample: string;
  readonly meaning: string;
  readonly remedy: Pick<Recommendation, "title" | "reason" | "risk"> & {
    readonly option: string;
    readonly proposed: string;
    /** If no option of the endpoint helps: the file, its section, and what puts it in force. */
    readonly elsewhere?: Pick<Recommendation, "file" | "section" | "appliesTo" | "apply" | "verify">;
  };
}

export const opensslReasons: readonly OpensslReason[] = [
  {
    expression: /certificate verify failed/i,
    sample: "certificate verify failed",
    meaning: "Asterisk did not trust the far end's certificate",
    remedy: {
      title: "Trust the far end's certificate, or check its fingerprint only",
      reason:
        "Browsers sign their certificates themselves: no authority vouches for them. dtls_verify=fingerprint compares the certificate with the SDP instead.",
      risk: "dtls_verify=no accepts any certificate.",
      option: "dtls_verify, dtls_ca_file",
      proposed: "dtls_verify=fingerprint, or the authority's certificate in dtls_ca_file",
    },
  },
  {
    expression: /alert (?:bad certificate|unknown ca|certificate (?:expired|unknown|revoked)|unsupported certificate)/i,
    sample: "sslv3 alert certificate expired",
    meaning: "the far end did not accept Asterisk's certificate",
    remedy: {
      title: "Give Asterisk a certificate that the far end accepts",
      reason: "It has expired, or its fingerprint is not the one in the SDP, or the far end wants a known authority.",
      risk: null,
      option: "dtls_cert_file, dtls_private_key, dtls_auto_generate_cert",
      proposed: "a valid certificate and its key, or dtls_auto_generate_cert=yes",
    },
  },
  {
    expression: /no shared cipher|missing tmp e?c?dh key|no suitable (?:key share|signature)|alert handshake failure/i,
    sample: "no shared cipher",
    meaning: "the two sides have no cipher in common",
    remedy: {
      title: "Allow a cipher that both sides have",
      reason:
        "dtls_cipher names too few, or the certificate's kind of key (RSA, ECDSA) fits none that the far end offers; old versions of Asterisk offer no ECDHE.",
      risk: null,
      option: "dtls_cipher, dtls_cert_file",
      proposed: "no dtls_cipher at all, and an RSA or ECDSA certificate for which the far end has ciphers",
    },
  },
  {
    expression: /unsupported protocol|wrong (?:ssl )?version|alert protocol version|version too low/i,
    sample: "unsupported protocol",
    meaning: "the two sides have no version of DTLS in common",
    remedy: {
      title: "Let both sides use DTLS 1.2",
      reason: "The far end offers only a version that OpenSSL here no longer allows, or the other way round.",
      risk: null,
      option: "MinProtocol",
      proposed: "DTLSv1.2, or update the far end: one of the two sides does not know it",
      elsewhere: {
        file: "/etc/ssl/openssl.cnf",
        section: "system_default_sect",
        appliesTo: "OpenSSL 1.1.0 on",
        apply: ['asterisk -rx "core restart when convenient"'],
        verify: ["openssl version -d   # the folder of the openssl.cnf that is read"],
      },
    },
  },
  {
    expression: /unexpected message|digest check failed|bad signature|decryption failed|bad record mac/i,
    sample: "digest check failed",
    meaning: "the messages of the handshake did not fit together",
    remedy: {
      title: "Let one side begin the handshake, and only one",
      reason:
        "Both sides act as the client, or packets of an older handshake arrive: check dtls_setup, and re-INVITEs that change the address.",
      risk: null,
      option: "dtls_setup, dtls_rekey",
      proposed: "dtls_setup=actpass, dtls_rekey=0",
    },
  },
];

/** What a reason means. Undefined for one that is not in the table. */
export function reasonOf(why: string): OpensslReason | undefined {
  return opensslReasons.find(({ expression }) => expression.test(why));
}
