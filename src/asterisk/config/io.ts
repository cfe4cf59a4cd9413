import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";

/** The little of a file system that reading a configuration takes. Tests supply their own. */
export interface ConfigIo {
  /** The text of a file. Throws if it is missing, unreadable, or no file. */
  readText(path: string): string;
  /** Names of what is in a folder. Throws if it cannot be listed. */
  list(path: string): readonly string[];
  /** Also false if nothing has that name. */
  isDirectory(path: string): boolean;
  /** Where a path leads once links are followed. Absent if there are no links. Throws if nothing has that name. */
  realPath?(path: string): string;
}

/** Generated dialplans reach a few MiB. Anything larger is no configuration. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** The real file system. */
export const nodeConfigIo: ConfigIo = {
  readText(path) {
    const stats = statSync(path);
    // Asterisk itself accepts regular files only; opening a pipe would wait for ever
    if (!stats.isFile()) throw new Error("it is not a regular file");
    if (stats.size > MAX_FILE_BYTES) throw new Error(`it is larger than ${MAX_FILE_BYTES} bytes`);
    return readFileSync(path, "utf8");
  },
  list: (path) => readdirSync(path),
  isDirectory: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  realPath: (path) => realpathSync(path),
};

/** Why a path could not be read, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return "it does not exist";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
