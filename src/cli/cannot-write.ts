// Why a report could not be written, for its reader.

/** A place takes no report. Others may. */
export class CannotWrite extends Error {}

/** The error of a system call, in words that name what was asked for. */
export function cannotWrite(path: string, error: NodeJS.ErrnoException): CannotWrite {
  return new CannotWrite(`cannot write ${path}: ${reasons[error.code ?? ""] ?? error.message}`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such folder",
  ENOTDIR: "no such folder",
  EISDIR: "is a folder",
  ELOOP: "its links lead in a circle",
  EACCES: "not allowed",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  EFBIG: "the file may not get so large",
  EIO: "the disk is broken",
};
