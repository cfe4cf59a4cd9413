// The RTP timeouts in force in a tree, one row per sip.conf [general], peer and PJSIP endpoint. Both drivers have them off by
// default (0), PJSIP has no general value, and the two spell the options differently: `rtptimeout` in pjsip.conf rejects the
// endpoint, `rtp_timeout` in sip.conf is silently ignored (docs/asterisk/configuration.md#unknown-options). On Asterisk 21 and
// later chan_sip is gone and its rows mean nothing; the tree does not say which version runs.
import { defaultSeconds, readSeconds, type SecondsValue, UNKNOWN_SECONDS } from "./option-value.js";
import type { ConfigProblem } from "./problem.js";
import type { ConfigTree } from "./read.js";
import { type Driver, GENERAL, pjsipScopes, type Scope, sipScopes } from "./scopes.js";
import { entriesNamed, lastEntry } from "./sections.js";

/** Where one value was read. */
export type Origin = Pick<SecondsValue, "from" | "file" | "line">;

/** The limits of one scope, in seconds. 0 is off, null is not known. `from`, `file` and `line` are those of the RTP timeout. */
export interface RtpLimitRow extends Origin {
  readonly driver: Driver;
  /** `general`, or the name of a peer or endpoint. */
  readonly scope: string;
  /** chan_sip `rtptimeout`, chan_pjsip `rtp_timeout`. */
  readonly rtpTimeoutSeconds: number | null;
  /** `rtpholdtimeout`, `rtp_timeout_hold`: while the *remote* end holds, not for a hold by ARI. */
  readonly rtpHoldTimeoutSeconds: number | null;
  /** `rtpkeepalive`, `rtp_keepalive`: what Asterisk sends. It cannot reset these timeouts. */
  readonly rtpKeepaliveSeconds: number | null;
  readonly hold: Origin;
  readonly keepalive: Origin;
  /** Set if a hold by ARI is a re-INVITE without Asterisk's music (channels/chan_pjsip.c:chan_pjsip_indicate). */
  readonly mohPassthrough?: true;
}

export interface RtpLimits {
  readonly rows: readonly RtpLimitRow[];
  /** Values and sections that Asterisk does not take as written. Problems from reading are in the tree. */
  readonly problems: readonly ConfigProblem[];
}

interface Options {
  readonly timeout: string;
  readonly hold: string;
  readonly keepalive: string;
}

const OPTIONS: Record<Driver, Options> = {
  chan_sip: { timeout: "rtptimeout", hold: "rtpholdtimeout", keepalive: "rtpkeepalive" },
  chan_pjsip: { timeout: "rtp_timeout", hold: "rtp_timeout_hold", keepalive: "rtp_keepalive" },
};

type Values = Record<keyof Options, SecondsValue>;

const OFF: Values = { timeout: defaultSeconds(0), hold: defaultSeconds(0), keepalive: defaultSeconds(0) };
const UNKNOWN: Values = { timeout: UNKNOWN_SECONDS, hold: UNKNOWN_SECONDS, keepalive: UNKNOWN_SECONDS };

/** Reads the RTP timeouts of both drivers. A driver whose configuration was not read has no rows. */
export function rtpLimits(tree: ConfigTree): RtpLimits {
  const rows: RtpLimitRow[] = [];
  const problems: ConfigProblem[] = [];
  const addRow = (scope: Scope, otherwise: Values): Values => {
    const values = readValues(scope, otherwise, problems);
    rows.push(toRow(scope, values));
    return values;
  };

  const sip = sipScopes(tree);
  for (const problem of sip.problems) problems.push(problem);
  // peers start from [general]; if that was not read, from nothing that is known
  let general = UNKNOWN;
  for (const scope of sip.scopes) {
    if (scope.name === GENERAL) general = addRow(scope, OFF);
    else addRow(scope, general);
  }

  const pjsip = pjsipScopes(tree);
  for (const problem of pjsip.problems) problems.push(problem);
  for (const scope of pjsip.scopes) addRow(scope, OFF);
  return { rows, problems };
}

function readValues(scope: Scope, otherwise: Values, problems: ConfigProblem[]): Values {
  const options = OPTIONS[scope.driver];
  const found: ConfigProblem[] = scope.driver === "chan_pjsip" ? [...misnamedOptions(scope)] : [];
  const read = (which: keyof Options): SecondsValue => {
    const { value, problems: bad } = readSeconds(scope, options[which], otherwise[which]);
    found.push(...bad);
    return value;
  };
  const values: Values = { timeout: read("timeout"), hold: read("hold"), keepalive: read("keepalive") };
  for (const problem of found) problems.push(problem);

  const [fault] = found;
  if (scope.driver === "chan_sip" || fault === undefined) return values;
  // the endpoint is rejected as a whole: after a reload its earlier values stay in force, after a start it is missing
  const rejected: SecondsValue = { ...UNKNOWN_SECONDS, file: fault.file, line: fault.line };
  return { timeout: rejected, hold: rejected, keepalive: rejected };
}

/** chan_sip options in an endpoint. Unlike chan_sip, PJSIP rejects an object because of an option that it does not know. */
function misnamedOptions({ name, entries }: Scope): readonly ConfigProblem[] {
  const which = Object.keys(OFF) as (keyof Options)[];
  return which.flatMap((key) =>
    entriesNamed(entries, OPTIONS.chan_sip[key]).map(({ file, line }) => ({
      file,
      line,
      message: `${OPTIONS.chan_sip[key]} belongs to chan_sip, here it is ${OPTIONS.chan_pjsip[key]}; Asterisk rejects endpoint ${name} over it.`,
      effect: "ignored",
    })),
  );
}

function toRow(scope: Scope, { timeout, hold, keepalive }: Values): RtpLimitRow {
  return {
    driver: scope.driver,
    scope: scope.name,
    rtpTimeoutSeconds: timeout.seconds,
    rtpHoldTimeoutSeconds: hold.seconds,
    rtpKeepaliveSeconds: keepalive.seconds,
    ...originOf(timeout),
    hold: originOf(hold),
    keepalive: originOf(keepalive),
    ...(passesMusicThrough(scope) && { mohPassthrough: true }),
  };
}

function passesMusicThrough({ driver, entries }: Scope): boolean {
  return driver === "chan_pjsip" && TRUE.test(lastEntry(entries, "moh_passthrough")?.value ?? "");
}

/** What Asterisk accepts as true (main/utils.c:ast_true). */
const TRUE = /^(?:yes|true|y|t|1|on)$/i;

function originOf({ from, file, line }: SecondsValue): Origin {
  return { from, file, line };
}
