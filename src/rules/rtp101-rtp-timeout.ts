// Asterisk hung up because it received no RTP for rtptimeout / rtp_timeout. Named only on its own NOTICE: a gap between
// hold and playback proves nothing, for the timer counts what the far end sends (facts D.2, D.3).
import type { LimitsInForce } from "../calls/limits-in-force.js";
import { isOwn, timeoutNotice } from "../calls/story.js";
import type { EventType } from "../events/event.js";
import type { Recommendation } from "../report/schema.js";
import { limitOption, missingNotice, reloadCommands, watchTheChannel } from "./advice.js";
import { ageAtEnd, hangupCause, hangupRequest, SOFT, wasLost } from "./evidence.js";
import { limitToOutlast } from "./limit-length.js";
import { confirmed, defineCause, type Judgement, possible, ruledOut, type Subject } from "./rule.js";
import { type Reason, whyRtpStopped } from "./why-rtp-stopped.js";

export const rtpTimeout = defineCause({
  code: "RTP101",
  name: "rtp-timeout",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup"],
  docs: {
    meaning: "Asterisk itself ended the call: for the configured time it received no RTP or RTCP from the caller.",
    impact: "The channel is gone; whatever the bot plays next is answered with 404.",
    evidence:
      "Confirmed by one line only, Asterisk's NOTICE that names the channel: `Disconnecting call '...' for lack of RTP activity in N seconds` (chan_sip), `Disconnecting channel '...' for lack of audio RTP activity in N seconds` (chan_pjsip; also video). Without it this is never more than a candidate. A long gap from hold to playback proves nothing: the timer counts the caller's silence, not the bot's. The same NOTICE ends a call that the far end holds (RTP102): where neither the signalling nor the limits tell which it was, the report says so. Where the logs show why RTP stopped (no packet ever, no ACK, NAT, ICE or DTLS, comfort noise, moh_passthrough), that is said with it.",
    excludedBy:
      "The timeout is off (0) for this channel; the channel was younger than the limit; a hangup request without a cause, or with one that is neither 1 nor 44; a HANGUPCAUSE other than 44; or an Asterisk log that has NOTICE lines, discarded none, and has no such line for this call although its end is known.",
    fix: "First find out why the caller's RTP stopped: NAT, firewall, a lost connection, a phone that sends nothing while it listens. `rtp set debug on` for one call shows the packets. Only if such pauses are normal there, raise `rtptimeout` (sip.conf, chan_sip) or `rtp_timeout` (pjsip.conf, endpoint) to between 60 and 120 s. 0 would leave dead calls up for ever.",
    references: ["channels/chan_sip.c:check_rtp_timeout", "res/res_pjsip_sdp_rtp.c:rtp_check_timeout"],
  },
  judge: (subject) => (subject.limits.heldByFarEnd ? heldInstead(subject) : judgeTimeout(subject, "rtp")),
  advise: (subject) => {
    const { limits } = subject;
    const reasons = reasonsOf(subject);
    return [
      ...reasons.flatMap(({ advice }) => advice),
      findWhyItStopped,
      ...(isPathAtFault(reasons) ? [] : longerLimit(limits)),
      watchTheChannel,
    ];
  },
  missing: () => [missingNotice],
});

const findWhyItStopped: Recommendation = {
  kind: "capture",
  title: "Find out why the caller's RTP stopped",
  reason:
    "The timeout is the mechanism, not the fault: packets stopped arriving. A longer limit only delays the end if they never come back.",
  risk: "rtp set debug prints a line a packet; use it for one call.",
  apply: ['asterisk -rx "rtp set debug on"', 'asterisk -rx "rtp set debug off"'],
  verify: [],
};

/** None where the limit is that long already. */
function longerLimit(limits: LimitsInForce): Recommendation[] {
  const { rtpTimeoutSeconds, atMostSeconds } = limits;
  const proposed = limitToOutlast(Math.max(rtpTimeoutSeconds ?? 0, atMostSeconds ?? 0));
  if (rtpTimeoutSeconds !== null && proposed <= rtpTimeoutSeconds) return [];
  return [
    {
      kind: "config",
      title: "Give callers that pause their RTP more time",
      reason:
        "Only if the caller's side is known to pause its RTP (silence suppression, hold on their PBX) and to come back.",
      risk: "Calls whose caller has vanished stay up that much longer; 0 would leave them up for ever.",
      ...limitOption(limits, false),
      proposed: String(proposed),
      ...reloadCommands(limits),
    },
  ];
}

/** Why RTP stopped, where a NOTICE shows that it did. */
export function reasonsOf(subject: Subject): readonly Reason[] {
  const notice = timeoutNotice(subject.call);
  return notice ? whyRtpStopped(subject, notice) : [];
}

/** True where the logs show something to mend other than a limit; a reason that only dates the silence does not. */
export function isPathAtFault(reasons: readonly Reason[]): boolean {
  return reasons.some(({ advice }) => advice.length > 0) && !reasons.some(({ pauses }) => pauses);
}

/** Both timeouts are judged alike: by the NOTICE, else by what excludes one. */
export function judgeTimeout(subject: Subject, which: "rtp" | "hold"): Judgement | null {
  const { call, limits } = subject;
  const notice = timeoutNotice(call);
  if (notice) {
    const { media, silenceSeconds } = notice.event;
    const how = which === "hold" ? "while the far end held the call" : "from the caller";
    const request = hangupRequest(subject);
    const reasons = whyRtpStopped(subject, notice);
    const summary = [
      `Asterisk hung up: it received no ${media} RTP ${how} for ${silenceSeconds} s.`,
      ...whichLimit(subject),
      ...reasons.map(({ words }) => words),
    ].join(" ");
    const proof = [...(request ? [request.at] : []), ...reasons.flatMap((reason) => reason.proof)];
    return confirmed(summary, notice, ...proof);
  }
  if (!wasLost(subject)) return which === "rtp" ? withoutLoss(subject) : null;
  return (
    excluded(subject, which) ??
    openCase(subject, which === "rtp" ? limits.rtpTimeoutSeconds : limits.rtpHoldTimeoutSeconds, which)
  );
}

/** Which of the two limits it was, where neither the signalling nor the limits say. */
function whichLimit({ call, limits }: Subject): string[] {
  if (limits.heldWhy === "shorter-notice")
    return [
      `The ordinary limit is shorter: after ${call.seen.shortestSilenceSeconds} s of silence a NOTICE ended another call of this endpoint. So the hold limit counted here.`,
    ];
  if (limits.heldWhy !== null || limits.rtpHoldTimeoutSeconds === 0) return [];
  const given = limits.rtpTimeoutSeconds === null ? "no limit is known" : "it fits no limit of the configuration";
  return [
    `Which limit it was the logs do not say (${given}): if the far end held the call, it was that for held calls.`,
  ];
}

/** While the far end holds the call, only the hold limit ends it (check_rtp_timeout, rtp_check_timeout). */
function heldInstead({ call, story }: Subject): Judgement | null {
  const notice = timeoutNotice(call);
  if (!notice && story.faults.length === 0) return null;
  return ruledOut("The far end held the call: then only the limit for held calls counts.", ...(notice ? [notice] : []));
}

/**
 * Something else failed after a hold, or nothing came after it. Whoever reads that log thinks of the RTP timeout all the same,
 * so it is said why not: the channel was still there.
 */
function withoutLoss(subject: Subject): Judgement | null {
  const { call, story } = subject;
  const last = story.turns.at(-1);
  if (!last) return null;
  const fault = story.faults[0];
  if (fault?.kind === "not-in-stasis")
    return ruledOut(
      "The channel was still there: ARI answers 409 for one that is, 404 for one that is gone.",
      fault.at,
    );
  const from = fault?.at ?? (last.attempt === null ? last.hold : null);
  if (!from) return null;
  const sign = call.events.find(
    ({ event, atMs, inferredFrom }) =>
      atMs !== null &&
      from.atMs !== null &&
      atMs - from.atMs > Math.max(event.precisionMs, from.event.precisionMs) &&
      inferredFrom === null &&
      isOwn(call, event) &&
      // what runs from the h extension on runs once the channel is gone
      ((event.type === "dialplan" ? story.steps.some((step) => step.event === event) : LIFE.has(event.type)) ||
        (fault !== undefined && ENDS.has(event.type))),
  );
  if (sign) return ruledOut("The channel was still there: it went on after that.", from, sign);
  const noNotice = call.sides.asterisk && call.seen.notice && !call.seen.lossy && !story.cutShort;
  return (
    excluded(subject, "rtp") ??
    (noNotice
      ? ruledOut(
          "Such a timeout always leaves a NOTICE, and Asterisk's log has none for this channel as far as it goes.",
        )
      : possible(0.1, "whether the channel was still there no line says"))
  );
}

/** What Asterisk does with a channel that is up, beside steps of the dialplan. */
const LIFE: ReadonlySet<EventType> = new Set<EventType>(["playing", "moh-started", "bridge-joined"]);
/** The end of a channel that was up until then. */
const ENDS: ReadonlySet<EventType> = new Set<EventType>([
  "moh-stopped",
  "bot-play-finished",
  "bot-hangup-requested",
  "bot-stasis-end",
  "bot-channel-destroyed",
]);

function excluded(subject: Subject, which: "rtp" | "hold"): Judgement | null {
  const { call, limits, story } = subject;
  const seconds = which === "rtp" ? limits.rtpTimeoutSeconds : limits.rtpHoldTimeoutSeconds;
  if (seconds === 0) return ruledOut(`The RTP timeout is off (0) for ${limits.scope ?? "this channel"}.`);
  const age = ageAtEnd(subject);
  if (seconds !== null && age && age.seconds < seconds - 1) {
    const gap = lastGap(subject);
    return ruledOut(
      `The channel was at most ${Math.floor(age.seconds)} s old, the limit is ${seconds} s${gap === null ? "" : `; hold to playback took ${gap.toFixed(2)} s`}.`,
      age.at,
    );
  }
  const request = hangupRequest(subject);
  if (request && request.cause !== "not-told" && request.cause !== SOFT.device && request.cause !== 44) {
    return ruledOut(
      "The hangup request does not come from the driver's timeout (that one is soft, cause 1, on PJSIP, and none at all on chan_sip).",
      request.at,
    );
  }
  const told = hangupCause(subject);
  if (told && told.cause !== 44)
    return ruledOut(`An RTP timeout sets cause 44; this channel ended with ${told.cause}.`, told.at);
  if (call.sides.asterisk && call.seen.notice && !call.seen.lossy && story.death !== null) {
    return ruledOut(
      "Asterisk's log has NOTICE lines but none that disconnects this channel for lack of RTP, and such a timeout always leaves one.",
      story.death.by,
    );
  }
  return null;
}

function openCase(subject: Subject, seconds: number | null, which: "rtp" | "hold"): Judgement | null {
  if (which === "hold") return null; // nothing shows that the far end held the call
  const age = ageAtEnd(subject);
  if (seconds !== null)
    return possible(
      0.35,
      `the limit is ${seconds} s and the channel was old enough; Asterisk's log would show its NOTICE`,
    );
  const bound = age
    ? `only if the limit was at most ${Math.floor(age.seconds)} s, for the channel was that old`
    : "the limit is not known";
  return possible(
    hangupRequest(subject)?.cause === SOFT.device ? 0.9 : 0.2,
    `${bound}; Asterisk's log would show its NOTICE`,
  );
}

function lastGap({ story }: Subject): number | null {
  const turn = story.turns.findLast(({ attempt }) => attempt !== null);
  const { hold, attempt } = turn ?? {};
  return hold?.atMs != null && attempt?.atMs != null ? (attempt.atMs - hold.atMs) / 1000 : null;
}
