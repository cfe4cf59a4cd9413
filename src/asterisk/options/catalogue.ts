// The catalogue of options: what Asterisk 18 to 23 read from where. It answers three questions: does this object have such an
// option, where else is there one of that name, and does this version know it.
import type { KnownFile } from "../config/known-files.js";
import type { ConfigOption } from "./option.js";
import { otherOptions } from "./other-files.js";
import { pjsipOptions } from "./pjsip.js";
import { sipOptions } from "./sip.js";

/** All options, file by file. */
export const optionCatalogue: readonly ConfigOption[] = [...sipOptions, ...pjsipOptions, ...otherOptions];

/** Objects whose options are all in the catalogue. Only there may a name be called unknown. */
const COMPLETE: Partial<Record<KnownFile, readonly string[]>> = {
  "sip.conf": ["general", "peer"],
  "pjsip.conf": ["endpoint", "aor", "auth", "transport", "global", "system", "registration", "identify"],
  "rtp.conf": ["general"],
  "ari.conf": ["general", "user", "outbound_websocket"],
  "http.conf": ["general"],
  "logger.conf": ["general"],
};

/** Does the catalogue know every option of that object? */
export function isComplete(file: KnownFile, object: string): boolean {
  return COMPLETE[file]?.includes(object) ?? false;
}

/** The option of that name in that object. Undefined if there is none. Names are compared without case. */
export function optionNamed(file: KnownFile, object: string, name: string): ConfigOption | undefined {
  return optionsCalled(name).find((option) => option.file === file && option.objects.includes(object));
}

/** The name under which its value is kept: the newer of two spellings. */
export function canonicalName(file: KnownFile, object: string, name: string): string {
  return optionNamed(file, object, name)?.sameAs ?? name.toLowerCase();
}

/** Every option of that name, anywhere. */
export function optionsCalled(name: string): readonly ConfigOption[] {
  return BY_NAME.get(name.toLowerCase()) ?? [];
}

/** All options of an object. */
export function optionsOf(file: KnownFile, object: string): readonly ConfigOption[] {
  return optionCatalogue.filter((option) => option.file === file && option.objects.includes(object));
}

const BY_NAME = new Map<string, ConfigOption[]>();
for (const option of optionCatalogue) BY_NAME.set(option.name, [...(BY_NAME.get(option.name) ?? []), option]);

/** pjsip.conf's counterparts of options that sip.conf names differently. */
const IN_PJSIP: Readonly<Record<string, string>> = {
  rtptimeout: "rtp_timeout of the endpoint",
  rtpholdtimeout: "rtp_timeout_hold of the endpoint",
  rtpkeepalive: "rtp_keepalive of the endpoint",
  directmedia: "direct_media of the endpoint",
  canreinvite: "direct_media of the endpoint",
  nat: "force_rport, rewrite_contact and rtp_symmetric of the endpoint",
  "session-timers": "timers of the endpoint",
  "session-expires": "timers_sess_expires of the endpoint",
  "session-minse": "timers_min_se of the endpoint",
  mohsuggest: "moh_suggest of the endpoint",
  mohinterpret: "moh_suggest of the endpoint",
  dtmfmode: "dtmf_mode of the endpoint",
  icesupport: "ice_support of the endpoint",
  encryption: "media_encryption of the endpoint",
  avpf: "use_avpf of the endpoint",
  t38pt_udptl: "t38_udptl of the endpoint",
  qualify: "qualify_frequency of the aor",
  qualifyfreq: "qualify_frequency of the aor",
  host: "contact of the aor, or match of an identify",
  secret: "password of an auth",
  defaultuser: "username of an auth",
  username: "username of an auth",
  externaddr: "external_signaling_address and external_media_address of the transport",
  externip: "external_signaling_address and external_media_address of the transport",
  localnet: "local_net of the transport",
  timert1: "timer_t1 of the system object",
  timerb: "timer_b of the system object",
};

/** The other driver's way to say what `option` says. Null if none is known. */
export function counterpartOf(option: ConfigOption): string | null {
  if (option.driver === "chan_sip") return IN_PJSIP[option.name] ?? null;
  const words = Object.entries(IN_PJSIP).find(([, there]) => there.startsWith(`${option.name} of`));
  return words?.[0] ?? null;
}

/** A name that is passed around though no version reads it. */
export interface MistakenName {
  /** What people mistake it for, or where it comes from. */
  readonly why: string;
  /** What does the intended job, if there is such a thing. */
  readonly instead: string | null;
}

const MISTAKEN: Readonly<Record<string, MistakenName>> = {
  autodestruct: {
    why: "It is a word of chan_sip's log (`Autodestruct on dialog ...`), not a setting (channels/chan_sip.c:__sip_autodestruct).",
    instead: null,
  },
  stasis_timeout: { why: "Stasis() has no time limit (apps/app_stasis.c:app_exec).", instead: null },
  use_callids: {
    why: "Only the sample file names it; no code reads it (main/logger.c:init_logger_chain).",
    instead: "display_callids",
  },
};

/** What is known about a name that no version reads. Undefined if nothing is. */
export function mistakenName(name: string): MistakenName | undefined {
  return MISTAKEN[name.toLowerCase()];
}

/** Asterisk's version as `[20, 20, 1]`. Null if the text is none, as for a development build. */
export type AsteriskVersion = readonly [number, number, number];

// 20.20.1   18.9-cert4   22.10.1-rc1   certified/18.9
const VERSION = /^(?:certified[-/])?(?<major>\d+)\.(?<minor>\d+)(?:\.(?<patch>\d+))?/;

/** Reads the version in a log's banner or in `core show version`. */
export function readVersion(text: string): AsteriskVersion | null {
  const { major, minor, patch = "0" } = VERSION.exec(text)?.groups ?? {};
  // a certified branch is numbered by the release that it left; its number does not tell what was added later
  return major === undefined || minor === undefined || /cert/.test(text)
    ? null
    : [Number(major), Number(minor), Number(patch)];
}

/** Does this version know the option? */
export function isKnownTo(option: ConfigOption, version: AsteriskVersion): boolean {
  if (option.until !== null && version[0] > option.until) return false;
  if (option.since.length === 0) return true;
  const firsts = option.since.map(readVersion).filter((first) => first !== null);
  const own = firsts.find(([major]) => major === version[0]);
  // a branch left out between two that have it ended before it; a branch after all of them was begun with it
  if (own === undefined) return firsts.length > 0 && firsts.every(([major]) => major < version[0]);
  return version[1] > own[1] || (version[1] === own[1] && version[2] >= own[2]);
}
