// The team's file of options, from the disk.
import { existsSync, readFileSync } from "node:fs";
import { DEFAULTS_FILE, parseDefaults } from "../defaults.js";
import { OptionError } from "../options.js";

/** What the team's file sets; nothing where there is none. */
export function defaultsFor({ defaults }: Record<string, unknown>): Record<string, unknown> {
  if (defaults === false || (typeof defaults !== "string" && !existsSync(DEFAULTS_FILE))) return {};
  const file = typeof defaults === "string" ? defaults : DEFAULTS_FILE;
  if (!existsSync(file)) throw new OptionError(`--defaults: ${file}: no such file`);
  return parseDefaults(readFileSync(file, "utf8"), file);
}
