// In: a tree. Out: the music classes of musiconhold.conf. Without one, a held caller hears, and receives, nothing.
import type { ConfigTree } from "./read.js";
import { fileNamed, lastEntry } from "./sections.js";

export interface MusicOnHoldClass {
  readonly name: string;
  /** `files`, `playlist`, `custom`, …; null where not stated. */
  readonly mode: string | null;
  readonly directory: string | null;
  readonly file: string;
  readonly line: number;
}

/** Reads musiconhold.conf; null where it is not in the tree, empty where it defines no class. */
export function musicOnHoldClasses(tree: ConfigTree): readonly MusicOnHoldClass[] | null {
  const conf = fileNamed(tree, "musiconhold.conf");
  if (conf === null) return null;
  return conf.sections
    .filter((section) => !section.template && section.name.toLowerCase() !== "general")
    .map(({ name, entries, file, line }) => ({
      name,
      mode: lastEntry(entries, "mode")?.value ?? null,
      directory: lastEntry(entries, "directory")?.value ?? null,
      file,
      line,
    }));
}
