// Looks things up in a tree the way Asterisk does: names without case.
import type { KnownFile } from "./known-files.js";
import type { ConfigEntry, ConfigSection } from "./parse.js";
import type { ConfigFile, ConfigTree } from "./read.js";

/** The file of that name. Null if it was not read. */
export function fileNamed(tree: ConfigTree, name: KnownFile): ConfigFile | null {
  return tree.files.find((file) => file.name === name) ?? null;
}

/**
 * The section that a module reading `[name]` gets: the first one, apart from templates (ast_variable_browse). Later sections of
 * that name are not read unless they say `(+)`.
 */
export function sectionNamed(file: ConfigFile, name: string): ConfigSection | null {
  return file.sections.find((section) => !section.template && section.name.toLowerCase() === name) ?? null;
}

/** All entries of an option, in order. `option` is in lower case. */
export function entriesNamed(entries: readonly ConfigEntry[], option: string): readonly ConfigEntry[] {
  return entries.filter((entry) => entry.key.toLowerCase() === option);
}

/** The first entry of an option: what ast_variable_retrieve() returns. */
export function firstEntry(entries: readonly ConfigEntry[], option: string): ConfigEntry | null {
  return entriesNamed(entries, option)[0] ?? null;
}

/** The last entry of an option: the value once a module has gone through all of them. */
export function lastEntry(entries: readonly ConfigEntry[], option: string): ConfigEntry | null {
  return entriesNamed(entries, option).at(-1) ?? null;
}
