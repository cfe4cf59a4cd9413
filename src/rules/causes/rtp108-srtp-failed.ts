// Asterisk could not decrypt what the caller sent, so it heard nothing. The packets still count as received, so neither an RTP
// timeout nor a hangup follows (res/res_srtp.c sets EAGAIN, and the read goes on with an empty frame).
import { eventsOf } from "../../calls/call.js";
import { timeoutNotice } from "../../calls/facts/own-lines.js";
import type { Recommendation } from "../../verdict/verdict.js";
import { likely, possible, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { reloadCommands, sectionOf } from "../shared/advice.js";
import { wasLost } from "../shared/evidence.js";

/** The line comes at the tenth packet that fails, then every 150. A second line means seconds of audio. */
const SECONDS_LOST_LINES = 2;

export const srtpFailed = defineCause({
  code: "RTP108",
  name: "srtp-failed",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "The caller's encrypted audio could not be decrypted: the two sides do not use the same key or suite.",
    impact: "The bot hears nothing although packets arrive. Asterisk does not end such a call; the caller does.",
    evidence:
      "Likely with at least two `SRTP unprotect failed` lines of this call (150 packets apart), and a call that was lost. Possible with one line.",
    excludedBy: "A single line: it means a few packets with a changed key. It ends no call and starts no RTP timeout.",
    fix: "Look at media_encryption on the endpoint and at what re-INVITEs change. If the reason is `replay`, look at srtpreplayprotection in rtp.conf.",
    references: ["res/res_srtp.c:ast_srtp_unprotect", "res/res_rtp_asterisk.c:ast_rtp_read"],
  },
  judge: (subject) => {
    const lines = eventsOf(subject.call, "srtp-failed");
    const [first, second] = lines;
    if (!first || !wasLost(subject) || timeoutNotice(subject.call)) return null;
    return second && lines.length >= SECONDS_LOST_LINES
      ? likely(
          `The caller's audio could not be decrypted (${first.event.why.trim()}): the bot heard nothing.`,
          first,
          second,
        )
      : possible(0.3, `some of the caller's packets could not be decrypted (${first.event.why.trim()})`);
  },
  advise: (subject) => [matchSrtpKeys(subject)],
  missing: () => [
    {
      what: "The keys that each SDP offered",
      how: 'asterisk -rx "pjsip set logger on"   # then read the a=crypto lines',
      language: "sh",
    },
  ],
});

/** How to make both sides use one key. Packets that came twice are another matter. */
function matchSrtpKeys({ call, limits }: Subject): Recommendation {
  const replayed = eventsOf(call, "srtp-failed").every(({ event }) => /replay/i.test(event.why));
  if (replayed)
    return {
      kind: "config",
      title: "Find out why packets arrive twice or out of order",
      reason:
        "The key is right: a replay failure means that a packet came a second time, or too late. Look for two paths of the media, or a far end that restarts its counters at a re-INVITE.",
      risk: "Turning replay protection off lets recorded packets in.",
      file: "/etc/asterisk/rtp.conf",
      section: "general",
      option: "srtpreplayprotection",
      current: null,
      proposed: "no, only if the far end cannot be fixed",
      appliesTo: "all versions",
      apply: ['asterisk -rx "module reload res_rtp_asterisk.so"'],
      verify: ['asterisk -rx "rtp show settings"'],
    };
  const sip = limits.driver === "chan_sip";
  return {
    kind: "config",
    title: "Make both sides use the same encryption",
    reason: "Authentication failures mean a key or suite other than the SDP agreed on, often after a re-INVITE.",
    risk: null,
    file: sip ? "/etc/asterisk/sip.conf" : "/etc/asterisk/pjsip.conf",
    section: sectionOf(limits),
    option: sip ? "encryption, encryption_taglen" : "media_encryption, srtp_tag_32",
    current: null,
    proposed: "what the far end uses",
    appliesTo: sip ? "chan_sip, Asterisk up to 20" : "chan_pjsip",
    ...reloadCommands(limits),
  };
}
