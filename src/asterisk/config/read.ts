// In: folders such as /etc/asterisk, or single .conf files. Out: every known file in them, includes followed, as sections.
// The surprise: some people hand over sip_general_custom.conf alone. Where the file that would include it is missing,
// such a part is read as if it stood inside it, and marked as partial, because what stands around it is not known.
import { basename, dirname, join } from "node:path";
import { includesWithin, readSource } from "./include.js";
import { type ConfigIo, nodeConfigIo, reasonOf } from "./io.js";
import { isReadable, KNOWN_FILES, type KnownFile, partsOf } from "./known-files.js";
import { type ConfigSection, type ConfigSource, parseConfig } from "./parse.js";
import type { ConfigProblem } from "./problem.js";

export { type ConfigIo, nodeConfigIo } from "./io.js";

/** One file that Asterisk opens, with all that it includes. */
export interface ConfigFile {
  /** Its name to Asterisk, such as `sip.conf`, even where only parts of it were read. */
  readonly name: KnownFile;
  /** Every file that was read for it, in order, as paths. */
  readonly paths: readonly string[];
  /** True where only FreePBX parts of it were there: an option they do not state may be stated elsewhere. */
  readonly partial: boolean;
  /** All sections in order, templates among them. */
  readonly sections: readonly ConfigSection[];
  /** Texts of those paths. */
  readonly texts: ReadonlyMap<string, string>;
}

/** All that was read. */
export interface ConfigTree {
  readonly files: readonly ConfigFile[];
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads the configuration under the given folders and files. Files that this tool does not know are passed over.
 * Never throws: a path that cannot be read is a problem, and the rest goes on.
 */
export function readConfig(paths: readonly string[], io: ConfigIo = nodeConfigIo): ConfigTree {
  const problems: ConfigProblem[] = [];
  const files: ConfigFile[] = [];
  for (const [folder, names] of namesByFolder(paths, io, problems)) {
    for (const name of KNOWN_FILES) {
      const file = readKnownFile(name, folder, names, io, problems);
      if (file === null) continue;
      const first = files.find((other) => other.name === name);
      if (first === undefined) files.push(file);
      else
        problems.push(whole(file.paths[0] ?? folder, `${name} was read from ${first.paths[0]}; this one is not used.`));
    }
  }
  return { files, problems };
}

/** A text as if it stood in the given file, for a snippet that is in none yet; its includes are not followed. */
export function parseAs(name: KnownFile, source: ConfigSource): ConfigTree {
  const parsed = parseConfig([source], { partial: true });
  const file = { name, paths: parsed.files, partial: true, sections: parsed.sections, texts: parsed.texts };
  return { files: [file], problems: parsed.problems };
}

/** What to read where: the readable names per folder. */
function namesByFolder(paths: readonly string[], io: ConfigIo, problems: ConfigProblem[]): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  const add = (folder: string, names: readonly string[]) => {
    const known = folders.get(folder) ?? new Set();
    folders.set(folder, known);
    for (const name of names) known.add(name);
  };
  for (const path of paths) {
    try {
      if (io.isDirectory(path)) {
        const names = io.list(path).filter((name) => isReadable(name) && !io.isDirectory(join(path, name)));
        if (names.length === 0)
          problems.push(whole(path, "The folder holds no Asterisk configuration that is read here."));
        add(dirname(join(path, "any.conf")), names);
      } else if (isReadable(basename(path))) {
        add(dirname(join(path)), [basename(path)]);
      } else {
        io.readText(path);
        problems.push(whole(path, "Not a configuration file that is read here; passed over."));
      }
    } catch (error) {
      problems.push(whole(path, `Cannot be read: ${reasonOf(error)}.`));
    }
  }
  return folders;
}

function readKnownFile(
  name: KnownFile,
  folder: string,
  present: ReadonlySet<string>,
  io: ConfigIo,
  problems: ConfigProblem[],
): ConfigFile | null {
  const partial = !present.has(name);
  const parts = partial ? partsOf(name).filter((part) => present.has(part.name)) : [{ name }];
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
  const parsed = parseConfig(sources, { include: includesWithin(folder, io), partial });
  problems.push(...parsed.problems);
  return { name, paths: parsed.files, partial, sections: parsed.sections, texts: parsed.texts };
}

function whole(file: string, message: string): ConfigProblem {
  return { file, line: null, message, effect: "noted" };
}
