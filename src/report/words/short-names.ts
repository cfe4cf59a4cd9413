// Names of files for where the whole path would be in the way: it is told once, short names stand for it after that.
import { separatorOf } from "../display-width.js";
import { sourceName } from "./rows.js";

/** For each path its last parts, as many as tell it from the others: `bot.log`, `pbx1/full.log`. */
export function shortNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const parts = new Map([...new Set(paths)].map((path) => [path, sourceName(path).split(separatorOf(path))]));
  const names = new Map<string, string>();
  let open = [...parts.keys()];
  for (let length = 1; open.length > 0; length += 1) {
    const nameOf = (path: string): string => (parts.get(path) ?? []).slice(-length).join(separatorOf(path));
    const counts = new Map<string, number>();
    for (const path of parts.keys()) counts.set(nameOf(path), (counts.get(nameOf(path)) ?? 0) + 1);
    const isWhole = (path: string): boolean => (parts.get(path) ?? []).length <= length;
    for (const path of open) if (counts.get(nameOf(path)) === 1 || isWhole(path)) names.set(path, nameOf(path));
    open = open.filter((path) => !names.has(path));
  }
  return names;
}

/** Paths with what they have in common said once: `full.log, bot.log in /srv/logs`. */
export function filesInWords(paths: readonly string[], most: number): string {
  const byFolder = new Map<string, string[]>();
  for (const path of paths.slice(0, most)) {
    const name = sourceName(path);
    const end = name.lastIndexOf(separatorOf(name)) + 1;
    byFolder.set(name.slice(0, end), [...(byFolder.get(name.slice(0, end)) ?? []), name.slice(end)]);
  }
  const groups = [...byFolder].map(
    ([folder, names]) =>
      `${names.join(", ")}${folder === "" ? "" : ` in ${folder.length > 1 ? folder.slice(0, -1) : folder}`}`,
  );
  const more = paths.length - most;
  return `${groups.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}
