// Reads the files that an #include names, within the folder that stands for /etc/asterisk. Beware: Asterisk resolves every
// relative include against its configuration folder, not against the including file (main/config.c, config_text_file_load:
// "%s/%s" with ast_config_AST_CONFIG_DIR). The two differ in subfolders only.
import { isAbsolute, join, normalize, relative, sep } from "node:path";
import { type ConfigIo, reasonOf } from "./io.js";
import type { ConfigSource, Included, IncludeRequest } from "./parse.js";
import type { ConfigProblem } from "./problem.js";

/** Where Asterisk keeps its files unless asterisk.conf says otherwise. A copy of it may be anywhere. */
const ASTERISK_FOLDER = "/etc/asterisk/";

/** How includes are followed. */
export interface IncludeRules {
  /** False if single files were handed over: a missing one is then no fault of the configuration. */
  readonly isWhole: boolean;
  /** True if the user lets includes lead out of the folder. A copy of a stranger's configuration could name any file. */
  readonly mayLeave: boolean;
}

/** Follows includes inside `root`, and nowhere else unless that is allowed. */
export function includesWithin(
  root: string,
  io: ConfigIo,
  { isWhole, mayLeave }: IncludeRules,
): (request: IncludeRequest) => Included {
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
    if (inside === null && !mayLeave) return { sources: [], problems: [problem(leaves(root), "noted")] };

    const sources: ConfigSource[] = [];
    const problems: ConfigProblem[] = [];
    const from = inside === null && isAbsolute(name) ? sep : root;
    const path = inside ?? (isAbsolute(name) ? relative(sep, name) : normalize(name));
    const paths = /[*?[]/.test(path) ? expand(from, path.split(sep), io) : [join(from, path)];
    for (const path of paths) {
      try {
        if (!mayLeave && leadsOut(root, path, io)) problems.push(problem(leaves(root), "noted"));
        else sources.push(readSource(path, io));
      } catch (error) {
        if (!optional) problems.push(problem(`${path} cannot be read: ${reasonOf(error)}.`, missing));
      }
    }
    // to Asterisk a pattern without a match is a missing file, too: count stays 0
    if (paths.length === 0 && !optional) problems.push(problem("no file matches.", missing));
    return { sources, problems };
  };
}

/** Reads one file. Throws if it cannot be read or is binary. */
export function readSource(file: string, io: ConfigIo): ConfigSource {
  const text = io.readText(file);
  if (text.includes("\0")) throw new Error("it is a binary file");
  return { file, text };
}

function leaves(root: string): string {
  return `not followed, it leaves ${root}; --follow-includes follows it.`;
}

/** Is a file reached by a link that leads out of the root? @throws Error if there is no such file. */
function leadsOut(root: string, path: string, io: ConfigIo): boolean {
  if (!io.realPath) return false;
  return pathInside(io.realPath(root), io.realPath(path)) === null;
}

/**
 * The included path as seen from the root. Null if it is outside. It is compared by its letters. Links are checked later, and
 * only those of includes: FreePBX links sip.conf and others into its web folder, and those must stay readable.
 */
function pathInside(root: string, name: string): string | null {
  const path = name.startsWith(ASTERISK_FOLDER) ? name.slice(ASTERISK_FOLDER.length) : name;
  const inside = isAbsolute(path) ? relative(root, path) : normalize(path);
  return isAbsolute(inside) || inside === ".." || inside.startsWith(`..${sep}`) ? null : inside;
}

/** The files below `folder` that match, in the order of glob(3). */
function expand(folder: string, [pattern, ...deeper]: readonly string[], io: ConfigIo): readonly string[] {
  if (pattern === undefined) return [];
  if (pattern === "..") return expand(join(folder, pattern), deeper, io);
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

/** One path segment against `*`, `?` and `[a-z]`. A leading dot must be written out, as in a shell. */
function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  const parts = pattern.match(PART) ?? [];
  return parts.join("") === pattern ? matchesParts(parts, name) : pattern === name;
}

// [a-z] | [!0-9] | * | ? | x
const PART = /\[!?[^\][]+\]|[^[]/gu;

/** If there are several stars, only the last one may have to take more, so no name is scanned more often than there are stars. */
function matchesParts(parts: readonly string[], name: string): boolean {
  const characters = [...name];
  let part = 0;
  let at = 0;
  let star: { readonly part: number; at: number } | null = null;
  while (at < characters.length) {
    if (parts[part] === "*") {
      star = { part, at };
      part += 1;
    } else if (part < parts.length && matchesOne(parts[part] as string, characters[at] as string)) {
      part += 1;
      at += 1;
    } else if (star) {
      star.at += 1;
      part = star.part + 1;
      at = star.at;
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === "*");
}

function matchesOne(part: string, character: string): boolean {
  if (part === "?") return true;
  if (!part.startsWith("[") || part.length === 1) return part === character;
  const isNegated = part[1] === "!";
  const within = [...part.slice(isNegated ? 2 : 1, -1)];
  const isIn = within.some((first, i) => {
    const last = within[i + 1] === "-" ? within[i + 2] : undefined;
    return last === undefined ? first === character : first <= character && character <= last;
  });
  return isIn !== isNegated;
}
