// Takes packets out of the two container formats: pcap (pcap-savefile(5)) and pcapng (draft-ietf-opsawg-pcapng). We read them
// ourselves: it is a page of code, and the libraries for Node are without types or upkeep, or bind to libpcap.

/** A packet as it was captured. */
export interface Packet {
  /** From 1, as Wireshark counts. */
  readonly number: number;
  /** UTC by the clock of the host that captured it. Null if the container has no time for it. */
  readonly utcMs: number | null;
  /** LINKTYPE_* (tcpdump.org/linktypes.html). */
  readonly linkType: number;
  /** Valid until the next packet. Shorter than the packet was if `cut`. */
  readonly data: Buffer;
  readonly cut: boolean;
  /** Where its record starts in the file. */
  readonly byteOffset: number;
}

/** No link carries a longer packet; tcpdump's own limit (MAXIMUM_SNAPLEN). What claims more is no packet. */
const MAX_PACKET_BYTES = 262_144;
/** A block of pcapng that is no packet may be long, and is skipped. */
const MAX_BLOCK_BYTES = 1 << 30;
const MAX_INTERFACES = 1_024;

const PCAP_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
const BLOCK_HEADER_BYTES = 8;

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  /** Units of its time stamps in a second. */
  readonly perSecond: number;
  readonly offsetSeconds: number;
}

/** Reads one capture file, in chunks of any size. */
export class PacketFile {
  readonly #take: (packet: Packet) => void;
  #pending: Buffer = Buffer.alloc(0);
  /** Bytes of a block that is not kept, still to come. */
  #skip = 0;
  /** Where `#pending` starts in the file. */
  #offset = 0;
  #form: "unknown" | "pcap" | "pcapng" = "unknown";
  #littleEndian = true;
  #pcap: Interface = { linkType: 1, snapLength: 0, perSecond: 1e6, offsetSeconds: 0 };
  #interfaces: Interface[] = [];
  /** How many packets there were. */
  count = 0;
  /** Why it is not read any further. Null if nothing is wrong. */
  fault: string | null = null;

  constructor(take: (packet: Packet) => void) {
    this.#take = take;
  }

  push(chunk: Buffer): void {
    if (this.fault !== null) return;
    let bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, bytes.length);
      this.#skip -= skipped;
      this.#offset += skipped;
      bytes = bytes.subarray(skipped);
    }
    let at = 0;
    while (this.fault === null && this.#skip === 0) {
      const length = this.#form === "pcapng" ? this.#block(bytes, at) : this.#pcapPart(bytes, at);
      if (length === null) break;
      at += length;
      if (at > bytes.length) {
        this.#skip = at - bytes.length;
        at = bytes.length;
      }
    }
    this.#offset += at;
    // a chunk is valid until the next one comes
    this.#pending = this.fault === null ? Buffer.from(bytes.subarray(at)) : Buffer.alloc(0);
  }

  /** Nothing more comes. */
  end(): void {
    if (this.fault === null && (this.#pending.length > 0 || this.#skip > 0 || this.#form === "unknown"))
      this.fault = `it breaks off ${this.count === 0 ? "before its first packet" : `after packet ${this.count}`}`;
  }

  /** The length of what stands at `at`. Null if it is not all there. */
  #pcapPart(bytes: Buffer, at: number): number | null {
    return this.#form === "unknown" ? this.#begin(bytes, at) : this.#record(bytes, at);
  }

  #begin(bytes: Buffer, at: number): number | null {
    if (bytes.length - at < PCAP_HEADER_BYTES) return null;
    const magic = bytes.readUInt32BE(at);
    if (magic === SECTION) {
      this.#form = "pcapng";
      return 0;
    }
    this.#littleEndian = magic === 0xd4c3b2a1 || magic === 0x4d3cb2a1;
    this.#form = "pcap";
    const isFine = magic === 0xa1b23c4d || magic === 0x4d3cb2a1;
    this.#pcap = {
      // the upper bits tell of a frame check sequence
      linkType: this.#u32(bytes, at + 20) & 0xffff,
      snapLength: this.#u32(bytes, at + 16),
      perSecond: isFine ? 1e9 : 1e6,
      offsetSeconds: 0,
    };
    return PCAP_HEADER_BYTES;
  }

  #record(bytes: Buffer, at: number): number | null {
    if (bytes.length - at < RECORD_HEADER_BYTES) return null;
    const length = this.#u32(bytes, at + 8);
    const whole = this.#u32(bytes, at + 12);
    if (!this.#isPacketLength(length)) return null;
    if (bytes.length - at < RECORD_HEADER_BYTES + length) return null;
    const utcMs = this.#u32(bytes, at) * 1000 + this.#u32(bytes, at + 4) / (this.#pcap.perSecond / 1000);
    this.#hand(bytes, at, at + RECORD_HEADER_BYTES, length, whole, utcMs, this.#pcap.linkType);
    return RECORD_HEADER_BYTES + length;
  }

  #block(bytes: Buffer, at: number): number | null {
    if (bytes.length - at < BLOCK_HEADER_BYTES + 4) return null;
    const type = this.#u32(bytes, at);
    if (type === SECTION || bytes.readUInt32BE(at) === SECTION) {
      const order = bytes.readUInt32BE(at + BLOCK_HEADER_BYTES);
      if (order !== 0x1a2b3c4d && order !== 0x4d3c2b1a) return this.#broken();
      this.#littleEndian = order === 0x4d3c2b1a;
      this.#interfaces = [];
    }
    const length = this.#u32(bytes, at + 4);
    const isPacket = type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET;
    if (length < 12 || length > (isPacket ? MAX_PACKET_BYTES + 4_096 : MAX_BLOCK_BYTES)) return this.#broken();
    if (!isPacket && type !== INTERFACE) return length;
    if (bytes.length - at < length) return null;
    const body = at + BLOCK_HEADER_BYTES;
    const end = at + length - 4;
    if (type === INTERFACE) this.#addInterface(bytes, body, end);
    else this.#packetBlock(bytes, at, body, end, type);
    return length;
  }

  #addInterface(bytes: Buffer, body: number, end: number): void {
    if (this.#interfaces.length >= MAX_INTERFACES || end - body < 8) return;
    let perSecond = 1e6;
    let offsetSeconds = 0;
    for (let at = body + 8; at + 4 <= end; ) {
      const code = this.#u16(bytes, at);
      const length = this.#u16(bytes, at + 2);
      if (code === 0 || at + 4 + length > end) break;
      if (code === 9 && length >= 1) {
        const resolution = bytes[at + 4] as number;
        perSecond = resolution & 0x80 ? 2 ** (resolution & 0x7f) : 10 ** Math.min(resolution, 18);
      } else if (code === 14 && length >= 8)
        offsetSeconds = Number(this.#littleEndian ? bytes.readBigInt64LE(at + 4) : bytes.readBigInt64BE(at + 4));
      at += 4 + Math.ceil(length / 4) * 4;
    }
    this.#interfaces.push({
      linkType: this.#u16(bytes, body),
      snapLength: this.#u32(bytes, body + 4),
      perSecond,
      offsetSeconds,
    });
  }

  #packetBlock(bytes: Buffer, at: number, body: number, end: number, type: number): void {
    if (type === SIMPLE_PACKET) {
      const whole = this.#u32(bytes, body);
      const [only] = this.#interfaces;
      const length = Math.min(whole, end - body - 4, only?.snapLength || Number.POSITIVE_INFINITY);
      this.#hand(bytes, at, body + 4, length, whole, null, only?.linkType ?? -1);
      return;
    }
    const header = 20;
    if (end - body < header) return;
    const from = this.#interfaces[type === ENHANCED_PACKET ? this.#u32(bytes, body) : this.#u16(bytes, body)];
    const length = this.#u32(bytes, body + 12);
    if (!this.#isPacketLength(length) || length > end - body - header) {
      this.#broken();
      return;
    }
    const ticks = this.#u32(bytes, body + 4) * 2 ** 32 + this.#u32(bytes, body + 8);
    const utcMs = from ? (ticks / from.perSecond + from.offsetSeconds) * 1000 : null;
    this.#hand(bytes, at, body + header, length, this.#u32(bytes, body + 16), utcMs, from?.linkType ?? -1);
  }

  #hand(
    bytes: Buffer,
    recordAt: number,
    dataAt: number,
    length: number,
    whole: number,
    utcMs: number | null,
    linkType: number,
  ): void {
    this.count += 1;
    const data = bytes.subarray(dataAt, dataAt + length);
    const byteOffset = this.#offset + recordAt;
    this.#take({ number: this.count, utcMs, linkType, data, cut: whole > length, byteOffset });
  }

  #isPacketLength(length: number): boolean {
    if (length <= MAX_PACKET_BYTES) return true;
    this.#broken();
    return false;
  }

  #broken(): null {
    this.fault = `its bytes make no sense after packet ${this.count}`;
    return null;
  }

  #u16(bytes: Buffer, at: number): number {
    return this.#littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  }

  #u32(bytes: Buffer, at: number): number {
    return this.#littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  }
}
