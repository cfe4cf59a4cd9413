// From a captured frame to what UDP or TCP carries: link layers, VLAN tags, IPv4 and IPv6 with their fragments. Checksums are not
// looked at: a network card fills them in after tcpdump has seen the packet.
import { BoundedMap } from "../../io/bounded-map.js";
import type { Packet } from "./packet-file.js";

/** One end of a conversation. The key stands for address and port where many are compared. */
export interface End {
  readonly address: string;
  readonly port: number;
  readonly key: string;
}

/** What one packet carries, once fragments are together. */
export interface Datagram {
  readonly from: End;
  readonly to: End;
  readonly payload: Buffer;
  /** Of a TCP segment. Null for UDP. */
  readonly tcp: {
    readonly sequence: number;
    readonly syn: boolean;
    readonly fin: boolean;
    readonly rst: boolean;
  } | null;
  /** True if the capture holds only a part of it. */
  readonly cut: boolean;
}

const [UDP, TCP] = [17, 6];
const [IPV4, IPV6] = [0x0800, 0x86dd];
const VLAN_TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);
/** A stranger's frame may hold tags without end. */
const MAX_TAGS = 4;

/** Where the IP packet starts in a frame, by its link layer. -1 for what carries none. */
export function ipStart({ linkType, data }: Pick<Packet, "linkType" | "data">): number {
  switch (linkType) {
    case 1: // Ethernet
      return afterTags(data, 12);
    case 113: // Linux cooked, version 1
      return afterTags(data, 14);
    case 276: // Linux cooked, version 2: the protocol stands first, and the header has 20 bytes
      return data.length < 20 ? -1 : cookedStart(data);
    case 0: // BSD loopback: the address family, by the host's byte order
    case 108:
      return data.length < 5 ? -1 : 4;
    case 12: // raw IP, by whatever number
    case 14:
    case 101:
    case 228:
    case 229:
      return 0;
    default:
      return -1;
  }
}

function cookedStart(data: Buffer): number {
  const protocol = data.readUInt16BE(0);
  if (protocol === IPV4 || protocol === IPV6) return 20;
  return VLAN_TAGS.has(protocol) ? afterTags(data, 22) : -1;
}

function afterTags(data: Buffer, typeAt: number): number {
  let at = typeAt;
  for (let tags = 0; tags <= MAX_TAGS && at + 2 <= data.length; tags += 1) {
    const type = data.readUInt16BE(at);
    if (type === IPV4 || type === IPV6) return at + 2;
    if (!VLAN_TAGS.has(type)) return -1;
    at += 4;
  }
  return -1;
}

interface Fragments {
  readonly parts: Map<number, Buffer>;
  length: number;
  /** Known once the last one is there. */
  total: number | null;
}

/** Datagrams that are put together at one time, and the bytes of one. */
const MAX_OPEN = 256;
const MAX_DATAGRAM_BYTES = 65_535;
const MAX_PARTS = 64;

/** Takes frames apart. */
export class Datagrams {
  readonly #open = new BoundedMap<string, Fragments>(2 * MAX_OPEN);

  /** Fragments whose others never came, as far as is known. */
  get openCount(): number {
    return this.#open.size + this.#open.evictedCount;
  }

  /** What a packet carries. Null if that is neither UDP nor TCP, or if a part is still missing. */
  of(packet: Packet): Datagram | null {
    const start = ipStart(packet);
    const { data } = packet;
    if (start < 0 || data.length < start + 20) return null;
    const version = (data[start] as number) >> 4;
    if (version === 4) return this.#ofIpv4(data, start, packet.cut);
    return version === 6 ? this.#ofIpv6(data, start, packet.cut) : null;
  }

  #ofIpv4(data: Buffer, start: number, cut: boolean): Datagram | null {
    const headerBytes = ((data[start] as number) & 0x0f) * 4;
    if (headerBytes < 20 || data.length < start + headerBytes) return null;
    const total = data.readUInt16BE(start + 2);
    const flags = data.readUInt16BE(start + 6);
    const protocol = data[start + 9] as number;
    if (protocol !== UDP && protocol !== TCP) return null;
    // 0 where the card cuts large segments itself; a frame may be padded
    const end = total >= headerBytes ? Math.min(start + total, data.length) : data.length;
    const payload = data.subarray(start + headerBytes, end);
    const addressAt = start + 12;
    const source = ipv4(data, addressAt);
    const target = ipv4(data, addressAt + 4);
    const offset = (flags & 0x1fff) * 8;
    const more = (flags & 0x2000) !== 0;
    const isShort = cut || end < start + total;
    if (offset === 0 && !more) return transport(protocol, source, target, payload, isShort);
    const key = `${source}>${target}#${data.readUInt16BE(start + 4)}/${protocol}`;
    const whole = this.#together(key, offset, payload, more);
    return whole && transport(protocol, source, target, whole, isShort);
  }

  #ofIpv6(data: Buffer, start: number, cut: boolean): Datagram | null {
    if (data.length < start + 40) return null;
    const length = data.readUInt16BE(start + 4);
    const source = ipv6(data, start + 8);
    const target = ipv6(data, start + 24);
    let next = data[start + 6] as number;
    let at = start + 40;
    const end = length === 0 ? data.length : Math.min(at + length, data.length);
    const isShort = cut || (length > 0 && end < start + 40 + length);
    for (let headers = 0; headers < 8 && at + 8 <= end; headers += 1) {
      if (next === UDP || next === TCP) return transport(next, source, target, data.subarray(at, end), isShort);
      if (next === 44) {
        const flags = data.readUInt16BE(at + 2);
        const key = `${source}>${target}#${data.readUInt32BE(at + 4)}`;
        next = data[at] as number;
        const whole = this.#together(key, flags & 0xfff8, data.subarray(at + 8, end), (flags & 1) !== 0);
        return whole && (next === UDP || next === TCP) ? transport(next, source, target, whole, isShort) : null;
      }
      // hop-by-hop, routing, destination options
      if (next !== 0 && next !== 43 && next !== 60) return null;
      next = data[at] as number;
      at += 8 + (data[at + 1] as number) * 8;
    }
    return null;
  }

  #together(key: string, offset: number, part: Buffer, more: boolean): Buffer | null {
    const open: Fragments = this.#open.get(key) ?? { parts: new Map(), length: 0, total: null };
    if (offset + part.length > MAX_DATAGRAM_BYTES || open.parts.size >= MAX_PARTS) {
      this.#open.delete(key);
      return null;
    }
    if (!open.parts.has(offset)) {
      open.parts.set(offset, Buffer.from(part));
      open.length += part.length;
    }
    if (!more) open.total = offset + part.length;
    if (open.total === null || open.length < open.total) {
      this.#open.set(key, open);
      return null;
    }
    this.#open.delete(key);
    const whole = Buffer.alloc(open.total);
    let covered = 0;
    for (const [from, bytes] of [...open.parts].sort(([a], [b]) => a - b)) {
      if (from > covered) return null;
      bytes.copy(whole, from);
      covered = Math.max(covered, from + bytes.length);
    }
    return covered >= open.total ? whole : null;
  }
}

function transport(protocol: number, source: string, target: string, data: Buffer, cut: boolean): Datagram | null {
  if (protocol === UDP) {
    if (data.length < 8) return null;
    const length = data.readUInt16BE(4);
    const end = length >= 8 ? Math.min(length, data.length) : data.length;
    return {
      from: endOf(source, data.readUInt16BE(0)),
      to: endOf(target, data.readUInt16BE(2)),
      payload: data.subarray(8, end),
      tcp: null,
      cut: cut || end < length,
    };
  }
  if (data.length < 20) return null;
  const headerBytes = ((data[12] as number) >> 4) * 4;
  if (headerBytes < 20 || data.length < headerBytes) return null;
  const flags = data[13] as number;
  return {
    from: endOf(source, data.readUInt16BE(0)),
    to: endOf(target, data.readUInt16BE(2)),
    payload: data.subarray(headerBytes),
    tcp: {
      sequence: data.readUInt32BE(4),
      syn: (flags & 0x02) !== 0,
      fin: (flags & 0x01) !== 0,
      rst: (flags & 0x04) !== 0,
    },
    cut,
  };
}

/** As SDP, too, writes it: IPv6 in its shortest form. */
export function endOf(address: string, port: number): End {
  return { address, port, key: `${address}|${port}` };
}

function ipv4(data: Buffer, at: number): string {
  return `${data[at]}.${data[at + 1]}.${data[at + 2]}.${data[at + 3]}`;
}

function ipv6(data: Buffer, at: number): string {
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(data.readUInt16BE(at + i));
  return shortest(groups);
}

/** RFC 5952: without leading zeros, the longest run of zeros as `::`. */
function shortest(groups: readonly number[]): string {
  let best = { from: -1, length: 1 };
  for (let from = 0; from < groups.length; from += 1) {
    let length = 0;
    while (groups[from + length] === 0) length += 1;
    if (length > best.length) best = { from, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.from < 0) return hex.join(":");
  return `${hex.slice(0, best.from).join(":")}::${hex.slice(best.from + best.length).join(":")}`;
}

/** An address of an SDP in the form in which packets have it. */
export function plainAddress(text: string): string {
  if (!text.includes(":")) return text;
  const [head = "", tail] = text.toLowerCase().split("::");
  const groupsOf = (part: string): number[] =>
    part === "" ? [] : part.split(":").map((hex) => Number.parseInt(hex, 16));
  const first = groupsOf(head);
  const last = tail === undefined ? [] : groupsOf(tail);
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array<number>(Math.max(0, zeros)).fill(0), ...last];
  return groups.length === 8 && groups.every((group) => group >= 0 && group <= 0xffff) ? shortest(groups) : text;
}
