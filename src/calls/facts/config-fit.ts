// Does the configuration belong to the server whose log is read? The signs are the peers and endpoints in the log's channel
// names, the driver, the limits that NOTICEs print, and the version. Nothing may be based on another server's configuration. No
// single oddity counts: a peer may be realtime, a NOTICE may be late. What counts is that nothing fits, or that a limit ended a
// call that it could not have ended as configured.

import type { Configuration } from "../../asterisk/config/configuration.js";
import { readChannelName } from "../../asterisk/config/limit-for.js";
import type { ConfigTree } from "../../asterisk/config/read.js";
import type { RtpLimitRow, RtpLimits } from "../../asterisk/config/rtp-limits.js";
import { type Driver, GENERAL } from "../../asterisk/config/scopes.js";
import { fileNamed } from "../../asterisk/config/sections.js";
import { readVersion } from "../../asterisk/options/catalogue.js";
import type { EventOf } from "../../events/event.js";
import { type Call, eventsOf } from "../call.js";
import type { SettledCall } from "../joining/settled-call.js";
import type { TimedEvent } from "../timed-event.js";

/** Why a configuration is taken for another server's, with the log line that says so, if any. */
export interface Misfit {
  readonly says: string;
  readonly proof: TimedEvent | null;
}

/** A NOTICE comes at its limit, or later if Asterisk was busy. So many late ones, with none on time, are no accident. */
const STRANGE_NOTICES = 3;
/** Names kept per driver that the configuration lacks. More would not be shown anyway. */
const MAX_NAMES = 1_000;
const SHOWN = 3;

const SOURCES: Record<
  Driver,
  { readonly file: "sip.conf" | "pjsip.conf"; readonly family: RegExp; readonly what: string }
> = {
  chan_sip: { file: "sip.conf", family: /^sip(?:peers|users)$/i, what: "peer" },
  chan_pjsip: { file: "pjsip.conf", family: /^ps_endpoints$/i, what: "endpoint" },
};

interface Sum {
  /** Channel names that the configuration knows. */
  known: number;
  /** Channel names that it does not know. */
  readonly unknown: Map<string, TimedEvent | null>;
}

interface Comparison {
  fitting: number;
  /** Oddities that prove nothing alone. */
  strange: number;
  misfit: Misfit | null;
}

/** Learns from call to call whether the configuration fits. */
export class ConfigFit {
  readonly #limits: RtpLimits;
  readonly #tree: ConfigTree;
  readonly #names: Record<Driver, Sum> = { chan_sip: newSum(), chan_pjsip: newSum() };
  /** How many NOTICEs and banners the configuration explains, and the first that it does not. */
  readonly #notices: Comparison = { fitting: 0, strange: 0, misfit: null };
  readonly #versions: Comparison = { fitting: 0, strange: 0, misfit: null };
  /** A NOTICE that these limits cannot have caused. */
  #impossible: Misfit | null = null;

  constructor({ rtpLimits, tree }: Configuration) {
    this.#limits = rtpLimits;
    this.#tree = tree;
  }

  /** Checks the names of a call's channels, and its NOTICE. */
  add(call: Call): void {
    for (const name of new Set([call.channelName, ...call.legs.map(({ channelName }) => channelName)]))
      if (name !== null) this.#addName(name, call.events[0] ?? null);
    for (const notice of eventsOf(call, "rtp-timeout"))
      this.#addNotice(notice, notice.event.channelName ?? call.channelName);
    if (call.banner !== null) this.#addBanner(call.banner);
  }

  /** Checks the name of a call that went well at a glance. */
  addSettled({ channelName, first, banner }: SettledCall): void {
    this.#addName(channelName, { ...first, inferredFrom: null });
    if (banner !== null) this.#addBanner(banner);
  }

  /** Why the configuration does not fit what has been read so far. Null if nothing says so. */
  get misfit(): Misfit | null {
    const { fitting, strange, misfit } = this.#notices;
    return (
      this.#byNames() ??
      this.#impossible ??
      (fitting === 0 && strange >= STRANGE_NOTICES ? misfit : null) ??
      (this.#versions.fitting === 0 ? this.#versions.misfit : null)
    );
  }

  #addName(name: string, at: TimedEvent | null): void {
    const channel = readChannelName(name);
    // chan_sip names a guest by a domain or an address (channels/chan_sip.c:sip_new), which is in no file
    if (channel === null || channel.scope === null || (channel.driver === "chan_sip" && /[.:]/.test(channel.scope)))
      return;
    const { driver, scope } = channel;
    const sum = this.#names[driver];
    if (this.#rowOf(driver, scope) !== undefined) sum.known += 1;
    else if (sum.unknown.size < MAX_NAMES) sum.unknown.set(scope, sum.unknown.get(scope) ?? at);
  }

  #rowOf(driver: Driver, scope: string): RtpLimitRow | undefined {
    return this.#limits.rows.find((row) => row.driver === driver && row.scope === scope && scope !== GENERAL);
  }

  /** A limit that fired was no longer than the silence that its NOTICE prints (check_rtp_timeout, rtp_check_timeout). */
  #addNotice(notice: TimedEvent<EventOf<"rtp-timeout">>, channelName: string | null): void {
    const scope = channelName === null ? null : (readChannelName(channelName)?.scope ?? null);
    const { driver, silenceSeconds } = notice.event;
    const row = scope === null ? undefined : this.#rowOf(driver, scope);
    if (row === undefined || row.rtpTimeoutSeconds === null || row.rtpHoldTimeoutSeconds === null) return;
    const limits = [row.rtpTimeoutSeconds, row.rtpHoldTimeoutSeconds].filter((seconds) => seconds > 0);
    // chan_sip hangs up only after more than its limit
    const atMost = driver === "chan_sip" ? silenceSeconds - 1 : silenceSeconds;
    const ended = `by the log an RTP timeout ended a call of ${scope} after ${silenceSeconds} s`;
    if (limits.length === 0)
      this.#impossible ??= { says: `${ended}, and in the configuration it is off there`, proof: notice };
    else if (limits.every((limit) => limit > atMost))
      this.#impossible ??= { says: `${ended}, and its limits there are ${limits.join(" and ")} s`, proof: notice };
    else if (limits.includes(atMost)) this.#notices.fitting += 1;
    else {
      this.#notices.strange += 1;
      this.#notices.misfit ??= {
        says: `${ended}, others as long after theirs, and none at its limits there (${limits.join(" and ")} s)`,
        proof: notice,
      };
    }
  }

  /** The version, if a console printed it. */
  #addBanner(banner: TimedEvent<EventOf<"log-opened">>): void {
    const printed = this.#tree.version;
    const [own, logged] = [printed, banner.event.version].map((text) => (text === null ? null : readVersion(text)));
    if (!own || !logged) return;
    if (own[0] === logged[0]) this.#versions.fitting += 1;
    else
      this.#versions.misfit ??= {
        says: `it was printed by Asterisk ${printed}, and the log is of ${banner.event.version}`,
        proof: banner,
      };
  }

  #byNames(): Misfit | null {
    const tree = this.#tree;
    const told = (["chan_pjsip", "chan_sip"] as const).filter(
      (driver) => this.#names[driver].known + this.#names[driver].unknown.size > 0,
    );
    const had = new Set(this.#limits.rows.map(({ driver }) => driver));
    const foreign = told.filter((driver) => this.#names[driver].known === 0);
    // one driver that fits is enough
    if (foreign.length === 0 || foreign.length < told.length) return null;
    const [driver] = foreign as [Driver];
    if (foreign.some((one) => isElsewhere(tree, one))) return null;
    const { unknown } = this.#names[driver];
    const [[, proof] = [null, null]] = unknown;
    const { what, file } = SOURCES[driver];
    const names = [...unknown.keys()];
    const shown = `${names.slice(0, SHOWN).join(", ")}${names.length > SHOWN ? `, and ${names.length - SHOWN} more` : ""}`;
    if (!had.has(driver))
      return had.size === 0
        ? null
        : { says: `the channels of the log are of ${driver} (${shown}), and it has nothing in ${file} for any`, proof };
    return { says: `it has no ${what} of those that the log's channels name (${shown})`, proof };
  }
}

function newSum(): Sum {
  return { known: 0, unknown: new Map() };
}

/** Could peers or endpoints be somewhere that was not read: in a database, in another file? */
function isElsewhere(tree: ConfigTree, driver: Driver): boolean {
  const { file: name, family } = SOURCES[driver];
  const file = fileNamed(tree, name);
  if (file?.partial) return true;
  const entries = (fileNamed(tree, "extconfig.conf")?.sections ?? []).flatMap(({ entries }) => entries);
  if (entries.some(({ key }) => family.test(key))) return true;
  const general = file?.sections.find((section) => section.name.toLowerCase() === GENERAL);
  return (
    driver === "chan_sip" &&
    (general?.entries ?? []).some(
      ({ key, value }) => /^autocreatepeer$/i.test(key) && !/^(?:no|0|false|off)$/i.test(value),
    )
  );
}
