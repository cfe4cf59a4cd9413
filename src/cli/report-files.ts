// Reads reports that ari-doctor wrote, from disk.
import { constants } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { type NamedReport, parseReport } from "../report/merge/parse-report.js";
import { safeText } from "../report/safe-text.js";

const MEGABYTE = 1_000_000;

/** Reads reports. Each is named by its file's name, or by its path if two files have the same name. @throws Error */
export function readReports(files: readonly string[]): NamedReport[] {
  const names = files.map((file) => basename(file));
  return files.map((file, index) => ({
    name: safeText(names.filter((name) => name === names[index]).length > 1 ? file : (names[index] ?? file)),
    report: parseReport(textOf(file), file),
  }));
}

function textOf(file: string): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new Error(`${file}: no such file`);
  // V8 has no longer strings, and JSON.parse reads only strings
  if (size > constants.MAX_STRING_LENGTH)
    throw new Error(
      `${file}: has ${Math.round(size / MEGABYTE)} MB, and no more than ${Math.floor(constants.MAX_STRING_LENGTH / MEGABYTE)} MB can be read at once; report fewer calls a file, with --since and --until`,
    );
  return readFileSync(file, "utf8");
}
