// What packets prove of a call, where a capture holds its SIP dialog and its RTP.

import type { Call } from "../../calls/call.js";
import { onTheWire, sipMessages } from "../../calls/facts/on-the-wire.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { WireEnd } from "../../calls/witnessed.js";
import type { EventOf } from "../../events/event.js";
import type { Proof, Subject } from "../judgement.js";

type Message = TimedEvent<EventOf<"sip-message">>;

/** The end of the call on the wire, if the far end sent it. */
export function farEndsEnd(call: Call): WireEnd | null {
  const end = onTheWire(call)?.end ?? null;
  return end !== null && !end.isFromAsterisk ? end : null;
}

/** The same if Asterisk sent it. */
export function asterisksEnd(call: Call): WireEnd | null {
  const end = onTheWire(call)?.end ?? null;
  return end?.isFromAsterisk === true ? end : null;
}

/** The Q.850 cause in the Reason of Asterisk's own BYE: the channel's (res/res_pjsip_rfc3326.c:rfc3326_add_reason_header). */
export function causeOfBye(call: Call): { readonly at: TimedEvent; readonly cause: number } | null {
  const end = asterisksEnd(call);
  const cause = /Q\.850 {0,2}; {0,2}cause=(\d{1,3})/i.exec(end?.at.event.reason ?? "")?.[1];
  return end === null || cause === undefined ? null : { at: end.at, cause: Number(cause) };
}

/** Asterisk's answer that was never acknowledged, and how it ended. */
export interface Unacknowledged {
  readonly timesSent: number;
  readonly seconds: number;
  readonly proof: Proof;
}

/** A lost packet or two are sent again. So often is none lost on the way. */
const OFTEN = 4;

/** A 200 OK that Asterisk sent again and again, with no ACK on the wire. Null if one came, or if it was sent once. */
export function unacknowledgedOnWire(call: Call): Unacknowledged | null {
  const wire = onTheWire(call);
  if (wire === null || wire.isOfAsterisk) return null;
  const messages = sipMessages(call);
  const answer = messages.find(
    ({ event }) => event.direction === "sent" && event.status === 200 && event.cseqMethod === "INVITE",
  );
  if (!answer || answer.atMs === null || acknowledged(messages)) return null;
  const timesSent = (wire.repeats.get(answer) ?? 0) + 1;
  const end = asterisksEnd(call);
  if (timesSent < OFTEN || !end || end.at.atMs === null) return null;
  return { timesSent, seconds: (end.at.atMs - answer.atMs) / 1000, proof: [answer, end.at] };
}

function acknowledged(messages: readonly Message[]): boolean {
  return messages.some(({ event }) => event.direction === "received" && event.method === "ACK");
}

/** The caller's ACK on the wire. */
export function ackOnWire(call: Call): TimedEvent | null {
  if (onTheWire(call) === null) return null;
  return sipMessages(call).find(({ event }) => event.direction === "received" && event.method === "ACK") ?? null;
}

/** Asterisk's re-INVITE or UPDATE that was sent again and again and never answered, before its BYE. */
export function unansweredRefresh(call: Call): Proof | null {
  const wire = onTheWire(call);
  const end = asterisksEnd(call);
  if (wire === null || end === null) return null;
  const messages = sipMessages(call);
  const answeredAt = messages.findIndex(({ event }) => event.status === 200 && event.cseqMethod === "INVITE");
  const refresh = messages.findLast(
    ({ event }, at) =>
      at > answeredAt && event.direction === "sent" && (event.method === "INVITE" || event.method === "UPDATE"),
  );
  if (answeredAt < 0 || !refresh || (wire.repeats.get(refresh) ?? 0) + 1 < OFTEN) return null;
  const from = messages.indexOf(refresh);
  const isAnswered = messages.some(
    ({ event }, at) =>
      at > from && event.direction === "received" && event.status !== null && event.cseqMethod === refresh.event.method,
  );
  return isAnswered ? null : [refresh, end.at];
}

/** RTP comes every 20 ms or so. What is shorter is no silence. */
const SILENT_SECONDS = 1;

/** What the wire shows of the caller's RTP before Asterisk hung up for lack of it. */
export function silenceOnWire({
  call,
}: Subject): { readonly words: string; readonly proof: readonly TimedEvent[] } | null {
  const rtp = onTheWire(call)?.rtp;
  if (!rtp) return null;
  const { received, sent } = rtp;
  const own = sent.packetCount > 0 ? " Asterisk's own was sent." : " Asterisk sent none either.";
  if (received.packetCount === 0)
    return { words: `On the wire not one RTP packet came from the caller.${own}`, proof: [] };
  const silent = received.silenceBeforeEndSeconds;
  if (silent === null || received.last === null) return null;
  const proof = [received.last];
  const natted =
    received.sdpAddress !== null && received.address !== null && received.sdpAddress !== received.address
      ? ` It came from ${received.address}, and the caller's SDP names ${received.sdpAddress}.`
      : "";
  if (silent >= SILENT_SECONDS)
    return { words: `On the wire the caller's RTP stopped ${silent.toFixed(2)} s before the end.${natted}`, proof };
  return {
    words: `The log's reading was that no RTP came; the wire shows ${received.packetCount} packets of the caller, the last ${silent.toFixed(2)} s before the end. They reached the host of the capture, and Asterisk did not take them: a firewall on the host, strict RTP, or a port of another call.${natted}`,
    proof,
  };
}

/** Did RTP of the far end arrive until the end? */
export function heardOnWire(call: Call): boolean {
  const received = onTheWire(call)?.rtp?.received;
  return received !== undefined && (received.silenceBeforeEndSeconds ?? Number.POSITIVE_INFINITY) < SILENT_SECONDS;
}

/** A caller that left without a word: its RTP stopped long before Asterisk's BYE, and nothing answers that. */
export function vanishedOnWire(call: Call): { readonly seconds: number; readonly proof: Proof } | null {
  const wire = onTheWire(call);
  const end = asterisksEnd(call);
  const received = wire?.rtp?.received;
  if (!wire || !end || end.method !== "BYE" || !received?.last) return null;
  const seconds = received.silenceBeforeEndSeconds ?? 0;
  const isAnswered = sipMessages(call).some(
    ({ event }) => event.direction === "received" && event.status !== null && event.cseqMethod === "BYE",
  );
  if (seconds < VANISHED_SECONDS || isAnswered || (wire.repeats.get(end.at) ?? 0) + 1 < OFTEN) return null;
  return { seconds, proof: [received.last, end.at] };
}

const VANISHED_SECONDS = 5;
