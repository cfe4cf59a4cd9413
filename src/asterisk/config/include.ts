// In: an #include and the folder that stands for /etc/asterisk. Out: the text of the files it names.
// The surprise: Asterisk resolves every relative include against its configuration folder, not against the including
// file (main/config.c, config_text_file_load: "%s/%s" with ast_config_AST_CONFIG_DIR). They differ in subfolders only.
import { isAbsolute, join, normalize, relative, sep } from "node:path";
import { type ConfigIo, reasonOf } from "./io.js";
import type { ConfigSource, Included, IncludeRequest } from "./parse.js";
import type { ConfigProblem } from "./problem.js";

/** Where Asterisk keeps its files unless asterisk.conf says otherwise; a copy of it may lie anywhere. */
const ASTERISK_FOLDER = "/etc/asterisk/";

/**
 * Follows includes inside `root` and nowhere else. Where `isWhole` is false, single files of it were handed over: one that
 * is missing then was not handed over, which is no fault of the configuration.
 */
export function includesWithin(root: string, io: ConfigIo, isWhole: boolean): (request: IncludeRequest) => Included {
  const missing = isWhole ? "refused" : "noted";
  return (request) => {
    const { file, line, name, optional } = request;
    const problem = (message: string, effect: ConfigProblem["effect"]): ConfigProblem => ({
      file,
      line,
      message: `#include "${name}": ${message}`,
      effect,
    });

    const inside = pathInside(root, name);
    if (inside === null) return { sources: [], problems: [problem(`not followed, it leaves ${root}.`, "noted")] };

    const sources: ConfigSource[] = [];
    const problems: ConfigProblem[] = [];
    const paths = /[*?[]/.test(inside) ? expand(root, inside.split(sep), io) : [join(root, inside)];
    for (const path of paths) {
      try {
        sources.push(readSource(path, io));
      } catch (error) {
        if (!optional) problems.push(problem(`${path} cannot be read: ${reasonOf(error)}.`, missing));
      }
    }
    // A pattern without a match is a missing file to Asterisk, too: count stays 0.
    if (paths.length === 0 && !optional) problems.push(problem("no file matches.", missing));
    return { sources, problems };
  };
}

/** Reads one file. Throws where it cannot be read or is binary. */
export function readSource(file: string, io: ConfigIo): ConfigSource {
  const text = io.readText(file);
  if (text.includes("\0")) throw new Error("it is a binary file");
  return { file, text };
}

/**
 * The included path as seen from the root, null where it lies outside. Compared by its letters, links unresolved:
 * FreePBX links sip.conf and others into its web folder, and those must stay readable.
 */
function pathInside(root: string, name: string): string | null {
  const path = name.startsWith(ASTERISK_FOLDER) ? name.slice(ASTERISK_FOLDER.length) : name;
  const inside = isAbsolute(path) ? relative(root, path) : normalize(path);
  return isAbsolute(inside) || inside === ".." || inside.startsWith(`..${sep}`) ? null : inside;
}

/** The files under `folder` that match, sorted as glob(3) sorts them. */
function expand(folder: string, [pattern, ...deeper]: readonly string[], io: ConfigIo): readonly string[] {
  if (pattern === undefined) return [];
  const names = listOrNothing(folder, io).filter((name) => matchesName(pattern, name));
  const paths = names.sort().map((name) => join(folder, name));
  return deeper.length === 0
    ? paths.filter((path) => !io.isDirectory(path))
    : paths.filter((path) => io.isDirectory(path)).flatMap((path) => expand(path, deeper, io));
}

function listOrNothing(folder: string, io: ConfigIo): string[] {
  try {
    return [...io.list(folder)];
  } catch {
    return [];
  }
}

/** One path segment against `*`, `?` and `[a-z]`. A leading dot has to be spelled out, as in a shell. */
function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  // Runs of stars mean one star; left as they are they would make the expression backtrack without end.
  const source = pattern
    .replace(/\*+/g, "*")
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".")
    .replace(/\[!/g, "[^");
  try {
    return new RegExp(`^${source}$`).test(name);
  } catch {
    return pattern === name;
  }
}
