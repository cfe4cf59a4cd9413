// Resolves arguments to files: a folder stands for its files, and a pattern that the shell did not expand for those that match
// it.
import { existsSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, sep } from "node:path";

/** A file to be looked at. */
export interface FoundFile {
  readonly path: string;
  /** True if it was found in a folder, so that nobody said that it is a log. */
  readonly searched: boolean;
}

/**
 * Finds the files of arguments, each once, in the order of the arguments and of their names.
 * @param warn Told of arguments that name a file again, or no file.
 */
export async function findFiles(names: readonly string[], warn: (message: string) => void): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const known = new Map<string, FoundFile>();
  for (const name of names) {
    const files = await filesOf(name);
    if (files.length === 0) warn(`${name}: no file there`);
    for (const file of files) {
      const place = placeOf(file.path);
      const first = known.get(place);
      if (first === undefined) {
        known.set(place, file);
        found.push(file);
      } else if (!first.searched && !file.searched) warn(`${file.path}: is the same file as ${first.path}; read once`);
    }
  }
  return found;
}

/** The pattern as the library takes it: in there a backslash makes the next sign an ordinary one. On Windows it parts folders. */
export function patternOf(name: string, separator: string = sep): string {
  return separator === "\\" ? name.replaceAll(separator, "/") : name;
}

/** Where a file is, whatever links lead to it. */
function placeOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

async function filesOf(name: string): Promise<FoundFile[]> {
  if (existsSync(name)) {
    if (!statSync(name).isDirectory()) return [{ path: name, searched: false }];
    const { glob } = await import("tinyglobby");
    const inside = await glob("**/*", { cwd: name, expandDirectories: false });
    return inside.sort().map((path) => ({ path: join(name, path), searched: true }));
  }
  if (name === "-") return [{ path: name, searched: false }];
  const { glob, isDynamicPattern } = await import("tinyglobby");
  const pattern = patternOf(name);
  if (!isDynamicPattern(pattern)) return [{ path: name, searched: false }];
  const fitting = await glob(pattern, { absolute: isAbsolute(name), expandDirectories: false });
  return fitting.sort().map((path) => ({ path, searched: false }));
}
