// SIP: both channel drivers, and their traces.
import type { AsteriskPattern } from "../pattern.js";
import { event } from "./event-of.js";
import { isOfNoCall, pjsipLoggerReading, type SipTraceEvent, sipDebugReading } from "./sip-trace.js";

export type SipEvent =
  | { readonly type: "codecs-incompatible" }
  | {
      readonly type: "sip-retransmission-timeout";
      readonly packet: "request" | "response";
      /** How long it was sent in vain. Null if the message does not say. */
      readonly afterMs: number | null;
    }
  | { readonly type: "sip-critical-hangup" }
  | { readonly type: "session-timer-expired" }
  /** The far end answered a re-INVITE with 481: it no longer knows the call. */
  | { readonly type: "sip-dialog-gone" };

export const sip: readonly AsteriskPattern<SipEvent | SipTraceEvent>[] = [
  {
    files: ["chan_sip.c"],
    literal: "No compatible codecs",
    expression: /^No compatible codecs, not accepting this offer!/,
    sample: "No compatible codecs, not accepting this offer!",
    read: event(() => ({ type: "codecs-incompatible" })),
  },
  {
    files: ["chan_sip.c"],
    literal: "Retransmission timeout reached on transmission",
    expression:
      /^Retransmission timeout reached on transmission (?<sip>\S+) for seqno \d+ \(Critical (?<packet>Response|Request)\)/,
    sample:
      "Retransmission timeout reached on transmission 03e650cb5ab6e1246316d34e@127.0.0.11 for seqno 157 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions",
    read: (g, { continuation }) => ({
      body: {
        type: "sip-retransmission-timeout",
        packet: g.packet === "Request" ? "request" : "response",
        afterMs: Number(/^Packet timed out after (\d{1,9})ms/.exec(continuation[0] ?? "")?.[1] ?? 0) || null,
      },
      ids: { sipCallId: g.sip },
    }),
  },
  {
    files: ["chan_sip.c"],
    literal: "no reply to our critical packet",
    expression: /^Hanging up call (?<sip>\S+) - no reply to our critical packet/,
    sample:
      "Hanging up call 03e650cb5ab6e1246316d34e@127.0.0.11 - no reply to our critical packet (see https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions).",
    read: event(() => ({ type: "sip-critical-hangup" })),
  },
  {
    files: ["chan_sip.c"],
    literal: "Session-Timer expired",
    expression: /^Session-Timer expired - (?<sip>\S+)/,
    sample: "Session-Timer expired - 2b92bcd013e7b2fad6e57dd6@127.0.0.11",
    read: event(() => ({ type: "session-timer-expired" })),
  },
  {
    files: ["chan_sip.c"],
    literal: "Re-invite to non-existing call leg",
    expression: /^Re-invite to non-existing call leg on other UA\. SIP dialog '(?<sip>[^']+)'/,
    sample:
      "Re-invite to non-existing call leg on other UA. SIP dialog '2b92bcd013e7b2fad6e57dd6@127.0.0.11'. Giving up.",
    read: event(() => ({ type: "sip-dialog-gone" })),
  },
  {
    files: ["res_pjsip_logger.c"],
    literal: " SIP re",
    expression:
      /^<--- (?<way>Received|Transmitting) SIP (?:request|response) \(\d+ bytes\) (?:from|to) (?<peer>\S+) --->/,
    sample: "<--- Received SIP request (461 bytes) from UDP:127.0.0.11:51234 --->",
    read: pjsipLoggerReading,
    isOfNoCall,
  },
  {
    // the message starts with a line break, so its header line is empty after the file name
    files: ["chan_sip.c"],
    literal: "",
    expression:
      /^(?:(?<retrans>Retransmitting #\d+ \((?:no )?NAT\) to (?<peer2>\S+):)|(?:Reliably )?Transmitting \((?:no )?NAT\) to (?<peer>\S+):)?$/,
    sample: "Reliably Transmitting (no NAT) to 127.0.0.11:46208:",
    read: sipDebugReading,
    isOfNoCall,
  },
];
