// The far end hung up because it received no RTP from us. Its BYE says so in the Reason header, or brings cause 102 (recovery
// on timer expiry). Asterisk sends nothing while a hold has no music and nothing plays
// (docs/asterisk/rtp-timeouts.md#the-far-ends-own-timer).
import { firstOf } from "../../calls/call.js";
import { sipMessages } from "../../calls/facts/on-the-wire.js";
import { confirmed, likely, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingSipTrace, sectionOf, traceSip, watchTheChannel } from "../shared/advice.js";
import { wasLost } from "../shared/evidence.js";
import { hangupCause, hangupRequest } from "../shared/hangup-evidence.js";
import { endedInSilentHold } from "../shared/rtp-evidence.js";

/** AST_CAUSE_RECOVERY_ON_TIMER_EXPIRE, which PJSIP copies from the BYE (res/res_pjsip_rfc3326.c). */
const RECOVERY_ON_TIMER_EXPIRY = 102;
// SIP;cause=200;text="RTP timeout"   |   Q.850;cause=31;text="No media received"   ·   not: SIP;cause=488;text="Media not acceptable"
const MEDIA_REASON = /\b(?:rtp|media|audio)\b/i;
const ABSENT = /\btimed?[ -]?out\b|inactiv|\b(?:no|lack|loss|lost|missing|stopped|without|not received)\b/i;
const DISAGREED = /codec|accept|compatible|support/i;
const wantOfMedia = (reason: string): boolean =>
  MEDIA_REASON.test(reason) && ABSENT.test(reason) && !DISAGREED.test(reason);

export const farEndMediaTimer = defineCause({
  code: "SIP109",
  name: "far-end-media-timer",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "The far end ended the call because no audio came from Asterisk for the length of its own media timeout.",
    impact: "The call dies in a silent hold, whatever Asterisk's timeouts say.",
    evidence:
      "Confirmed by the far end's BYE in a SIP trace, with a Reason that mentions RTP, media or audio. Likely if the channel was lost and the hangup request carries cause 102 (recovery on timer expiry), which such a BYE brings. Music that could not play is shown as further evidence.",
    excludedBy: "Not raised without such a BYE or cause 102. A BYE without such a Reason is caller-hangup.",
    fix: "Always send the far end something: a music class with files, silence (POST /channels/{id}/silence) or a filler while the bot thinks. `rtp_keepalive` (pjsip.conf, endpoint) or `rtpkeepalive` (sip.conf) of 4 s also helps. On PJSIP a longer one may never send, because RTCP resets its clock every 5 s.",
    references: ["RFC 3326", "res/res_pjsip_rfc3326.c:rfc3326_use_reason_header"],
  },
  judge: (subject) => {
    const { call } = subject;
    const bye = sipMessages(call).find(({ event }) => event.method === "BYE" && event.direction === "received");
    if (bye?.event.reason && wantOfMedia(bye.event.reason))
      return confirmed(`The far end hung up for lack of media: ${bye.event.reason}.`, bye);
    if (!wasLost(subject)) return null;
    const request = hangupRequest(subject);
    // chan_sip drops the Reason of a BYE, and PJSIP drops one that is not Q.850 (docs/asterisk/hangup-causes.md#cause-of-each-end).
    // The event then looks like that of any caller's BYE.
    if (request && (request.cause === "none" || request.cause === 0) && endedInSilentHold(subject))
      return possible(
        0.65,
        "Asterisk had sent nothing since the hold when the BYE came; a trace would show its Reason",
      );
    const told = [request, hangupCause(subject)].find((one) => one?.cause === RECOVERY_ON_TIMER_EXPIRY);
    if (!told) return null;
    const silent =
      firstOf(call, "moh-unavailable") ?? firstOf(call, "moh-without-files") ?? firstOf(call, "moh-file-unreadable");
    return likely(
      "The far end hung up on a timer of its own (cause 102), as it does when no audio reaches it.",
      told.at,
      ...(silent ? [silent] : []),
    );
  },
  advise: ({ limits }) => [
    {
      kind: "config",
      title: "Always send the far end something",
      reason:
        "Give the hold a music class with files, or play silence; a keepalive helps if nothing else is sent. On PJSIP use 4 s or less: RTCP, sent every 5 s, resets its clock.",
      risk: null,
      file: limits.file ?? (limits.driver === "chan_sip" ? "/etc/asterisk/sip.conf" : "/etc/asterisk/pjsip.conf"),
      section: limits.driver === "chan_sip" ? (limits.scope ?? "general") : sectionOf(limits),
      option: limits.driver === "chan_sip" ? "rtpkeepalive" : "rtp_keepalive",
      current: null,
      proposed: "4",
      apply: [limits.driver === "chan_sip" ? 'asterisk -rx "sip reload"' : 'asterisk -rx "pjsip reload"'],
      verify: ['asterisk -rx "moh show classes"'],
    },
    watchTheChannel,
    traceSip(limits),
  ],
  missing: ({ limits }) => [missingSipTrace(limits)],
});
