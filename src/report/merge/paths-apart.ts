// Gives each file of several reports one name: its path if that is unambiguous, otherwise the report's name and the path.
import type { Report } from "../schema.js";
import { mapTexts } from "./masks-apart.js";
import type { NamedReport } from "./parse-report.js";
import { filesOf, isSameFile, type KnownFile } from "./same-file.js";

/** Fields that name a file. If hosts do not state their names, their logs' paths stand for them. */
const NAMES_FILE: ReadonlySet<string> = new Set(["path", "source", "file", "host"]);

interface File extends KnownFile {
  readonly owner: number;
}

/** The reports, with no path that means two files. */
export function pathsApart(named: readonly NamedReport[]): Report[] {
  const byPath = new Map<string, File[][]>();
  for (const [owner, { report }] of named.entries())
    for (const file of filesOf(report)) {
      const files = byPath.get(file.path) ?? [];
      const same = files.find((group) => group.some((other) => isSameFile(other, file)));
      if (same) same.push({ ...file, owner });
      else files.push([{ ...file, owner }]);
      byPath.set(file.path, files);
    }
  return named.map(({ report }, owner) => {
    const renamed = new Map<string, string>();
    for (const [path, files] of byPath) {
      const mine = files.find((group) => group.some((file) => file.owner === owner));
      const first = mine?.[0];
      if (files.length > 1 && first) renamed.set(path, `${named[first.owner]?.name}:${path}`);
    }
    if (renamed.size === 0) return report;
    return mapTexts(report, (text, key) => (NAMES_FILE.has(key) ? (renamed.get(text) ?? text) : text));
  });
}
