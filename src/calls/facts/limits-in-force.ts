// The RTP limits that apply to a call, and how they are known: by the flag, else by the configuration. A timeout's own NOTICE
// only bounds the limit, for it prints the measured silence. Unknown stays unknown; off is 0.
import { limitFor } from "../../asterisk/config/limit-for.js";
import type { RtpLimitRow, RtpLimits } from "../../asterisk/config/rtp-limits.js";
import type { Settings } from "../../settings/options.js";
import type { Call } from "../call.js";
import { isOwn, timeoutNotice } from "./own-lines.js";

/** What the user said the limits are. */
export type GivenLimits = Pick<Settings, "rtpTimeoutSeconds" | "rtpHoldTimeoutSeconds">;

/** Where one of the values is set. */
export interface LimitPlace {
  readonly from: LimitOrigin;
  readonly file: string | null;
  readonly line: number | null;
}

/**
 * What tells whether the far end held the call: its SDP or an event; which of the two limits the silence fits; or another NOTICE
 * of the same endpoint, after a silence that was seconds shorter.
 */
export type HeldWhy = "signalling" | "limits" | "shorter-notice";

export type LimitOrigin = "flag" | "config" | "default" | "bounded-by-log" | "unknown";

/** The limits for one call, in seconds. Null is not known, 0 is off. */
export interface LimitsInForce {
  readonly rtpTimeoutSeconds: number | null;
  readonly rtpHoldTimeoutSeconds: number | null;
  /** The limit that fired was at most this, by the NOTICE. */
  readonly atMostSeconds: number | null;
  readonly from: LimitOrigin;
  readonly driver: "chan_sip" | "chan_pjsip" | null;
  /** The peer or endpoint, or `general`. */
  readonly scope: string | null;
  readonly file: string | null;
  readonly line: number | null;
  /** Why it is that peer or endpoint. Null if none is known. */
  readonly why: string | null;
  readonly hold: LimitPlace;
  readonly keepalive: LimitPlace & { readonly seconds: number | null };
  /** True if a hold by ARI plays no music of Asterisk's: `moh_passthrough` leaves it to the far end. */
  readonly mohPassthrough: boolean;
  /**
   * Did the far end put the call on hold? Then the hold limit applies. A hold by ARI does not count
   * (docs/asterisk/rtp-timeouts.md#which-limit-applies).
   */
  readonly heldByFarEnd: boolean;
  /** How that is known. Null if neither the log nor the limits say. */
  readonly heldWhy: HeldWhy | null;
  /**
   * Is that proven, and so which of the two limits ended the call? The NOTICE is the same for both. If it is not proven,
   * {@link heldByFarEnd} is what fits better, and neither limit may be blamed over the other.
   */
  readonly heldIsProven: boolean;
  /** The peer or endpoint in the channel's name, if it may safely stand in a command. */
  readonly endpoint: string | null;
}

const NOWHERE: LimitPlace = { from: "unknown", file: null, line: null };

/** Names of the options, per driver. */
export const LIMIT_OPTIONS = {
  chan_sip: { rtp: "rtptimeout", hold: "rtpholdtimeout", keepalive: "rtpkeepalive", file: "sip.conf" },
  chan_pjsip: { rtp: "rtp_timeout", hold: "rtp_timeout_hold", keepalive: "rtp_keepalive", file: "pjsip.conf" },
} as const;

/** What tells the limits of a call. */
type Limited = Pick<
  Call,
  "channelId" | "channelName" | "driver" | "events" | "eventsByType" | "seen" | "sharesId" | "witnessed"
>;

/**
 * Works out the limits for a call.
 * @param config Null if no configuration was given.
 */
export function limitsInForce(call: Limited, given: GivenLimits, config: RtpLimits | null): LimitsInForce {
  const notice = timeoutNotice(call)?.event ?? null;
  const driver = call.driver ?? notice?.driver ?? null;
  const applied = config === null ? null : limitFor(config, call.channelName, driver);
  // chan_sip checks once a second and hangs up after more than the limit, PJSIP at last + limit (check_rtp_timeout,
  // rtp_check_timeout)
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

/** A busy Asterisk checks a second or so late (rtp_check_timeout, check_rtp_timeout). A larger difference is another limit. */
const LATE_SECONDS = 2;

/** A limit that fired was at most the silence that its NOTICE prints. Values that were all longer, or off, were not in force. */
function isContradicted(row: RtpLimitRow, atMost: number | null): boolean {
  const { rtpTimeoutSeconds, rtpHoldTimeoutSeconds } = row;
  if (atMost === null || rtpTimeoutSeconds === null || rtpHoldTimeoutSeconds === null) return false;
  return [rtpTimeoutSeconds, rtpHoldTimeoutSeconds].every((limit) => limit === 0 || limit > atMost);
}

/** The two limits, the bound on the one that fired (`atMost`), and where they are from. */
interface BothLimits {
  /** Null if no NOTICE was written. */
  readonly atMost: number | null;
  readonly rtp: number | null;
  readonly hold: number | null;
  /** `own`: the configuration has this peer or endpoint. `other`: it has others, or only [general], or there is none. */
  readonly source: "flags" | "own" | "other";
}

/**
 * A hold by the far end shows in its SDP, in ARI's ChannelHold (main/channel.c:ast_queue_hold) or, after a timeout, in which of
 * the two limits the measured silence fits. If the silence fits neither, the configuration is another host's or has changed
 * since. Then a NOTICE of the same endpoint after a shorter silence shows that the ordinary limit is shorter.
 */
function heldByFarEnd(
  call: Limited,
  limits: BothLimits,
): Pick<LimitsInForce, "heldByFarEnd" | "heldWhy" | "heldIsProven"> {
  const { atMost, rtp, hold } = limits;
  const held = heldByCapture(call) ?? heldBySignalling(call);
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

/**
 * The same by a capture: by the far end's SDP on the wire, by ChannelHold. One that holds the channel from its beginning to its
 * hangup request would hold those events too, unless it is CEL, which has none for a hold.
 */
function heldByCapture(call: Limited): boolean | null {
  let held: boolean | null = null;
  let isBegun = false;
  for (const { event } of call.witnessed?.events ?? []) {
    if (event.type === "sip-message") {
      if (event.direction === "received" && event.sdpDirection !== null)
        held = event.sdpDirection === "sendonly" || event.sdpDirection === "inactive";
    } else if (event.type === "channel-event" && isOwn(call, event)) {
      if (event.what === "held" || event.what === "unheld") held = event.what === "held";
      else if (event.what === "created" && event.by !== "cel") isBegun = true;
      else if (event.what === "hangup-request") return held ?? (isBegun ? false : null);
    }
  }
  return held;
}

/** Did the far end hold the call when the timeout fired, by its SDP or events? Null if they say nothing. */
function heldBySignalling(call: Limited): boolean | null {
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
 * Does the silence tell the limit if signalling does not? The user's own word is believed. A configuration may come from a host
 * with the same names and other limits. A silence that equals its ordinary limit to the second is no accident, for few callers
 * hold. One that equals its hold limit may easily be, unless the same endpoint showed the ordinary limit too.
 */
function provesLimit(
  call: Limited,
  { atMost, rtp, hold, source }: BothLimits,
  fits: { readonly rtp: boolean; readonly hold: boolean },
): boolean {
  if (fits.rtp === fits.hold || source === "other" || rtp === null) return false;
  if (source === "flags") return true;
  // if ids come from two hosts, so do the NOTICEs, while the configuration is from one
  if (call.sharesId) return false;
  if (fits.rtp) return hold !== null && atMost === rtp;
  const { shortestSilenceSeconds: shortest } = call.seen;
  const measured = timeoutNotice(call)?.event.silenceSeconds ?? null;
  // both printed by one driver, and both beyond their limits in the same way
  const beyondHold = measured === null || hold === null ? null : measured - hold;
  return atMost === hold && shortest !== null && beyondHold !== null && shortest - beyondHold === rtp;
}

/** `PJSIP/trunk-0000001a` -> `trunk`. The name goes into commands that people paste, so only plain letters are allowed. */
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
