// Reads folders such as /etc/asterisk, single .conf files, or text from the console (pasted.ts), and returns every known file in
// them as sections, with includes followed. Beware: some people hand over sip_general_custom.conf alone. If the file that would
// include it is missing, such a part is read as if it were inside that file, and marked as partial, since its surroundings are
// not known.
import { basename, dirname, join } from "node:path";
import { includesWithin, readSource } from "./include.js";
import { type ConfigIo, nodeConfigIo, reasonOf } from "./io.js";
import { isReadable, KNOWN_FILES, type KnownFile, partsOf } from "./known-files.js";
import { type ConfigSection, type ConfigSource, parseConfig } from "./parse.js";
import { type Pasted, readPasted } from "./pasted.js";
import type { ConfigProblem } from "./problem.js";

export { type ConfigIo, nodeConfigIo } from "./io.js";

/** One file that Asterisk opens, with everything that it includes. */
export interface ConfigFile {
  /** Asterisk's name for it, such as `sip.conf`, even if only parts of it were read. */
  readonly name: KnownFile;
  /** Every file that was read for it, in order, as paths. */
  readonly paths: readonly string[];
  /** True if only its FreePBX parts were there. An option that they do not state may be stated elsewhere. */
  readonly partial: boolean;
  /** All sections in order, including templates. */
  readonly sections: readonly ConfigSection[];
  /** Texts of those paths. */
  readonly texts: ReadonlyMap<string, string>;
}

/** All that was read. */
export interface ConfigTree {
  readonly files: readonly ConfigFile[];
  readonly problems: readonly ConfigProblem[];
  /** Asterisk's version, if `core show version` was pasted; otherwise null. */
  readonly version: string | null;
}

/** A tree for which nothing was read. */
export const NO_CONFIG: ConfigTree = { files: [], problems: [], version: null };

/** What the user allows when reading. */
export interface ReadRules {
  /** Follows includes, and links of included files, out of the given folders. */
  readonly followIncludes?: boolean;
}

/**
 * Reads the configuration below the given folders and files. Files that this tool does not know are skipped. Never throws: a
 * path that cannot be read is a problem, and the rest goes on.
 */
export function readConfig(
  paths: readonly string[],
  io: ConfigIo = nodeConfigIo,
  { followIncludes = false }: ReadRules = {},
): ConfigTree {
  const problems: ConfigProblem[] = [];
  const files: ConfigFile[] = [];
  const pasted = new PastedTexts();
  for (const [folder, { names, isWhole }] of namesByFolder(paths, io, problems, pasted)) {
    for (const name of KNOWN_FILES) {
      const file = readKnownFile(name, { folder, names, isWhole, mayLeave: followIncludes }, io, problems);
      if (file === null) continue;
      const first = files.find((other) => other.name === name);
      if (first === undefined) files.push(file);
      else
        problems.push(whole(file.paths[0] ?? folder, `${name} was read from ${first.paths[0]}; this one is not used.`));
    }
  }
  // files say where a value is and what surrounds it, so they take precedence over what a console printed
  const read = new Set(files.map(({ name }) => name));
  for (const file of pasted.files()) if (!read.has(file.name)) files.push(file);
  return { files, problems, version: pasted.version };
}

/** Console texts, gathered from any number of files. */
class PastedTexts {
  version: string | null = null;
  readonly #texts = new Map<string, string>();
  readonly #sections: Pasted["sections"][number][] = [];

  /** True if the text was one. */
  take(path: string, text: string): boolean {
    const pasted = readPasted(text, path);
    if (pasted === null) return false;
    this.version ??= pasted.version;
    this.#texts.set(path, text);
    for (const section of pasted.sections) this.#sections.push(section);
    return true;
  }

  files(): ConfigFile[] {
    return [...new Set(this.#sections.map(({ file }) => file))].map((name) => {
      const sections = this.#sections.filter(({ file }) => file === name).map(({ section }) => section);
      return {
        name,
        paths: [...new Set(sections.map(({ file }) => file))],
        partial: true,
        sections,
        texts: this.#texts,
      };
    });
  }
}

/** A text read as if it were in the given file, for a snippet that is in none yet. Its includes are not followed. */
export function parseAs(name: KnownFile, source: ConfigSource): ConfigTree {
  const parsed = parseConfig([source], { partial: true });
  const file = { name, paths: parsed.files, partial: true, sections: parsed.sections, texts: parsed.texts };
  return { files: [file], problems: parsed.problems, version: null };
}

/** What to read from where: the readable names per folder. */
function namesByFolder(
  paths: readonly string[],
  io: ConfigIo,
  problems: ConfigProblem[],
  pasted: PastedTexts,
): Map<string, Pick<Given, "names" | "isWhole">> {
  const folders = new Map<string, { readonly names: Set<string>; isWhole: boolean }>();
  const add = (folder: string, names: readonly string[], isWhole: boolean) => {
    const known = folders.get(folder) ?? { names: new Set<string>(), isWhole: false };
    folders.set(folder, known);
    known.isWhole ||= isWhole;
    for (const name of names) known.names.add(name);
  };
  for (const path of paths) {
    try {
      if (io.isDirectory(path)) {
        const names = io.list(path).filter((name) => isReadable(name) && !io.isDirectory(join(path, name)));
        if (names.length === 0)
          problems.push(whole(path, "The folder holds no Asterisk configuration that is read here."));
        add(dirname(join(path, "any.conf")), names, true);
      } else if (isReadable(basename(path))) {
        add(dirname(join(path)), [basename(path)], false);
      } else if (!pasted.take(path, io.readText(path))) {
        problems.push(whole(path, "Not a configuration file that is read here; passed over."));
      }
    } catch (error) {
      problems.push(whole(path, `Cannot be read: ${reasonOf(error)}.`));
    }
  }
  return folders;
}

/** What was handed over of a folder. */
interface Given {
  readonly folder: string;
  /** Files to read there. */
  readonly names: ReadonlySet<string>;
  /** False if it was single files. */
  readonly isWhole: boolean;
  readonly mayLeave: boolean;
}

function readKnownFile(
  name: KnownFile,
  { folder, names, isWhole, mayLeave }: Given,
  io: ConfigIo,
  problems: ConfigProblem[],
): ConfigFile | null {
  const partial = !names.has(name);
  const parts = partial ? partsOf(name).filter((part) => names.has(part.name)) : [{ name }];
  const sources: ConfigSource[] = [];
  for (const part of parts) {
    const path = join(folder, part.name);
    try {
      sources.push({ ...part, ...readSource(path, io) });
    } catch (error) {
      problems.push(whole(path, `Cannot be read: ${reasonOf(error)}.`));
    }
  }
  if (sources.length === 0) return null;
  // a template may be in a file that was not handed over
  const mayLack = !isWhole && sources.some(({ text }) => /^[ \t]*#(?:try)?include/im.test(text));
  const parsed = parseConfig(sources, {
    include: includesWithin(folder, io, { isWhole, mayLeave }),
    partial: partial || mayLack,
  });
  for (const problem of parsed.problems) problems.push(problem);
  return { name, paths: parsed.files, partial, sections: parsed.sections, texts: parsed.texts };
}

function whole(file: string, message: string): ConfigProblem {
  return { file, line: null, message, effect: "noted" };
}
