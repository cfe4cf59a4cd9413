// For a snippet line that Asterisk knows: does its value do anything, and what the option is for? Another line may override it,
// the value in force may be the same, Asterisk may replace it, and some values defeat the option's purpose.
import { type InForce, valuesInForce } from "../../asterisk/config/in-force.js";
import { type ConfigObject, configObjects } from "../../asterisk/config/objects.js";
import type { ConfigTree } from "../../asterisk/config/read.js";
import { canonicalName } from "../../asterisk/options/catalogue.js";
import type { ConfigOption } from "../../asterisk/options/option.js";
import type { WrittenOption } from "../shared/config-options.js";
import { undoes } from "../shared/purpose.js";
import { rejectedValue, valueNotUsed } from "../shared/value-fault.js";
import type { AdviceContext, Incident } from "./judged-advice.js";
import { causesOf, isRtpLimit } from "./option-causes.js";

export interface ValueVerdict {
  readonly effect: "defeats-purpose" | "without-effect" | "ignored" | "rejected";
  readonly says: string;
}

/** What keeps a value from doing its job. Null if nothing does. */
export function valueVerdict(
  written: WrittenOption,
  { tree, incident }: Pick<AdviceContext, "tree" | "incident">,
): ValueVerdict | null {
  return (
    notTaken(written) ??
    overruled(written) ??
    raised(written, tree) ??
    heldNoLonger(written, tree) ??
    turnedOff(written, tree, incident) ??
    setAlready(written, tree)
  );
}

/** Values of an option in force: for the peer or endpoint of the line, else one for each that has it. */
export function valuesFor(object: ConfigObject, name: string, tree: ConfigTree): string[] {
  return inForce(object, name, tree).flatMap(({ value }) => (value === null ? [] : [value]));
}

function inForce(object: ConfigObject, name: string, tree: ConfigTree): InForce[] {
  const rows = valuesInForce(tree).filter(({ option }) => option.name === name);
  const own = rows.filter(({ scope }) => scope === object.name);
  return own.length > 0 && object.kind !== "general" ? own : rows;
}

/** With its unit, if it has one. */
export const counted = ({ unit }: ConfigOption, value: string): string => (unit === null ? value : `${value} ${unit}`);
const sentence = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`;

function notTaken(written: WrittenOption): ValueVerdict | null {
  const rejected = rejectedValue(written);
  if (rejected !== null)
    return { effect: "rejected", says: `${sentence(rejected)} Asterisk rejects the whole object because of it.` };
  const fault = valueNotUsed(written);
  return fault === null ? null : { effect: "ignored", says: `Not used as written: ${fault}` };
}

/** Two lines of the snippet that set one option, in one spelling or two. The later one counts. */
function overruled({ object, entry, option }: WrittenOption): ValueVerdict | null {
  if (option === undefined) return null;
  const name = canonicalName(object.file, object.kind, entry.key);
  const later = object.entries.findLast(({ key }) => canonicalName(object.file, object.kind, key) === name);
  if (later === undefined || later.line === entry.line) return null;
  // allow, permit and the like add up
  if (option.kind === "text" && later.key.toLowerCase() === entry.key.toLowerCase()) return null;
  const spelling =
    later.key.toLowerCase() === name ? `${later.key} is its newer name` : `${later.key} is another name for it`;
  const same = later.key.toLowerCase() === entry.key.toLowerCase() ? "" : `${spelling}, and `;
  return {
    effect: "without-effect",
    says: `Line ${later.line} overrides it: ${same}if two lines set one option, the later one counts.`,
  };
}

/** The smallest T1 that Asterisk accepts, and timer B in T1 (res/res_pjsip/config_system.c:system_apply). */
const LEAST_T1_MS = 100;
const TIMER_B_IN_T1 = 64;

/** A PJSIP timer that is too short: Asterisk uses a longer one instead. */
function raised({ object, entry, option }: WrittenOption, tree: ConfigTree): ValueVerdict | null {
  if (option?.file !== "pjsip.conf" || !option.objects.includes("system")) return null;
  const least = option.name === "timer_t1" ? LEAST_T1_MS : option.name === "timer_b" ? TIMER_B_IN_T1 * t1() : 0;
  return Number(entry.value) < least
    ? {
        effect: "without-effect",
        says: `Too short: Asterisk uses ${least} ms instead, with a warning.${option.name === "timer_b" ? ` It must be ${TIMER_B_IN_T1} times timer_t1.` : ""}`,
      }
    : null;

  function t1(): number {
    const isT1 = ({ key }: { readonly key: string }): boolean => key.toLowerCase() === "timer_t1";
    const now = configObjects(tree).find(({ file, kind }) => file === "pjsip.conf" && kind === "system");
    const written = object.entries.findLast(isT1) ?? now?.entries.findLast(isT1);
    return Math.max(LEAST_T1_MS, Number.parseInt(written?.value ?? "", 10) || DEFAULT_T1_MS);
  }
}

const DEFAULT_T1_MS = 500;

const HOLD_LIMITS: Readonly<Record<string, string>> = {
  rtpholdtimeout: "rtptimeout",
  rtp_timeout_hold: "rtp_timeout",
};

/** A hold limit that is not above the ordinary one, either beside it in the snippet or in force. */
function heldNoLonger({ object, entry, option }: WrittenOption, tree: ConfigTree): ValueVerdict | null {
  const other = HOLD_LIMITS[option?.name ?? ""];
  const hold = Number.parseInt(entry.value, 10);
  if (other === undefined || hold === 0) return null;
  const beside = object.entries.findLast(({ key }) => key.toLowerCase() === other)?.value;
  const [now, ...others] = new Set(valuesFor(object, other, tree));
  const written = beside ?? (others.length === 0 ? now : undefined);
  const seconds = Number.parseInt(written ?? "", 10);
  const where = beside === undefined ? "in force now" : "set beside it";
  if (option?.driver === "chan_sip")
    return seconds === 0 || seconds >= hold
      ? {
          effect: "without-effect",
          says: `It acts only if rtptimeout is on and shorter than it; rtptimeout (${where}) is ${seconds === 0 ? "off" : `${seconds} s`}.`,
        }
      : null;
  return seconds > 0 && seconds >= hold
    ? {
        effect: "defeats-purpose",
        says: `rtp_timeout (${where}) is ${seconds} s: a call that the far end holds would be cut no later than one that talks.`,
      }
    : null;
}

/** A value that defeats its option: 0 for something that is on, qualifying once an hour. */
function turnedOff(
  { object, entry, option }: WrittenOption,
  tree: ConfigTree,
  incident: Incident | null,
): ValueVerdict | null {
  const undone = undoes(option, entry.value);
  if (undone !== null)
    return { effect: "defeats-purpose", says: `${sentence(undone.reason)} Better: ${undone.proposed}.` };
  if (option === undefined || !isTurnedOff({ entry, option })) return null;
  const on = valuesFor(object, option.name, tree).filter((value) => value !== "0");
  // a limit that ended a call was on, whatever the given files say
  const fired =
    isRtpLimit(option.name) && causesOf(option.name).some((cause) => (incident?.causeCounts[cause] ?? 0) > 0);
  const isRead = option.driver === null || (incident?.drivers.includes(option.driver) ?? false);
  if (on.length === 0 && !(fired && isRead))
    return {
      effect: "without-effect",
      says: `0 means off, and off is the default: it turns nothing on.${tree.files.length === 0 ? " If your configuration has it on, this turns it off." : ""}`,
    };
  const gone = /timeout/.test(option.name)
    ? " Calls whose caller is gone would then stay up until somebody hangs up."
    : "";
  return {
    effect: "defeats-purpose",
    says: `0 is not "no limit": it turns off what is on now (${on.length === 0 ? "it ended calls of the logs" : [...new Set(on)].map((value) => counted(option, value)).join(", ")}).${gone}`,
  };
}

/** Does the line turn its option off? */
export function isTurnedOff({ entry, option }: Pick<WrittenOption, "entry" | "option">): boolean {
  return option?.zeroIsOff === true && Number.parseInt(entry.value, 10) === 0;
}

/** A line that states what is already so. For an RTP limit, that is reported with the calls that it ended. */
function setAlready({ object, entry, option }: WrittenOption, tree: ConfigTree): ValueVerdict | null {
  if (option === undefined || tree.files.length === 0 || isRtpLimit(option.name)) return null;
  const { name, default: otherwise } = option;
  const isSame = (value: string | null): boolean => value !== null && sameValue(option, value, entry.value);
  const now = inForce(object, name, tree);
  if (now.length > 0)
    return now.every(({ value }) => isSame(value))
      ? { effect: "without-effect", says: `It is already ${counted(option, entry.value)}: this changes nothing.` }
      : null;
  // for other options the tree has what is written; the default counts if the whole object was read and no line sets it
  const there = configObjects(tree).filter(({ file, kind }) => file === object.file && kind === object.kind);
  const named = there.filter((one) => one.name === object.name);
  const meant = named.length > 0 ? named : there;
  if (meant.length === 0 || meant.some(({ complete }) => !complete)) return null;
  const set = meant.map(
    ({ entries }) =>
      entries.findLast(({ key }) => canonicalName(object.file, object.kind, key) === (option.sameAs ?? name))?.value ??
      null,
  );
  if (!set.every((value) => isSame(value ?? otherwise))) return null;
  return {
    effect: "without-effect",
    says: set.every((value) => value === null)
      ? `${counted(option, entry.value)} is the default, and the configuration sets nothing else: this changes nothing.`
      : `It is already ${counted(option, entry.value)}: this changes nothing.`,
  };
}

const YES = /^(?:yes|true|y|t|1|on)$/i;

function sameValue({ kind }: ConfigOption, one: string, other: string): boolean {
  if (kind === "yes-no") return YES.test(one) === YES.test(other);
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
