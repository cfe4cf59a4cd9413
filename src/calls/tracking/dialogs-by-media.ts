// Ties SIP dialogs of a trace to channels by the address where the far end wants its media. A far end sends from where it
// receives (RFC 4961), and strict RTP prints where a channel's media comes from (res/res_rtp_asterisk.c).

import type { CallEvent } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { HalfCall } from "../half-call.js";
import { MAX_KEYS, SDP_TO_RTP_MS } from "../limits.js";

interface OfferedMedia {
  readonly half: HalfCall;
  readonly wallMs: number;
}

/** What {@link DialogsByMedia} remembers. */
export type DialogsMemory = DialogsByMedia["memory"];

/** Is a half known to belong to a channel, not to a dialog alone? */
export function isOfChannel({ channelNames, logCallIds }: HalfCall): boolean {
  return channelNames.length > 0 || logCallIds.length > 0;
}

/** Dialogs that are waiting for their channel. */
export class DialogsByMedia {
  readonly #byAddress = new BoundedMap<string, readonly OfferedMedia[]>(MAX_KEYS);

  /** Takes the media address of a message from the far end. */
  note(half: HalfCall, event: CallEvent, nowMs: number): void {
    if (event.type !== "sip-message" || event.direction !== "received" || isOfChannel(half)) return;
    if (event.sdpAddress === null || event.sdpPort === null) return;
    const address = addressOf(event.sdpAddress, event.sdpPort);
    const others = (this.#byAddress.get(address) ?? []).filter((media) => media.half !== half && isFresh(media, nowMs));
    this.#byAddress.set(address, [...others, { half, wallMs: nowMs }].slice(-MAX_AT_ONE_ADDRESS));
  }

  /**
   * The dialog whose far end has this RTP address.
   * @param isOpen Is the half still open?
   * @returns null if there is none, or more than one.
   */
  ofMediaFrom(address: string, nowMs: number, isOpen: (half: HalfCall) => boolean): HalfCall | null {
    const fitting = (this.#byAddress.get(address) ?? []).filter(
      (media) => isFresh(media, nowMs) && !isOfChannel(media.half) && isOpen(media.half),
    );
    const [only] = fitting;
    return only && fitting.length === 1 ? only.half : null;
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return [...this.#byAddress];
  }

  /** Restores the state that an earlier run left. */
  recall(memory: DialogsMemory): void {
    for (const [address, media] of memory) this.#byAddress.set(address, media);
  }
}

/** Several dialogs at one address are as good as none. */
const MAX_AT_ONE_ADDRESS = 4;

const isFresh = ({ wallMs }: OfferedMedia, nowMs: number): boolean => nowMs - wallMs <= SDP_TO_RTP_MS;

/** As strict RTP prints it, with IPv6 in brackets (main/netsock2.c:ast_sockaddr_stringify). */
const addressOf = (host: string, port: number): string => `${host.includes(":") ? `[${host}]` : host}:${port}`;
