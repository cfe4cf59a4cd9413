// Turns ari-doctor.config.json into options that a team need not type. Its keys are the long names of the options. What only
// makes sense for one run (inputs, outputs, which calls) has no place in it. The command line takes precedence, option by
// option.
import { dirname, join, win32 } from "node:path";
import { closestName } from "../rules/shared/closest.js";
import { attributeOf, isSwitch, nameOf, type Option } from "../settings/option.js";
import { OptionError } from "../settings/option-error.js";
import { RUN_OPTIONS } from "../settings/options.js";
import { faultOf } from "../settings/parse.js";

/** What a file may set, by the names that it uses. */
const KNOWN: ReadonlyMap<string, Option> = new Map(
  Object.values<Option>(RUN_OPTIONS).flatMap((option) => (option.mayBeDefault ? [[nameOf(option), option]] : [])),
);

/**
 * The options that a defaults file sets, under the names that commander gives them, each as it would be typed. Paths in it are
 * relative to its own folder. @throws OptionError naming the file and the key, in one line.
 */
export function parseDefaults(text: string, file: string): Record<string, unknown> {
  const content = json(text, file);
  if (typeof content !== "object" || content === null || Array.isArray(content))
    throw new OptionError(`${file}: must be an object of options`);
  const set = Object.entries(content).map(([name, value]) => {
    const option = KNOWN.get(name);
    if (option === undefined) throw new OptionError(`${file}: no default can be set for "${name}"; ${advice(name)}`);
    const typed = asTyped(option, value);
    const fault =
      option.repeatable && !isListOfTexts(typed) ? "must be a text or a list of texts" : faultOf(option, typed);
    if (fault !== null) throw new OptionError(`${file}: "${name}": ${fault}`);
    return [attributeOf(option), option === RUN_OPTIONS.config ? nearTo(file, typed as string[]) : typed];
  });
  return Object.fromEntries(set);
}

/** A number is written in the file as a number. For a repeatable option, one value is enough. */
function asTyped(option: Option, value: unknown): unknown {
  if (isSwitch(option)) return value;
  if (option.repeatable) return typeof value === "string" ? [value] : value;
  return typeof value === "number" ? String(value) : value;
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

/** A path from a drive on is absolute, too; on other systems none begins so. */
function nearTo(file: string, paths: readonly string[]): string[] {
  return paths.map((path) => (win32.isAbsolute(path) ? path : join(dirname(file), path)));
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new OptionError(`${file}: is no JSON (${why})`);
  }
}

function advice(name: string): string {
  const meant = closestName(name, [...KNOWN.keys()]);
  return meant === null ? `it takes ${[...KNOWN.keys()].join(", ")}` : `did you mean "${meant}"?`;
}
