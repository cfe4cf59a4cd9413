// SIP dialogs of a trace that no line ties to a channel yet, by the address where their far end wants its media sent: a far end
// sends from where it receives (RFC 4961), and strict RTP says of a channel where its media comes from (res_rtp_asterisk.c).

import type { CallEvent } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { Half } from "../half.js";
import { MAX_KEYS, SDP_TO_RTP_MS } from "../limits.js";

interface OfferedMedia {
  readonly half: Half;
  readonly wallMs: number;
}

/** What {@link DialogsByMedia} remembers. */
export type DialogsMemory = DialogsByMedia["memory"];

/** Is a half known to be of a channel, not of a dialog alone? */
export function isOfChannel({ channelNames, logCallIds }: Half): boolean {
  return channelNames.length > 0 || logCallIds.length > 0;
}

/** Dialogs that wait for their channel. */
export class DialogsByMedia {
  readonly #byAddress = new BoundedMap<string, readonly OfferedMedia[]>(MAX_KEYS);

  /** Takes the media address of a message from the far end. */
  note(half: Half, event: CallEvent, nowMs: number): void {
    if (event.type !== "sip-message" || event.direction !== "received" || isOfChannel(half)) return;
    if (event.sdpAddress === null || event.sdpPort === null) return;
    const address = addressOf(event.sdpAddress, event.sdpPort);
    const others = (this.#byAddress.get(address) ?? []).filter((media) => media.half !== half && isFresh(media, nowMs));
    this.#byAddress.set(address, [...others, { half, wallMs: nowMs }].slice(-MAX_AT_ONE_ADDRESS));
  }

  /**
   * The dialog whose far end an RTP address is.
   * @param isOpen Is the half still open?
   * @returns null where none is, or more than one: then nobody knows which.
   */
  ofMediaFrom(address: string, nowMs: number, isOpen: (half: Half) => boolean): Half | null {
    const fitting = (this.#byAddress.get(address) ?? []).filter(
      (media) => isFresh(media, nowMs) && !isOfChannel(media.half) && isOpen(media.half),
    );
    const [only] = fitting;
    return only && fitting.length === 1 ? only.half : null;
  }

  /** All that the lines to come may need: for a later run to go on with. */
  get memory() {
    return [...this.#byAddress];
  }

  /** Goes on where an earlier run left off. */
  recall(memory: DialogsMemory): void {
    for (const [address, media] of memory) this.#byAddress.set(address, media);
  }
}

/** More than one at an address are as good as none. */
const MAX_AT_ONE_ADDRESS = 4;

const isFresh = ({ wallMs }: OfferedMedia, nowMs: number): boolean => nowMs - wallMs <= SDP_TO_RTP_MS;

/** As strict RTP prints it: IPv6 in brackets (netsock2.c: ast_sockaddr_stringify). */
const addressOf = (host: string, port: number): string => `${host.includes(":") ? `[${host}]` : host}:${port}`;
