// The options in a tree that decide about the media and the length of calls, with the value in force for each scope and where it
// is set. A default is marked as one.

import { canonicalName, optionNamed } from "../options/catalogue.js";
import type { ConfigOption } from "../options/option.js";
import type { KnownFile } from "./known-files.js";
import type { ConfigEntry } from "./parse.js";
import type { ConfigTree } from "./read.js";
import { rtpLimits } from "./rtp-limits.js";
import { type Driver, GENERAL, pjsipScopes, type Scope, sipScopes } from "./scopes.js";

export interface InForce {
  readonly driver: Driver;
  /** `general`, or the name of a peer or endpoint. */
  readonly scope: string;
  readonly option: ConfigOption;
  /** Null if it is not known. */
  readonly value: string | null;
  readonly from: "config" | "default" | "unknown";
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
}

/** Options besides the RTP limits, which are read elsewhere. */
const BESIDES: Record<Driver, readonly string[]> = {
  chan_sip: ["directmedia", "session-timers", "session-expires", "mohinterpret", "use_q850_reason"],
  chan_pjsip: ["direct_media", "moh_passthrough", "moh_suggest", "timers", "timers_sess_expires"],
};

const LIMITS: Record<Driver, readonly [timeout: string, hold: string, keepalive: string]> = {
  chan_sip: ["rtptimeout", "rtpholdtimeout", "rtpkeepalive"],
  chan_pjsip: ["rtp_timeout", "rtp_timeout_hold", "rtp_keepalive"],
};

/** What is in force, scope by scope. */
export function valuesInForce(tree: ConfigTree): readonly InForce[] {
  const scopes = [...sipScopes(tree).scopes, ...pjsipScopes(tree).scopes];
  const general = scopes.find(({ name, driver }) => driver === "chan_sip" && name === GENERAL) ?? null;
  return rtpLimits(tree).rows.flatMap((row) => {
    const { driver, scope } = row;
    const [timeout, hold, keepalive] = LIMITS[driver];
    const limit = (
      name: string,
      seconds: number | null,
      origin: Pick<InForce, "from" | "file" | "line">,
    ): InForce[] => {
      const option = known(driver, name);
      if (option === undefined) return [];
      const { from, file, line } = origin;
      return [{ driver, scope, option, value: seconds === null ? null : String(seconds), from, file, line }];
    };
    const own = scopes.find((one) => one.driver === driver && one.name === scope);
    return [
      ...limit(timeout, row.rtpTimeoutSeconds, row),
      ...limit(hold, row.rtpHoldTimeoutSeconds, row.hold),
      ...limit(keepalive, row.rtpKeepaliveSeconds, row.keepalive),
      ...(own === undefined
        ? []
        : BESIDES[driver].flatMap((name) => besides(own, driver === "chan_sip" ? general : null, name))),
    ];
  });
}

function besides(scope: Scope, general: Scope | null, name: string): InForce[] {
  const option = known(scope.driver, name);
  if (option === undefined) return [];
  const entry = lastOf(scope, option) ?? (general === null ? null : lastOf(general, option));
  const told = { driver: scope.driver, scope: scope.name, option };
  if (entry !== null) return [{ ...told, value: entry.value, from: "config", file: entry.file, line: entry.line }];
  const complete = scope.complete && (general?.complete ?? true);
  return [
    complete
      ? { ...told, value: option.default, from: "default", file: null, line: null }
      : { ...told, value: null, from: "unknown", file: null, line: null },
  ];
}

/** The line that counts, in either spelling. */
function lastOf({ driver, entries }: Scope, option: ConfigOption): ConfigEntry | null {
  const { file, object } = HOMES[driver];
  return entries.findLast(({ key }) => canonicalName(file, object, key) === option.name) ?? null;
}

const HOMES = {
  chan_sip: { file: "sip.conf", object: "peer" },
  chan_pjsip: { file: "pjsip.conf", object: "endpoint" },
} as const satisfies Record<Driver, { file: KnownFile; object: string }>;

function known(driver: Driver, name: string): ConfigOption | undefined {
  const { file, object } = HOMES[driver];
  return optionNamed(file, object, name);
}
