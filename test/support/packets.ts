// Builds captures of packets: frames of any link, IPv4 and IPv6, UDP and TCP, in pcap and pcapng; and what a call looks like in
// them. Moments are seconds after 15:52:00, as in call-logs.ts.
import { BEGIN_MS, THE_CALL } from "./call-logs.js";

/** How packets are put into a file. */
export interface CaptureForm {
  readonly container?: "pcap" | "pcap-be" | "pcap-ns" | "pcapng" | "pcapng-be";
  readonly link?: "ethernet" | "vlan" | "cooked" | "cooked2" | "raw" | "loopback";
  /** Bytes of an IP packet's payload: what is longer is fragmented. */
  readonly mtu?: number;
  /** Bytes of a frame that are kept. */
  readonly snapLength?: number;
  readonly transport?: "udp" | "tcp";
  /** How far the capture's clock is ahead. */
  readonly aheadSeconds?: number;
}

/** A frame's moment and bytes. */
interface Frame {
  readonly at: number;
  readonly bytes: Buffer;
}

interface End {
  readonly address: string;
  readonly port: number;
}

const end = (text: string): End => {
  const at = text.lastIndexOf(":");
  return { address: text.slice(0, at).replace(/[[\]]/g, ""), port: Number(text.slice(at + 1)) };
};

function addressBytes(address: string): Buffer {
  if (!address.includes(":")) return Buffer.from(address.split(".").map(Number));
  const [head = "", tail = ""] = address.split("::");
  const groups = (part: string): number[] =>
    part === "" ? [] : part.split(":").map((hex) => Number.parseInt(hex, 16));
  const [first, last] = [groups(head), groups(tail)];
  const all = [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
  const bytes = Buffer.alloc(16);
  for (const [i, group] of all.entries()) bytes.writeUInt16BE(group, i * 2);
  return bytes;
}

function ipPackets(from: End, to: End, protocol: number, payload: Buffer, id: number, mtu: number): Buffer[] {
  const [source, target] = [addressBytes(from.address), addressBytes(to.address)];
  const step = Math.floor(mtu / 8) * 8;
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < payload.length; at += step) {
    const part = payload.subarray(at, at + step);
    const more = at + step < payload.length;
    if (source.length === 4) {
      const header = Buffer.alloc(20);
      header[0] = 0x45;
      header.writeUInt16BE(20 + part.length, 2);
      header.writeUInt16BE(id & 0xffff, 4);
      header.writeUInt16BE((more ? 0x2000 : 0) | (at / 8), 6);
      header[8] = 64;
      header[9] = protocol;
      // the checksum stays 0, as a network card is to fill it in
      source.copy(header, 12);
      target.copy(header, 16);
      parts.push(Buffer.concat([header, part]));
      continue;
    }
    const isFragment = more || at > 0;
    const header = Buffer.alloc(40 + (isFragment ? 8 : 0));
    header[0] = 0x60;
    header.writeUInt16BE(part.length + (isFragment ? 8 : 0), 4);
    header[6] = isFragment ? 44 : protocol;
    header[7] = 64;
    source.copy(header, 8);
    target.copy(header, 24);
    if (isFragment) {
      header[40] = protocol;
      header.writeUInt16BE(at | (more ? 1 : 0), 42);
      header.writeUInt32BE(id, 44);
    }
    parts.push(Buffer.concat([header, part]));
  }
  return parts;
}

const LINK_TYPES = { ethernet: 1, vlan: 1, cooked: 113, cooked2: 276, raw: 101, loopback: 0 } as const;

function framed(ip: Buffer, link: NonNullable<CaptureForm["link"]>): Buffer {
  const type = (ip[0] as number) >> 4 === 4 ? 0x0800 : 0x86dd;
  const typed = (length: number, at: number): Buffer => {
    const header = Buffer.alloc(length);
    header.writeUInt16BE(type, at);
    return header;
  };
  switch (link) {
    case "ethernet":
      return Buffer.concat([typed(14, 12), ip]);
    case "vlan": {
      const header = Buffer.alloc(18);
      header.writeUInt16BE(0x8100, 12);
      header.writeUInt16BE(type, 16);
      return Buffer.concat([header, ip]);
    }
    case "cooked":
      return Buffer.concat([typed(16, 14), ip]);
    case "cooked2":
      return Buffer.concat([typed(20, 0), ip]);
    case "loopback":
      return Buffer.concat([Buffer.from([2, 0, 0, 0]), ip]);
    case "raw":
      return ip;
  }
}

/** A capture, packet by packet. */
export class PacketLog {
  readonly frames: Frame[] = [];
  readonly #form: CaptureForm;
  readonly #sequences = new Map<string, number>();
  #id = 0;

  constructor(form: CaptureForm = {}) {
    this.#form = form;
  }

  udp(at: number, from: string, to: string, payload: Buffer | string): this {
    const [a, b] = [end(from), end(to)];
    const body = Buffer.from(payload as string);
    const header = Buffer.alloc(8);
    header.writeUInt16BE(a.port, 0);
    header.writeUInt16BE(b.port, 2);
    header.writeUInt16BE(8 + body.length, 4);
    return this.#ip(at, a, b, 17, Buffer.concat([header, body]));
  }

  tcp(at: number, from: string, to: string, payload: Buffer | string, sequence?: number): this {
    const [a, b] = [end(from), end(to)];
    const body = Buffer.from(payload as string);
    const key = `${from}>${to}`;
    const next = sequence ?? this.#sequences.get(key) ?? 0xfffffff0;
    this.#sequences.set(key, (next + body.length) >>> 0);
    const header = Buffer.alloc(20);
    header.writeUInt16BE(a.port, 0);
    header.writeUInt16BE(b.port, 2);
    header.writeUInt32BE(next, 4);
    header[12] = 0x50;
    header[13] = 0x18;
    return this.#ip(at, a, b, 6, Buffer.concat([header, body]));
  }

  #ip(at: number, from: End, to: End, protocol: number, payload: Buffer): this {
    this.#id += 1;
    const { mtu = 1480, link = "ethernet" } = this.#form;
    for (const ip of ipPackets(from, to, protocol, payload, this.#id, mtu))
      this.frames.push({ at, bytes: framed(ip, link) });
    return this;
  }

  /** SIP, by the form's transport. */
  sip(at: number, from: string, to: string, message: string): this {
    return this.#form.transport === "tcp" ? this.tcp(at, from, to, message) : this.udp(at, from, to, message);
  }

  /** RTP of one side, a packet every 20 ms. */
  rtp(fromAt: number, toAt: number, from: string, to: string, options: { ssrc?: number; first?: number } = {}): this {
    const { ssrc = 7, first = 65_500 } = options;
    for (let i = 0; fromAt + i * 0.02 < toAt; i += 1) {
      const header = Buffer.alloc(12 + 20);
      header[0] = 0x80;
      header[1] = 0;
      header.writeUInt16BE((first + i) & 0xffff, 2);
      header.writeUInt32BE((i * 160) >>> 0, 4);
      header.writeUInt32BE(ssrc, 8);
      this.udp(fromAt + i * 0.02, from, to, header);
    }
    return this;
  }

  /** The file, its frames in the order of time. */
  bytes(frames: readonly Frame[] = [...this.frames].sort((a, b) => a.at - b.at)): Buffer {
    const { container = "pcap", snapLength = 262_144, link = "ethernet", aheadSeconds = 0 } = this.#form;
    const isBig = container.endsWith("-be");
    const isNg = container.startsWith("pcapng");
    const u16 = (value: number): Buffer => {
      const bytes = Buffer.alloc(2);
      if (isBig) bytes.writeUInt16BE(value);
      else bytes.writeUInt16LE(value);
      return bytes;
    };
    const u32 = (value: number): Buffer => {
      const bytes = Buffer.alloc(4);
      if (isBig) bytes.writeUInt32BE(value >>> 0);
      else bytes.writeUInt32LE(value >>> 0);
      return bytes;
    };
    const linkType = LINK_TYPES[link];
    const block = (type: number, body: Buffer): Buffer => {
      const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
      return Buffer.concat([u32(type), u32(padded.length + 12), padded, u32(padded.length + 12)]);
    };
    const microseconds = (at: number): bigint => BigInt(Math.round((BEGIN_MS + (at + aheadSeconds) * 1000) * 1000));
    if (isNg) {
      const section = block(
        0x0a0d0d0a,
        Buffer.concat([u32(0x1a2b3c4d), u16(1), u16(0), u32(0xffffffff), u32(0xffffffff)]),
      );
      const description = block(1, Buffer.concat([u16(linkType), u16(0), u32(snapLength)]));
      const packets = frames.map(({ at, bytes }) => {
        const time = microseconds(at);
        const kept = bytes.subarray(0, snapLength);
        const header = [
          u32(0),
          u32(Number(time >> 32n)),
          u32(Number(time & 0xffffffffn)),
          u32(kept.length),
          u32(bytes.length),
        ];
        return block(6, Buffer.concat([...header, kept]));
      });
      return Buffer.concat([section, description, ...packets]);
    }
    const isFine = container === "pcap-ns";
    const head = [
      u32(isFine ? 0xa1b23c4d : 0xa1b2c3d4),
      u16(2),
      u16(4),
      u32(0),
      u32(0),
      u32(snapLength),
      u32(linkType),
    ];
    const records = frames.map(({ at, bytes }) => {
      const time = microseconds(at);
      const kept = bytes.subarray(0, snapLength);
      const fraction = Number(time % 1_000_000n) * (isFine ? 1000 : 1);
      return Buffer.concat([u32(Number(time / 1_000_000n)), u32(fraction), u32(kept.length), u32(bytes.length), kept]);
    });
    return Buffer.concat([...head, ...records]);
  }

  /** The same as a log in memory. */
  toString(): string {
    return this.bytes().toString("latin1");
  }
}

const CALLER = "192.0.2.7:5062";
const ASTERISK = "192.0.2.1:5060";
export const CALL_ID = "4a7f-wire@192.0.2.7";

/** Both ends of a call, and where they want their media. */
export interface Route {
  readonly caller?: string;
  readonly asterisk?: string;
  readonly callerMedia?: string;
  readonly asteriskMedia?: string;
  readonly callId?: string;
  /** Headers in their compact form (RFC 3261 section 7.3.3). */
  readonly compact?: boolean;
}

/** The SIP of a call, a step a message. */
export class SipCall {
  readonly packets: PacketLog;
  readonly #route: Required<Route>;

  constructor(form: CaptureForm = {}, route: Route = {}) {
    this.packets = new PacketLog(form);
    this.#route = {
      caller: CALLER,
      asterisk: ASTERISK,
      callerMedia: "192.0.2.7:4000",
      asteriskMedia: "192.0.2.1:14020",
      callId: CALL_ID,
      compact: false,
      ...route,
    };
  }

  #sdp(media: string, direction: string): string {
    const { address, port } = end(media);
    const version = address.includes(":") ? 6 : 4;
    return [
      "v=0",
      `o=- 1 1 IN IP${version} ${address}`,
      "s=call",
      `c=IN IP${version} ${address}`,
      "t=0 0",
      `m=audio ${port} RTP/AVP 0 101`,
      "a=rtpmap:0 PCMU/8000",
      `a=${direction}`,
      "",
    ].join("\r\n");
  }

  #message(start: string, cseq: string, isFromCaller: boolean, body = "", more: readonly string[] = []): string {
    const { caller, callId, compact } = this.#route;
    const names = compact
      ? { from: "f", to: "t", id: "i", via: "v", length: "l", type: "c" }
      : { from: "From", to: "To", id: "Call-ID", via: "Via", length: "Content-Length", type: "Content-Type" };
    return [
      start,
      `${names.via}: SIP/2.0/UDP ${caller};branch=z9hG4bK1`,
      `${names.from}: <sip:${THE_CALL.caller}@${end(caller).address}>;tag=a`,
      `${names.to}: <sip:1000@pbx>;tag=b`,
      `${names.id}: ${callId}`,
      `CSeq: ${cseq}`,
      ...(isFromCaller ? ["User-Agent: phone"] : ["Server: Asterisk PBX 22.1.0"]),
      ...more,
      ...(body === "" ? [] : [`${names.type}: application/sdp`]),
      `${names.length}: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n");
  }

  fromCaller(at: number, start: string, cseq: string, body = "", more: readonly string[] = []): this {
    this.packets.sip(at, this.#route.caller, this.#route.asterisk, this.#message(start, cseq, true, body, more));
    return this;
  }

  fromAsterisk(at: number, start: string, cseq: string, body = "", more: readonly string[] = []): this {
    this.packets.sip(at, this.#route.asterisk, this.#route.caller, this.#message(start, cseq, false, body, more));
    return this;
  }

  invite(at: number): this {
    return this.fromCaller(
      at,
      "INVITE sip:1000@pbx SIP/2.0",
      "101 INVITE",
      this.#sdp(this.#route.callerMedia, "sendrecv"),
    );
  }

  ok(at: number): this {
    return this.fromAsterisk(at, "SIP/2.0 200 OK", "101 INVITE", this.#sdp(this.#route.asteriskMedia, "sendrecv"));
  }

  ack(at: number): this {
    return this.fromCaller(at, "ACK sip:1000@pbx SIP/2.0", "101 ACK");
  }

  /** INVITE, 200, ACK. */
  established(at = 0): this {
    return this.invite(at)
      .ok(at + 0.1)
      .ack(at + 0.11);
  }

  cancel(at: number): this {
    return this.fromCaller(at, "CANCEL sip:1000@pbx SIP/2.0", "101 CANCEL");
  }

  callerHolds(at: number): this {
    const body = this.#sdp(this.#route.callerMedia, "sendonly");
    return this.fromCaller(at, "INVITE sip:1000@pbx SIP/2.0", "102 INVITE", body);
  }

  callersBye(at: number, reason?: string): this {
    const more = reason === undefined ? [] : [`Reason: ${reason}`];
    return this.fromCaller(at, "BYE sip:1000@pbx SIP/2.0", "103 BYE", "", more);
  }

  asterisksBye(at: number, reason: string): this {
    return this.fromAsterisk(at, `BYE sip:x@${end(this.#route.caller).address} SIP/2.0`, "1 BYE", "", [
      `Reason: ${reason}`,
    ]);
  }

  callersRtp(fromAt: number, toAt: number, from = this.#route.callerMedia): this {
    this.packets.rtp(fromAt, toAt, from, this.#route.asteriskMedia);
    return this;
  }

  asterisksRtp(fromAt: number, toAt: number, to = this.#route.callerMedia): this {
    this.packets.rtp(fromAt, toAt, this.#route.asteriskMedia, to, { ssrc: 9 });
    return this;
  }

  toString(): string {
    return this.packets.toString();
  }
}
