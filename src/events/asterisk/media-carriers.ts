// What carries media besides SIP: AudioSocket, external media, websockets.
import type { AsteriskPattern } from "../pattern.js";
import { event } from "./event-of.js";

export type MediaCarrierEvent =
  | { readonly type: "audiosocket-failed"; readonly address: string }
  | { readonly type: "media-server-unreachable"; readonly address: string; readonly why: string }
  | { readonly type: "audiosocket-idle"; readonly idleMs: number }
  /** Asterisk's own line about why a media leg ended. `byAsterisk` if it was not the far end's doing. */
  | { readonly type: "media-leg-failed"; readonly why: string; readonly byAsterisk: boolean };

export const mediaCarriers: readonly AsteriskPattern<MediaCarrierEvent>[] = [
  {
    files: ["res_audiosocket.c"],
    literal: "Connect",
    expression: /^Connect(?:ing)? to '(?<address>[^']*)' failed/,
    sample: "Connecting to '127.0.0.1:9092' failed for url '127.0.0.1:9092': Connection refused",
    read: event((g) => ({ type: "audiosocket-failed", address: g.address ?? "" })),
  },
  {
    files: ["res_audiosocket.c"],
    literal: "timedout after MAX_CONNECT_TIMEOUT_MSEC",
    expression: /^AudioSocket connection to '(?<address>[^']*)' timedout after/,
    sample: "AudioSocket connection to '192.0.2.9:9092' timedout after MAX_CONNECT_TIMEOUT_MSEC (2000) milliseconds.",
    read: event((g) => ({ type: "audiosocket-failed", address: g.address ?? "" })),
  },
  {
    files: ["chan_websocket.c"],
    literal: ": WebSocket connection failed to ",
    expression: /^(?<owner>\S+): WebSocket connection failed to (?<address>\S+): (?<why>.*)$/,
    sample: "WebSocket/media1/0x7f2170028230: WebSocket connection failed to media1: Connection refused",
    read: event((g) => ({ type: "media-server-unreachable", address: g.address ?? "", why: g.why ?? "" })),
  },
  {
    files: ["chan_rtp.c"],
    literal: "Unable to resolve host",
    expression: /^Unable to resolve host '(?<address>[^']*)'/,
    sample: "Unable to resolve host 'media.example.net'",
    read: event((g) => ({
      type: "media-server-unreachable",
      address: g.address ?? "",
      why: "its name cannot be resolved",
    })),
  },
  {
    files: ["res_http_websocket.c"],
    literal: "Websocket seems unresponsive",
    expression: /^(?<why>Websocket seems unresponsive, disconnecting)/,
    sample: "Websocket seems unresponsive, disconnecting ...",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: true })),
  },
  {
    files: ["chan_websocket.c"],
    literal: ": This WebSocket channel only supports ",
    expression: /^(?<name>\S+): (?<why>This WebSocket channel only supports .*)$/,
    sample: "WebSocket/media1/0x7f2170028230: This WebSocket channel only supports AST_FRAME_VOICE frames",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: true })),
  },
  {
    files: ["chan_websocket.c"],
    literal: ": WebSocket frame type ",
    expression: /^(?<name>\S+): (?<why>WebSocket frame type \d+ not supported)/,
    sample: "WebSocket/media1/0x7f2170028230: WebSocket frame type 0 not supported",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: true })),
  },
  {
    // channels/chan_websocket.c:send_event prints what it could not write, as text or as JSON: the connection was gone
    files: ["chan_websocket.c"],
    literal: ": Unable to send event",
    expression: /^(?<name>\S+): (?<why>Unable to send event(?: \w+)?)/,
    sample: "WebSocket/media1/0x7f2170028230: Unable to send event MEDIA_XOFF",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: false })),
  },
  {
    // before 20.14, 21.9 and 22.4 Asterisk prints this for an orderly close by the far end, too
    files: ["app_audiosocket.c", "chan_audiosocket.c"],
    literal: "AudioSocket",
    expression: /^(?<why>Failed to (?:receive frame from AudioSocket|forward (?:channel )?frame from) .*)$/,
    sample:
      "Failed to receive frame from AudioSocket server '127.0.0.1:9092' connected to channel 'PJSIP/trunk-00000004'",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: false })),
  },
  {
    files: ["res_audiosocket.c"],
    literal: "AudioSocket",
    expression:
      /^(?<why>(?:Failed to (?:read header|read data|write data) (?:from|to) AudioSocket|Received AudioSocket message other than)(?<how>.*))$/,
    sample: "Failed to read header from AudioSocket because: Resource temporarily unavailable",
    read: event((g) => ({
      type: "media-leg-failed",
      why: g.why ?? "",
      // a reset or a broken pipe comes from the far end; nothing to read yet, or an unknown message, from Asterisk
      byAsterisk: !/reset|pipe|not connected/i.test(g.how ?? ""),
    })),
  },
  {
    files: ["app_audiosocket.c"],
    literal: "of no activity on AudioSocket connection",
    expression: /^Reached timeout after (?<ms>\d+) ms of no activity on AudioSocket connection between/,
    sample:
      "Reached timeout after 2000 ms of no activity on AudioSocket connection between 'PJSIP/trunk-00000004' and '127.0.0.1:9092'",
    read: event((g) => ({ type: "audiosocket-idle", idleMs: Number(g.ms) })),
  },
];
