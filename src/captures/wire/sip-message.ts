// A SIP message as it was sent: what the trace of it would say (events/asterisk/sip-trace.ts), and what only the wire needs to know.
import { type SipTraceEvent, sipReading } from "../../events/asterisk/sip-trace.js";
import { MAX_ID_LENGTH } from "../../events/event.js";
import { plainAddress } from "./datagrams.js";

/** Where one side wants its audio, and how it is coded. */
export interface SdpAudio {
  readonly address: string;
  readonly port: number;
  /** Null where it is the next one. */
  readonly rtcpPort: number | null;
  /** True if it is encrypted: SRTP by SDES or DTLS. */
  readonly isSealed: boolean;
  /** Clock rates by payload type. */
  readonly rates: ReadonlyMap<number, number>;
  /** Codec names by payload type. */
  readonly codecs: ReadonlyMap<number, string>;
}

/** A SIP message of a call. */
export interface SipMessage {
  readonly sipCallId: string;
  readonly body: SipTraceEvent;
  readonly cseq: number | null;
  readonly sdp: SdpAudio | null;
  /** True if its sender says that it is an Asterisk. */
  readonly isOfAsterisk: boolean;
  /** Seconds of Session-Expires. Null without. */
  readonly sessionExpires: number | null;
}

/** In a message, more than anybody sends. */
const MAX_LINES = 400;
const CSEQ = /^cseq[ \t]*:[ \t]*(\d{1,10})/im;
const SESSION_EXPIRES = /^(?:session-expires|x)[ \t]*:[ \t]*(\d{1,6})/im;
const OF_ASTERISK = /^(?:server|user-agent)[ \t]*:[ \t]*(?:asterisk|fpbx)/im;
// the name that Asterisk gives its sessions unless told otherwise (res_pjsip: sdp_session, chan_sip: sdpsession)
const ASTERISKS_SDP = /^s=Asterisk/m;

/** Null for what is no SIP message of a call, or lost its Call-ID where the capture cut it. */
export function sipMessageOf(bytes: Buffer): SipMessage | null {
  const text = bytes.toString("utf8");
  const lines = unfolded(text.split(/\r?\n/, MAX_LINES));
  const reading = sipReading("sent", null, lines);
  const sipCallId = reading?.ids?.sipCallId;
  if (!reading || sipCallId === undefined || sipCallId === "" || sipCallId.length > MAX_ID_LENGTH) return null;
  const cseq = CSEQ.exec(text)?.[1];
  const expires = SESSION_EXPIRES.exec(text)?.[1];
  return {
    sipCallId,
    body: reading.body,
    cseq: cseq === undefined ? null : Number(cseq),
    sdp: sdpAudioOf(lines),
    isOfAsterisk: OF_ASTERISK.test(text) || ASTERISKS_SDP.test(text),
    sessionExpires: expires === undefined ? null : Number(expires),
  };
}

/** A line that begins with a blank continues the header before it (RFC 3261 section 7.3.1). */
function unfolded(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const before = whole.at(-1);
    if (before !== undefined && before !== "" && /^[ \t]/.test(line)) whole[whole.length - 1] = before + line;
    else whole.push(line);
  }
  return whole;
}

/** Clock rates of payload types that need no map (RFC 3551, table 4), and names as people know them. */
const STATIC: Readonly<Record<number, readonly [string, number]>> = {
  0: ["PCMU", 8000],
  3: ["GSM", 8000],
  4: ["G723", 8000],
  8: ["PCMA", 8000],
  9: ["G722", 8000],
  13: ["CN", 8000],
  18: ["G729", 8000],
};

/** The audio of an SDP (RFC 4566): the first stream, with the address of its own c= line or of the session's. */
function sdpAudioOf(lines: readonly string[]): SdpAudio | null {
  let sessionAddress: string | null = null;
  let media: "none" | "audio" | "other" = "none";
  let audio: { port: number; profile: string; address: string | null; rtcpPort: number | null } | null = null;
  let isSealed = false;
  const rates = new Map<number, number>();
  const codecs = new Map<number, string>();
  for (const line of lines) {
    if (line.charAt(1) !== "=") continue;
    const stream = /^m=(\w{1,12}) (\d{1,5})(?:\/\d+)? (\S{1,40})((?: \S{1,40}){0,60})/.exec(line);
    if (stream) {
      media = stream[1] === "audio" && audio === null ? "audio" : "other";
      if (media !== "audio") continue;
      audio = { port: Number(stream[2]), profile: stream[3] ?? "", address: null, rtcpPort: null };
      for (const type of (stream[4] ?? "").trim().split(" ").slice(0, 40)) {
        const known = STATIC[Number(type)];
        if (!known) continue;
        codecs.set(Number(type), known[0]);
        rates.set(Number(type), known[1]);
      }
      continue;
    }
    if (media === "other") continue;
    const address = /^c=IN IP[46] ([^\s/]{1,64})/.exec(line)?.[1];
    if (address !== undefined) {
      if (audio === null) sessionAddress = address;
      else audio.address = address;
    }
    const mapped = /^a=rtpmap:(\d{1,3}) ([\w.-]{1,40})\/(\d{1,6})/.exec(line);
    if (mapped) {
      codecs.set(Number(mapped[1]), mapped[2] ?? "");
      rates.set(Number(mapped[1]), Number(mapped[3]));
    }
    const rtcp = /^a=rtcp:(\d{1,5})/.exec(line)?.[1];
    if (rtcp !== undefined && audio !== null) audio.rtcpPort = Number(rtcp);
    isSealed ||= /^a=(?:crypto|fingerprint):/.test(line);
  }
  const address = audio?.address ?? sessionAddress;
  if (audio === null || audio.port === 0 || address === null) return null;
  const { port, profile, rtcpPort } = audio;
  isSealed ||= profile.includes("SAVP");
  return { address: plainAddress(address), port, rtcpPort, isSealed, rates, codecs };
}
