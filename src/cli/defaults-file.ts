// Reads the team's file of options from disk.
import { existsSync, readFileSync } from "node:fs";
import { attributeOf, type OptionTable } from "../settings/option.js";
import { OptionError } from "../settings/option-error.js";
import { DEFAULTS_FILE } from "./command-options.js";

/** What the team's file sets of a command's options. Nothing if there is none. */
export async function defaultsFor(
  table: OptionTable,
  { defaults }: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  if (defaults === false || (typeof defaults !== "string" && !existsSync(DEFAULTS_FILE))) return {};
  const file = typeof defaults === "string" ? defaults : DEFAULTS_FILE;
  if (!existsSync(file)) throw new OptionError(`--defaults: ${file}: no such file`);
  const { parseDefaults } = await import("./parse-defaults.js");
  const set = parseDefaults(readFileSync(file, "utf8"), file);
  const taken = new Set(Object.values(table).flatMap((option) => (option.mayBeDefault ? [attributeOf(option)] : [])));
  return Object.fromEntries(Object.entries(set).filter(([name]) => taken.has(name)));
}
