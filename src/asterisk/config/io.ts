import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";

/** The little of a file system that reading a configuration takes; tests bring their own. */
export interface ConfigIo {
  /** The text of a file. Throws where it is missing, not readable, or no file. */
  readText(path: string): string;
  /** Names of what is in a folder. Throws where it cannot be listed. */
  list(path: string): readonly string[];
  /** False also where there is nothing of that name. */
  isDirectory(path: string): boolean;
  /** Where a path leads, links followed; absent where there are no links. Throws where there is nothing of that name. */
  realPath?(path: string): string;
}

/** Generated dialplans reach a few MiB; anything beyond this is no configuration. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** The real file system. */
export const nodeConfigIo: ConfigIo = {
  readText(path) {
    const stats = statSync(path);
    // Asterisk itself takes regular files only; opening a pipe would wait for ever.
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
