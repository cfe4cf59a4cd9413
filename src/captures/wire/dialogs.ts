// SIP dialogs of a capture, and the RTP that their SDP leads to. A dialog is known by its Call-ID and by the two hosts between which
// it was seen: a proxy passes one on to the next hop.
import { BoundedMap } from "../../io/bounded-map.js";
import { type End, endOf } from "./datagrams.js";
import { isRtcp, RtpFlow, rtcpOf, rtpHeader } from "./rtp-flow.js";
import type { SdpAudio, SipMessage } from "./sip-message.js";

/** Where a packet stands. */
export interface PacketPlace {
  readonly sourceIndex: number;
  readonly number: number;
  readonly byteOffset: number;
  readonly utcMs: number;
}

/** A message of a dialog, with all its repetitions. */
export interface SentMessage extends PacketPlace {
  readonly message: SipMessage;
  readonly isFromInviter: boolean;
  readonly from: End;
  readonly to: End;
  /** How often it was sent again, and when last. */
  repeatedCount: number;
  lastMs: number;
}

/** Where one side wants its audio, and what it really sent. */
export interface MediaSide {
  readonly flow: RtpFlow;
  sdp: SdpAudio | null;
}

/** How a dialog ended. */
export interface DialogEnd {
  readonly method: string;
  readonly sent: SentMessage;
}

/** A dialog between two hosts. */
export interface Dialog {
  readonly sipCallId: string;
  /** Who sent the INVITE, and to whom. */
  readonly inviter: End;
  readonly invited: End;
  readonly messages: SentMessage[];
  leftOutCount: number;
  end: DialogEnd | null;
  readonly ofInviter: MediaSide;
  readonly ofInvited: MediaSide;
}

/** Half as many of the latest are certain to be kept. */
const MAX_DIALOGS = 16_384;
const MAX_HOPS = 4;
const MAX_PORTS = 65_536;
const MAX_HOSTS = 1_024;
/** A call that is held and taken back every minute says nothing new. The first and the last messages tell how it began and ended. */
const FIRST_MESSAGES = 16;
const LAST_MESSAGES = 16;
/** The same packet on two interfaces. What is sent again comes after T1, 500 ms, at the earliest (RFC 3261 section 17.1.1.1). */
const SAME_PACKET_MS = 150;
/** RTP that is still on its way when a call ends. A port is given to another call later. */
const AFTER_END_MS = 5_000;

const OF_A_DIALOG: ReadonlySet<string> = new Set([
  "INVITE",
  "ACK",
  "BYE",
  "CANCEL",
  "PRACK",
  "UPDATE",
  "INFO",
  "REFER",
]);

interface PortOwner {
  readonly dialog: Dialog;
  /** Whose SDP named it: what arrives there was sent by the other. */
  readonly isInviters: boolean;
}

/** All dialogs of the captures of a run. */
export class Dialogs {
  readonly #byCallId = new BoundedMap<string, Dialog[]>(MAX_DIALOGS);
  readonly #ports = new BoundedMap<string, PortOwner>(2 * MAX_PORTS);
  /** Hosts that say that they are Asterisk. */
  readonly #asterisks = new BoundedMap<string, true>(MAX_HOSTS);
  readonly #dialogCounts = new BoundedMap<string, number>(2 * MAX_HOSTS);

  get evictedCount(): number {
    return this.#byCallId.evictedCount;
  }

  /**
   * Did Asterisk send the INVITE of a dialog? It names itself in Server and User-Agent, but so does a PBX on the other side. Then it
   * is the host with more dialogs, or the one that was invited.
   */
  isAsteriskInviter({ inviter, invited }: Dialog): boolean {
    const [one, other] = [inviter.address, invited.address];
    const isNamed = this.#asterisks.has(one);
    if (isNamed !== this.#asterisks.has(other)) return isNamed;
    return this.#dialogCountOf(one) > this.#dialogCountOf(other);
  }

  /** Of the hops of one call, that next to Asterisk: it has the host that calls itself so, and of several the busiest. */
  ownHop(hops: readonly Dialog[]): Dialog | null {
    const weight = ({ inviter, invited }: Dialog): number =>
      Math.max(
        ...[inviter.address, invited.address].map((address) =>
          this.#asterisks.has(address) ? this.#dialogCountOf(address) : 0,
        ),
      );
    // where no host calls itself so, it is at the end of the way
    return hops.reduce<Dialog | null>((best, hop) => (best === null || weight(hop) >= weight(best) ? hop : best), null);
  }

  #dialogCountOf(address: string): number {
    return this.#dialogCounts.get(address) ?? 0;
  }

  /** The dialogs of one Call-ID, a hop each. */
  of(sipCallId: string): readonly Dialog[] {
    return this.#byCallId.get(sipCallId) ?? [];
  }

  /** Every dialog. */
  *values(): Generator<Dialog> {
    for (const hops of [...this.#byCallId.values()]) yield* hops;
  }

  takeSip(message: SipMessage, from: End, to: End, place: PacketPlace): void {
    if (message.isOfAsterisk) this.#asterisks.set(from.address, true);
    if (!OF_A_DIALOG.has(message.body.cseqMethod)) return;
    const dialog = this.#dialogOf(message, from, to);
    if (dialog === null) return;
    const isFromInviter = isSameHost(from, dialog.inviter, dialog);
    const repeated = dialog.messages.find(
      (one) =>
        one.isFromInviter === isFromInviter &&
        one.message.body.method === message.body.method &&
        one.message.body.status === message.body.status &&
        one.message.body.cseqMethod === message.body.cseqMethod &&
        one.message.cseq === message.cseq,
    );
    if (repeated) {
      if (place.utcMs - repeated.lastMs < SAME_PACKET_MS) return;
      repeated.repeatedCount += 1;
      repeated.lastMs = place.utcMs;
      return;
    }
    const sent: SentMessage = { ...place, message, isFromInviter, from, to, repeatedCount: 0, lastMs: place.utcMs };
    dialog.messages.push(sent);
    if (dialog.messages.length > FIRST_MESSAGES + LAST_MESSAGES) {
      dialog.messages.splice(FIRST_MESSAGES, 1);
      dialog.leftOutCount += 1;
    }
    this.#noteMedia(dialog, sent);
    dialog.end ??= endOfDialog(dialog, sent);
    if (dialog.end?.sent === sent) for (const { flow } of [dialog.ofInviter, dialog.ofInvited]) flow.settle();
  }

  /** RTP or RTCP, if either port is one that an SDP named. @returns whether it was. */
  takeMedia(payload: Buffer, from: End, to: End, place: PacketPlace): boolean {
    const arrives = this.#ports.get(to.key);
    const owner = arrives ?? this.#ports.get(from.key);
    if (!owner) return false;
    const { dialog } = owner;
    // after its end a call's packets change nothing, and later its ports are another's
    if (dialog.end !== null) return place.utcMs - dialog.end.sent.utcMs <= AFTER_END_MS;
    const isFromInviter = arrives ? !owner.isInviters : owner.isInviters;
    const side = isFromInviter ? dialog.ofInviter : dialog.ofInvited;
    if (isRtcp(payload)) {
      const { report, bye } = rtcpOf(payload);
      // what a side says of what it receives is about the other's stream
      const other = isFromInviter ? dialog.ofInvited : dialog.ofInviter;
      if (report !== null) other.flow.report = report;
      if (bye) side.flow.byeMs ??= place.utcMs;
      return true;
    }
    const header = rtpHeader(payload);
    if (header === null) return false;
    const rate = (side.sdp ?? dialog.ofInvited.sdp ?? dialog.ofInviter.sdp)?.rates.get(header.payloadType) ?? 8_000;
    side.flow.push(header, place.utcMs, place.number, from.key, rate);
    return true;
  }

  #dialogOf(message: SipMessage, from: End, to: End): Dialog | null {
    const hops = this.#byCallId.get(message.sipCallId) ?? [];
    const known = hops.find((hop) => isBetween(hop, from, to));
    if (known) return known;
    if (hops.length >= MAX_HOPS) return null;
    // the first message of the capture may be an answer, or the other side's BYE
    const isRequest = message.body.method !== null;
    const dialog: Dialog = {
      sipCallId: message.sipCallId,
      inviter: isRequest ? from : to,
      invited: isRequest ? to : from,
      messages: [],
      leftOutCount: 0,
      end: null,
      ofInviter: { flow: new RtpFlow(), sdp: null },
      ofInvited: { flow: new RtpFlow(), sdp: null },
    };
    this.#byCallId.set(message.sipCallId, [...hops, dialog]);
    for (const { address } of [from, to]) this.#dialogCounts.set(address, this.#dialogCountOf(address) + 1);
    return dialog;
  }

  #noteMedia(dialog: Dialog, { message: { sdp }, isFromInviter }: SentMessage): void {
    if (sdp === null) return;
    const side = isFromInviter ? dialog.ofInviter : dialog.ofInvited;
    side.sdp = sdp;
    const owner: PortOwner = { dialog, isInviters: isFromInviter };
    for (const port of new Set([sdp.port, sdp.rtcpPort ?? sdp.port + 1]))
      this.#ports.set(endOf(sdp.address, port).key, owner);
  }
}

/** Both hosts may have one address; then their ports tell them apart. */
function isSameHost(end: End, other: End, { inviter, invited }: Pick<Dialog, "inviter" | "invited">): boolean {
  return inviter.address === invited.address ? end.port === other.port : end.address === other.address;
}

function isBetween(dialog: Dialog, from: End, to: End): boolean {
  const { inviter, invited } = dialog;
  if (inviter.address === invited.address) return from.address === inviter.address && to.address === inviter.address;
  return (
    (from.address === inviter.address && to.address === invited.address) ||
    (from.address === invited.address && to.address === inviter.address)
  );
}

/** The message that ends a dialog: a BYE, a CANCEL, or the refusal of the INVITE that began it. */
function endOfDialog({ messages }: Dialog, sent: SentMessage): DialogEnd | null {
  const { method, status, cseqMethod } = sent.message.body;
  if (method === "BYE") return { method, sent };
  const isAnswered = messages.some(
    ({ message: { body } }) =>
      body.cseqMethod === "INVITE" && body.status !== null && body.status >= 200 && body.status < 300,
  );
  if (isAnswered) return null;
  if (method === "CANCEL") return { method, sent };
  // 401 and 407 ask for a password, and the INVITE comes again
  const isRefused = cseqMethod === "INVITE" && status !== null && status >= 300 && status !== 401 && status !== 407;
  return isRefused ? { method: `final ${status}`, sent } : null;
}
