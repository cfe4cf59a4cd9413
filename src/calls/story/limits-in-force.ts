// The RTP limits that apply to a call, and how they are known: the flag, else the configuration; a timeout's own NOTICE
// only bounds the limit, for it prints the silence that was measured. Unknown stays unknown; off is 0.
import { limitFor } from "../../asterisk/config/limit-for.js";
import type { RtpLimitRow, RtpLimits } from "../../asterisk/config/rtp-limits.js";
import type { Settings } from "../../settings/options.js";
import type { Call } from "../call.js";
import { timeoutNotice } from "./own-lines.js";

/** What the user said the limits are. */
export type GivenLimits = Pick<Settings, "rtpTimeoutSeconds" | "rtpHoldTimeoutSeconds">;

/** Where one of the values stands. */
export interface LimitPlace {
  readonly from: LimitOrigin;
  readonly file: string | null;
  readonly line: number | null;
}

/**
 * What tells whether the far end held the call: its SDP or an event; which of the two limits the silence fits; another NOTICE
 * of the same endpoint, after a silence that was shorter by seconds.
 */
export type HeldWhy = "signalling" | "limits" | "shorter-notice";

export type LimitOrigin = "flag" | "config" | "default" | "bounded-by-log" | "unknown";

/** The limits for one call. Seconds; null = not known, 0 = off. */
export interface LimitsInForce {
  readonly rtpTimeoutSeconds: number | null;
  readonly rtpHoldTimeoutSeconds: number | null;
  /** The NOTICE says that the limit that fired was at most this. */
  readonly atMostSeconds: number | null;
  readonly from: LimitOrigin;
  readonly driver: "chan_sip" | "chan_pjsip" | null;
  /** Peer or endpoint, or `general`. */
  readonly scope: string | null;
  readonly file: string | null;
  readonly line: number | null;
  /** Why it is that peer or endpoint; null where none is known. */
  readonly why: string | null;
  readonly hold: LimitPlace;
  readonly keepalive: LimitPlace & { readonly seconds: number | null };
  /** True where a hold through ARI plays no music of Asterisk's: `moh_passthrough` leaves it to the far end. */
  readonly mohPassthrough: boolean;
  /**
   * Did the far end put the call on hold? Then the hold limit applies. A hold by ARI does not count
   * (docs/asterisk/rtp-timeouts.md#which-limit-applies).
   */
  readonly heldByFarEnd: boolean;
  /** How that is known; null where neither log nor limits say whether it did. */
  readonly heldWhy: HeldWhy | null;
  /**
   * Is that proven, and with it which of the two limits ended the call? The NOTICE is the same for both. Where it is not,
   * {@link heldByFarEnd} is what fits better, and neither limit is to be blamed over the other.
   */
  readonly heldIsProven: boolean;
  /** Peer or endpoint by the channel's name, where it is a name that may stand in a command. */
  readonly endpoint: string | null;
}

const NOWHERE: LimitPlace = { from: "unknown", file: null, line: null };

/** Names of the options, per driver. */
export const LIMIT_OPTIONS = {
  chan_sip: { rtp: "rtptimeout", hold: "rtpholdtimeout", keepalive: "rtpkeepalive", file: "sip.conf" },
  chan_pjsip: { rtp: "rtp_timeout", hold: "rtp_timeout_hold", keepalive: "rtp_keepalive", file: "pjsip.conf" },
} as const;

/**
 * Works out the limits for a call.
 * @param config null where no configuration was given.
 */
export function limitsInForce(call: Call, given: GivenLimits, config: RtpLimits | null): LimitsInForce {
  const notice = timeoutNotice(call)?.event ?? null;
  const driver = call.driver ?? notice?.driver ?? null;
  const applied = config === null ? null : limitFor(config, call.channelName, driver);
  // chan_sip checks once a second and hangs up after more than the limit; PJSIP at last + limit (check_rtp_timeout, rtp_check_timeout)
  const atMostSeconds =
    notice === null ? null : notice.driver === "chan_sip" ? notice.silenceSeconds - 1 : notice.silenceSeconds;
  const row = applied === null || isContradicted(applied.row, atMostSeconds) ? null : applied.row;
  const flagged = given.rtpTimeoutSeconds !== undefined || given.rtpHoldTimeoutSeconds !== undefined;
  const rtpTimeoutSeconds = given.rtpTimeoutSeconds ?? row?.rtpTimeoutSeconds ?? null;
  const rtpHoldTimeoutSeconds = given.rtpHoldTimeoutSeconds ?? row?.rtpHoldTimeoutSeconds ?? null;
  const known = rtpTimeoutSeconds !== null || rtpHoldTimeoutSeconds !== null;
  return {
    rtpTimeoutSeconds,
    rtpHoldTimeoutSeconds,
    atMostSeconds,
    from: flagged
      ? "flag"
      : known && row
        ? (row.from as LimitOrigin)
        : atMostSeconds === null
          ? "unknown"
          : "bounded-by-log",
    driver: driver ?? (row?.driver as LimitsInForce["driver"]) ?? null,
    scope: row?.scope ?? null,
    file: row?.file ?? null,
    line: row?.line ?? null,
    why: row === null ? null : (applied?.why ?? null),
    hold: given.rtpHoldTimeoutSeconds === undefined ? (row?.hold ?? NOWHERE) : { ...NOWHERE, from: "flag" },
    mohPassthrough: row?.mohPassthrough === true,
    keepalive: { ...(row?.keepalive ?? NOWHERE), seconds: row?.rtpKeepaliveSeconds ?? null },
    ...heldByFarEnd(call, {
      atMost: atMostSeconds,
      rtp: rtpTimeoutSeconds,
      hold: rtpHoldTimeoutSeconds,
      source: flagged ? "flags" : row !== null && applied?.basis === "scope" ? "own" : "other",
    }),
    endpoint: endpointOf(call.channelName),
  };
}

/** Asterisk checks a second or so late where it is busy (rtp_check_timeout, check_rtp_timeout); more is another limit. */
const LATE_SECONDS = 2;

/** A limit that fired was at most the silence that its NOTICE prints; values that were all longer, or off, were not in force. */
function isContradicted(row: RtpLimitRow, atMost: number | null): boolean {
  const { rtpTimeoutSeconds, rtpHoldTimeoutSeconds } = row;
  if (atMost === null || rtpTimeoutSeconds === null || rtpHoldTimeoutSeconds === null) return false;
  return [rtpTimeoutSeconds, rtpHoldTimeoutSeconds].every((limit) => limit === 0 || limit > atMost);
}

/** The two limits, the one that fired was at most `atMost`, and whose word they are. */
interface BothLimits {
  /** null where no NOTICE was written. */
  readonly atMost: number | null;
  readonly rtp: number | null;
  readonly hold: number | null;
  /** `own`: the configuration has the peer or endpoint itself; `other`: it has others, or [general], or there is none. */
  readonly source: "flags" | "own" | "other";
}

/**
 * The far end's hold is told by its SDP, by ARI's ChannelHold (channel.c:ast_queue_hold) or, once the timeout has fired, by
 * which of the two limits the measured silence fits. A configuration that the silence fits nowhere is another host's, or has
 * been changed since: then a NOTICE of the same endpoint after a shorter silence tells that the ordinary limit is shorter.
 */
function heldByFarEnd(
  call: Call,
  limits: BothLimits,
): Pick<LimitsInForce, "heldByFarEnd" | "heldWhy" | "heldIsProven"> {
  const { atMost, rtp, hold } = limits;
  const held = heldBySignalling(call);
  const bySignalling = { heldWhy: held === null ? null : "signalling", heldIsProven: held !== null } as const;
  if (held || atMost === null) return { heldByFarEnd: held === true, ...bySignalling };
  const fits = { rtp: fitsLimit(atMost, rtp), hold: fitsLimit(atMost, hold) };
  if (fits.rtp || fits.hold) {
    const nearer =
      fits.hold && (!fits.rtp || Math.abs(atMost - (hold ?? 0)) < Math.abs(atMost - (rtp ?? 0))) && hold !== rtp;
    const isProven = held === null ? provesLimit(call, limits, fits) : !nearer;
    return { heldByFarEnd: nearer, heldWhy: hold === rtp ? bySignalling.heldWhy : "limits", heldIsProven: isProven };
  }
  const { shortestSilenceSeconds } = call.seen;
  const noticed = timeoutNotice(call)?.event.silenceSeconds ?? 0;
  if (held === null && shortestSilenceSeconds !== null && noticed - shortestSilenceSeconds > LATE_SECONDS)
    return { heldByFarEnd: true, heldWhy: "shorter-notice", heldIsProven: false };
  return { heldByFarEnd: false, ...bySignalling };
}

/** Did the far end hold the call when the timeout fired, as its SDP or events say? null where they say nothing. */
function heldBySignalling(call: Call): boolean | null {
  let held: boolean | null = null;
  for (const { event } of call.events) {
    if (event.type === "sip-message" && event.direction === "received" && event.sdpDirection !== null)
      held = event.sdpDirection === "sendonly" || event.sdpDirection === "inactive";
    else if (event.type === "ari-event" && (event.event === "ChannelHold" || event.event === "ChannelUnhold"))
      held = event.event === "ChannelHold";
    else if (event.type === "bot-caller-held") held = event.held;
    else if (event.type === "rtp-timeout") break;
  }
  return held;
}

const fitsLimit = (atMost: number, limit: number | null): boolean =>
  limit !== null && limit > 0 && atMost >= limit && atMost <= limit + LATE_SECONDS;

/**
 * Does the silence tell the limit, where signalling says nothing? The user's own word is taken. A configuration may be that of a
 * host with the same names and other limits: that a silence is to the second its ordinary limit is no accident, for few callers
 * hold; that it is its hold limit is one too easily, unless the same endpoint showed the ordinary limit as well.
 */
function provesLimit(
  call: Call,
  { atMost, rtp, hold, source }: BothLimits,
  fits: { readonly rtp: boolean; readonly hold: boolean },
): boolean {
  if (fits.rtp === fits.hold || source === "other" || rtp === null) return false;
  if (source === "flags") return true;
  // where ids are of two hosts, so are the NOTICEs, and the configuration is of one
  if (call.sharesId) return false;
  if (fits.rtp) return hold !== null && atMost === rtp;
  const { shortestSilenceSeconds: shortest } = call.seen;
  const measured = timeoutNotice(call)?.event.silenceSeconds ?? null;
  // both printed by one driver, in the same way beyond their limits
  const beyondHold = measured === null || hold === null ? null : measured - hold;
  return atMost === hold && shortest !== null && beyondHold !== null && shortest - beyondHold === rtp;
}

/** `PJSIP/trunk-0000001a` -> `trunk`. The name goes into commands that people paste: nothing but plain letters may. */
export function endpointOf(channelName: string | null): string | null {
  return /^(?:PJ)?SIP\/([\w.@+-]{1,64})-[0-9a-f]{8}$/.exec(channelName ?? "")?.[1] ?? null;
}

/** The limit that a gap is measured against. */
export function applicableLimit(limits: LimitsInForce): { seconds: number | null; option: string | null } {
  const names = limits.driver === null ? null : LIMIT_OPTIONS[limits.driver];
  return limits.heldByFarEnd
    ? { seconds: limits.rtpHoldTimeoutSeconds, option: names?.hold ?? null }
    : { seconds: limits.rtpTimeoutSeconds, option: names?.rtp ?? null };
}
