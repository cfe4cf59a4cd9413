// What configuration rules share: the options as written, what they are, and a change of one line as advice.
import { basename } from "node:path";
import { type ConfigPlace, isSecret, lineAt } from "../../asterisk/config/cite.js";
import { isWrittenByFreePbx, type KnownFile } from "../../asterisk/config/known-files.js";
import type { ConfigObject } from "../../asterisk/config/objects.js";
import { configObjects } from "../../asterisk/config/objects.js";
import type { ConfigEntry } from "../../asterisk/config/parse.js";
import type { LineChange } from "../../asterisk/config/patch.js";
import type { ConfigTree } from "../../asterisk/config/read.js";
import {
  counterpartOf,
  isComplete,
  isKnownTo,
  mistakenName,
  optionNamed,
  optionsCalled,
  optionsOf,
} from "../../asterisk/options/catalogue.js";
import type { ConfigOption } from "../../asterisk/options/option.js";
import { reloadOf } from "../../asterisk/reload.js";
import type { Recommendation } from "../../verdict/verdict.js";
import type { ConfigSubject } from "../rule.js";
import { closestName } from "./closest.js";

/** One line `key = value`, in the object that takes it. */
export interface WrittenOption {
  readonly object: ConfigObject;
  readonly entry: ConfigEntry;
  /** Undefined if that object has no such option. */
  readonly option: ConfigOption | undefined;
}

/** Every option as written, each line once, however many objects inherit it. */
export function writtenOptions(tree: ConfigTree): WrittenOption[] {
  const seen = new Set<string>();
  return configObjects(tree).flatMap((object) =>
    object.entries.flatMap((entry) => {
      const place = `${object.kind} ${entry.file}:${entry.line} ${entry.key}`;
      if (seen.has(place)) return [];
      seen.add(place);
      return [{ object, entry, option: optionNamed(object.file, object.kind, entry.key) }];
    }),
  );
}

/** Why an object has no such option. */
export interface Misnamed {
  /**
   * `nowhere`: no version has it anywhere. `elsewhere`: another object, file or driver has it. `version`: another version has
   * it.
   */
  readonly why: "nowhere" | "elsewhere" | "version";
  /** The rest of a sentence that begins with the option's name. */
  readonly says: string;
  /** The name that belongs there, if one is known. */
  readonly instead: string | null;
}

/** What is wrong with an option's name. Null if it is right, harmless, or not known to be wrong. */
export function misnamed({ object, entry, option }: WrittenOption, { version }: ConfigSubject): Misnamed | null {
  if (option !== undefined) {
    if (version === null || isKnownTo(option, version) || isDropped(option)) return null;
    const since = option.since.length === 0 ? "" : ` (it came with ${option.since.join(", ")})`;
    const says = `is not known to Asterisk ${version.join(".")}${since}`;
    // if this version does not have the type of object yet, that is reported once, with its type
    const type = entry.key === "type" ? undefined : optionNamed(object.file, object.kind, "type");
    if (option.file === "sip.conf" || (type !== undefined && !isKnownTo(type, version))) return null;
    return { why: "version", says, instead: null };
  }
  // an extended field of sorcery, such as @pjsip_wizard, may have any name (main/sorcery.c:ast_sorcery_object_type_open)
  if (!isComplete(object.file, object.kind) || entry.key.startsWith("@")) return null;

  const mistaken = mistakenName(entry.key);
  const instead = mistaken?.instead ?? nearestOption(object, entry.key);
  const [other] = optionsCalled(entry.key).filter((one) => !isDropped(one));
  if (other !== undefined) return { why: "elsewhere", ...elsewhere(object, other, instead) };
  const meant = instead === null ? "" : `; did you mean ${instead}?`;
  return { why: "nowhere", says: `is not an option in any version of Asterisk from 18 to 23${meant}`, instead };
}

function nearestOption({ file, kind }: ConfigObject, name: string): string | null {
  return closestName(
    name,
    optionsOf(file, kind).map((option) => option.name),
  );
}

const OF_TYPED_OBJECTS: ReadonlySet<KnownFile> = new Set(["pjsip.conf", "ari.conf", "websocket_client.conf"]);

/** Files in which one wrong option costs the whole object (aco and sorcery). Elsewhere it costs only the line. */
export function rejectsObjects(file: KnownFile): boolean {
  return OF_TYPED_OBJECTS.has(file);
}

/** Generators still write such names, and every version since 18 ignores them. */
function isDropped({ until }: ConfigOption): boolean {
  return until !== null && until < 18;
}

/** Each driver has its file. An option of the other driver may have a counterpart in it. */
const DRIVER_FILES: readonly KnownFile[] = ["sip.conf", "pjsip.conf"];

function elsewhere(
  object: ConfigObject,
  other: ConfigOption,
  near: string | null,
): { readonly says: string; readonly instead: string | null } {
  const home =
    other.file === object.file
      ? `an option of ${describeObject(other)}`
      : `an option of ${describeObject(other)} in ${other.file}`;
  const otherDriver = other.driver !== null && other.file !== object.file && DRIVER_FILES.includes(object.file);
  const here = otherDriver ? (counterpartOf(other) ?? near) : null;
  return { says: here === null ? `is ${home}` : `is ${home}; here it is ${here}`, instead: here ?? near };
}

function describeObject({ objects, file }: ConfigOption): string {
  const [first = ""] = objects;
  if (objects.includes("general")) return objects.includes("peer") ? "[general] and of peers" : "[general]";
  return OF_TYPED_OBJECTS.has(file) ? `type=${first}` : first === "class" ? "a class" : `a ${first}`;
}

/** Does FreePBX write that file? Then what it contains is nobody's slip, and nobody can fix it there. */
export function isGenerated(file: string): boolean {
  return isWrittenByFreePbx(basename(file));
}

/** Removes the line of an option. */
export function takeOut({ entry }: { readonly entry: ConfigPlace }): LineChange[] {
  // FreePBX would write it again
  return isGenerated(entry.file) ? [] : [{ file: entry.file, line: entry.line, after: null }];
}

/** Gives an option the name that was meant, if there is one; otherwise removes its line. */
export function renameOrTakeOut(written: WrittenOption, instead: string | null, tree: ConfigTree): LineChange[] {
  const { object, entry } = written;
  const line = lineAt(tree, entry)?.text;
  const meant = instead === null ? undefined : optionNamed(object.file, object.kind, instead);
  // two lines with one name would fight over the value
  const taken = object.entries.some(({ key }) => key.toLowerCase() === meant?.name);
  if (line === undefined || meant === undefined || taken) return takeOut(written);
  return takeOut(written).map((change) => ({ ...change, after: line.replace(entry.key, meant.name) }));
}

/** Gives an option another value and leaves its comment alone. */
export function withValue({ entry }: { readonly entry: ConfigPlace }, value: string, tree: ConfigTree): LineChange[] {
  const line = lineAt(tree, entry)?.text;
  const { head, tail } = VALUE_IN_LINE.exec(line ?? "")?.groups ?? {};
  if (head === undefined || tail === undefined) return [];
  return takeOut({ entry }).map((change) => ({ ...change, after: `${head}${value}${tail}` }));
}

// rtp_keepalive = 10 ; as the provider asked
const VALUE_IN_LINE = /^(?<head>[^=;]*=>?\s*)[^;\s](?:[^;]*[^;\s])?(?<tail>\s*(?:;.*)?)$/;

/** The value as a report may show it. */
export function shownValue({ key, value }: ConfigEntry): string {
  return isSecret(key) ? "…" : value;
}

/** A change of one option as advice. If `proposed` is null, the line is removed. */
export function changeOption(
  { object, entry }: Pick<WrittenOption, "object" | "entry">,
  change: { readonly title: string; readonly reason: string; readonly risk?: string; readonly proposed: string | null },
): Recommendation {
  const { apply, verify, runningCalls } = reloadOf(object.file);
  return {
    kind: "config",
    title: change.title,
    reason: change.reason,
    risk: change.risk ?? runningCalls,
    file: entry.file,
    section: object.name,
    option: entry.key,
    current: shownValue(entry),
    proposed: change.proposed ?? "the line removed",
    apply: [...apply],
    verify: [...verify],
  };
}
