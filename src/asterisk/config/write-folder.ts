// Writes texts, by file name, to a folder of the user's choice. Never where Asterisk or this run reads a configuration, and
// never over an existing file: whoever tries the proposals must find the configuration as it was.
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";

/** Asterisk's own place (main/options.c: DEFAULT_CONFIG_DIR). */
const ASTERISK_FOLDER = "/etc/asterisk";

/**
 * Why a folder cannot take proposals. Null if it can.
 * @param configPaths What was read as configuration.
 */
export function refusalOf(folder: string, configPaths: readonly string[]): string | null {
  const target = realPlace(folder);
  for (const path of [ASTERISK_FOLDER, ...configPaths]) {
    const place = realPlace(path);
    const home = existsSync(place) && statSync(place).isFile() ? dirname(place) : place;
    const single = home !== place;
    // next to a single file there may be anything; below a folder of configuration everything is read as such
    if (target === home || (!single && target.startsWith(`${home}${sep}`)))
      return `${folder} is where a configuration is read (${path}); give a folder of its own`;
  }
  return existsSync(target) && !statSync(target).isDirectory() ? `${folder} is no folder` : null;
}

/** Writes the files. @throws Error if one exists already. */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  for (const name of files.keys()) {
    if (existsSync(join(folder, name))) throw new Error(`${join(folder, name)} is there already; give a new folder`);
  }
  mkdirSync(folder, { recursive: true });
  const parts = [...files.keys()].map((name) => ({ part: join(folder, `.${name}.part`), whole: join(folder, name) }));
  try {
    for (const [i, text] of [...files.values()].entries()) writeFileSync(parts[i]?.part ?? "", text);
    // half a fragment would be a configuration, too: files get their names once all are complete, the script last
    for (const { part, whole } of parts) renameSync(part, whole);
  } finally {
    for (const { part } of parts) rmSync(part, { force: true });
  }
}

/** Where a path leads, with links followed as far as it exists. */
function realPlace(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  const parent = dirname(whole);
  return parent === whole ? whole : join(realPlace(parent), basename(whole));
}
