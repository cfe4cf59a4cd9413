// The SIP session timers in a tree, per scope. They, not RTP, end a call whose refresher is silent.
import { defaultSeconds, readSeconds, type SecondsValue, UNKNOWN_SECONDS } from "./option-value.js";
import type { ConfigTree } from "./read.js";
import { type Driver, GENERAL, pjsipScopes, type Scope, sipScopes } from "./scopes.js";
import { lastEntry } from "./sections.js";

export interface SessionTimerRow {
  readonly driver: Driver;
  /** `general`, or the name of a peer or endpoint. */
  readonly scope: string;
  /**
   * chan_sip `session-timers` (accept, originate, refuse), chan_pjsip `timers` (yes, no, required, always). Null if not known.
   */
  readonly mode: string | null;
  /** chan_sip `session-expires`, chan_pjsip `timers_sess_expires`. */
  readonly expires: SecondsValue;
}

const OPTIONS = {
  chan_sip: { mode: "session-timers", expires: "session-expires", defaultMode: "accept" },
  chan_pjsip: { mode: "timers", expires: "timers_sess_expires", defaultMode: "yes" },
} as const satisfies Record<Driver, { mode: string; expires: string; defaultMode: string }>;

/** For both drivers: DEFAULT_MAX_SE of channels/chan_sip.c, and the endpoint's default in res_pjsip. */
const DEFAULT_EXPIRES = defaultSeconds(1800);

/** Reads the session timers of both drivers. The other end may ask for a shorter session, never for a longer one. */
export function sessionTimers(tree: ConfigTree): readonly SessionTimerRow[] {
  const rows: SessionTimerRow[] = [];
  let general: SessionTimerRow | null = null;
  for (const scope of sipScopes(tree).scopes) {
    if (scope.name === GENERAL) {
      general = toRow(scope, OPTIONS.chan_sip.defaultMode, DEFAULT_EXPIRES);
      rows.push(general);
    } else {
      rows.push(toRow(scope, general?.mode ?? null, general?.expires ?? UNKNOWN_SECONDS));
    }
  }
  for (const scope of pjsipScopes(tree).scopes) {
    rows.push(toRow(scope, OPTIONS.chan_pjsip.defaultMode, DEFAULT_EXPIRES));
  }
  return rows;
}

function toRow(scope: Scope, mode: string | null, expires: SecondsValue): SessionTimerRow {
  const options = OPTIONS[scope.driver];
  return {
    driver: scope.driver,
    scope: scope.name,
    mode: lastEntry(scope.entries, options.mode)?.value.toLowerCase() ?? (scope.complete ? mode : null),
    expires: readSeconds(scope, options.expires, expires).value,
  };
}
