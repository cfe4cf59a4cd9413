// The team's file of options, from the disk.
import { existsSync, readFileSync } from "node:fs";
import { OptionError } from "../option-error.js";
import { DEFAULTS_FILE } from "./shared-options.js";

/** What the team's file sets; nothing where there is none. */
export async function defaultsFor({ defaults }: Record<string, unknown>): Promise<Record<string, unknown>> {
  if (defaults === false || (typeof defaults !== "string" && !existsSync(DEFAULTS_FILE))) return {};
  const file = typeof defaults === "string" ? defaults : DEFAULTS_FILE;
  if (!existsSync(file)) throw new OptionError(`--defaults: ${file}: no such file`);
  const { parseDefaults } = await import("../defaults.js");
  return parseDefaults(readFileSync(file, "utf8"), file);
}
