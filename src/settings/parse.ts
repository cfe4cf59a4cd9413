// Turns what was typed into settings, checked once and as a whole. Inside, they are trusted.
import { z } from "zod";
import { attributeOf, isOperand, isSwitch, nameOf, type Option, type OptionTable, type SettingsOf } from "./option.js";
import { OptionError } from "./option-error.js";
import { values } from "./values.js";

/**
 * Checks what commander has read for a command, under commander's names for it (`failOn`).
 * @throws OptionError naming the option and what it accepts
 */
export function parseSettings<Table extends OptionTable>(
  table: Table,
  raw: Readonly<Record<string, unknown>>,
): SettingsOf<Table> {
  const given = Object.entries(table).map(([key, option]) => [key, raw[isOperand(option) ? key : attributeOf(option)]]);
  const parsed = schemaOf(table).safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const option = table[String(issue?.path[0])] as Option;
    throw new OptionError(`--${nameOf(option)}: ${issue?.message ?? "cannot be used"}`);
  }
  refuseContradictions(table, parsed.data);
  // the schema is built from the table, like the type
  return parsed.data as SettingsOf<Table>;
}

/** What is wrong with a value for an option, in words that follow the option's name. Null if nothing is. */
export function faultOf(option: Option, given: unknown): string | null {
  const parsed = settingSchema(option).safeParse(given);
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? "cannot be used");
}

/** The words that an option accepts, if there are only a few. */
export function wordsOf(option: Option): readonly string[] | null {
  const value = valueSchema(option);
  return value instanceof z.ZodEnum ? value.options.map(String) : null;
}

function schemaOf(table: OptionTable): z.ZodObject {
  return z.object(Object.fromEntries(Object.entries(table).map(([key, option]) => [key, settingSchema(option)])));
}

function settingSchema(option: Option): z.ZodType {
  if (isSwitch(option)) return z.boolean({ error: "must be true or false" }).default(false);
  const value = valueSchema(option);
  if (option.repeatable) return z.array(value).default([]);
  if (option.default !== undefined) return value.prefault(option.default);
  return isOperand(option) ? value : value.optional();
}

/** One value of an option that takes several. */
function valueSchema({ check }: Option): z.ZodType<unknown, string> {
  return check?.(values) ?? values.anyText;
}

/** @throws OptionError if options are given that make no sense together. */
function refuseContradictions(table: OptionTable, settings: Readonly<Record<string, unknown>>): void {
  const isGiven = (key: string): boolean => {
    const value = settings[key];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  };
  const flag = (key: string): string => `--${nameOf(table[key] as Option)}`;
  for (const [key, { goesWith, elseSays, notWith }] of Object.entries(table)) {
    if (!isGiven(key)) continue;
    const other = notWith?.find(isGiven);
    if (other !== undefined) throw new OptionError(`${flag(key)}: cannot be given with ${flag(other)}`);
    if (goesWith && !goesWith.some(isGiven))
      throw new OptionError(`${flag(key)}: ${elseSays ?? `goes with ${goesWith.map(flag).join(" or ")} only`}`);
  }
}
