// The caller sent BYE. Inside Stasis() Asterisk logs no line for that. A SIP trace proves it. The ARI event distinguishes it from
// every other end: a hangup request that is not soft, without a cause or with the one in the BYE's Reason
// (docs/asterisk/stasis-and-ari.md#hangup-requests).
import { type Call, eventsOf, firstOf, has } from "../../calls/call.js";
import { isHold } from "../../calls/facts/deeds.js";
import { sipMessages, whereRead } from "../../calls/facts/on-the-wire.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import { confirmed, likely, possible, ruledOut, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingHangupEvent, missingSipTrace, traceSip, watchTheChannel } from "../shared/advice.js";
import { around, wasLost } from "../shared/evidence.js";
import {
  botHangup,
  endedUnrequested,
  hangupCause,
  hangupRequest,
  SOFT,
  wouldShowDelete,
} from "../shared/hangup-evidence.js";
import { operatorTrace } from "../shared/operator-trace.js";
import { endedInSilentHold } from "../shared/rtp-evidence.js";

/**
 * Q.850 causes that only the Reason header of a BYE brings into a hangup request. 18 and 44 are Asterisk's own, 127 is a CANCEL.
 */
const ASTERISKS_OWN_CAUSES: ReadonlySet<number> = new Set([SOFT.device, SOFT.shutdown, SOFT.explicit, 18, 44, 127]);
/** AST_CAUSE_PROTOCOL_ERROR */
const PROTOCOL_ERROR = 111;

export const callerHangup = defineCause({
  code: "SIP101",
  name: "caller-hangup",
  severity: "warning",
  since: "0.1.0",
  explains: [],
  docs: {
    meaning: "The caller hung up before or during the bot's playback.",
    impact: "Nobody was there to hear the answer; the bot's 404 is only the aftermath.",
    evidence:
      "Confirmed by the far end's BYE in a SIP trace or a capture of packets. Likely by ARI's ChannelHangupRequest on an answered call, if it carries no cause (in a log that shows the causes of others, or the whole event), or one that only the Reason header of a BYE brings (16, 17, 31 and so on). A capture of ARI's or AMI's events shows the same request. Also likely if nothing else is left: the bot's log shows its requests and their answers, including DELETEs, and none for this channel; Asterisk's log shows no RTP timeout, nobody at the CLI or AMI and no time limit; and the call was too young for a SIP timer. Inside Stasis(), Asterisk logs no line of its own for a BYE: without a trace or an event it stays a candidate.",
    excludedBy:
      "A SIP trace or a capture in which Asterisk sends the BYE; a hangup request with cause 1 (the driver), 4 (shutdown), 32 (DELETE or CLI), 18, 44 or 127, which a caller's BYE does not bring; cause 111 together with chan_sip's `Autodestruct … with owner … in place`; captured events of the whole channel without a hangup request. Not raised if nothing was lost.",
    fix: "Nothing in Asterisk. In the bot: listen for ChannelHangupRequest and StasisEnd, cancel the model and the speech for that channel, and treat 404 on play as the end of the call. If callers tire of waiting, answer sooner or play a short filler.",
    references: [
      "RFC 3261 section 15",
      "main/channel.c:ast_queue_hangup",
      "res/res_pjsip_rfc3326.c:rfc3326_use_reason_header",
    ],
  },
  judge: (subject) => {
    const { call, facts } = subject;
    const bye = receivedBye(subject);
    if (bye && wasLost(subject))
      return confirmed(
        `The caller hung up: its BYE is ${whereRead(bye)}${bye.event.reason ? ` (Reason: ${bye.event.reason})` : ""}.`,
        bye,
      );
    const ours = sentBye(subject);
    if (ours) return ruledOut("Asterisk sent the BYE, not the caller.", ours);
    if (!wasLost(subject)) return null;
    const unrequested = endedUnrequested(subject);
    if (unrequested)
      return ruledOut(
        "A BYE makes Asterisk send a hangup request; the captured events of this channel have none before its end.",
        unrequested,
      );
    const request = hangupRequest(subject);
    if (request && !wasAnswered(subject)) return null; // a CANCEL looks the same: caller-cancel judges it
    if (request && (request.cause === "none" || request.cause === 0) && endedInSilentHold(subject))
      return possible(
        0.6,
        "a BYE without a Q.850 reason; but Asterisk had sent nothing since the hold, so a media timer may have sent it",
      );
    // many bots print 0 for none; a Local channel's other half passes 0 on, whatever ended it (main/core_unreal.c)
    if (request?.cause === 0 && (!call.sides.asterisk || hasLocalChannel(subject)))
      return possible(
        0.7,
        "the hangup request carries cause 0: no reason given, or one that another channel passed on",
      );
    if (request?.cause === "none" || request?.cause === 0)
      return likely(
        "The caller hung up: the hangup request carries no cause, as only a BYE without Reason does.",
        request.at,
      );
    if (request && request.cause !== "not-told") {
      return ASTERISKS_OWN_CAUSES.has(request.cause) || isOfOutlivedDialog(call, request.cause)
        ? ruledOut(
            `The hangup request carries cause ${request.cause}, which a BYE from the caller does not bring.`,
            request.at,
          )
        : likely(
            `The caller hung up: the hangup request carries cause ${request.cause}, which comes from the Reason header of a BYE.`,
            request.at,
          );
    }
    const told = leftByExclusion(subject);
    if (told)
      return likely(
        "The caller hung up: the channel ended with cause 0. A DELETE by the bot sets 16, an RTP timeout 44, lost signalling 18, and nobody used the CLI or AMI.",
        told,
      );
    const left = nothingElseLeft(subject);
    if (left)
      return likely(
        "The caller hung up: nothing else is left. The bot's log shows its requests, and no DELETE for this channel; Asterisk's log shows no RTP timeout and nobody at the CLI or AMI; and no SIP timer expires at that age.",
        left,
      );
    if (request)
      return possible(
        0.75,
        "the hangup request prints no cause, like that of a BYE without Reason; but this bot prints no cause for any call",
      );
    const [stop] = eventsOf(call, "moh-stopped").slice(-1);
    const inPlay = facts.faults.some(({ kind }) => kind === "ended-while-playing");
    return possible(
      inPlay ? 0.8 : 0.6,
      `a caller who is tired of waiting leaves no line in Asterisk's log${stop && facts.death?.by === stop ? " except music that stops" : ""}`,
    );
  },
  advise: ({ limits }) => [
    {
      kind: "bot",
      title: "Answer sooner, or let the caller hear that the bot is at work",
      reason:
        "The caller left while hearing only music or silence. Play a short filler at once and speak the first sentence as soon as it is synthesised.",
      risk: null,
      apply: [],
      verify: [],
    },
    watchTheChannel,
    traceSip(limits),
  ],
  missing: ({ limits }) => [missingSipTrace(limits), missingHangupEvent],
});

/** With this cause chan_sip hangs up a channel that is there when its dialog is not (channels/chan_sip.c:__sip_autodestruct). */
function isOfOutlivedDialog(call: Call, cause: number): boolean {
  return cause === PROTOCOL_ERROR && has(call, "dialog-outlived");
}

/** The far end's first BYE that is not an answer to ours. */
function receivedBye({ call }: Subject): TimedEvent<EventOf<"sip-message">> | undefined {
  const bye = sipMessages(call).find(({ event }) => event.method === "BYE");
  return bye?.event.direction === "received" ? bye : undefined;
}

function sentBye({ call }: Subject): TimedEvent | undefined {
  const bye = sipMessages(call).find(({ event }) => event.method === "BYE");
  return bye?.event.direction === "sent" ? bye : undefined;
}

/**
 * HANGUPCAUSE is 0 in an `h` extension, and everything else that leaves 0 would have left a line: CLI and AMI, absolute and
 * session timers, a stop of Asterisk. Older PJSIP sets 16 for a BYE; then this says nothing
 * (docs/asterisk/hangup-causes.md#bye-without-a-reason).
 */
function leftByExclusion(subject: Subject): TimedEvent | null {
  const told = hangupCause(subject);
  if (told?.cause !== 0 || hasLocalChannel(subject) || endedInSilentHold(subject)) return null;
  const { used, visible } = operatorTrace(subject);
  const others = (["session-timer-expired", "asterisk-ended"] as const).flatMap((type) => [
    ...around(subject, type, told.at.atMs, 2_000, 16_000),
  ]);
  const timed = eventsOf(subject.call, "dialplan").some(({ event }) => /TIMEOUT\(absolute\)/i.test(event.args));
  return visible && used === null && others.length === 0 && !timed ? told.at : null;
}

/**
 * An end inside Stasis() without a line: a BYE, a DELETE, a hangup by CLI or AMI, a timer of SIP or of the dialplan
 * (docs/asterisk/how-calls-end.md#ends-without-a-line). If the logs would show each of the others, only the BYE remains.
 */
function nothingElseLeft(subject: Subject): TimedEvent | null {
  const { call, facts } = subject;
  const { death } = facts;
  if (!death || !call.seen.notice || call.seen.lossy || call.sharesId || facts.cutShort) return null;
  if (!wouldShowDelete(subject) || !wasAnswered(subject) || botHangup(subject) !== null) return null;
  if (hasLocalChannel(subject) || call.legs.length > 1 || endedInSilentHold(subject)) return null;
  if (eventsOf(call, "absolute-timeout-set").length > 0 || eventsOf(call, "duration-limit-set").length > 0) return null;
  const { used, visible } = operatorTrace(subject);
  if (!visible || used !== null) return null;
  const ageSeconds =
    death.atMs === null || call.startMs === null ? null : (death.atMs - (facts.answeredMs ?? call.startMs)) / 1000;
  if (ageSeconds === null || ageSeconds >= SHORTEST_CLOCK_SECONDS) return null;
  const others = [
    ...around(subject, "asterisk-ended", death.atMs, 2_000, 16_000),
    ...around(subject, "stasis-app-replaced", death.atMs, 3_600_000, 1_000),
  ];
  const timed = eventsOf(call, "dialplan").some(({ event }) => /TIMEOUT\(absolute\)/i.test(event.args));
  return others.length === 0 && !timed ? death.by : null;
}

/** Of the timers that end a call without a line, the missing ACK's fires first, at about 64*T1 (RFC 3261 section 17.1.1.2). */
const SHORTEST_CLOCK_SECONDS = 30;

function hasLocalChannel({ call }: Subject): boolean {
  return call.legs.some(({ channelName }) => channelName?.startsWith("Local/") ?? false);
}

function wasAnswered({ call, facts }: Subject): boolean {
  return (
    facts.answeredMs !== null || firstOf(call, "playing") !== undefined || facts.own.some(({ event }) => isHold(event))
  );
}
