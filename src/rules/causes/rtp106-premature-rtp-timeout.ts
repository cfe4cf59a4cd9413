// Certain releases cut a call as soon as a hold ends. They check 0.5 s after each SDP instead of a whole timeout after it, and
// against the last packet before the hold. A party that sent nothing for longer than rtp_timeout while it was held is dropped
// at once (res/res_pjsip_sdp_rtp.c, fixed by 9cf8678112). It takes an SDP, so hold and unhold by ARI cannot trigger it, except
// with moh_passthrough (docs/asterisk/rtp-timeouts.md#releases-that-check-too-early).
import { sipMessages } from "../../calls/facts/on-the-wire.js";
import { timeoutNotice } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import { confirmed, likely, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { watchTheChannel } from "../shared/advice.js";
import { inSeconds } from "../shared/evidence.js";
import { isRelease, type ReleaseRange } from "../shared/versions.js";

const AFFECTED: readonly ReleaseRange[] = [
  { major: 18, fromMinor: 12, toMinor: 22 },
  { major: 20, fromMinor: 0, toMinor: 7 },
  { major: 21, fromMinor: 0, toMinor: 2 },
];
const FIXED_IN = "18.23.0, 20.8.0 or 21.3.0";
/** These releases check this long after an SDP. */
const CHECK_MS = 500;
/** Under load the scheduler is late by less than this. */
const LATE_MS = 500;

export const prematureRtpTimeout = defineCause({
  code: "RTP106",
  name: "premature-rtp-timeout",
  severity: "error",
  since: "0.1.0",
  explains: ["rtp-timeout", "rtp-hold-timeout", "caller-hangup", "bot-hangup"],
  docs: {
    meaning:
      "A bug in Asterisk 18.12 to 18.22, 20.0 to 20.7 and 21.0 to 21.2: Asterisk ended the call for lack of RTP half a second after a hold ended, because it counted the silence of the hold.",
    impact: "A call is lost the moment its hold ends, whatever the far end sends after that.",
    evidence:
      "Confirmed by chan_pjsip's NOTICE at most a second after an SDP that ended a hold, with a silence that reaches back into the hold, in a log whose banner or SIP trace (Server, User-Agent) names one of these releases. Likely if the hold limit is not known.",
    excludedBy:
      "Another release; chan_sip; no SDP that ended a hold just before; a silence as long as rtp_timeout_hold, which that timer itself caused.",
    fix: "Upgrade to 18.23.0, 20.8.0, 21.3.0 or later, which have the commit 9cf8678112. A longer rtp_timeout does not fix it.",
    references: ["res/res_pjsip_sdp_rtp.c:rtp_check_timeout"],
  },
  judge: (subject) => {
    const notice = timeoutNotice(subject.call);
    const told = toldRelease(subject);
    if (notice?.event.driver !== "chan_pjsip" || !told || !isRelease(told.version, AFFECTED)) return null;
    const release = holdEndBefore(subject, notice);
    if (!release || struckByHoldTimer(subject, notice)) return null;
    const summary = `Asterisk ${told.version} counted the silence of the hold: it looked for RTP just after the hold had ended, found none for ${inSeconds(notice.event.silenceSeconds)}, and hung up at once. That is a bug in this release.`;
    return subject.limits.rtpHoldTimeoutSeconds === null
      ? likely(summary, notice, release, told.at)
      : confirmed(summary, notice, release, told.at);
  },
  advise: () => [
    {
      kind: "config",
      title: `Upgrade Asterisk to ${FIXED_IN}, or later`,
      reason:
        "The bug is in the release. A longer rtp_timeout only lengthens the hold that a call survives, and leaves calls up whose caller has vanished.",
      risk: "Read the branch's UPGRADE notes. Within a branch, the configuration stays as it is.",
      appliesTo: "chan_pjsip of 18.12 to 18.22, 20.0 to 20.7, 21.0 to 21.2",
      apply: [],
      verify: ['asterisk -rx "core show version"'],
    },
    watchTheChannel,
  ],
  missing: () => [
    { what: "Whether the silence was that of rtp_timeout_hold", how: "give the configuration: --config /etc/asterisk" },
  ],
});

/** The release, from the banner of the log or from an Asterisk message in the SIP trace. */
function toldRelease({ call }: Subject): { version: string; at: TimedEvent } | null {
  if (call.banner) return { version: call.banner.event.version, at: call.banner };
  for (const at of sipMessages(call))
    if (at.event.asteriskVersion !== null) return { version: at.event.asteriskVersion, at };
  return null;
}

/** What ended a hold so shortly before the NOTICE that the check after its SDP must be the one that fired. */
function holdEndBefore({ call }: Subject, notice: TimedEvent<EventOf<"rtp-timeout">>): TimedEvent | null {
  let held = false;
  let ended: TimedEvent | null = null;
  for (const timed of call.events.slice(0, call.events.indexOf(notice))) {
    const holds = holdOf(timed);
    if (holds === null || holds === held) continue;
    ended = holds ? null : timed;
    held = holds;
  }
  if (!ended || ended.atMs === null || notice.atMs === null) return null;
  const sinceMs = notice.atMs - ended.atMs;
  // stamps of whole seconds may be a second apart
  const slackMs = Math.max(ended.event.precisionMs, notice.event.precisionMs) >= 1_000 ? 1_000 : 0;
  const reachesIntoHold = notice.event.silenceSeconds * 1_000 > sinceMs + slackMs;
  return sinceMs <= CHECK_MS + LATE_MS + slackMs && reachesIntoHold ? ended : null;
}

/** What a line says about a hold by SDP: true, false, or null if it says nothing. */
function holdOf({ event }: TimedEvent): boolean | null {
  if (event.type === "bot-caller-held") return event.held;
  if (event.type === "ari-event")
    return event.event === "ChannelHold" ? true : event.event === "ChannelUnhold" ? false : null;
  // an answer mirrors the offer, so of what we send only requests count
  if (event.type !== "sip-message" || event.sdpDirection === null) return null;
  if (event.direction === "sent" && event.method !== "INVITE") return null;
  return event.sdpDirection === "sendonly" || event.sdpDirection === "inactive";
}

/** Does the measured silence equal rtp_timeout_hold, which would have fired if the hold had gone on? */
function struckByHoldTimer({ limits }: Subject, notice: TimedEvent<EventOf<"rtp-timeout">>): boolean {
  const hold = limits.rtpHoldTimeoutSeconds;
  return hold !== null && hold > 0 && Math.abs(notice.event.silenceSeconds - hold) <= 1;
}
