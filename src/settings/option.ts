// What an option is: a row of data. It determines --help, the completions, the check, the keys of a defaults file, and the type
// of the setting.
import type { z } from "zod";
import type { values } from "./values.js";

/** What options are for: the headings of --help and of the manual page. */
export type OptionGroup = "input" | "limits" | "selection" | "output" | "live" | "privacy";

/** An option, or an operand (`[files...]`), of a command. Its key in the table names the setting. */
export interface Option {
  /** In commander's notation: `-o, --output <file>`, `--redact [level]` where the value may be left out. A switch takes none. */
  readonly flags: string;
  readonly help: string;
  readonly group: OptionGroup;
  /** Said of it on the one screen of -h; it is not there where this is left out. */
  readonly brief?: string;
  readonly repeatable?: true;
  /** As it would be typed. Printed after `help` if that mentions no default. */
  readonly default?: string;
  /** What it accepts, and what becomes of it. If left out, any text. The values are passed in, since loading them takes zod. */
  readonly check?: (known: typeof values) => z.ZodType<unknown, string>;
  /** Of a `[value]`: what is meant where none is given. */
  readonly without?: string;
  /** True if a team may set it once and for all, in ari-doctor.config.json. */
  readonly mayBeDefault?: true;
  /** Makes sense only with one of these settings. */
  readonly goesWith?: readonly string[];
  /** The error if it is given without them, instead of "goes with … only". */
  readonly elseSays?: string;
  /** Cannot be combined with any of these. */
  readonly notWith?: readonly string[];
}

/** The options of a command, in the order of its --help. */
export type OptionTable = Readonly<Record<string, Option>>;

type Checked<O> = O extends { readonly check: (known: never) => infer Schema extends z.ZodType }
  ? z.output<Schema>
  : string;

type ValueOf<O extends Option> = O extends { readonly repeatable: true }
  ? readonly Checked<O>[]
  : O["flags"] extends `${string}<${string}` | `-${string}[${string}`
    ? Checked<O>
    : boolean;

/** An option with a value is undefined unless given. An operand `<file>`, lists and switches always have a value. */
type MayBeUnset<O extends Option> = O extends { readonly repeatable: true } | { readonly default: string }
  ? false
  : O["flags"] extends `-${string}<${string}` | `-${string}[${string}`
    ? true
    : false;

type Unset<Table extends OptionTable> = {
  [Key in keyof Table]: MayBeUnset<Table[Key]> extends true ? Key : never;
}[keyof Table];

/** The settings that a table of options makes. */
export type SettingsOf<Table extends OptionTable> = {
  readonly [Key in Exclude<keyof Table, Unset<Table>>]: ValueOf<Table[Key]>;
} & { readonly [Key in Unset<Table>]?: ValueOf<Table[Key]> | undefined };

/** True for what comes after the options of a command: `[files...]`. */
export function isOperand({ flags }: Option): boolean {
  return !flags.startsWith("-");
}

/** True if it takes no value. */
export function isSwitch(option: Option): boolean {
  return !isOperand(option) && !/[<[]/.test(option.flags);
}

/** `-o, --output <file>` -> `output`. */
export function nameOf({ flags }: Option): string {
  return /--([\w-]+)/.exec(flags)?.[1] ?? flags;
}

/** commander's name for it: `fail-on` -> `failOn`. */
export function attributeOf(option: Option): string {
  return nameOf(option).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What --help says about it. */
export function helpOf({ help, default: value }: Option): string {
  return value === undefined || /\bdefault\b/.test(help) ? help : `${help} (default: ${value})`;
}
