// RTP of one side of a call: what its headers tell (RFC 3550). Nothing but headers is looked at, and no audio is ever kept.

/** The header of an RTP packet. */
export interface RtpHeader {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payloadType: number;
}

const HEADER_BYTES = 12;
/** RTCP's packet types, of which the second byte of a packet on the same port reminds (RFC 5761 section 4). */
const [SR, RR, BYE] = [200, 201, 203];

/** Null if it is no RTP. */
export function rtpHeader(bytes: Buffer): RtpHeader | null {
  if (bytes.length < HEADER_BYTES || (bytes[0] as number) >> 6 !== 2 || isRtcp(bytes)) return null;
  return {
    payloadType: (bytes[1] as number) & 0x7f,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
  };
}

/** Is it a packet of RTCP? */
export function isRtcp(bytes: Buffer): boolean {
  const type = bytes[1];
  return bytes.length >= 8 && (bytes[0] as number) >> 6 === 2 && type !== undefined && type >= 192 && type <= 223;
}

/** What the receiver of a stream says of it. */
export interface ReceiverReport {
  readonly lostCount: number;
  readonly jitterUnits: number;
}

/** The first report of an RTCP packet, and whether it says good-bye. */
export function rtcpOf(bytes: Buffer): { readonly report: ReceiverReport | null; readonly bye: boolean } {
  let report: ReceiverReport | null = null;
  let bye = false;
  // compound: several, one after the other
  for (let at = 0, parts = 0; at + 4 <= bytes.length && parts < 16; parts += 1) {
    const type = bytes[at + 1];
    const length = (bytes.readUInt16BE(at + 2) + 1) * 4;
    const reports = (bytes[at] as number) & 0x1f;
    const first = at + (type === SR ? 28 : 8);
    if ((type === SR || type === RR) && reports > 0 && first + 24 <= bytes.length) {
      const lost = bytes.readUInt32BE(first + 4) & 0xffffff;
      // a signed number of 24 bits
      report = { lostCount: lost & 0x800000 ? lost - 0x1000000 : lost, jitterUnits: bytes.readUInt32BE(first + 12) };
    }
    bye ||= type === BYE;
    at += length;
  }
  return { report, bye };
}

/** A time in which nothing came. */
export interface Silence {
  readonly fromMs: number;
  readonly toMs: number;
  /** The last packet before it, and the first after. */
  readonly fromNumber: number;
  readonly toNumber: number;
}

/** Nobody pauses for less between two packets of speech. */
const SILENCE_MS = 1_000;
const MAX_SILENCES = 24;
/** Packets that overtake each other are this close. */
const WINDOW = 128;
/** A stream that jumps further has begun anew (RFC 3550 appendix A.1: MAX_DROPOUT). */
const MAX_DROPOUT = 3_000;
const MAX_TYPES = 8;
const COMFORT_NOISE: ReadonlySet<number> = new Set([13, 19]);

/** One side's stream, as packets come. */
export class RtpFlow {
  packetCount = 0;
  duplicateCount = 0;
  firstMs: number | null = null;
  lastMs: number | null = null;
  firstNumber = 0;
  lastNumber = 0;
  comfortNoiseCount = 0;
  ssrcCount = 0;
  jitterUnits = 0;
  report: ReceiverReport | null = null;
  byeMs: number | null = null;
  /** Where it really comes from, first and last. */
  source: string | null = null;
  sourceChanges = 0;
  readonly payloadTypes = new Set<number>();
  readonly silences: Silence[] = [];
  #ssrc: number | null = null;
  #base = 0;
  #highest = 0;
  #receivedOfSsrc = 0;
  #lostBefore = 0;
  #seen: Int32Array | null = null;
  #transit: number | null = null;

  /** How many packets never came, by the numbers of those that did. */
  get lostCount(): number {
    return Math.max(0, this.#lostBefore + this.#lostOfSsrc);
  }

  get #lostOfSsrc(): number {
    return this.#ssrc === null ? 0 : this.#highest - this.#base + 1 - this.#receivedOfSsrc;
  }

  /** Nothing more is expected of it. */
  settle(): void {
    this.#seen = null;
  }

  push(header: RtpHeader, utcMs: number, number: number, source: string, rate: number): void {
    const { sequence, ssrc, payloadType } = header;
    if (ssrc !== this.#ssrc) this.#begin(ssrc, sequence);
    const extended = this.#extended(sequence);
    const slot = extended & (WINDOW - 1);
    this.#seen ??= new Int32Array(WINDOW).fill(-1);
    // captured on two interfaces, or sent twice
    if (this.#seen[slot] === extended) {
      this.duplicateCount += 1;
      return;
    }
    this.#seen[slot] = extended;
    this.#receivedOfSsrc += 1;
    this.#highest = Math.max(this.#highest, extended);
    this.packetCount += 1;
    if (COMFORT_NOISE.has(payloadType)) this.comfortNoiseCount += 1;
    if (this.payloadTypes.size < MAX_TYPES) this.payloadTypes.add(payloadType);
    if (source !== this.source) {
      if (this.source !== null) this.sourceChanges += 1;
      this.source = source;
    }
    this.#noteJitter(utcMs, header.timestamp, rate);
    this.#noteTime(utcMs, number);
  }

  #noteTime(utcMs: number, number: number): void {
    if (this.lastMs !== null && utcMs - this.lastMs >= SILENCE_MS) {
      const silence = { fromMs: this.lastMs, toMs: utcMs, fromNumber: this.lastNumber, toNumber: number };
      if (this.silences.length < MAX_SILENCES) this.silences.push(silence);
    }
    if (this.firstMs === null) {
      this.firstMs = utcMs;
      this.firstNumber = number;
    }
    if (this.lastMs === null || utcMs >= this.lastMs) {
      this.lastMs = utcMs;
      this.lastNumber = number;
    }
  }

  /** RFC 3550 section 6.4.1. */
  #noteJitter(utcMs: number, timestamp: number, rate: number): void {
    const transit = (utcMs / 1000) * rate - timestamp;
    const difference = this.#transit === null ? 0 : Math.abs(transit - this.#transit);
    this.#transit = transit;
    // another clock, or a pause in speech
    if (difference < rate) this.jitterUnits += (difference - this.jitterUnits) / 16;
  }

  #begin(ssrc: number, sequence: number): void {
    this.#lostBefore += Math.max(0, this.#lostOfSsrc);
    this.#ssrc = ssrc;
    this.ssrcCount += 1;
    // room below for packets that were overtaken
    this.#base = 65_536 + sequence;
    this.#highest = this.#base;
    this.#receivedOfSsrc = 0;
    this.#seen = null;
    this.#transit = null;
  }

  /** The number with its cycles: sixteen bits begin again every 22 minutes. */
  #extended(sequence: number): number {
    const distance = ((sequence - (this.#highest & 0xffff) + 0x8000) & 0xffff) - 0x8000;
    const extended = this.#highest + distance;
    if (distance > MAX_DROPOUT || distance < -WINDOW) {
      // begun anew under the same name: what is missing between the two was never sent
      this.#lostBefore += Math.max(0, this.#lostOfSsrc);
      this.#base = extended;
      this.#highest = extended;
      this.#receivedOfSsrc = 0;
    } else if (extended < this.#base) this.#base = extended;
    return extended;
  }
}
