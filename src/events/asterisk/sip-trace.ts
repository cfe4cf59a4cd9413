// Reads SIP messages from the traces of both drivers (`pjsip set logger on`, `sip set debug on`): start line, Call-ID, CSeq,
// Reason (RFC 3326), who calls whom, direction, address and preferred codec of the media (RFC 4566). That is what a diagnosis
// needs.

import type { LogRecord } from "../../records/record.js";
import type { LineAt } from "../../records/wanted-messages.js";
import type { Reading } from "../pattern.js";

/** Direction of media in an SDP (RFC 4566), which tells who puts whom on hold. */
type SdpDirection = "sendrecv" | "sendonly" | "recvonly" | "inactive";

export type SipTraceEvent = {
  readonly type: "sip-message";
  readonly direction: "received" | "sent";
  readonly method: string | null;
  readonly status: number | null;
  readonly cseqMethod: string;
  readonly reason: string | null;
  /** Whom an INVITE asks for: the user of its request URI. */
  readonly dialledUser: string | null;
  /** For an INVITE: the user of its From. */
  readonly fromUser: string | null;
  readonly sdpDirection: SdpDirection | null;
  /** The audio codec that the SDP prefers, by Asterisk's name for it. */
  readonly audioCodec: string | null;
  /** Where the SDP wants the media sent: its last c= line. */
  readonly sdpAddress: string | null;
  /** The port of its audio line. Null if it has none, or refuses the stream with 0. */
  readonly sdpPort: number | null;
  /** The release that a message of ours names in Server or User-Agent. */
  readonly asteriskVersion: string | null;
  readonly peer: string | null;
};

// Call-ID: 2b92bcd0@127.0.0.11 | CSeq: 102 BYE
const HEADER = /^(?<name>call-id|i|cseq|reason|from|f|server|user-agent)\s*:(?<value>.*)/is;
/** How these begin. Most headers are others and need not be tried. */
const INITIALS: ReadonlySet<string> = new Set("CFIRSUcfirsu");
const START_LINE = /^(?:(?<method>[A-Z]+) (?<uri>\S+) SIP\/2\.0|SIP\/2\.0 (?<status>\d{3}) ?.*)$/;

// sip:1000@pbx.example.net   |   "A. Caller" <sip:3161555@192.0.2.7:5062>;tag=1
const USER = /(?:^|<)sips?:([^@:;>\s]{1,64})@/;

// Asterisk PBX 20.6.0   |   FPBX-16.0.40.7(18.19.0)
const AGENT = /^(?:Asterisk PBX |FPBX-[\d.]{1,20}\()(\d+\.\d+\.\d+)\)?$/;

/** Requests that never belong to a call (RFC 3261 section 10, RFC 3903). */
const NEVER_OF_A_CALL: ReadonlySet<string> = new Set(["REGISTER", "PUBLISH"]);
/** Requests that belong to a call only inside its dialog, where the To header has a tag (RFC 3261 section 12.2.1.1). */
const OF_A_CALL_WITH_TAG: ReadonlySet<string> = new Set(["OPTIONS", "SUBSCRIBE", "NOTIFY", "MESSAGE"]);
// CSeq: 102 REGISTER
const CSEQ = /^cseq\s*:\s*\d+\s+([A-Z]+)/i;
// To: <sip:1000@pbx.example.net>;tag=as5a8
const TO = /^(?:to|t)\s*:/i;
const TAG = /;\s*tag\s*=/i;

/**
 * Does a message surely belong to no call? Registrations and qualifies come by the thousand, and no call has their Call-ID.
 * @param lineAt The lines of the message, starting anywhere before its start line; undefined after the last one.
 */
export function isOfNoCall(lineAt: LineAt): boolean {
  let at = 0;
  let line = lineAt(at);
  let start: RegExpExecArray | null = null;
  for (; line !== undefined && start === null; line = lineAt(++at))
    if (line.includes("SIP/2.0")) start = START_LINE.exec(line.trim());
  if (start === null) return false;
  const method = start[1];
  if (method !== undefined && !OF_A_CALL_WITH_TAG.has(method)) return NEVER_OF_A_CALL.has(method);
  for (; line !== undefined && line !== ""; line = lineAt(++at)) {
    if (method !== undefined && TO.test(line)) return isWithoutTag(lineAt, at);
    const answered = method === undefined ? CSEQ.exec(line)?.[1] : undefined;
    if (answered !== undefined) return NEVER_OF_A_CALL.has(answered);
  }
  return false;
}

/** Of a To header, which may continue on lines that begin with a blank (RFC 3261 section 7.3.1). False if its end is missing. */
function isWithoutTag(lineAt: LineAt, toAt: number): boolean {
  let header = lineAt(toAt) ?? "";
  for (let at = toAt + 1; ; at += 1) {
    const line = lineAt(at);
    if (line === undefined) return false;
    if (!/^[ \t]/.test(line)) return !TAG.test(header);
    header += line;
  }
}

/** A SIP message by its lines, whoever printed or captured them. Null for what is of no call. */
export function sipReading(
  direction: "received" | "sent",
  peer: string | null,
  lines: readonly string[],
  from = 0,
): Reading<SipTraceEvent> | null {
  if (isOfNoCall((at) => lines[at])) return null;
  let start = from - 1;
  let groups: Readonly<Record<string, string>> | undefined;
  while (!groups && ++start < lines.length) {
    const line = lines[start] as string;
    groups = line.includes("SIP/2.0") ? START_LINE.exec(line.trim())?.groups : undefined;
  }
  if (!groups) return null;
  let sipCallId: string | undefined;
  let reason: string | null = null;
  let cseqMethod = "";
  let fromHeader = "";
  let sdpDirection: SdpDirection | null = null;
  let sdpAddress: string | null = null;
  let sdpPort: number | null = null;
  let asteriskVersion: string | null = null;
  let hasSdp = false;
  for (let i = start + 1; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if (line.charAt(1) === "=") {
      hasSdp = true;
      if (line.startsWith("a"))
        sdpDirection = (/^a=(sendrecv|sendonly|recvonly|inactive)\s*$/.exec(line)?.[1] as SdpDirection) ?? sdpDirection;
      // m=audio 14020 RTP/AVP 0
      else if (line.startsWith("m")) sdpPort ??= Number(/^m=audio ([1-9]\d{0,4}) /.exec(line)?.[1] ?? 0) || null;
      // c=IN IP4 192.0.2.7
      else if (line.startsWith("c")) sdpAddress = /^c=IN IP[46] (\S+)\s*$/.exec(line)?.[1] ?? sdpAddress;
      continue;
    }
    if (!INITIALS.has(line.charAt(0))) continue;
    const header = HEADER.exec(line)?.groups;
    const value = header?.value?.trim();
    const name = header?.name?.toLowerCase();
    if (name === "call-id" || name === "i") sipCallId = value;
    else if (name === "cseq") cseqMethod = value?.split(/\s+/)[1] ?? "";
    else if (name === "reason") reason = reason ? `${reason}, ${value}` : (value ?? null);
    else if (name === "from" || name === "f") fromHeader = value ?? "";
    else if (direction === "sent" && (name === "server" || name === "user-agent"))
      asteriskVersion = AGENT.exec(value ?? "")?.[1] ?? null;
  }
  const audioCodec = hasSdp ? audioCodecOf(lines.slice(start + 1)) : null;
  const isInvite = groups.method === "INVITE";
  const body: SipTraceEvent = {
    type: "sip-message",
    direction,
    method: groups.method ?? null,
    status: groups.status ? Number(groups.status) : null,
    cseqMethod: groups.method ?? cseqMethod,
    reason,
    dialledUser: isInvite ? userOf(groups.uri ?? "") : null,
    fromUser: isInvite ? userOf(fromHeader) : null,
    sdpDirection,
    audioCodec,
    sdpAddress,
    sdpPort,
    asteriskVersion,
    peer,
  };
  return { body, ids: { sipCallId } };
}

const userOf = (address: string): string | null => USER.exec(address)?.[1] ?? null;

/** Names from RFC 3551 and from Asterisk, for payload types that an SDP need not map (RFC 3551, table 4). */
const STATIC_CODECS: Readonly<Record<string, string>> = { 0: "ulaw", 3: "gsm", 8: "alaw", 9: "g722", 18: "g729" };
const ASTERISK_NAMES: Readonly<Record<string, string>> = { pcmu: "ulaw", pcma: "alaw" };

/** The first format of the audio line is the preferred one. In an answer it is the one in use (RFC 3264 section 6.1). */
function audioCodecOf(lines: readonly string[]): string | null {
  let payload: string | null = null;
  for (const line of lines) {
    if (line.charAt(1) !== "=") continue;
    // m=audio 10518 RTP/AVP 0 8 101
    payload ??= /^m=audio [1-9]\d* \S+ (\d+)/.exec(line)?.[1] ?? null;
    // a=rtpmap:0 PCMU/8000
    const mapped = /^a=rtpmap:(\d+) ([\w.-]+)\//.exec(line);
    if (payload === null || mapped?.[1] !== payload) continue;
    const name = (mapped[2] ?? "").toLowerCase();
    return ASTERISK_NAMES[name] ?? name;
  }
  return payload === null ? null : (STATIC_CODECS[payload] ?? null);
}

/** A message of `pjsip set logger on` (res/res_pjsip_logger.c). */
export function pjsipLoggerReading(
  groups: Readonly<Record<string, string>>,
  record: LogRecord,
): Reading<SipTraceEvent> | null {
  return sipReading(groups.way === "Received" ? "received" : "sent", groups.peer ?? null, record.continuation);
}

// <--- SIP read from UDP:127.0.0.11:46208 --->   |   <--- Reliably Transmitting (no NAT) to 127.0.0.11:46208 --->
const FRAME = /^<--- (?:SIP read from (?<from>\S+)|(?:Reliably )?Transmitting \((?:no )?NAT\) to (?<to>\S+)) --->/;

/** A message of `sip set debug on` (channels/chan_sip.c). Received ones and our responses are framed; our requests are not. */
export function sipDebugReading(
  groups: Readonly<Record<string, string>>,
  record: LogRecord,
): Reading<SipTraceEvent> | null {
  const peer = groups.peer ?? groups.peer2;
  if (peer !== undefined) return sipReading("sent", peer, record.continuation);
  const frame = FRAME.exec(record.continuation[0] ?? "")?.groups;
  if (!frame) return null;
  return frame.from !== undefined
    ? sipReading("received", frame.from, record.continuation, 1)
    : sipReading("sent", frame.to ?? null, record.continuation, 1);
}
