// Which ends of calls an option affects, as data. An option that is not listed affects none.
import { LIMIT_OPTIONS } from "../../calls/facts/limits-in-force.js";

/** Options by the causes that they affect. A pattern must match the whole name. */
const BEARS_ON: readonly { readonly options: RegExp; readonly causes: readonly string[] }[] = [
  { options: /^rtp_?timeout$/, causes: ["rtp-timeout"] },
  { options: /^(?:rtpholdtimeout|rtp_timeout_hold)$/, causes: ["rtp-hold-timeout"] },
  { options: /^rtp_?keepalive$/, causes: ["far-end-media-timer"] },
  {
    options: /^(?:session-(?:timers|expires|minse|refresher)|timers(?:_sess_expires|_min_se|_refresher)?)$/,
    causes: ["session-timer", "session-refresh-unanswered"],
  },
  { options: /^(?:timert1|t1min|timerb|timer_t1|timer_b)$/, causes: ["no-ack"] },
  // where requests and answers go; these say nothing about RTP
  { options: /^(?:force_rport|rewrite_contact)$/, causes: ["no-ack"] },
  { options: /^rtp_symmetric$/, causes: ["rtp-timeout", "caller-vanished"] },
  {
    options: /^(?:nat|extern(?:addr|ip|host)|local_?net|media_address)$/,
    causes: ["no-ack", "rtp-timeout", "caller-vanished"],
  },
  {
    options: /^external_(?:media|signaling)_address$/,
    causes: ["no-ack", "rtp-timeout", "caller-vanished"],
  },
  { options: /^(?:direct_?media|canreinvite)$/, causes: ["rtp-timeout", "far-end-media-timer"] },
  { options: /^(?:dis)?allow$/, causes: ["no-common-codec", "no-translation-path"] },
  { options: /^(?:mohinterpret|moh_?suggest|directory|mode)$/, causes: ["moh-class-missing"] },
  { options: /^(?:ice_?support|stunaddr|turnaddr)$/, causes: ["ice-failed"] },
  { options: /^(?:media_encryption|encryption|dtls_?\w+)$/, causes: ["srtp-failed"] },
  { options: /^rtp(?:start|end|_port_start|_port_end)$/, causes: ["rtp-ports-exhausted"] },
  { options: /^sessionlimit$/, causes: ["http-session-limit"] },
  { options: /^(?:websocket_)?write_timeout$/, causes: ["bot-disconnected"] },
  { options: /^max(?:calls|load)$/, causes: ["call-limit-reached"] },
  { options: /^maxfiles$/, causes: ["descriptors-exhausted"] },
];

/** The causes that an option affects. Empty if it has nothing to do with how calls end. */
export function causesOf(option: string): readonly string[] {
  return BEARS_ON.find(({ options }) => options.test(option))?.causes ?? [];
}

const RTP_LIMITS: readonly string[] = Object.values(LIMIT_OPTIONS).flatMap(({ rtp, hold }) => [rtp, hold]);

/** An RTP limit postpones an end and fixes nothing. */
export function isRtpLimit(option: string): boolean {
  return RTP_LIMITS.includes(option);
}
