// File paths: users and hosts after whom folders are named. The name of the file itself stays, so that a line can be found
// again.
import { type Masks, maskFound } from "./masks.js";

// /home/ivan/full     /var/home/ivan     %2Fhome%2Fivan     \\filer\home\ivan
// C:\Users\ivan\full, also with doubled backslashes     /mnt/c/Users/ivan     C:\Documents and Settings\ivan
const SLASH = String.raw`(?:[\\/]{1,4}|%2F|%5C)`;
const homes: readonly RegExp[] = [
  // C:\Users\Ivan Petrov\bot: where a backslash ends it, a name may have a space
  /(?<before>[\\/](?:Users|Documents and Settings)\\{1,4})(?<user>[^\\/"'<>:;,|\r\n]{1,80}?)(?=\\)/gi,
  new RegExp(
    String.raw`(?<before>${SLASH}(?:home|Users|Documents and Settings)${SLASH})(?<user>[^\s\\/"'<>:;,%|)\]}]+)`,
    "g",
  ),
  // ~ivan/bot.py
  /(?<before>(?<![\w/.~-])~)(?<user>[\p{L}_][\p{L}\d_.-]*)(?=\/|["']|$)/gu,
];

/** Folder names with digits or hyphens that describe the contents rather than a host. */
const ORDINARY = /^(?:(?:asterisk|logs?|backup|archive|old)[-_.]?\d*|usr-local|[\d._T-]+)$/i;

/** Masks the users whose home folders a text names. */
export function maskHomes(text: string, masks: Masks): string {
  return homes.reduce((told, home) => maskFound(told, home, (user) => masks.of("user", user)), text);
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
