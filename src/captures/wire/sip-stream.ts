// SIP over TCP: segments put in order, and messages cut out of the stream by their Content-Length (RFC 3261 section 18.3). Several
// may stand in one segment, and one in several.
import { BoundedMap } from "../../io/bounded-map.js";
import type { Datagram } from "./datagrams.js";

/** Conversations that are followed at one time. */
const MAX_STREAMS = 4_096;
/** No SIP message is longer; what is not one by then is something else. */
const MAX_MESSAGE_BYTES = 65_536;
/** Segments that wait for one before them. */
const MAX_WAITING = 64;
const MAX_WAITING_BYTES = 262_144;

const LINE_END = Buffer.from("\r\n");
const HEADERS_END = Buffer.from("\r\n\r\n");
const SIP_PORTS: ReadonlySet<number> = new Set([5060, 5061, 5080, 5081]);

/** Does this begin a SIP message? `INVITE sip:… SIP/2.0`, `SIP/2.0 200 OK` */
export function beginsSip(bytes: Buffer): boolean {
  const first = bytes[0];
  // A to Z
  if (first === undefined || first < 0x41 || first > 0x5a) return false;
  const start = bytes.toString("latin1", 0, 24);
  return start.startsWith("SIP/2.0 ") || /^[A-Z]{3,12} (?:sips?|tel):/i.test(start);
}

/** A TLS record: handshake, change of cipher, alert, data, of any version (RFC 8446 section 5.1). */
export function beginsTls(bytes: Buffer): boolean {
  const type = bytes[0];
  return type !== undefined && type >= 20 && type <= 23 && bytes[1] === 3 && (bytes[2] ?? 9) <= 4;
}

interface Direction {
  /** The sequence number of the next byte. Null before the first. */
  next: number | null;
  readonly waiting: Map<number, Buffer>;
  waitingBytes: number;
  buffer: Buffer;
  kind: "unknown" | "sip" | "tls" | "other";
}

/** Follows TCP conversations. */
export class SipStreams {
  readonly #directions = new BoundedMap<string, Direction>(2 * MAX_STREAMS);
  /** Conversations of SIP that are encrypted. */
  readonly sealed = new Set<string>();

  /**
   * Takes a segment.
   * @param emit Receives each message that is complete with it. Valid during the call.
   */
  push(segment: Datagram, emit: (message: Buffer) => void): void {
    const { tcp, payload, from, to } = segment;
    if (tcp === null) return;
    const key = `${from.key}>${to.key}`;
    let direction = this.#directions.get(key);
    if (!direction || tcp.syn) {
      direction = { next: null, waiting: new Map(), waitingBytes: 0, buffer: Buffer.alloc(0), kind: "unknown" };
      this.#directions.set(key, direction);
    }
    if (tcp.syn) direction.next = (tcp.sequence + 1) >>> 0;
    if (payload.length > 0 && direction.kind !== "other" && direction.kind !== "tls")
      this.#order(direction, tcp.sequence, payload, (bytes) => this.#feed(direction, bytes, segment, emit));
    if (tcp.fin || tcp.rst) this.#directions.delete(key);
  }

  #order(direction: Direction, sequence: number, payload: Buffer, feed: (bytes: Buffer) => void): void {
    direction.next ??= sequence;
    const aheadBy = (sequence - direction.next) | 0;
    if (aheadBy > 0) {
      if (!direction.waiting.has(sequence)) {
        direction.waiting.set(sequence, Buffer.from(payload));
        direction.waitingBytes += payload.length;
      }
      if (direction.waiting.size <= MAX_WAITING && direction.waitingBytes <= MAX_WAITING_BYTES) return;
      // what is missing was not captured: go on behind it, at the next beginning of a message
      direction.buffer = Buffer.alloc(0);
      direction.next = [...direction.waiting.keys()].reduce((least, one) => (((one - least) | 0) < 0 ? one : least));
    } else this.#advance(direction, sequence, payload, feed);
    for (;;) {
      const ready = [...direction.waiting.keys()].find((one) => ((one - (direction.next ?? 0)) | 0) <= 0);
      if (ready === undefined) return;
      const bytes = direction.waiting.get(ready) as Buffer;
      direction.waiting.delete(ready);
      direction.waitingBytes -= bytes.length;
      this.#advance(direction, ready, bytes, feed);
    }
  }

  /** Feeds what is new of a segment that begins at the next byte, or before it. */
  #advance(direction: Direction, sequence: number, payload: Buffer, feed: (bytes: Buffer) => void): void {
    const known = ((direction.next ?? sequence) - sequence) | 0;
    if (known >= payload.length) return; // sent again
    direction.next = (sequence + payload.length) >>> 0;
    feed(payload.subarray(known));
  }

  #feed(direction: Direction, bytes: Buffer, { from, to, cut }: Datagram, emit: (message: Buffer) => void): void {
    if (direction.kind === "unknown") {
      const isSipPort = SIP_PORTS.has(from.port) || SIP_PORTS.has(to.port);
      if (beginsTls(bytes)) direction.kind = "tls";
      else direction.kind = beginsSip(withoutKeepAlive(bytes)) || isSipPort ? "sip" : "other";
      if (direction.kind === "tls" && isSipPort && this.sealed.size < MAX_STREAMS)
        this.sealed.add([from.key, to.key].sort().join(" "));
    }
    if (direction.kind !== "sip") return;
    direction.buffer = direction.buffer.length === 0 ? Buffer.from(bytes) : Buffer.concat([direction.buffer, bytes]);
    // a part of the segment was not captured, so where its last message ends is not known
    this.#cutMessages(direction, cut, emit);
    if (direction.buffer.length > MAX_MESSAGE_BYTES || cut) direction.buffer = Buffer.alloc(0);
  }

  #cutMessages(direction: Direction, cut: boolean, emit: (message: Buffer) => void): void {
    for (;;) {
      const buffer = withoutKeepAlive(direction.buffer);
      const start = beginsSip(buffer) ? 0 : nextStart(buffer);
      if (start < 0) {
        direction.buffer = buffer;
        return;
      }
      const message = buffer.subarray(start);
      direction.buffer = message;
      const headersEnd = message.indexOf(HEADERS_END);
      if (headersEnd < 0) {
        if (cut) emit(message);
        return;
      }
      const end = headersEnd + HEADERS_END.length + contentLength(message.toString("latin1", 0, headersEnd));
      if (end > message.length) {
        if (cut) emit(message);
        return;
      }
      emit(message.subarray(0, end));
      direction.buffer = message.subarray(end);
    }
  }
}

/** CRLF between messages keeps a connection alive (RFC 5626 section 3.5.1). */
function withoutKeepAlive(bytes: Buffer): Buffer {
  let at = 0;
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at += 1;
  return at === 0 ? bytes : bytes.subarray(at);
}

/** The next line that begins a message. -1 if there is none yet. */
function nextStart(bytes: Buffer): number {
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 2))
    if (beginsSip(bytes.subarray(at + 2))) return at + 2;
  return -1;
}

// Content-Length: 142 | l: 142
const LENGTH = /^(?:content-length|l)[ \t]*:[ \t]*(\d{1,6})/im;

/** A message without it has no body where the stream goes on (RFC 3261 section 18.3 demands it). */
function contentLength(headers: string): number {
  return Number(LENGTH.exec(headers)?.[1] ?? 0);
}
