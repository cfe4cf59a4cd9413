// Finds the row of limits that applies to a channel, and the grounds for it. A name is not always there, and need not be: if
// every row of the driver says the same, so does the answer.
import type { RtpLimitRow, RtpLimits } from "./rtp-limits.js";
import { type Driver, GENERAL } from "./scopes.js";

export interface AppliedLimit {
  readonly row: RtpLimitRow;
  /**
   * `scope`: the peer or endpoint itself. `general`: there is no such peer. `all-agree`: it is not known which, but all say the
   * same.
   */
  readonly basis: "scope" | "general" | "all-agree";
  /** The grounds in words, ready to print. */
  readonly why: string;
}

/**
 * The limits that apply to a channel. `PJSIP/trunk-0000000a` has those of endpoint `trunk`. `SIP/gsm-gw-00000001` has those of
 * peer `gsm-gw`, else those of sip.conf [general]. Null if the configuration does not say, and for channels of other drivers,
 * which have no RTP timeout. `driver` counts only if the name is null.
 */
export function limitFor(limits: RtpLimits, channelName: string | null, driver: Driver | null): AppliedLimit | null {
  if (channelName === null) return commonLimit(limits, driver ?? onlyDriver(limits));

  const channel = readChannelName(channelName);
  if (channel === null) return null;
  const rows = limits.rows.filter((row) => row.driver === channel.driver);
  const own = channel.scope === null ? undefined : rows.find((row) => row.scope === channel.scope);
  if (own !== undefined) return { row: own, basis: "scope", why: `${channelName} belongs to ${describe(own)}` };

  // an endpoint that is not in the files is from a database or another server: its limits are not known
  if (channel.driver === "chan_pjsip" && channel.scope !== null) return null;
  // a peer that is in no file (guest, realtime) starts from [general]
  const general = rows.find((row) => row.driver === "chan_sip" && row.scope === GENERAL);
  if (general !== undefined) {
    return { row: general, basis: "general", why: `${channelName} has no peer in sip.conf, so [general] applies` };
  }
  return commonLimit(limits, channel.driver);
}

/** Whose channel it is, by its name. */
export interface ChannelIdentity {
  readonly driver: Driver;
  readonly scope: string | null;
}

const DRIVER_OF: Readonly<Record<string, Driver>> = { SIP: "chan_sip", PJSIP: "chan_pjsip" };

// PJSIP/gsm-gw-0000002f   the counter is the last dash and eight hex digits (%s-%08x); the name before it may contain dashes
const CHANNEL_NAME = /^(?<technology>[^/]+)\/(?:(?<scope>.+)-[0-9a-f]{8}$)?/;

/** Driver and peer or endpoint of a channel. Null for other technologies. */
export function readChannelName(name: string): ChannelIdentity | null {
  const { technology = "", scope = null } = CHANNEL_NAME.exec(name)?.groups ?? {};
  const driver = DRIVER_OF[technology];
  return driver === undefined ? null : { driver, scope };
}

function onlyDriver({ rows }: RtpLimits): Driver | null {
  const [driver, ...others] = new Set(rows.map((row) => row.driver));
  return driver !== undefined && others.length === 0 ? driver : null;
}

function commonLimit(limits: RtpLimits, driver: Driver | null): AppliedLimit | null {
  const rows = limits.rows.filter((row) => row.driver === driver);
  const [row] = rows;
  if (row === undefined || row.rtpTimeoutSeconds === null || !rows.every((other) => sameLimits(row, other)))
    return null;
  const why =
    rows.length === 1
      ? `${describe(row)} is the only one of ${driver}`
      : `all ${rows.length} of ${driver} have the same limits`;
  return { row, basis: "all-agree", why };
}

function sameLimits(one: RtpLimitRow, other: RtpLimitRow): boolean {
  return one.rtpTimeoutSeconds === other.rtpTimeoutSeconds && one.rtpHoldTimeoutSeconds === other.rtpHoldTimeoutSeconds;
}

function describe({ driver, scope }: RtpLimitRow): string {
  if (driver === "chan_pjsip") return `endpoint ${scope}`;
  return scope === GENERAL ? "sip.conf [general]" : `peer ${scope}`;
}
