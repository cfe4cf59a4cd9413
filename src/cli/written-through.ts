// Where a file is written that is named by a link: a link stays a link, and what it points to is replaced, or made.
import { lstatSync, readlinkSync, type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { CannotWrite, cannotWrite } from "./cannot-write.js";

const STICKY = 0o1000;
const WRITABLE_BY_ALL = 0o002;

/**
 * The path behind all links.
 * @throws Error if a link is another user's in a folder where everybody may put one, such as /tmp: who made it would choose what
 * is overwritten (proc(5), protected_symlinks: the system refuses it, too, but for a file that is renamed into its place).
 */
export function writtenThrough(path: string): string {
  try {
    // /dev/null, a named pipe, /dev/stdout: opened as it is
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) return path;
    let at = path;
    for (let found = linkAt(at); found !== null; found = linkAt(at)) {
      refuseIfPlanted(path, at, found);
      at = resolve(dirname(at), readlinkSync(at));
    }
    return at;
  } catch (error) {
    throw error instanceof CannotWrite ? error : cannotWrite(path, error as NodeJS.ErrnoException);
  }
}

/** A circle of links was refused by stat(2). */
function linkAt(path: string): Stats | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isSymbolicLink() ? found : null;
}

function refuseIfPlanted(path: string, link: string, { uid }: Stats): void {
  const folder = statSync(dirname(link));
  const isOpenToAll = (folder.mode & STICKY) !== 0 && (folder.mode & WRITABLE_BY_ALL) !== 0;
  const isOurs = process.geteuid === undefined || uid === process.geteuid() || uid === folder.uid;
  if (isOpenToAll && !isOurs)
    throw new CannotWrite(
      `cannot write ${path}: ${link} is another user's link in a folder that all may write to; name the file that it points to`,
    );
}
