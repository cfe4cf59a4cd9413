// RTP: timeouts, sources, ports.
import type { AsteriskPattern } from "../pattern.js";
import { event, NAME } from "./event-of.js";

export type RtpEvent =
  | {
      readonly type: "rtp-timeout";
      readonly driver: "chan_sip" | "chan_pjsip";
      readonly media: "audio" | "video";
      readonly silenceSeconds: number;
    }
  | {
      readonly type: "strict-rtp";
      readonly state: "learning" | "switched" | "locked";
      readonly instance: string;
      readonly address: string;
    };

export const rtp: readonly AsteriskPattern<RtpEvent>[] = [
  {
    files: ["chan_sip.c"],
    literal: "for lack of RTP activity",
    expression: new RegExp(
      String.raw`^Disconnecting call '${NAME}' for lack of RTP activity in (?<seconds>\d+) seconds`,
    ),
    sample: "Disconnecting call 'SIP/gsm-gw-0000001a' for lack of RTP activity in 9 seconds",
    read: event((g) => ({
      type: "rtp-timeout",
      driver: "chan_sip",
      media: "audio",
      silenceSeconds: Number(g.seconds),
    })),
  },
  {
    files: ["res_pjsip_sdp_rtp.c"],
    literal: "for lack of",
    expression: new RegExp(
      String.raw`^Disconnecting channel '${NAME}' for lack of (?<media>audio|video) RTP activity in (?<seconds>\d+) seconds`,
    ),
    sample: "Disconnecting channel 'PJSIP/trunk-00000013' for lack of audio RTP activity in 10 seconds",
    read: event((g) => ({
      type: "rtp-timeout",
      driver: "chan_pjsip",
      media: g.media === "video" ? "video" : "audio",
      silenceSeconds: Number(g.seconds),
    })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Strict RTP learning after remote address set",
    expression: /^(?<instance>\S+) -- Strict RTP learning after remote address set to: (?<address>\S+)/,
    sample: "0x7f2170028230 -- Strict RTP learning after remote address set to: 127.0.0.12:43364",
    read: event((g) => ({
      type: "strict-rtp",
      state: "learning",
      instance: g.instance ?? "",
      address: g.address ?? "",
    })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Strict RTP switching",
    expression: /^(?<instance>\S+) -- Strict RTP switching (?:to RTP target address|source address to) (?<address>\S+)/,
    sample: "0x7f2170028230 -- Strict RTP switching to RTP target address 127.0.0.12:43364 as source",
    read: event((g) => ({
      type: "strict-rtp",
      state: "switched",
      instance: g.instance ?? "",
      address: g.address ?? "",
    })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Strict RTP learning complete",
    expression: /^(?<instance>\S+) -- Strict RTP learning complete - Locking on source address (?<address>\S+)/,
    sample: "0x7f2170119100 -- Strict RTP learning complete - Locking on source address 127.0.0.11:41334",
    read: event((g) => ({ type: "strict-rtp", state: "locked", instance: g.instance ?? "", address: g.address ?? "" })),
  },
];
