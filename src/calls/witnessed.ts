// What captures say about a call, beside its logs. Rules that ask who ended a call take it as evidence; all others go by the logs
// alone, as if there were no capture.
import type { EventOf } from "../events/event.js";
import type { TimedEvent } from "./timed-event.js";

/** What captures hold of a call. */
export interface Witnessed {
  /** In time order, by Asterisk's clock. */
  readonly events: readonly TimedEvent[];
  /** What the captures call it, where the logs do not say. */
  readonly channelId: string | null;
  readonly channelName: string | null;
  readonly sipCallId: string | null;
  /** Null if its SIP dialog is in no capture of packets. */
  readonly wire: OnTheWire | null;
}

/** A call's SIP dialog and RTP, between Asterisk and the next host. */
export interface OnTheWire {
  /** How often each message was sent again, by the event that stands for it. */
  readonly repeats: ReadonlyMap<TimedEvent, number>;
  /** Null if the capture does not show it. */
  readonly end: WireEnd | null;
  /** Null if the two sides never agreed on media. */
  readonly rtp: RtpOnWire | null;
  /** Seconds of Session-Expires, as the two sides agreed. Null without. */
  readonly sessionExpires: number | null;
  /** True if Asterisk sent the INVITE. */
  readonly isOfAsterisk: boolean;
}

/** What ended a call on the wire. */
export interface WireEnd {
  /** `BYE`, `CANCEL`, or `final 486`. */
  readonly method: string;
  readonly isFromAsterisk: boolean;
  readonly at: TimedEvent<EventOf<"sip-message">>;
}

/** The RTP of both sides. */
export interface RtpOnWire {
  readonly received: RtpSide;
  readonly sent: RtpSide;
}

/** One side's RTP, up to the end of the call. Times are by Asterisk's clock. */
export interface RtpSide {
  readonly packetCount: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  /** The packet that came last. */
  readonly last: TimedEvent | null;
  /** From the last packet to the end of the call. Null without one of the two. */
  readonly silenceBeforeEndSeconds: number | null;
  readonly longestSilenceSeconds: number | null;
  readonly lostCount: number;
  readonly duplicateCount: number;
  readonly jitterMs: number | null;
  readonly ssrcCount: number;
  readonly codecs: readonly string[];
  readonly comfortNoiseCount: number;
  /** Where it really comes from, and how often that changed. */
  readonly address: string | null;
  readonly addressChanges: number;
  /** Where its sender's SDP wants RTP sent. */
  readonly sdpAddress: string | null;
  /** What the receiver reports: packets that did not reach it. Null without RTCP. */
  readonly reportedLostCount: number | null;
  /** True if it is SRTP, of which only the headers can be read. */
  readonly isSealed: boolean;
}
