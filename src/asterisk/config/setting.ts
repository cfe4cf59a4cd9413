// Finds, for the place where an RTP limit is set, the option to set, scope by scope. Beware: a template's line counts for all
// who inherit it, but what is appended to the template later reaches none of them (main/config.c:ast_category_inherit copies).
// Peers look at [general] when they are built, so there it does.
import type { ConfigPlace } from "./cite.js";
import type { ConfigTree } from "./read.js";
import { type RtpLimitRow, rtpLimits } from "./rtp-limits.js";
import { type Driver, GENERAL } from "./scopes.js";

/** One option of one scope, and its new value. */
export interface OptionSetting {
  readonly driver: Driver;
  /** `general`, or the name of a peer or endpoint. */
  readonly scope: string;
  readonly option: string;
  readonly value: string;
  /** Where the value in force is set. */
  readonly place: ConfigPlace;
}

/** The RTP limits of a scope. */
export type LimitKind = "timeout" | "hold" | "keepalive";

const NAMES: Record<Driver, Record<LimitKind, string>> = {
  chan_sip: { timeout: "rtptimeout", hold: "rtpholdtimeout", keepalive: "rtpkeepalive" },
  chan_pjsip: { timeout: "rtp_timeout", hold: "rtp_timeout_hold", keepalive: "rtp_keepalive" },
};

/** Where one of a scope's limits is set. Null if no file states it. */
export function placeOfLimit(row: RtpLimitRow, kind: LimitKind): ConfigPlace | null {
  const { file, line } = kind === "timeout" ? row : row[kind];
  return file === null || line === null ? null : { file, line };
}

/** What to set so that all scopes with a limit from this place get the other value. */
export function settingsAt(tree: ConfigTree, place: ConfigPlace, kind: LimitKind, value: string): OptionSetting[] {
  const rows = rtpLimits(tree).rows.filter((row) => {
    const at = placeOfLimit(row, kind);
    return at?.file === place.file && at.line === place.line;
  });
  const general = rows.filter(({ scope, driver }) => driver === "chan_sip" && scope === GENERAL);
  return (general.length > 0 ? general : rows).map(({ driver, scope }) => ({
    driver,
    scope,
    option: NAMES[driver][kind],
    value,
    place,
  }));
}
