// Faults of media, threads and resources.
import type { AsteriskPattern } from "../pattern.js";
import { event, NAME } from "./event-of.js";

export type ResourceEvent =
  | { readonly type: "duration-limit-set"; readonly seconds: number }
  | { readonly type: "moh-without-files"; readonly mohClass: string }
  | { readonly type: "moh-file-unreadable"; readonly file: string; readonly why: string }
  | { readonly type: "rtp-socket-error" }
  | { readonly type: "dtls-failed"; readonly why: string; readonly terminating: boolean }
  | { readonly type: "ice-failed"; readonly why: string }
  | { readonly type: "srtp-failed"; readonly why: string }
  | { readonly type: "comfort-noise" }
  | { readonly type: "channel-blocked" }
  | { readonly type: "dialog-outlived" }
  | { readonly type: "websocket-write-failed" }
  | { readonly type: "http-session-limit"; readonly sessionCount: number }
  | { readonly type: "rtp-ports-exhausted" }
  | { readonly type: "descriptors-exhausted" }
  | { readonly type: "taskprocessor-full"; readonly processor: string; readonly taskCount: number };

export const resources: readonly AsteriskPattern<ResourceEvent>[] = [
  {
    files: ["app_dial.c", "features.c"],
    literal: "Setting call duration limit",
    expression: /^Setting call duration limit to (?<seconds>[\d.]+) seconds/,
    sample: "Setting call duration limit to 12.000 seconds.",
    read: event((g) => ({ type: "duration-limit-set", seconds: Number(g.seconds) })),
  },
  {
    // with a warning or an end sound, L(x:y:z) prints each of its limits on a line (main/features.c:ast_bridge_timelimit)
    files: ["features.c"],
    literal: "timelimit      = ",
    expression: /^timelimit {6}= \d+ ms \((?<seconds>[\d.]+) s\)/,
    sample: "timelimit      = 60000 ms (60.000 s)",
    read: event((g) => ({ type: "duration-limit-set", seconds: Number(g.seconds) })),
  },
  {
    files: ["res_musiconhold.c"],
    literal: "No files available for class",
    expression: /^No files available for class '(?<mohClass>[^']*)'/,
    sample: "No files available for class 'default'",
    read: event((g) => ({ type: "moh-without-files", mohClass: g.mohClass ?? "" })),
  },
  {
    files: ["res_musiconhold.c"],
    literal: "Unable to open file '",
    expression: /^Unable to open file '(?<file>[^']*)': (?<why>.*)$/,
    sample: "Unable to open file '/var/lib/asterisk/moh/waltz': Function not implemented",
    read: event((g) => ({ type: "moh-file-unreadable", file: g.file ?? "", why: g.why ?? "" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Read error",
    expression: /^RT(?:P|CP) Read error: .*Hanging up/,
    sample: "RTP Read error: Connection refused.  Hanging up.",
    read: event(() => ({ type: "rtp-socket-error" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "DTLS failure occurred",
    expression: /^DTLS failure occurred on RTP instance '[^']*' due to reason '(?<why>[^']*)'/,
    sample:
      "DTLS failure occurred on RTP instance '0x7f2170028230' due to reason 'certificate verify failed', terminating",
    read: event((g) => ({ type: "dtls-failed", why: g.why ?? "", terminating: true })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Fingerprint provided by remote party",
    expression: /^Fingerprint provided by remote party does not match that of peer certificate/,
    sample:
      "Fingerprint provided by remote party does not match that of peer certificate on RTP instance '0x7f2170028230'",
    read: event(() => ({
      type: "dtls-failed",
      why: "the certificate is not the one whose fingerprint the SDP gave",
      terminating: false,
    })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: ": DTLS packet from ",
    expression:
      /^(?<id>\S+): DTLS packet from \S+ dropped\. (?<why>ICE not completed yet|Source not in ICE active candidate list)/,
    sample: "1795363162.28: DTLS packet from 192.0.2.9:40000 dropped. ICE not completed yet.",
    read: event((g) => ({ type: "ice-failed", why: g.why ?? "" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: ") ICE ",
    expression: /^\(\S+\) ICE (?<why>failed to create session|no RTP candidates)/,
    sample: "(0x7f2170028230) ICE no RTP candidates; skipping checklist",
    read: event((g) => ({ type: "ice-failed", why: g.why ?? "" })),
  },
  {
    // printed at the tenth packet that fails, and at every 150th after it (res/res_srtp.c:ast_srtp_unprotect)
    files: ["res_srtp.c"],
    literal: "SRTP unprotect failed on SSRC",
    expression: /^SRTP unprotect failed on SSRC \d+ because of (?<why>[^\d]+) \d+$/,
    sample: "SRTP unprotect failed on SSRC 305419896 because of authentication failure 10",
    read: event((g) => ({ type: "srtp-failed", why: g.why ?? "" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Comfort noise support incomplete",
    expression: /^Comfort noise support incomplete in Asterisk/,
    sample:
      "Comfort noise support incomplete in Asterisk (RFC 3389). Please turn off on client if possible. Client address: 192.0.2.9",
    read: event(() => ({ type: "comfort-noise" })),
  },
  {
    files: ["channel.c"],
    literal: "Exceptionally long",
    expression: new RegExp(String.raw`^Exceptionally long (?:voice )?queue length (?:\(.*\) )?queuing to ${NAME}`),
    sample: "Exceptionally long voice queue length (96 voice / 96 total) queuing to PJSIP/trunk-0000000a",
    read: event(() => ({ type: "channel-blocked" })),
  },
  {
    files: ["channel.c"],
    literal: "Unable to write to alert pipe on",
    expression: new RegExp(String.raw`^Unable to write to alert pipe on ${NAME} \(qlen = `),
    sample: "Unable to write to alert pipe on PJSIP/trunk-0000000a (qlen = 96): Resource temporarily unavailable!",
    read: event(() => ({ type: "channel-blocked" })),
  },
  {
    files: ["chan_sip.c"],
    literal: "Autodestruct on dialog",
    expression: new RegExp(String.raw`^Autodestruct on dialog '(?<sip>[^']+)' with owner ${NAME} in place`),
    sample:
      "Autodestruct on dialog '2b92bcd013e7b2fad6e57dd6@127.0.0.11' with owner SIP/trunk-0000000a in place (Method: BYE). Rescheduling destruction for 10000 ms",
    read: event(() => ({ type: "dialog-outlived" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "couldn't allocate a port for RTP",
    expression: /^Oh dear\.\.\. we couldn't allocate a port for RTP instance/,
    sample: "Oh dear... we couldn't allocate a port for RTP instance '0x7f2170028230'",
    read: event(() => ({ type: "rtp-ports-exhausted" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Failed to create a new socket for RTP",
    expression: /^Failed to create a new socket for RTP instance/,
    sample: "Failed to create a new socket for RTP instance '0x7f2170028230'",
    read: event(() => ({ type: "descriptors-exhausted" })),
  },
  {
    files: ["tcptls.c", "alertpipe.c", "asterisk.c"],
    literal: "Too many open files",
    expression: /^(?:TCP\/TLS accept failed|Failed to create alert pipe|Accept returned -?\d+): Too many open files/,
    sample: "TCP/TLS accept failed: Too many open files",
    read: event(() => ({ type: "descriptors-exhausted" })),
  },
  {
    // the wording up to 20.17, 21, 22.7 and 23.1: The 'pjsip/distributor-0000001f' task processor queue reached 500 scheduled
    // tasks.
    files: ["taskprocessor.c"],
    literal: "queue reached ",
    expression:
      /^(?:Taskprocessor '(?<new>[^']*)' queue|The '(?<old>[^']*)' task processor queue) reached (?<count>\d+) scheduled tasks/,
    sample:
      "Taskprocessor 'pjsip/distributor-0000001f' queue reached 500 scheduled tasks (high water mark: 500) again.",
    read: event((g) => ({
      type: "taskprocessor-full",
      processor: g.new ?? g.old ?? "",
      taskCount: Number(g.count),
    })),
  },
  {
    files: ["http.c"],
    literal: "HTTP session count exceeded",
    expression: /^HTTP session count exceeded (?<count>\d+) sessions/,
    sample: "HTTP session count exceeded 100 sessions.",
    read: event((g) => ({ type: "http-session-limit", sessionCount: Number(g.count) })),
  },
  {
    files: ["ari_websockets.c", "resource_events.c"],
    literal: "Problem occurred during websocket write",
    expression: /^Problem occurred during websocket write to /,
    sample: "Problem occurred during websocket write to 127.0.0.1:57106, websocket closed",
    read: event(() => ({ type: "websocket-write-failed" })),
  },
];
