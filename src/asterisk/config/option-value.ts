// The value in force, within a scope, of an option that counts seconds, and where it was read. Beware: the last entry counts,
// not the first, and what a value that is no number does depends on the driver.
import type { ConfigEntry } from "./parse.js";
import type { ConfigProblem } from "./problem.js";
import type { Driver, Scope } from "./scopes.js";
import { entriesNamed, lastEntry } from "./sections.js";

/** A number of seconds, and where it comes from. */
export interface SecondsValue {
  /** Null if it is not known. */
  readonly seconds: number | null;
  /** `default`: no file states it. `unknown`: the files that might state it were not read, or are rejected. */
  readonly from: "config" | "default" | "unknown";
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
}

export interface ReadValue {
  readonly value: SecondsValue;
  readonly problems: readonly ConfigProblem[];
}

/** `otherwise` is the value if the scope states none: the general one, or the default. */
export function readSeconds(scope: Scope, option: string, otherwise: SecondsValue): ReadValue {
  return READERS[scope.driver](scope, option, otherwise);
}

export function defaultSeconds(seconds: number): SecondsValue {
  return { seconds, from: "default", file: null, line: null };
}

export const UNKNOWN_SECONDS: SecondsValue = { seconds: null, from: "unknown", file: null, line: null };

const READERS: Record<Driver, typeof readSeconds> = {
  chan_sip: readSipSeconds,
  chan_pjsip: readPjsipSeconds,
};

/**
 * channels/chan_sip.c, build_peer and reload_config: sscanf("%30d"), so `60s` is 60. No number, or a negative one, means the
 * default.
 */
function readSipSeconds(scope: Scope, option: string, otherwise: SecondsValue): ReadValue {
  let value = scope.complete ? otherwise : UNKNOWN_SECONDS;
  const problems: ConfigProblem[] = [];
  for (const entry of entriesNamed(scope.entries, option)) {
    const digits = /^\s*\+?(?<digits>\d+)/.exec(entry.value)?.groups?.digits;
    value = digits === undefined ? otherwise : stated(entry, Number(digits));
    if (digits === undefined) {
      const message = `${option}=${entry.value} is not a number of seconds; chan_sip uses the default.`;
      problems.push({ file: entry.file, line: entry.line, message, effect: "ignored" });
    }
  }
  return { value, problems };
}

/** pjsip_configuration.c registers these as OPT_UINT_T: with anything but a plain number, the whole object is rejected. */
function readPjsipSeconds(scope: Scope, option: string, otherwise: SecondsValue): ReadValue {
  const entry = lastEntry(scope.entries, option);
  if (entry === null) return { value: scope.complete ? otherwise : UNKNOWN_SECONDS, problems: [] };
  if (/^\d+$/.test(entry.value)) return { value: stated(entry, Number(entry.value)), problems: [] };
  const { file, line } = entry;
  const message = `${option}=${entry.value} is not a number of seconds; Asterisk rejects endpoint ${scope.name} over it.`;
  return {
    value: { seconds: null, from: "unknown", file, line },
    problems: [{ file, line, message, effect: "ignored" }],
  };
}

function stated({ file, line }: ConfigEntry, seconds: number): SecondsValue {
  return { seconds, from: "config", file, line };
}
