// Why RTP stopped, if the logs show it. An RTP timeout is a mechanism; behind it is a path that never worked, a caller that
// pauses, a hold. What is said here goes into the summary of RTP101 and RTP102, and its advice comes before any longer limit.
import { eventsOf, firstOf } from "../../calls/call.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import type { Recommendation } from "../../verdict/verdict.js";
import type { Subject } from "../judgement.js";
import { RESTART_FOR_TRANSPORTS, reloadCommands, sectionOf } from "./advice.js";
import { dtlsWords, matchCertificates } from "./dtls-certificates.js";
import { findIcePath } from "./ice-path.js";
import { rtpArrived, rtpStoppedEarly } from "./rtp-evidence.js";

/** A reason for the silence, and the lines that show it. */
export interface Reason {
  /** A sentence of the summary. */
  readonly words: string;
  readonly proof: readonly TimedEvent[];
  readonly advice: readonly Recommendation[];
  /** True if the caller's side pauses its RTP on purpose, so that a longer limit is a remedy. */
  readonly pauses: boolean;
}

type Notice = TimedEvent<EventOf<"rtp-timeout">>;

/** What the logs show about why RTP stopped before a timeout's NOTICE: the most telling first, then what only dates it. */
export function whyRtpStopped(subject: Subject, notice: Notice): Reason[] {
  const before = subject.call.events.slice(0, subject.call.events.indexOf(notice));
  const cause =
    heldByUs(subject, before) ??
    mediaNotSetUp(subject) ??
    unacknowledged(subject, before) ??
    privateAddress(before) ??
    sourceChanged(before) ??
    pausedInSilence(subject);
  const arrival = neverArrived(subject, before) ?? stoppedEarly(subject);
  return [arrival, cause].filter((reason) => reason !== null);
}

/**
 * With moh_passthrough Asterisk plays no music; it asks the far end to hold, which may then send nothing
 * (docs/asterisk/hold-and-music.md#what-a-hold-does).
 */
function heldByUs({ call, limits }: Subject, before: readonly TimedEvent[]): Reason | null {
  if (call.driver !== "chan_pjsip") return null;
  const offer = before.findLast(
    ({ event }) =>
      event.type === "sip-message" &&
      event.direction === "sent" &&
      event.method === "INVITE" &&
      event.sdpDirection !== null,
  );
  if (offer?.event.type !== "sip-message" || offer.event.sdpDirection === "sendrecv") return null;
  return {
    words: `Asterisk itself had put the far end on hold with a re-INVITE (${offer.event.sdpDirection}), as moh_passthrough does.`,
    proof: [offer],
    advice: [
      {
        kind: "config",
        title: "Play the music of a hold from Asterisk",
        reason:
          "With moh_passthrough=yes a hold through ARI is a re-INVITE: the far end may stop sending, and rtp_timeout_hold applies (from 18.17, 20.2 and 21.0).",
        risk: "The far end's own music is no longer heard.",
        file: "/etc/asterisk/pjsip.conf",
        section: sectionOf(limits),
        option: "moh_passthrough",
        current: "yes",
        proposed: "no",
        appliesTo: "chan_pjsip",
        ...reloadCommands(limits),
      },
    ],
    pauses: false,
  };
}

function mediaNotSetUp(subject: Subject): Reason | null {
  const { call } = subject;
  const ice = firstOf(call, "ice-failed");
  if (ice)
    return {
      words: `ICE had found no path for the media (${ice.event.why}).`,
      proof: [ice],
      advice: [findIcePath],
      pauses: false,
    };
  const dtls = firstOf(call, "dtls-failed");
  if (!dtls) return null;
  return {
    words: `The DTLS handshake of the media had failed: ${dtlsWords(dtls.event.why)}.`,
    proof: [dtls],
    advice: [matchCertificates(subject)],
    pauses: false,
  };
}

/** Asterisk repeats its 200 OK until an ACK comes (RFC 3261 section 13.3.1.4): two of them, and no ACK, in a trace. */
function unacknowledged({ call }: Subject, before: readonly TimedEvent[]): Reason | null {
  const gaveUp = eventsOf(call, "sip-retransmission-timeout").find(({ event }) => event.packet === "response");
  const messages = before.filter(({ event }) => event.type === "sip-message") as TimedEvent<EventOf<"sip-message">>[];
  const answers = messages.filter(
    ({ event }) => event.direction === "sent" && event.status === 200 && event.cseqMethod === "INVITE",
  );
  const acknowledged = messages.some(({ event }) => event.method === "ACK");
  const proof = gaveUp ? [gaveUp] : answers.length > 1 && !acknowledged && !call.seen.lossy ? answers.slice(0, 2) : [];
  if (proof.length === 0) return null;
  return {
    words: "The far end had not acknowledged the answer either: the path to it, or back, does not work.",
    proof,
    advice: [nameOwnAddress(call.driver)],
    pauses: false,
  };
}

/** A private address in an SDP to or from a public one leads nowhere: there is NAT in between. */
function privateAddress(before: readonly TimedEvent[]): Reason | null {
  const withSdp = before.filter(
    ({ event }) => event.type === "sip-message" && event.sdpAddress !== null && isPublic(hostOf(event.peer)),
  ) as TimedEvent<EventOf<"sip-message">>[];
  const ours = withSdp.find(({ event }) => event.direction === "sent" && isPrivate(event.sdpAddress));
  const driver = before.find(({ event }) => event.channelName?.startsWith("SIP/")) ? "chan_sip" : "chan_pjsip";
  if (ours)
    return {
      words: `Asterisk had asked for the RTP at its private address ${ours.event.sdpAddress}. The far end has a public address and cannot reach that one.`,
      proof: [ours],
      advice: [nameOwnAddress(driver)],
      pauses: false,
    };
  const theirs = withSdp.find(({ event }) => event.direction === "received" && isPrivate(event.sdpAddress));
  if (!theirs) return null;
  return {
    words: `The far end is behind NAT: its SDP names the private address ${theirs.event.sdpAddress}.`,
    proof: [theirs],
    advice: [answerToSource(driver)],
    pauses: false,
  };
}

// UDP:192.0.2.9:5060   |   192.0.2.9:5060
function hostOf(peer: string | null): string | null {
  return /(?:^|:)(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(peer ?? "")?.[1] ?? null;
}

/** Private (RFC 1918), shared (RFC 6598) and link-local (RFC 3927) addresses. */
const isPrivate = (host: string | null): boolean =>
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.)/.test(
    host ?? "",
  );

const isPublic = (host: string | null): boolean => host !== null && !isPrivate(host) && !host.startsWith("127.");

/** Strict RTP took another source than the SDP names: the far end is behind NAT, or its address changed. */
function sourceChanged(before: readonly TimedEvent[]): Reason | null {
  const rtp = before.filter(({ event }) => event.type === "strict-rtp") as TimedEvent<EventOf<"strict-rtp">>[];
  // an address that Asterisk calls its target, or learns after an SDP, is the SDP's
  const named = rtp.filter(({ event }) => event.state === "learning" || event.message.includes("RTP target address"));
  const other = rtp.find(
    ({ event }) =>
      !named.some((target) => target.event.address === event.address) &&
      named.some((target) => target.event.instance === event.instance),
  );
  const target = named.find(({ event }) => event.instance === other?.event.instance);
  if (!target || !other) return null;
  const driver = before.find(({ event }) => event.channelName?.startsWith("SIP/")) ? "chan_sip" : "chan_pjsip";
  return {
    words: `The caller's RTP came from ${other.event.address}, not from ${target.event.address} as its SDP says: there is NAT in between.`,
    proof: [target, other],
    advice: [answerToSource(driver)],
    pauses: false,
  };
}

/** A far end that sends comfort noise suppresses silence: while the caller only listens, little or nothing comes. */
function pausedInSilence({ call }: Subject): Reason | null {
  const noise = firstOf(call, "comfort-noise");
  if (!noise) return null;
  return {
    words: "The far end suppresses silence (it had sent comfort noise) and may send nothing while the caller listens.",
    proof: [noise],
    advice: [
      {
        kind: "config",
        title: "Turn silence suppression off at the far end",
        reason: "Asterisk does not fully support comfort noise (RFC 3389), and counts the pause as lost RTP.",
        risk: null,
        proposed: "VAD, DTX and comfort noise off in the gateway or phone",
        apply: [],
        verify: ['asterisk -rx "rtp set debug on"'],
        undo: ['asterisk -rx "rtp set debug off"'],
      },
    ],
    pauses: true,
  };
}

/** Strict RTP logs the first packet that it reads (VERBOSE 4). In a log that records this, its absence is the packet's. */
function neverArrived(subject: Subject, before: readonly TimedEvent[]): Reason | null {
  const { call, facts } = subject;
  // without its C- id (a console, a channel that ARI made) the first packet's line is tied to no call
  const tied = before.some(({ event }) => event.type === "dialplan" && event.logCallId !== null);
  if (!tied || !call.seen.rtpLock || call.seen.lossy || !facts.begun || rtpArrived(subject)) return null;
  return {
    words: "Not one packet of RTP had reached Asterisk in this call.",
    proof: [],
    advice: [
      {
        kind: "config",
        title: "Let the RTP through to Asterisk",
        reason:
          "The call was set up, but no RTP came: a firewall, a port range that is not forwarded, or a wrong address.",
        risk: null,
        file: "/etc/asterisk/rtp.conf",
        section: "general",
        option: "rtpstart, rtpend",
        current: null,
        proposed: "the range of UDP ports that the firewall lets in",
        apply: ['asterisk -rx "module reload res_rtp_asterisk.so"'],
        verify: ['asterisk -rx "rtp show settings"'],
      },
    ],
    pauses: false,
  };
}

function stoppedEarly(subject: Subject): Reason | null {
  const early = rtpStoppedEarly(subject);
  return early
    ? {
        words: "RTP stopped within seconds of the start: strict RTP never locked on the caller.",
        proof: [early],
        advice: [],
        pauses: false,
      }
    : null;
}

/** Behind NAT, Asterisk must give its public address. */
function nameOwnAddress(driver: "chan_sip" | "chan_pjsip" | null): Recommendation {
  const sip = driver === "chan_sip";
  return {
    kind: "config",
    title: "Tell Asterisk the address that the far end can reach",
    reason:
      "Contact and SDP carry Asterisk's own address. Behind NAT that is a private one, unless Asterisk knows its public one.",
    risk: "A wrong address stops all calls of that transport.",
    file: sip ? "/etc/asterisk/sip.conf" : "/etc/asterisk/pjsip.conf",
    section: sip ? "general" : "the transport",
    option: sip ? "externaddr, localnet" : "external_signaling_address, external_media_address, local_net",
    current: null,
    proposed: "the public address, and your local network",
    appliesTo: sip ? "chan_sip, Asterisk up to 20" : "chan_pjsip",
    apply: [sip ? 'asterisk -rx "sip reload"' : RESTART_FOR_TRANSPORTS],
    verify: [`asterisk -rx "${sip ? "sip show settings" : "pjsip show transports"}"`],
  };
}

/** A far end behind NAT is reached at the address that its packets come from. */
function answerToSource(driver: "chan_sip" | "chan_pjsip" | null): Recommendation {
  const sip = driver === "chan_sip";
  return {
    kind: "config",
    title: "Answer to the address that the far end's packets come from",
    reason:
      "Its SDP names an address that cannot be reached, or its NAT gave the call another one; a keepalive keeps that open.",
    risk: "Until strict RTP has locked, whoever sends first is answered.",
    file: sip ? "/etc/asterisk/sip.conf" : "/etc/asterisk/pjsip.conf",
    section: sip ? "the peer" : "the endpoint of this trunk",
    option: sip ? "nat" : "rtp_symmetric, force_rport, rewrite_contact",
    current: null,
    proposed: sip ? "force_rport,comedia" : "yes",
    appliesTo: sip ? "chan_sip, Asterisk up to 20" : "chan_pjsip",
    apply: [`asterisk -rx "${sip ? "sip reload" : "pjsip reload"}"`],
    verify: [`asterisk -rx "${sip ? "sip show peer TRUNK" : "pjsip show endpoint TRUNK"}"`],
  };
}
