// File paths: users and hosts after whom folders are named. The name of the file itself stays, so that a line can be found
// again.
import type { Masks } from "./masks.js";

// /home/ivan/full     C:\Users\ivan\full, also with doubled backslashes
const home = /(?<before>(?<![\w.-])(?:\/home|\/Users|[A-Za-z]:\\{1,2}Users)[\\/]{1,2})(?<user>[^\s\\/"'<>:;,]+)/g;

/** Folder names with digits or hyphens that describe the contents rather than a host. */
const ORDINARY = /^(?:(?:asterisk|logs?|backup|archive|old)[-_.]?\d*|usr-local|[\d._T-]+)$/i;

/** Masks the users whose home folders a text names. */
export function maskHomes(text: string, masks: Masks): string {
  return text.replace(home, (...match) => {
    const { before, user } = match.at(-1) as { before: string; user: string };
    return `${before}${masks.of("user", user)}`;
  });
}

/**
 * Folders of a path that may be named after a host, like those in which logs of many hosts are gathered:
 * /var/log/remote/pbx-nord/full. A word with a digit or a hyphen is taken for one; an unnecessary mask does no harm.
 */
export function foldersLikeHosts(path: string): string[] {
  return path.split(/[\\/]/).slice(0, -1).filter(isLikeHost);
}

/** Masks them. `path` ends where its file's name begins. */
export function maskFolders(path: string, masks: Masks): string {
  return path.replace(/[^\\/]+/g, (folder) => (isLikeHost(folder) ? masks.of("host", folder) : folder));
}

function isLikeHost(folder: string): boolean {
  return /[A-Za-z]/.test(folder) && /[\d-]/.test(folder) && !ORDINARY.test(folder);
}
