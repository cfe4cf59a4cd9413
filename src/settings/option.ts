// What an option is: a row of data. From it come what --help and the completions say, the check, the keys of a file of defaults,
// and the type of the setting.
import type { z } from "zod";
import type { values } from "./values.js";

/** An option, or an operand (`[files...]`) of a command. The key under which it stands in its table names the setting. */
export interface Option {
  /** As commander writes it: `-o, --output <file>`; a switch takes no `<value>`. */
  readonly flags: string;
  readonly help: string;
  readonly repeatable?: true;
  /** As it would be typed. Said after `help`, where that speaks of no default. */
  readonly default?: string;
  /** What it takes, and what becomes of that; any text where this is left out. The values are handed in: loading them takes zod. */
  readonly check?: (known: typeof values) => z.ZodType<unknown, string>;
  /** True where a team may set it once and for all, in ari-doctor.config.json. */
  readonly mayBeDefault?: true;
  /** Makes sense only with one of these settings. */
  readonly goesWith?: readonly string[];
  /** Said where it stands without them, instead of "goes with … only". */
  readonly elseSays?: string;
  /** Cannot be given with any of these. */
  readonly notWith?: readonly string[];
}

/** The options of a command, in the order of its --help. */
export type OptionTable = Readonly<Record<string, Option>>;

type Checked<O> = O extends { readonly check: (known: never) => infer Schema extends z.ZodType }
  ? z.output<Schema>
  : string;

type ValueOf<O extends Option> = O extends { readonly repeatable: true }
  ? readonly Checked<O>[]
  : O["flags"] extends `${string}<${string}`
    ? Checked<O>
    : boolean;

/** What takes a value has none unless it is given one: an operand `<file>`, lists and switches always have theirs. */
type MayBeUnset<O extends Option> = O extends { readonly repeatable: true } | { readonly default: string }
  ? false
  : O["flags"] extends `-${string}<${string}`
    ? true
    : false;

type Unset<Table extends OptionTable> = {
  [Key in keyof Table]: MayBeUnset<Table[Key]> extends true ? Key : never;
}[keyof Table];

/** The settings that a table of options makes. */
export type SettingsOf<Table extends OptionTable> = {
  readonly [Key in Exclude<keyof Table, Unset<Table>>]: ValueOf<Table[Key]>;
} & { readonly [Key in Unset<Table>]?: ValueOf<Table[Key]> | undefined };

/** True of what stands behind the options of a command: `[files...]`. */
export function isOperand({ flags }: Option): boolean {
  return !flags.startsWith("-");
}

/** True where it takes no value. */
export function isSwitch(option: Option): boolean {
  return !isOperand(option) && !option.flags.includes("<");
}

/** `-o, --output <file>` -> `output`. */
export function nameOf({ flags }: Option): string {
  return /--([\w-]+)/.exec(flags)?.[1] ?? flags;
}

/** The name under which commander hands it on: `fail-on` -> `failOn`. */
export function attributeOf(option: Option): string {
  return nameOf(option).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What --help says of it. */
export function helpOf({ help, default: value }: Option): string {
  return value === undefined || /\bdefault\b/.test(help) ? help : `${help} (default: ${value})`;
}
