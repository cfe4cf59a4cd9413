// Reads one capture of packets: container, link, IP, UDP and TCP, SIP and RTP.
import { Datagrams } from "./datagrams.js";
import type { Dialogs, PacketPlace } from "./dialogs.js";
import { PacketFile } from "./packet-file.js";
import { sipMessageOf } from "./sip-message.js";
import { beginsSip, beginsTls, SipStreams } from "./sip-stream.js";

const MAX_SEALED = 1_024;
/** DTLS's handshake, change of cipher, alert and data (RFC 7983): on a port of SIP it is SIP over DTLS. */
const SIP_TLS_PORT = 5061;

/** Reads one file of packets. */
export class WireCapture {
  readonly #file: PacketFile;
  readonly #datagrams = new Datagrams();
  readonly #streams = new SipStreams();
  readonly #dialogs: Dialogs;
  readonly #sourceIndex: number;
  readonly #linkTypes = new Set<number>();
  byteCount = 0;
  firstMs: number | null = null;
  lastMs: number | null = null;
  sipCount = 0;
  rtpCount = 0;
  /** SIP messages of which a part is missing. */
  cutSipCount = 0;
  /** Packets of a link that is not read. */
  unreadLinkCount = 0;
  readonly #sealedUdp = new Set<string>();

  constructor(sourceIndex: number, dialogs: Dialogs) {
    this.#sourceIndex = sourceIndex;
    this.#dialogs = dialogs;
    this.#file = new PacketFile((packet) => {
      const { utcMs, number, byteOffset, linkType } = packet;
      if (this.#linkTypes.size < 16) this.#linkTypes.add(linkType);
      if (utcMs === null || !Number.isFinite(utcMs)) return;
      this.firstMs = Math.min(this.firstMs ?? utcMs, utcMs);
      this.lastMs = Math.max(this.lastMs ?? utcMs, utcMs);
      const datagram = this.#datagrams.of(packet);
      if (datagram === null) return;
      const place = { sourceIndex, number, byteOffset, utcMs };
      const { from, to, payload, cut } = datagram;
      if (datagram.tcp !== null) {
        this.#streams.push(datagram, (message) => this.#takeSip(message, from, to, place, cut));
        return;
      }
      if (payload.length < 4) return;
      if (beginsSip(payload)) this.#takeSip(payload, from, to, place, cut);
      else if (dialogs.takeMedia(payload, from, to, place)) this.rtpCount += 1;
      else if ((from.port === SIP_TLS_PORT || to.port === SIP_TLS_PORT) && beginsTls(payload))
        this.#seal([from.key, to.key].sort().join(" "));
    });
  }

  push(chunk: Buffer): void {
    this.byteCount += chunk.length;
    this.#file.push(chunk);
  }

  end(): void {
    this.#file.end();
  }

  /** How many packets there were. */
  get count(): number {
    return this.#file.count;
  }

  /** Why it was not read to its end. Null if it was. */
  get fault(): string | null {
    return this.#file.fault;
  }

  /** Conversations of SIP that are encrypted. */
  get sealedCount(): number {
    return this.#streams.sealed.size + this.#sealedUdp.size;
  }

  /** The links that it was captured on. */
  get links(): readonly string[] {
    return [...this.#linkTypes].map((type) => LINKS[type] ?? `link type ${type}`);
  }

  #seal(pair: string): void {
    if (this.#sealedUdp.size < MAX_SEALED) this.#sealedUdp.add(pair);
  }

  #takeSip(
    bytes: Buffer,
    from: Parameters<Dialogs["takeSip"]>[1],
    to: Parameters<Dialogs["takeSip"]>[2],
    place: PacketPlace,
    cut: boolean,
  ): void {
    this.sipCount += 1;
    if (cut) this.cutSipCount += 1;
    const message = sipMessageOf(bytes);
    if (message !== null) this.#dialogs.takeSip(message, from, to, place);
  }

  /** Where it stands among the inputs. */
  get sourceIndex(): number {
    return this.#sourceIndex;
  }
}

/** LINKTYPE_* that are read (tcpdump.org/linktypes.html). */
const LINKS: Readonly<Record<number, string>> = {
  0: "loopback",
  1: "Ethernet",
  12: "raw IP",
  14: "raw IP",
  101: "raw IP",
  108: "loopback",
  113: "Linux cooked",
  228: "raw IP",
  229: "raw IP",
  276: "Linux cooked v2",
};
