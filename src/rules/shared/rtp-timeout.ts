// How both RTP timeouts are judged: by the NOTICE, else by what excludes one.

import { channelEvents } from "../../calls/facts/channel-events.js";
import { LIMIT_OPTIONS, type LimitsInForce } from "../../calls/facts/limits-in-force.js";
import { isOwn, timeoutNotice } from "../../calls/facts/own-lines.js";
import type { EventType } from "../../events/event.js";
import type { Candidate, Missing } from "../../verdict/verdict.js";
import { confirmed, type Judgement, type Proof, possible, ruledOut, type Subject } from "../judgement.js";
import { missingNotice, missingWhichLimit } from "./advice.js";
import { ageAtEnd, wasLost } from "./evidence.js";
import { hangupCause, hangupRequest, mayBeBridged, SOFT } from "./hangup-evidence.js";
import { type Reason, whyRtpStopped } from "./why-rtp-stopped.js";
import { causeOfBye, heardOnWire, silenceOnWire } from "./wire-evidence.js";

/** Why RTP stopped, if a NOTICE shows that it did. */
export function reasonsOf(subject: Subject): readonly Reason[] {
  const notice = timeoutNotice(subject.call);
  return notice ? whyRtpStopped(subject, notice) : [];
}

/** True if the logs show something to fix other than a limit. A reason that only dates the silence does not count. */
export function isPathAtFault(reasons: readonly Reason[]): boolean {
  return reasons.some(({ advice }) => advice.length > 0) && !reasons.some(({ pauses }) => pauses);
}

/** Both timeouts are judged alike: by the NOTICE, else by what excludes one. */
export function judgeTimeout(subject: Subject, which: "rtp" | "hold"): Judgement | null {
  const { call, limits } = subject;
  const notice = timeoutNotice(call);
  if (notice) {
    const { media, silenceSeconds } = notice.event;
    const how = which === "hold" && limits.heldIsProven ? "while the far end held the call" : "from the caller";
    const request = hangupRequest(subject);
    const reasons = whyRtpStopped(subject, notice);
    const wire = silenceOnWire(subject);
    const summary = [
      `Asterisk hung up: it received no ${media} RTP ${how} for ${silenceSeconds} s.`,
      ...whichLimit(subject),
      ...(wire ? [wire.words] : []),
      ...reasons.map(({ words }) => words),
    ].join(" ");
    const proof = [
      ...(request ? [request.at] : []),
      ...(wire?.proof ?? []),
      ...reasons.flatMap((reason) => reason.proof),
    ];
    return {
      ...confirmed(summary, notice, ...proof),
      ...(limits.heldIsProven ? {} : { eitherOf: eitherLimit(limits) }),
    };
  }
  if (!wasLost(subject)) return which === "rtp" ? withoutLoss(subject) : null;
  return (
    excluded(subject, which) ??
    openCase(subject, which === "rtp" ? limits.rtpTimeoutSeconds : limits.rtpHoldTimeoutSeconds, which)
  );
}

/** What would have shown a timeout, or which of the two limits it was. */
export function missingOfTimeout({ call, limits }: Subject): Missing[] {
  return [timeoutNotice(call) ? missingWhichLimit(limits) : missingNotice];
}

/** Which of the two limits it was, if signalling does not say and the limits do not prove it. */
function whichLimit({ call, limits }: Subject): string[] {
  if (limits.heldIsProven) return [];
  const { rtpTimeoutSeconds: rtp, rtpHoldTimeoutSeconds: hold, heldByFarEnd, heldWhy } = limits;
  const open = "An RTP limit certainly ended the call; the logs do not prove which of the two it was.";
  if (heldWhy === "shorter-notice")
    return [
      open,
      `A NOTICE ended another call of this endpoint after ${call.seen.shortestSilenceSeconds} s of silence: if both calls had the same limits, this one ended by the limit for held calls.`,
    ];
  if (heldWhy === "limits")
    return [
      open,
      `According to the configuration it was ${heldByFarEnd ? `the limit for held calls (${hold} s)` : `the ordinary one (${rtp} s)`}, but no line shows ${heldByFarEnd ? "a hold of the caller's side" : "that these limits were in force"}.`,
    ];
  const given =
    rtp === null && hold === null ? "No limit is known" : rtp === hold ? "Both are equal" : "It fits no known limit";
  return [open, `${given}: if the caller's side held the call, it was the limit for held calls.`];
}

/** Both, if it may have been either; the better fit first. */
function eitherLimit({ driver, heldByFarEnd }: LimitsInForce): Candidate[] {
  const { rtp, hold } = LIMIT_OPTIONS[driver ?? "chan_pjsip"];
  const ordinary = { cause: "rtp-timeout", why: `If the caller's side did not hold the call, it was ${rtp}.` };
  const held = {
    cause: "rtp-hold-timeout",
    why: `If the caller's side held the call (SDP a=sendonly or a=inactive), it was ${hold}. The NOTICE is the same.`,
  };
  return heldByFarEnd ? [held, ordinary] : [ordinary, held];
}

/**
 * Something else failed after a hold, or nothing followed it. Readers of such a log suspect the RTP timeout anyway, so this says
 * why it was not: the channel was still there.
 */
function withoutLoss(subject: Subject): Judgement | null {
  const { call, facts } = subject;
  const last = facts.turns.at(-1);
  if (!last) return null;
  const fault = facts.faults[0];
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
      ((event.type === "dialplan" ? facts.steps.some((step) => step.event === event) : LIFE.has(event.type)) ||
        (fault !== undefined && ENDS.has(event.type))),
  );
  if (sign) return ruledOut("The channel was still there: it continued after that.", from, sign);
  const noNotice = call.sides.asterisk && call.seen.notice && !call.seen.lossy && !facts.cutShort;
  return (
    excluded(subject, "rtp") ??
    (noNotice
      ? ruledOut(
          "Such a timeout always leaves a NOTICE, and Asterisk's log, as far as it goes, has none for this channel.",
        )
      : possible(0.1, "no line says whether the channel was still there"))
  );
}

/** What Asterisk does with a channel that is up, apart from dialplan steps. */
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
  const { call, limits, facts } = subject;
  const seconds = which === "rtp" ? limits.rtpTimeoutSeconds : limits.rtpHoldTimeoutSeconds;
  if (seconds === 0) return ruledOut(`The RTP timeout is off (0) for ${limits.scope ?? "this channel"}.`);
  const age = ageAtEnd(subject);
  if (seconds !== null && age && age.seconds < seconds - 1) {
    const gap = lastGap(subject);
    return ruledOut(
      `The channel was at most ${Math.floor(age.seconds)} s old, and the limit is ${seconds} s${gap === null ? "" : `; hold to playback took ${gap.toFixed(2)} s`}.`,
      age.at,
    );
  }
  const request = hangupRequest(subject);
  if (request && request.cause !== "not-told" && request.cause !== SOFT.device && request.cause !== 44) {
    return ruledOut(
      "The hangup request does not come from the driver's timeout (on PJSIP that one is soft with cause 1, and chan_sip sends none at all).",
      request.at,
    );
  }
  const told = hangupCause(subject);
  if (told && told.cause !== 44)
    return ruledOut(`An RTP timeout sets cause 44; this channel ended with ${told.cause}.`, told.at);
  if (call.sides.asterisk && call.seen.notice && !call.seen.lossy && facts.death !== null) {
    return ruledOut(
      "Asterisk's log has NOTICE lines but none that disconnects this channel for lack of RTP, and such a timeout always leaves one.",
      facts.death.by,
    );
  }
  return null;
}

function openCase(subject: Subject, seconds: number | null, which: "rtp" | "hold"): Judgement | null {
  const captured = capturedTimeout(subject);
  if (captured) {
    const { limits } = subject;
    const how = which === "hold" && limits.heldIsProven ? " while the far end held the call" : "";
    const wire = silenceOnWire(subject);
    const summary = `Asterisk hung up for lack of RTP${how}: ${captured.words}`;
    return {
      ...confirmed(
        [summary, ...whichLimit(subject), ...(wire ? [wire.words] : [])].join(" "),
        ...captured.proof,
        ...(wire?.proof ?? []),
      ),
      ...(limits.heldIsProven ? {} : { eitherOf: eitherLimit(limits) }),
    };
  }
  if (which === "hold") return null; // nothing shows that the far end held the call
  const age = ageAtEnd(subject);
  if (seconds !== null)
    return possible(
      0.35,
      `the limit is ${seconds} s and the channel was old enough; Asterisk's log would show its NOTICE`,
    );
  const bound = age
    ? `only if the limit was at most ${Math.floor(age.seconds)} s, because the channel was no older than that`
    : "the limit is not known";
  return possible(
    hangupRequest(subject)?.cause === SOFT.device ? 0.9 : 0.2,
    `${bound}; Asterisk's log would show its NOTICE`,
  );
}

/**
 * A capture of the channel's events that shows the timeout without its NOTICE: it sets cause 44 and hangs up softly with
 * AST_SOFTHANGUP_DEV, and Asterisk's own BYE has the cause in its Reason. A channel that
 * was bridged may have it from the other's. A far end that sends 44 makes no soft request (res/res_pjsip_sdp_rtp.c:rtp_check_timeout).
 */
function capturedTimeout({ call }: Subject): { readonly words: string; readonly proof: Proof } | null {
  const events = channelEvents(call);
  const request = events.find(({ event }) => event.what === "hangup-request" && event.soft);
  const end = events.find(({ event }) => event.what === "ended" && event.cause !== null);
  if (request?.event.cause === SOFT.device && end?.event.cause === NO_RTP_CAUSE)
    return {
      words:
        "a soft hangup request with flag 1 and an end with cause 44, which only the RTP timeout of PJSIP sets both.",
      proof: [request, end],
    };
  const bye = causeOfBye(call);
  return bye?.cause === NO_RTP_CAUSE && !mayBeBridged(call) && !heardOnWire(call)
    ? { words: "its BYE on the wire has cause 44, which is that of the RTP timeout.", proof: [bye.at] }
    : null;
}

/** AST_CAUSE_REQUESTED_CHAN_UNAVAIL. */
const NO_RTP_CAUSE = 44;

function lastGap({ facts }: Subject): number | null {
  const turn = facts.turns.findLast(({ attempt }) => attempt !== null);
  const { hold, attempt } = turn ?? {};
  return hold?.atMs != null && attempt?.atMs != null ? (attempt.atMs - hold.atMs) / 1000 : null;
}
